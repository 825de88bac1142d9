"""The route of a visit: as a list in its order, and drawn without a script on the podregiony through which it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Literal

from corpus import outlines as source
from search_api.planning.own import OwnPlace
from search_api.planning.visits.result import AreaPlan, Day, Drive, Meeting, Night, Spot
from search_api.web import outlines

_WIDTH, _DETAIL = 2000, 2.0  # of the whole country, of which the map shows a part
_AROUND = 0.12  # of the longer side, as a margin
_LEAST_SIDE = 90  # units: about 30 km
_MARK = 26  # the radius of a mark goes so many times into the width

Kind = Literal["start", "stop", "night", "end"]


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """A point of the route. `number` is that of the stop; `rough` tells coordinates of the seat of a powiat."""

    kind: Kind
    day: int
    name: str
    lat: float
    lon: float
    number: int | None = None
    id: str | None = None
    title: str | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the drawing; stops too near each other share one: `text` is "3" or "3, 4"."""

    kind: Kind
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The way of a day as the points of a line."""

    day: int
    points: str


@dataclass(frozen=True, slots=True)
class RouteMap:
    """A drawing of `width` by `height` units that begins at `left`, `top`; `radius` is that of a mark."""

    left: int
    top: int
    width: int
    height: int
    radius: int
    regions: tuple[str, ...]
    borders: str
    lines: tuple[DayLine, ...]
    marks: tuple[Mark, ...]
    names: tuple[str, ...]


def route_points(area: AreaPlan, start: OwnPlace) -> tuple[RoutePoint, ...]:
    """The route in its order: from the start over stops and nights back to the start."""
    home = (start.name, start.lat, start.lon)
    middle = [point for day in area.days for point in _of_day(day)]
    return (
        RoutePoint("start", 1, *home),
        *middle,
        RoutePoint("end", area.days[-1].number if area.days else 1, *home),
    )


def route_map(points: Sequence[RoutePoint], area: AreaPlan) -> RouteMap:
    """The drawing of a route."""
    drawing = outlines.drawing(_WIDTH, _DETAIL)
    placed = [(point, drawing.place(point.lat, point.lon)) for point in points]
    left, top, right, bottom = _around([place for _, place in placed])
    radius = max(right - left, bottom - top) // _MARK
    return RouteMap(
        left,
        top,
        right - left,
        bottom - top,
        radius,
        tuple(drawing.subregions[code] for code in _regions_within(left, top, right, bottom)),
        drawing.borders,
        tuple(_lines(area, drawing)),
        tuple(_marks(placed, radius)),
        tuple(dict.fromkeys(point.name for point in points)),
    )


def _of_day(day: Day) -> Iterator[RoutePoint]:
    for item in day.items:
        if isinstance(item, Meeting):
            spot, practice = item.candidate.spot, item.candidate.practice
            rough = spot.precision != "locality"
            yield RoutePoint(
                "stop", day.number, spot.name, spot.lat, spot.lon, item.number, practice.id, practice.title, rough
            )
        elif isinstance(item, Night):
            yield RoutePoint("night", day.number, item.spot.name, item.spot.lat, item.spot.lon)


def _lines(area: AreaPlan, drawing: outlines.Drawing) -> Iterator[DayLine]:
    for day in area.days:
        drives = [item for item in day.items if isinstance(item, Drive)]
        spots: list[Spot] = [*(drive.origin for drive in drives[:1]), *(drive.target for drive in drives)]
        places = [drawing.place(spot.lat, spot.lon) for spot in spots]
        if places:
            yield DayLine(day.number, " ".join(f"{x},{y}" for x, y in places))


def _marks(placed: Iterable[tuple[RoutePoint, outlines.Unit]], radius: int) -> Iterator[Mark]:
    """Home and nights first, so that stops lie on them. Stops whose marks would overlap stand together."""
    placed = list(placed)
    for kind in ("start", "night"):
        for _, (x, y) in dict.fromkeys((kind, place) for point, place in placed if point.kind == kind):
            yield Mark(kind, x, y, "")
    groups: list[tuple[outlines.Unit, list[str]]] = []
    for point, (x, y) in placed:
        if point.kind != "stop":
            continue
        near = next((group for group in groups if hypot(group[0][0] - x, group[0][1] - y) < 2 * radius), None)
        if near is None:
            groups.append(((x, y), [str(point.number)]))
        else:
            near[1].append(str(point.number))
    for (x, y), numbers in groups:
        yield Mark("stop", x, y, ", ".join(numbers))


def _around(points: Sequence[outlines.Unit]) -> tuple[int, int, int, int]:
    across, down = zip(*points, strict=True)
    longest = max(max(across) - min(across), max(down) - min(down), _LEAST_SIDE)
    middle = ((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)
    # Neither a strip nor a tower: the shorter side is three fifths of the longer one at least.
    sides = [max(size, longest * 0.6) for size in (max(across) - min(across), max(down) - min(down))]
    margin = longest * _AROUND
    left, top = (round(centre - side / 2 - margin) for centre, side in zip(middle, sides, strict=True))
    right, bottom = (round(centre + side / 2 + margin) for centre, side in zip(middle, sides, strict=True))
    return left, top, right, bottom


def _regions_within(left: int, top: int, right: int, bottom: int) -> Iterator[str]:
    for code, (west, north, east, south) in _bounds().items():
        if west <= right and east >= left and north <= bottom and south >= top:
            yield code


@cache
def _bounds() -> dict[str, tuple[int, int, int, int]]:
    """The box around each podregion, in units of the drawing."""
    content, place = source.load(), outlines.drawing(_WIDTH, _DETAIL).place
    found = {}
    for code, shape in content.subregions.items():
        units = [place(lat, lon) for ring in content.rings(shape) for lon, lat in ring]
        across, down = zip(*units, strict=True)
        found[code] = (min(across), min(down), max(across), max(down))
    return found
