"""Which records a search may return, and how many records carry each facet value.

A filter never changes a score or an order: it only removes records. Values of one key are alternatives, keys add up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the API contract. Codes as in the vocabularies; `years` and `max_budget_pln` keep known values only.

    A practice is within the years when [start or end, end or start] overlaps [year_from, year_to]. Its budget is the sum
    of its known amounts. Practices without a known year or amount do not pass a filter on it.
    """

    voivodeships: tuple[str, ...] = ()
    not_voivodeships: tuple[str, ...] = ()
    subregions: tuple[str, ...] = ()
    not_subregions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    cooperation_forms: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    evidence_levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    max_budget_pln: float | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """`value` is a code; `count` the number of records in the result that carry it."""

    value: str
    count: int
