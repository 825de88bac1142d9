"""The way of a day as a list of spots, and what is at each: for the map, GPX and GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from search_api.planning.visits.result import AreaPlan, Day, Drive, Meeting, Night, Spot


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point of the visit. `order` counts all points of the visit from 1; `meeting` is told where one is held.

    `day` is that of the point, the start belongs to day 1.
    """

    order: int
    kind: Literal["start", "meeting", "night"]
    day: int
    spot: Spot
    meeting: Meeting | None = None


def way(day: Day) -> tuple[Spot, ...]:
    """Where the group is in the order of time, from where it sets out to where it ends; each place once in a row.

    A drive in two parts, with a rest or a meal on the road between them, is one way from its origin to its target.
    """
    spots: list[Spot] = []
    on_the_way: Drive | None = None
    for item in day.items:
        found: tuple[Spot, ...] = ()
        if isinstance(item, Drive):
            goes_on = on_the_way is not None and (on_the_way.origin, on_the_way.target) == (item.origin, item.target)
            found = () if goes_on else (item.origin, item.target)
            on_the_way = item
        elif isinstance(item, Meeting):
            found, on_the_way = (item.candidate.spot,), None
        elif isinstance(item, Night):
            found = (item.spot,)
        for spot in found:
            if not spots or (spots[-1].lat, spots[-1].lon) != (spot.lat, spot.lon):
                spots.append(spot)
    return tuple(spots)


def points(area: AreaPlan) -> tuple[MapPoint, ...]:
    """The start, every meeting and every night, in the order of time."""
    found: list[MapPoint] = []
    for day in area.days:
        if not found and (spots := way(day)):
            found.append(MapPoint(1, "start", day.number, spots[0]))
        for item in day.items:
            if isinstance(item, Meeting):
                found.append(MapPoint(len(found) + 1, "meeting", day.number, item.candidate.spot, item))
            elif isinstance(item, Night):
                found.append(MapPoint(len(found) + 1, "night", day.number, item.spot))
    return tuple(found)
