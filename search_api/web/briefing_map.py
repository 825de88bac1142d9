"""The map of a briefing: the podregiony of the area and those around it, with the numbers of their practices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus import outlines as source
from corpus.places import gazetteer
from search_api.planning.briefing import Briefing
from search_api.planning.briefing_areas import BriefedArea
from search_api.planning.briefing_neighbours import bordering_subregions
from search_api.searching.map_points import spots
from search_api.web import outlines

_WIDTH, _DETAIL = 2000, 2.0  # of the whole country, of which the map shows a part
_MARGIN = 6  # units
_LETTERS = 16  # the height of a number goes so many times into the width


@dataclass(frozen=True, slots=True)
class Part:
    """A podregion. `count` is None where the map tells no number of it."""

    path: str
    is_own: bool
    x: int
    y: int
    count: int | None


@dataclass(frozen=True, slots=True)
class AreaMap:
    """A drawing of `width` by `height` units that begins at `left`, `top`. `letter` is the height of its numbers; `points` are
    places of practices, `seat` that of the office of a powiat."""

    left: int
    top: int
    width: int
    height: int
    letter: int
    parts: tuple[Part, ...]
    points: tuple[tuple[int, int], ...]
    seat: tuple[int, int] | None


def area_map(briefing: Briefing, counts: Mapping[str, int]) -> AreaMap:
    """The map of the area of a briefing. `counts` are practices by the code of the podregion."""
    area = briefing.area
    drawing = outlines.drawing(_WIDTH, _DETAIL)
    own = set(area.subregions)
    beside = set().union(*(bordering_subregions()[code] for code in own)) - own
    of_powiat = area.level == "powiat"
    left, top, right, bottom = _box([*own, *beside] if area.level != "voivodeship" else own, drawing)
    parts = tuple(
        Part(
            drawing.subregions[code],
            code in own,
            *drawing.labels[code],
            None if of_powiat or (area.level == "voivodeship" and code in beside) else counts.get(code, 0),
        )
        for code in sorted(beside) + sorted(own)
    )
    return AreaMap(
        left,
        top,
        right - left,
        bottom - top,
        max(right - left, bottom - top) // _LETTERS,
        parts,
        tuple(dict.fromkeys(_points(briefing, drawing))) if of_powiat else (),
        _seat(area, drawing) if of_powiat else None,
    )


def _box(codes: Iterable[str], drawing: outlines.Drawing) -> tuple[int, int, int, int]:
    content = source.load()
    points = [
        drawing.place(lat, lon)
        for code in codes
        for ring in content.rings(content.subregions[code])
        for lon, lat in ring
    ]
    across, down = zip(*points, strict=True)
    return min(across) - _MARGIN, min(down) - _MARGIN, max(across) + _MARGIN, max(down) + _MARGIN


def _points(briefing: Briefing, drawing: outlines.Drawing) -> Iterable[tuple[int, int]]:
    for practice in briefing.practices:
        for area, lat, lon in spots(practice):
            if area.powiat_code == briefing.area.code:
                yield drawing.place(lat, lon)


def _seat(area: BriefedArea, drawing: outlines.Drawing) -> tuple[int, int]:
    powiat = gazetteer().powiats[area.code]
    return drawing.place(powiat.lat, powiat.lon)
