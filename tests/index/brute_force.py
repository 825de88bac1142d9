"""Filters and counts the slow and obvious way, from the words of the contract: one pass over the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.document import Document
from corpus.practice import Practice
from index.facets import BUDGET_STEPS, YEAR_STEPS
from index.filters import FacetCount, Filters

Record = Practice | Document


def carried(record: Record) -> dict[str, set[str]]:
    """What a record carries, by the key of the filter."""
    if isinstance(record, Document):
        return {"kinds": {"document"}}
    start, end = record.years.start, record.years.end
    year = start or end
    return {
        "kinds": {"practice"},
        "voivodeships": {record.place.voivodeship} | {area.voivodeship for area in record.areas},
        "subregions": {area.subregion for area in record.areas if area.subregion},
        "themes": set(record.themes),
        "target_groups": set(record.target_groups),
        "cooperation_forms": set(record.cooperation_forms),
        "sectors": {partner.sector for partner in record.partners},
        "evidence_levels": {record.evidence_level} if record.evidence_level else set(),
        "years": {str(year)} if year else set(),
    }


def passes(record: Record, filters: Filters) -> bool:
    """Values of one key are alternatives, keys add up; an unknown year or amount passes no filter on it."""
    has = carried(record)
    for key in (
        "kinds",
        "voivodeships",
        "subregions",
        "themes",
        "target_groups",
        "cooperation_forms",
        "sectors",
        "evidence_levels",
    ):
        wanted = set(getattr(filters, key))
        if wanted and not wanted & has.get(key, set()):
            return False
    for key in ("voivodeships", "subregions"):
        if set(getattr(filters, f"not_{key}")) & has.get(key, set()):
            return False
    return _within_years(record, filters) and _within_budget(record, filters)


def _within_years(record: Record, filters: Filters) -> bool:
    if filters.year_from is None and filters.year_to is None:
        return True
    if isinstance(record, Document):
        return False
    known = [year for year in (record.years.start, record.years.end) if year is not None]
    if not known:
        return False
    earliest = filters.year_from if filters.year_from is not None else min(known)
    latest = filters.year_to if filters.year_to is not None else max(known)
    return min(known) <= latest and max(known) >= earliest


def _within_budget(record: Record, filters: Filters) -> bool:
    if filters.max_budget_pln is None:
        return True
    if isinstance(record, Document):
        return False
    amounts = [item.amount_pln for item in record.funding if item.amount_pln is not None]
    return bool(amounts) and sum(amounts) <= filters.max_budget_pln


def counted(records: Iterable[Record]) -> dict[str, tuple[FacetCount, ...]]:
    """How many of the records carry each value: the commonest first, then by value."""
    counters: dict[str, Counter[str]] = {
        key: Counter()
        for key in (
            "kinds",
            "voivodeships",
            "subregions",
            "themes",
            "target_groups",
            "cooperation_forms",
            "sectors",
            "evidence_levels",
            "years",
        )
    }
    found = list(records)
    for record in found:
        for key, values in carried(record).items():
            counters[key].update(values)
    years = ((str(year), Filters(year_from=year)) for year in reversed(YEAR_STEPS))
    budgets = ((str(most), Filters(max_budget_pln=most)) for most in BUDGET_STEPS)
    return {
        key: tuple(FacetCount(value, count) for value, count in sorted(counter.items(), key=lambda x: (-x[1], x[0])))
        for key, counter in counters.items()
    } | {"year_from": _stepped(found, years), "max_budget_pln": _stepped(found, budgets)}


def _stepped(records: list[Record], steps: Iterable[tuple[str, Filters]]) -> tuple[FacetCount, ...]:
    counts = ((value, sum(passes(record, wanted) for record in records)) for value, wanted in steps)
    return tuple(FacetCount(value, count) for value, count in counts if count)
