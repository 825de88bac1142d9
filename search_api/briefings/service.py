"""From the base to briefings: all its practices, the briefing of an area, how many practices each area has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.practice import Practice
from index.filters import Filters
from search_api.planning.briefing import Briefing, briefing
from search_api.planning.briefing_areas import BriefedArea, all_areas, neighbours_of
from search_api.searching.engine import Engine
from search_api.searching.presenting import record_of

_PRACTICES = Filters(kinds=("practice",))


def practices_of(engine: Engine) -> tuple[Practice, ...]:
    """Every practice of the base. Raises LookupError when the snapshot lacks a record: it is damaged."""
    records = (record_of(record_id, engine) for record_id in engine.found("", _PRACTICES))
    return tuple(record for record in records if isinstance(record, Practice))


def briefing_of(area: BriefedArea, engine: Engine) -> Briefing:
    """What the base knows about an area. Raises as `practices_of`."""
    return briefing(area, practices_of(engine), neighbours_of(area))


def counts_of(practices: Iterable[Practice]) -> dict[str, int]:
    """How many practices each area holds, by code; areas without any are left out."""
    found: Counter[str] = Counter()
    of_units = {unit: area.code for area in all_areas().values() for unit in _units(area)}
    named = [area for area in all_areas().values() if area.level == "named_subregion"]
    for practice in practices:
        units = {practice.place.voivodeship}
        for area in practice.areas:
            units |= {unit for unit in (area.voivodeship, area.subregion, area.powiat_code) if unit}
        found.update(of_units[unit] for unit in units if unit in of_units)
        found.update(area.code for area in named if area.holds(practice))
    return found


def _units(area: BriefedArea) -> tuple[str, ...]:
    """What a record says of an area: the name of a voivodeship, the code of a podregion or a powiat."""
    if area.level == "named_subregion":
        return ()
    return (area.voivodeship,) if area.level == "voivodeship" else (area.code,)
