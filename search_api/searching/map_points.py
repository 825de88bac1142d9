"""From the records of a search to the points of a map."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.areas import label as area_label
from corpus.document import Document
from corpus.practice import Area, Practice
from search_api.contract.map import MapAnswer, MapPoint
from search_api.searching import presenting

MAX_POINTS = 2000  # of one answer: half a megabyte


def map_answer(records: Iterable[Practice | Document], query: str, snapshot: str) -> MapAnswer:
    """The places of the practices among `records`, in their order, and how many records have none.

    The first practice whose places would go over MAX_POINTS and all after it are left out, and counted.
    """
    points: list[MapPoint] = []
    shown = without = documents = left_out = 0
    for record in records:
        if isinstance(record, Document):
            documents += 1
            continue
        own = points_of(record)
        if not own:
            without += 1
        elif left_out or len(points) + len(own) > MAX_POINTS:
            left_out += 1
        else:
            shown += 1
            points += own
    return MapAnswer(
        query=query,
        total=shown + without + documents + left_out,
        shown=shown,
        without_coordinates=without,
        documents=documents,
        left_out=left_out,
        points=points,
        snapshot=snapshot,
    )


def points_of(practice: Practice) -> list[MapPoint]:
    """The places of a practice that are points on a map: a whole voivodeship is none."""
    return [
        MapPoint(
            id=practice.id,
            title=practice.title,
            url=presenting.url_of(practice),
            place=area_label(area),
            lat=lat,
            lon=lon,
            coordinates_of=area.coordinates_of or area.level,
            evidence_level=practice.evidence_level,
        )
        for area, lat, lon in spots(practice)
    ]


def spots(practice: Practice) -> list[tuple[Area, float, float]]:
    """The areas of a practice with coordinates, each with its latitude and longitude; a spot that stands twice stands once."""
    found: dict[tuple[float, float], Area] = {}
    for area in practice.areas:
        if area.lat is not None and area.lon is not None and area.level != "voivodeship":
            found.setdefault((area.lat, area.lon), area)
    return [(area, lat, lon) for (lat, lon), area in found.items()]
