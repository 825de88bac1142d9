"""What the search page shows beside its hits: chips of the filters in use, facets, pages; all as steps (links.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from index.filters import Filters
from search_api.criteria import CODED_FILTERS
from search_api.labels import label
from search_api.schemas import Facets
from search_api.web.collation import polish_order
from search_api.web.forms import PAGE_SIZE
from search_api.web.links import SearchLink, Step
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
_NUMBERS = frozenset({"year_from", "year_to", "max_budget_pln"})
_SINGULAR = {coded.plural: coded.singular for coded in CODED_FILTERS}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use and the step to the search without it."""

    text: str
    remove: Step


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value not yet chosen, with the step to the search narrowed to it."""

    label: str
    count: int
    step: Step


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one facet: those shown at once and the rest."""

    name: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages count from 1; the steps are None at the ends."""

    page: int
    pages: int
    previous: Step | None
    following: Step | None

    @property
    def past_the_end(self) -> bool:
        """True for a page that there is not."""
        return self.page > self.pages


def chips(filters: Filters, link: SearchLink, t: Texts) -> tuple[Chip, ...]:
    """One chip for each filter value in use."""
    found = []
    for coded in CODED_FILTERS:
        facet = coded.plural.removeprefix("not_")
        for code in getattr(filters, coded.plural):
            text = t(f"chips.{coded.singular}", value=label(facet, code, t.language))
            found.append(Chip(text, link.minus(coded.singular, code)))
    for name, value in link.pairs:
        if name in _NUMBERS:
            shown = money(float(value)) if name == "max_budget_pln" else value
            found.append(Chip(t(f"chips.{name}", value=shown), link.minus(name, value)))
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
        else:
            narrowing.sort(key=lambda item: (-item.count, polish_order(item.label)))
        values = tuple(
            FacetValue(
                f"{item.value}: {item.label}" if name in _BY_CODE else item.label,
                item.count,
                link.plus(_SINGULAR[name], item.value),
            )
            for item in narrowing
        )
        if values:
            groups.append(FacetGroup(name, values[:SHOWN_VALUES], values[SHOWN_VALUES:]))
    return tuple(groups)


def paging(total: int, page: int, link: SearchLink) -> Paging | None:
    """The pages of the result, None when the only one is shown."""
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if pages == page == 1 or total == 0:
        return None
    return Paging(
        page,
        pages,
        link.page(page - 1) if page > 1 else None,
        link.page(page + 1) if page < pages else None,
    )
