"""Place names settled by each other: a document mostly names places that lie together.

A name that several places share is settled by the powiats and voivodeships of the others. A small place that the gazetteer
lists once, far from all others of the document, may be a namesake of one that it does not list: then it stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.geometry import distance_km
from corpus.places import gazetteer
from corpus.practice import Area, AreaLevel
from ingest.describe.sheet import Line

# A small place farther than this from all others of its document may be a namesake; one this near to another is the one meant.
_FAR_KM, _SIBLING_KM = 70.0, 45.0
# Inhabitants: the gazetteer holds all places as large as this.
_TOWN = 3_000
NAMESAKE = (
    "W spisie jest tylko „{name}” w województwie {voivodeship}, daleko od innych miejsc tego dokumentu; "
    "może chodzić o inną miejscowość."
)
SETTLED = "„{name}”: z kilku miejsc o tej nazwie przyjęto to, na które wskazuje reszta dokumentu."


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name at [start, end) of a line. `areas`: what it means, several when ambiguous or for a named subregion.

    `name` is the base form, `level` what the text or the gazetteer says; `follows` is the number of the place
    before it in the same list.
    """

    line: Line
    start: int
    end: int
    name: str
    level: AreaLevel
    areas: tuple[Area, ...] = ()
    ambiguous: bool = False
    reason: str | None = None
    follows: int | None = None

    @property
    def voivodeship(self) -> str | None:
        names = {area.voivodeship for area in self.areas}
        return names.pop() if len(names) == 1 else None


def settled(found: Sequence[PlaceMention], context: Sequence[Area]) -> tuple[PlaceMention, ...]:
    """The mentions of one sheet, each as certain as the others make it. `context`: areas that the rest of the document names."""
    return tuple(_checked(_narrowed(found, context), context))


def _certain(found: Sequence[PlaceMention], context: Sequence[Area]) -> list[Area]:
    """The areas that the document names without doubt, each once."""
    areas = [area for item in found if not item.ambiguous for area in item.areas]
    resolved = [area for area in (*areas, *context) if area.status == "resolved"]
    return list({(area.level, area.name, area.voivodeship): area for area in resolved}.values())


def _narrowed(found: Sequence[PlaceMention], context: Sequence[Area]) -> list[PlaceMention]:
    """Ambiguous names narrowed by the powiats, else the voivodeship, else the neighbourhood of the certain ones."""
    certain = _certain(found, context)
    powiats = {area.powiat_code for area in certain if area.powiat_code}
    voivodeships = {area.voivodeship for area in certain}
    known: dict[str, PlaceMention] = {}

    def narrowed(item: PlaceMention) -> PlaceMention:
        for areas in (
            [area for area in item.areas if area.powiat_code in powiats],
            [area for area in item.areas if {area.voivodeship} == voivodeships],
            [area for area in item.areas if any(_are_near(area, other) for other in certain)],
        ):
            if len(areas) == 1:
                reason = SETTLED.format(name=item.name)
                area = areas[0].model_copy(update={"status": "resolved", "reason": reason})
                return replace(item, areas=(area,), ambiguous=False, reason=reason)
        return item

    settled_items = []
    for item in found:
        if item.ambiguous:
            # The same name means the same place all through a document.
            if item.name not in known:
                known[item.name] = narrowed(item)
            first = known[item.name]
            item = replace(item, areas=first.areas, ambiguous=first.ambiguous, reason=first.reason)
        settled_items.append(item)
    return settled_items


def _are_near(first: Area, second: Area) -> bool:
    distance = _distance(first, second)
    return distance is not None and distance <= _SIBLING_KM


def _distance(first: Area, second: Area) -> float | None:
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    return distance_km(first.lat, first.lon, second.lat, second.lon)


def _checked(found: Sequence[PlaceMention], context: Sequence[Area]) -> Iterator[PlaceMention]:
    """A lone village of the gazetteer far from everything else the document names is left open."""
    certain = _certain(found, context)
    lone: dict[tuple[str, str], bool] = {}
    for item in found:
        area = item.areas[0] if len(item.areas) == 1 else None
        if area is None or item.ambiguous or area.level not in ("locality", "gmina") or not _is_small(area):
            yield item
            continue
        key = (item.name, area.voivodeship)
        if key not in lone:
            others = [other for other in certain if (other.locality or other.gmina) != (area.locality or area.gmina)]
            lone[key] = bool(others) and not any(_is_within(area, other) for other in others)
        if lone[key]:
            yield replace(item, areas=(), reason=NAMESAKE.format(name=item.name, voivodeship=area.voivodeship))
        else:
            yield item


def _is_within(area: Area, other: Area) -> bool:
    """Whether a place lies in a unit, or near another place."""
    if other.level == "voivodeship":
        return other.voivodeship == area.voivodeship
    if area.powiat_code and area.powiat_code == other.powiat_code:
        return True
    distance = _distance(area, other)
    # A podregion has no coordinates.
    return other.subregion == area.subregion if distance is None else distance <= _FAR_KM


def _is_small(area: Area) -> bool:
    """Whether the gazetteer may lack a namesake: it knows no town of this name with more than _TOWN inhabitants."""
    return (area.locality or area.gmina) not in _large_names()


@cache
def _large_names() -> frozenset[str]:
    seats = {powiat.seat for powiat in gazetteer().powiats.values()}
    return frozenset(seats | {town.name for town in gazetteer().towns if town.population >= _TOWN})
