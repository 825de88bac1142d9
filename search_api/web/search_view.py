"""What the search page shows beside its hits: chips of the filters in use, facets as links, pages."""

from __future__ import annotations

import math
from dataclasses import dataclass

from index.filters import Filters
from search_api.criteria import CODED_FILTERS
from search_api.labels import label
from search_api.schemas import Facets
from search_api.web.forms import PAGE_SIZE
from search_api.web.links import SearchLink
from search_api.web.texts import Texts
from search_api.web.wording import money

SHOWN_VALUES = 6
FACETS = (
    "voivodeships",
    "subregions",
    "themes",
    "target_groups",
    "cooperation_forms",
    "sectors",
    "evidence_levels",
    "kinds",
)
_BY_CODE = frozenset({"evidence_levels"})  # a ladder: shown with its codes, from the top step down
_SINGULAR = {coded.plural: coded.singular for coded in CODED_FILTERS}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use and the address of the search without it."""

    text: str
    remove: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value not yet chosen, with the address of the search narrowed to it."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one facet: those shown at once and the rest."""

    name: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages count from 1; the addresses are None at the ends."""

    page: int
    pages: int
    previous: str | None
    following: str | None


def chips(filters: Filters, link: SearchLink, t: Texts) -> tuple[Chip, ...]:
    """One chip for each filter value in use."""
    found = []
    for coded in CODED_FILTERS:
        facet = coded.plural.removeprefix("not_")
        for code in getattr(filters, coded.plural):
            text = t(f"chips.{coded.singular}", value=label(facet, code, t.language))
            found.append(Chip(text, link.minus(coded.singular, code).address()))
    numbers = {
        "year_from": filters.year_from,
        "year_to": filters.year_to,
        "max_budget_pln": None if filters.max_budget_pln is None else money(filters.max_budget_pln),
    }
    for name, value in numbers.items():
        if value is not None:
            found.append(Chip(t(f"chips.{name}", value=value), link.without(name).address()))
    return tuple(found)


def facet_groups(facets: Facets, total: int, filters: Filters, link: SearchLink) -> tuple[FacetGroup, ...]:
    """The values that narrow a result of `total` records, by facet in the order of the page."""
    groups = []
    for name in FACETS:
        # A second value of a facet in use would widen the search, not narrow it: its chip goes first.
        if getattr(filters, name):
            continue
        narrowing = [item for item in facets.get(name, []) if item.count < total]
        if name in _BY_CODE:
            narrowing.sort(key=lambda item: item.value, reverse=True)
        values = tuple(
            FacetValue(
                f"{item.value}: {item.label}" if name in _BY_CODE else item.label,
                item.count,
                link.plus(_SINGULAR[name], item.value).address(),
            )
            for item in narrowing
        )
        if values:
            groups.append(FacetGroup(name, values[:SHOWN_VALUES], values[SHOWN_VALUES:]))
    return tuple(groups)


def paging(total: int, page: int, link: SearchLink) -> Paging | None:
    """The pages of the result, None when there is only one."""
    pages = math.ceil(total / PAGE_SIZE)
    if pages <= 1:
        return None
    return Paging(
        page,
        pages,
        link.address(page - 1) if page > 1 else None,
        link.address(page + 1) if page < pages else None,
    )
