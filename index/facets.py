"""The facets of all records as arrays: which records pass the filters, how many carry each value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.practice import Practice
from index.filters import FacetCount, Filters

Mask = NDArray[np.bool_]
Record = Practice | Document

UNKNOWN_YEAR = 0


def _voivodeships(practice: Practice) -> Iterable[str]:
    return {practice.place.voivodeship, *(area.voivodeship for area in practice.areas)}


def _subregions(practice: Practice) -> Iterable[str]:
    return {area.subregion for area in practice.areas if area.subregion is not None}


def _years(practice: Practice) -> Iterable[str]:
    first, _ = known_years(practice)
    return () if first is None else (str(first),)


_VALUES: dict[str, Callable[[Practice], Iterable[str]]] = {
    "voivodeships": _voivodeships,
    "subregions": _subregions,
    "themes": lambda practice: practice.themes,
    "target_groups": lambda practice: practice.target_groups,
    "cooperation_forms": lambda practice: practice.cooperation_forms,
    "sectors": lambda practice: {partner.sector for partner in practice.partners},
    "evidence_levels": lambda practice: () if practice.evidence_level is None else (practice.evidence_level,),
    "years": _years,
}
FACETS = ("kinds", *_VALUES)


def known_years(practice: Practice) -> tuple[int | None, int | None]:
    """First and last year as far as known: a lone start or end is both."""
    start, end = practice.years.start, practice.years.end
    return (start if start is not None else end), (end if end is not None else start)


def facet_values(record: Record, facet: str) -> tuple[str, ...]:
    """The sorted values of one facet that the record carries. A document has no facet but its kind."""
    if facet == "kinds":
        return (record.kind,)
    return tuple(sorted(_VALUES[facet](record))) if isinstance(record, Practice) else ()


def write_facets(path: Path, records: Sequence[Record]) -> None:
    """Writes for each facet its values and, as sparse rows, which record (by position) carries which value."""
    arrays: dict[str, NDArray[np.generic]] = {}
    values: dict[str, list[str]] = {}
    for facet in FACETS:
        rows = [facet_values(record, facet) for record in records]
        values[facet] = sorted({value for row in rows for value in row})
        numbers = {value: number for number, value in enumerate(values[facet])}
        arrays[f"{facet}.starts"] = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        arrays[f"{facet}.values"] = np.array([numbers[value] for row in rows for value in row], dtype=np.int32)
    spans = [known_years(record) if isinstance(record, Practice) else (None, None) for record in records]
    arrays["first_year"] = np.array([first or UNKNOWN_YEAR for first, _ in spans], dtype=np.int16)
    arrays["last_year"] = np.array([last or UNKNOWN_YEAR for _, last in spans], dtype=np.int16)
    budgets = [record.budget_pln if isinstance(record, Practice) else None for record in records]
    arrays["budget_pln"] = np.array([np.nan if budget is None else budget for budget in budgets], dtype=np.float64)
    arrays["value_names"] = np.frombuffer(json.dumps(values, ensure_ascii=False).encode(), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


class FacetTable:
    """Reads what `write_facets` wrote. Records are positions from 0."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._names: dict[str, list[str]] = json.loads(arrays["value_names"].tobytes())
            self._starts = {facet: arrays[f"{facet}.starts"] for facet in FACETS}
            self._values = {facet: arrays[f"{facet}.values"] for facet in FACETS}
            self._first_year = arrays["first_year"]
            self._last_year = arrays["last_year"]
            self._budget = arrays["budget_pln"]
        self._rows = {facet: np.repeat(np.arange(len(self)), np.diff(starts)) for facet, starts in self._starts.items()}

    def __len__(self) -> int:
        return len(self._budget)

    def allowed(self, filters: Filters) -> Mask:
        """True for each record that passes every filter."""
        mask = np.ones(len(self), dtype=bool)
        for facet in FACETS:
            if wanted := getattr(filters, facet, ()):
                mask &= self._carrying(facet, wanted)
        for facet in ("voivodeships", "subregions"):
            if unwanted := getattr(filters, f"not_{facet}"):
                mask &= ~self._carrying(facet, unwanted)
        if filters.year_from is not None:
            mask &= (self._last_year != UNKNOWN_YEAR) & (self._last_year >= filters.year_from)
        if filters.year_to is not None:
            mask &= (self._first_year != UNKNOWN_YEAR) & (self._first_year <= filters.year_to)
        if filters.max_budget_pln is not None:
            with np.errstate(invalid="ignore"):
                mask &= self._budget <= filters.max_budget_pln
        return mask

    def counts(self, mask: Mask, groups: NDArray[np.int32] | None = None) -> dict[str, tuple[FacetCount, ...]]:
        """For each facet the values that any record of the mask carries, the commonest first, then by value.

        `groups` [n] gives each record the number of its group: then groups are counted, each once for a value that any of its
        records in the mask carries.
        """
        return {facet: self._counted(facet, mask, groups) for facet in FACETS}

    def values_of(self, facet: str, record: int) -> frozenset[str]:
        """What one record carries of a facet."""
        starts = self._starts[facet]
        return frozenset(
            self._names[facet][value] for value in self._values[facet][starts[record] : starts[record + 1]]
        )

    def _carrying(self, facet: str, wanted: Sequence[str]) -> Mask:
        numbers = [number for number, value in enumerate(self._names[facet]) if value in wanted]
        mask = np.zeros(len(self), dtype=bool)
        mask[self._rows[facet][np.isin(self._values[facet], numbers)]] = True
        return mask

    def _counted(self, facet: str, mask: Mask, groups: NDArray[np.int32] | None) -> tuple[FacetCount, ...]:
        names = self._names[facet]
        carrying = mask[self._rows[facet]]
        values = self._values[facet][carrying]
        if groups is not None:
            pairs = groups[self._rows[facet][carrying]].astype(np.int64) * len(names) + values
            values = np.unique(pairs) % len(names)
        totals = np.bincount(values, minlength=len(names))
        found = [FacetCount(names[number], int(totals[number])) for number in np.flatnonzero(totals)]
        return tuple(sorted(found, key=lambda item: (-item.count, item.value)))
