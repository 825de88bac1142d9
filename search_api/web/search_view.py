"""What the search page shows beside its hits: chips of the filters in use, orders, pages; all as steps (links.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from corpus.places import gazetteer
from index.filters import Filters
from search_api.contract.search import SearchAnswer
from search_api.labels import label
from search_api.searching.criteria import CODED_FILTERS, Criteria
from search_api.web.collation import polish_order
from search_api.web.forms import PAGE_SIZE
from search_api.web.links import NUMBERS, VARIED_FIRST, SearchLink, Step
from search_api.web.texts import Texts
from search_api.web.wording import money

PLACE_CODE = "teryt:"
SHOWN_BESIDE = 1  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use and the step to the search without it. `name` and `value` as in a link."""

    name: str
    value: str
    text: str
    remove: Step


@dataclass(frozen=True, slots=True)
class Ordering:
    """One order of the results; `chosen` is the one they stand in. `name` is a key of the texts "order.names"."""

    name: str
    step: Step
    chosen: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """The place from which distances are counted: as in the address, its name, and what of it was typed by hand."""

    asked: str | None
    name: str | None
    typed: str


@dataclass(frozen=True, slots=True)
class OwnSubregion:
    """What can be done about results from the reader's own subregion: leave them out, or let them in again.

    `inside` is how many of the results shown work there.
    """

    step: Step
    left_out: bool
    inside: int


@dataclass(frozen=True, slots=True)
class Paging:
    """Pages count from 1; the steps are None at the ends. `numbers` holds pages to jump to, None where some are left out."""

    page: int
    pages: int
    previous: Step | None
    following: Step | None
    numbers: tuple[tuple[int, Step] | None, ...]

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
            found.append(Chip(coded.singular, code, text, link.minus(coded.singular, code)))
    for name, value in link.pairs:
        if name in NUMBERS:
            shown = money(float(value)) if name == "max_budget_pln" else value
            found.append(Chip(name, value, t(f"chips.{name}", value=shown), link.minus(name, value)))
    return tuple(found)


def orderings(wanted: Criteria, link: SearchLink) -> tuple[Ordering, ...]:
    """The orders that need nothing but a click. Without a query nothing is more relevant or more varied than the rest."""
    varied = wanted.sort == "relevance" and wanted.diversity > 0
    names = ["relevance", VARIED_FIRST, "newest"] if wanted.query else ["relevance", "newest"]
    now = VARIED_FIRST if varied else wanted.sort
    return tuple(
        Ordering("all" if name == "relevance" and not wanted.query else name, link.ordered(name), name == now)
        for name in names
    )


def nearness(wanted: Criteria, asked: str | None, t: Texts) -> Nearness:
    """What the page says about the place from which distances are counted. `asked` is the place as it stands in the address."""
    typed = "" if asked is None or asked.startswith(PLACE_CODE) else asked
    area = wanted.near
    named = t("place.powiat", name=area.name) if area and area.level == "powiat" else area.name if area else None
    return Nearness(asked, named or typed, typed)


def own_subregion(code: str, answer: SearchAnswer, filters: Filters, link: SearchLink) -> OwnSubregion | None:
    """The step about the subregion with this code, None where results from it alone were asked for."""
    if code in filters.subregions:
        return None
    inside = next((item.count for item in answer.facets.get("subregions", []) if item.value == code), 0)
    left_out = code in filters.not_subregions
    step = link.minus("not_subregion", code) if left_out else link.plus("not_subregion", code)
    return OwnSubregion(step, left_out, inside)


@cache
def subregions() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """All podregiony as (code, name), by voivodeship, in alphabetical order."""
    by_voivodeship: dict[str, list[tuple[str, str]]] = {}
    for code, unit in gazetteer().subregions.items():
        by_voivodeship.setdefault(unit.voivodeship, []).append((code, label("subregions", code, "pl")))
    return tuple(
        (voivodeship, tuple(sorted(by_voivodeship[voivodeship], key=lambda pair: polish_order(pair[1]))))
        for voivodeship in sorted(by_voivodeship, key=polish_order)
    )


def paging(total: int, page: int, link: SearchLink) -> Paging | None:
    """The pages of the result, None when the only one is shown."""
    pages = max(1, math.ceil(total / PAGE_SIZE))
    if pages == page == 1 or total == 0:
        return None
    shown = sorted({1, pages} | set(range(page - SHOWN_BESIDE, page + SHOWN_BESIDE + 1)))
    numbers: list[tuple[int, Step] | None] = []
    for number in (number for number in shown if 1 <= number <= pages):
        if numbers and numbers[-1] is not None and number - numbers[-1][0] > 1:
            numbers.append(None)
        numbers.append((number, link.page(number)))
    return Paging(
        page,
        pages,
        link.page(page - 1) if page > 1 else None,
        link.page(page + 1) if page < pages else None,
        tuple(numbers),
    )
