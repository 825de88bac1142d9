"""What the maps of the pages show: podregiony by number of practices, places as points, practices listed by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from corpus.outlines import FILE
from corpus.places import gazetteer
from corpus.practice import Area, Practice
from search_api.labels import subregion_label
from search_api.searching.map_points import spots
from search_api.web import outlines
from search_api.web.assets import content_hash
from search_api.web.collation import polish_order

OUTLINES = "/mapa/obrysy.json"
COVERAGE_WIDTH, COVERAGE_DETAIL = 1000, 2.5
LOCATOR_WIDTH, LOCATOR_DETAIL = 300, 1.0
SHADES = 4  # steps of colour above none; style.css has as many
LISTED_OF_SUBREGION = 40  # the starter base has 19 at most


@dataclass(frozen=True, slots=True)
class Region:
    """A podregion on the map. `path` is its outline, `x`, `y` the place of its number; `shade` goes from 0 (none) to SHADES."""

    code: str
    label: str
    voivodeship: str
    count: int
    shade: int
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Shade:
    """A step of the legend: from `least` to `most` practices."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`regions` stand in Polish alphabetical order of voivodeship and name."""

    width: int
    height: int
    regions: tuple[Region, ...]
    shades: tuple[Shade, ...]
    borders: str

    @property
    def by_voivodeship(self) -> list[tuple[str, list[Region]]]:
        """The regions in groups."""
        return [(name, list(group)) for name, group in groupby(self.regions, key=lambda region: region.voivodeship)]


@dataclass(frozen=True, slots=True)
class Located:
    """A named point of a drawing, in its units."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map of the country. `areas` are outlines of the podregiony in which the points lie."""

    width: int
    height: int
    points: tuple[Located, ...]
    areas: tuple[str, ...]
    borders: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice in the list of one podregion, with its areas there that are points on the map."""

    practice: Practice
    spots: tuple[tuple[Area, float, float], ...]

    @property
    def places(self) -> str | None:
        """Where, when no area is a point: the words of the source."""
        return None if self.spots else self.practice.place.locality or self.practice.place.gmina


@dataclass(frozen=True, slots=True)
class Listed:
    """Practices of one podregion; `code` and `label` are None where the source names none. `count` are all of them."""

    code: str | None
    label: str | None
    count: int
    entries: tuple[Entry, ...]

    @property
    def is_cut(self) -> bool:
        """True when only the first of them are listed."""
        return self.count > len(self.entries)


@dataclass(frozen=True, slots=True)
class ListedVoivodeship:
    """`count` are the practices of the voivodeship, each once."""

    name: str
    count: int
    subregions: tuple[Listed, ...]


def outlines_address() -> str:
    """The address of the outlines for scripts, with a hash of their content, so that a browser may keep them."""
    return f"{OUTLINES}?v={content_hash(FILE)}"


def coverage(counts: Mapping[str, int]) -> Coverage:
    """The map of all podregiony with the number of practices of each, by code ("nuts:PL227")."""
    drawing = outlines.drawing(COVERAGE_WIDTH, COVERAGE_DETAIL)
    bounds = upper_bounds(counts.values())
    regions = [
        Region(
            code,
            subregion_label(code),
            unit.voivodeship,
            counts.get(code, 0),
            bisect_left(bounds, counts.get(code, 0)) + 1 if counts.get(code, 0) else 0,
            drawing.subregions[code],
            *drawing.labels[code],
        )
        for code, unit in gazetteer().subregions.items()
    ]
    regions.sort(key=lambda region: (polish_order(region.voivodeship), polish_order(region.label)))
    shades = tuple(
        Shade(number, least + 1, most)
        for number, (least, most) in enumerate(zip((0, *bounds), bounds, strict=False), start=1)
    )
    return Coverage(drawing.width, drawing.height, tuple(regions), shades, drawing.borders)


def upper_bounds(counts: Iterable[int]) -> tuple[int, ...]:
    """The greatest number of each shade, rising: about as many podregiony fall into each, those with nothing aside.

    >>> upper_bounds([0, 1, 1, 2, 3, 5, 8, 13, 21])
    (1, 3, 8, 21)
    """
    held = sorted(count for count in counts if count > 0)
    ends = {held[(len(held) * step + SHADES - 1) // SHADES - 1] for step in range(1, SHADES + 1)} if held else set()
    return tuple(sorted(ends))


def locator(points: Iterable[object]) -> Locator | None:
    """The map with those of `points` (`name`, `lat`, `lon`, and `subregion` where known) that have coordinates.

    None when no point has any.
    """
    drawing = outlines.drawing(LOCATOR_WIDTH, LOCATOR_DETAIL)
    found: dict[tuple[int, int], list[str]] = {}
    areas = []
    for point in points:
        lat, lon = getattr(point, "lat", None), getattr(point, "lon", None)
        if lat is None or lon is None:
            continue
        found.setdefault(drawing.place(lat, lon), []).append(str(getattr(point, "name", "")))
        areas.append(drawing.subregions.get(getattr(point, "subregion", None) or "", ""))
    if not found:
        return None
    return Locator(
        drawing.width,
        drawing.height,
        tuple(Located(", ".join(dict.fromkeys(names)), x, y) for (x, y), names in found.items()),
        tuple(dict.fromkeys(filter(None, areas))),
        drawing.borders,
    )


def counts_of(practices: Iterable[Practice]) -> dict[str, int]:
    """How many of the practices worked in each podregion."""
    found: dict[str, int] = {}
    for practice in practices:
        for code in {area.subregion for area in practice.areas if area.subregion}:
            found[code] = found.get(code, 0) + 1
    return found


def listed(practices: Iterable[Practice]) -> tuple[ListedVoivodeship, ...]:
    """The practices by voivodeship and podregion, in Polish alphabetical order; in each as they come.

    A practice that worked in several stands in each, as on the map. One without a podregion stands under its voivodeship.
    """
    placed: dict[str, dict[str | None, list[Entry]]] = {}
    for practice in practices:
        own = spots(practice)
        homes = {(area.voivodeship, area.subregion) for area in practice.areas}
        named = {voivodeship for voivodeship, code in homes if code}
        # A whole voivodeship beside one of its podregiony adds nothing, unless a point stands there.
        pointed = {(area.voivodeship, area.subregion) for area, _, _ in own}
        homes = {home for home in homes if home[1] or home[0] not in named or home in pointed}
        for voivodeship, code in homes or {(practice.place.voivodeship, None)}:
            here = tuple(spot for spot in own if (spot[0].voivodeship, spot[0].subregion) == (voivodeship, code))
            placed.setdefault(voivodeship, {}).setdefault(code, []).append(Entry(practice, here))
    return tuple(
        ListedVoivodeship(
            voivodeship,
            len({entry.practice.id for group in placed[voivodeship].values() for entry in group}),
            _subregions(placed[voivodeship]),
        )
        for voivodeship in sorted(placed, key=polish_order)
    )


def _subregions(groups: Mapping[str | None, list[Entry]]) -> tuple[Listed, ...]:
    found = [
        Listed(code, subregion_label(code) if code else None, len(group), tuple(group[:LISTED_OF_SUBREGION]))
        for code, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda item: (item.label is None, polish_order(item.label or ""))))
