"""The facets of all records as arrays: which records pass the filters, how many carry each value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.geometry import distances_km
from corpus.practice import Practice
from index.filters import FacetCount, Filters

Mask = NDArray[np.bool_]
Record = Practice | Document

UNKNOWN_YEAR = 0
# Steps of the two facets that narrow a result by a number: from that year on, up to that many złoty.
YEAR_STEPS = (2000, 2005, 2010, 2015, 2020, 2025)
BUDGET_STEPS = (10_000, 50_000, 200_000, 1_000_000)


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
    points = [_points(record) for record in records]
    arrays["points.records"] = np.array([n for n, found in enumerate(points) for _ in found], dtype=np.int32)
    arrays["points.degrees"] = np.array([point for found in points for point in found]).reshape(-1, 2)
    arrays["value_names"] = np.frombuffer(json.dumps(values, ensure_ascii=False).encode(), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def _points(record: Record) -> list[tuple[float, float]]:
    """Latitude and longitude of each area that has them."""
    areas = record.areas if isinstance(record, Practice) else ()
    return [(area.lat, area.lon) for area in areas if area.lat is not None and area.lon is not None]


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
            self._point_records = arrays["points.records"]
            self._points = arrays["points.degrees"]
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
        """For each facet the values that any record of the mask carries, the commonest first, then by value; for "year_from" and
        "max_budget_pln" how many pass that filter, by step.

        `groups` [n] gives each record the number of its group: then groups are counted, each once for a value that any of its
        records in the mask carries.
        """
        found = {facet: self._counted(facet, mask, groups) for facet in FACETS}
        years = ((str(year), self.allowed(Filters(year_from=year))) for year in reversed(YEAR_STEPS))
        budgets = ((str(most), self.allowed(Filters(max_budget_pln=most))) for most in BUDGET_STEPS)
        return found | {
            "year_from": _stepped(years, mask, groups),
            "max_budget_pln": _stepped(budgets, mask, groups),
        }

    @property
    def ages(self) -> NDArray[np.float64]:
        """Years back from the last known year of each record [n] to the year 10000: less is newer, inf where none is known."""
        return np.where(self._last_year == UNKNOWN_YEAR, np.inf, 10_000.0 - self._last_year)

    def distances(self, lat: float, lon: float) -> NDArray[np.float64]:
        """Kilometres from a point in degrees to the nearest place of each record [n], inf where none is known."""
        nearest = np.full(len(self), np.inf)
        if len(self._points):
            np.minimum.at(nearest, self._point_records, distances_km(lat, lon, self._points))
        return nearest

    def values_of(self, facet: str, record: int) -> frozenset[str]:
        """What one record carries of a facet."""
        starts = self._starts[facet]
        return frozenset(
            self._names[facet][value] for value in self._values[facet][starts[record] : starts[record + 1]]
        )

    def distance(self, record: int, lat: float, lon: float) -> float | None:
        """Kilometres from a point to the nearest place of one record, None where none is known."""
        first, last = (np.searchsorted(self._point_records, record, side=side) for side in ("left", "right"))
        return float(distances_km(lat, lon, self._points[first:last]).min()) if last > first else None

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


def _stepped(steps: Iterable[tuple[str, Mask]], mask: Mask, groups: NDArray[np.int32] | None) -> tuple[FacetCount, ...]:
    """How many of the mask each step lets through, in the order of the steps."""
    found = ((value, np.flatnonzero(mask & passing)) for value, passing in steps)
    counted = ((value, len(numbers if groups is None else np.unique(groups[numbers]))) for value, numbers in found)
    return tuple(FacetCount(value, count) for value, count in counted if count)
