"""Steps from the search page: the same search with one thing changed.

A step is a link. A link repeats the whole query, and a page has some two hundred, so from a long search the steps are
buttons instead: they send the form of the page, which holds the query once, with one value more.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from index.filters import Filters
from search_api.criteria import CODED_FILTERS

SEARCH_PAGE = "/szukaj"
LONGEST_LINK = 400  # characters of an address that is repeated all over a page
LONGEST_LANGUAGE_LINK = 4000  # characters of an address that a page holds once
WITHOUT = "without"  # parameter: a filter to leave out of the search, as "name=value", or ALL_FILTERS
ALL_FILTERS = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """A link to `address`; where that is None, a button that sends the search form with `name` and `value` added."""

    address: str | None
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A search as ordered (name, value) pairs, without the page: another filter starts at the first page again."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def is_long(self) -> bool:
        """True when the steps of this search are buttons."""
        return len(self.address()) > LONGEST_LINK

    def plus(self, name: str, value: str) -> Step:
        """The same search with one more filter value."""
        added = () if (name, value) in self.pairs else ((name, value),)
        return self._step((*self.pairs, *added), name, value)

    def minus(self, name: str, value: str) -> Step:
        """The same search without that filter value."""
        kept = tuple(pair for pair in self.pairs if pair != (name, value))
        return self._step(kept, WITHOUT, f"{name}={value}")

    def unfiltered(self) -> Step:
        """The same query without any filter."""
        return self._step(tuple(pair for pair in self.pairs if pair[0] in ("q", "lang")), WITHOUT, ALL_FILTERS)

    def page(self, number: int) -> Step:
        """A page of this search."""
        return Step(None if self.is_long else self.address(number), "page", str(number))

    @property
    def form_pairs(self) -> tuple[tuple[str, str], ...]:
        """What the search form sends beside its fields: all but the query and the one voivodeship left out last."""
        away = [pair for pair in self.pairs if pair[0] == "not_voivodeship"][-1:]
        return tuple(pair for pair in self.pairs if pair[0] != "q" and pair not in away)

    def address(self, page: int = 1) -> str:
        """The address, with the page when it is not the first."""
        pairs = self.pairs if page == 1 else (*self.pairs, ("page", str(page)))
        return f"{SEARCH_PAGE}?{urlencode(pairs)}" if pairs else SEARCH_PAGE

    def _step(self, pairs: tuple[tuple[str, str], ...], name: str, value: str) -> Step:
        return Step(None if self.is_long else SearchLink(pairs).address(), name, value)


def link_of(query: str, filters: Filters, language: str | None) -> SearchLink:
    """The link that leads to this search again, on its first page."""
    pairs = [("q", query)] if query else []
    pairs += [(coded.singular, code) for coded in CODED_FILTERS for code in getattr(filters, coded.plural)]
    if filters.year_from is not None:
        pairs.append(("year_from", str(filters.year_from)))
    if filters.year_to is not None:
        pairs.append(("year_to", str(filters.year_to)))
    if filters.max_budget_pln is not None:
        pairs.append(("max_budget_pln", f"{filters.max_budget_pln:.2f}".removesuffix(".00")))
    if language:
        pairs.append(("lang", language))
    return SearchLink(tuple(pairs))


def with_language(path: str, pairs: list[tuple[str, str]], language: str) -> str:
    """The address of the same page in another language; without its parameters when they make a long one."""
    kept = [pair for pair in pairs if pair[0] != "lang"]
    address = f"{path}?{urlencode([*kept, ('lang', language)])}"
    return address if len(address) <= LONGEST_LANGUAGE_LINK else f"{path}?{urlencode({'lang': language})}"
