"""Steps from the search page: the same search with one thing changed.

A step is a link. A link repeats the whole query, and a page has some two hundred, so from a long search the steps are
buttons instead: they send the form of the page, which holds the query once, with one value more. Either way a step leads to
the line that says how many results there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from index.filters import Filters
from search_api.searching.criteria import CODED_FILTERS, Criteria

SEARCH_PAGE = "/szukaj"
RESULTS = "wyniki"  # id of the line that says how many
LONGEST_LINK = 300  # characters of an address that is repeated all over a page
LONGEST_REPEATED = 2000  # characters of a query that a page holds some ten times: for files and the map
LONGEST_LANGUAGE_LINK = 4000  # characters of an address that a page holds once
WITHOUT = "without"  # parameter: a filter to leave out of the search, as "name=value", or ALL_FILTERS
ALL_FILTERS = "all"
ORDER = "order"  # parameter: a sort that a button asks for, or VARIED_FIRST; it wins over what the form holds
VARIED_FIRST = "varied"
VARIED = 0.5  # the diversity of that order
IN_ORDER = frozenset({"sort", "near", "diversity"})
NUMBERS = ("year_from", "year_to", "max_budget_pln")  # filters with one value
_NO_FILTER = IN_ORDER | {"q", "lang"}


@dataclass(frozen=True, slots=True)
class Step:
    """A link to `address`; where that is None, a button that sends the search form with `name` and `value` added."""

    address: str | None
    name: str
    value: str


@dataclass(frozen=True)
class SearchLink:
    """A search as ordered (name, value) pairs, without the page: another filter starts at the first page again."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def is_long(self) -> bool:
        """True when the steps of this search are buttons."""
        return len(self._first_page) > LONGEST_LINK

    @property
    def query_string(self) -> str:
        """The search as the API takes it, without the language: for exports and the map. "" for a search for everything."""
        return urlencode([pair for pair in self.pairs if pair[0] != "lang"])

    def plus(self, name: str, value: str) -> Step:
        """The same search with one more filter value."""
        if self.is_long or (name, value) in self.pairs:
            return self._step(self.pairs, name, value)
        # A page has some hundred of these: what they share is written once.
        joint = "&" if self.pairs else "?"
        return Step(f"{self._first_page}{joint}{urlencode([(name, value)])}#{RESULTS}", name, value)

    def minus(self, name: str, value: str) -> Step:
        """The same search without that filter value."""
        kept = tuple(pair for pair in self.pairs if pair != (name, value))
        return self._step(kept, WITHOUT, f"{name}={value}")

    def replaced(self, name: str, value: str) -> Step:
        """The same search with this value in place of any other of the same name."""
        kept = tuple(pair for pair in self.pairs if pair[0] != name)
        return self._step((*kept, (name, value)), name, value)

    def unfiltered(self) -> Step:
        """The same query without any filter."""
        return self._step(tuple(pair for pair in self.pairs if pair[0] in _NO_FILTER), WITHOUT, ALL_FILTERS)

    def asking(self, query: str) -> Step:
        """Another query with the filters and the order of this one."""
        kept = tuple(pair for pair in self.pairs if pair[0] != "q")
        return self._step((("q", query), *kept), "q", query)

    def ordered(self, order: str) -> Step:
        """The same search in the order "relevance", "newest" or VARIED_FIRST."""
        said = {"relevance": (), VARIED_FIRST: (("diversity", str(VARIED)),)}.get(order, (("sort", order),))
        return self._step((*self._without_order, *said), ORDER, order)

    def near(self, place: str) -> Step:
        """The same search, the nearest to a place first."""
        return self._step((*self._without_order, ("sort", "nearest"), ("near", place)), "near", place)

    def page(self, number: int) -> Step:
        """A page of this search."""
        return Step(None if self.is_long else f"{self.address(number)}#{RESULTS}", "page", str(number))

    def form_pairs(self, *fields: str) -> tuple[tuple[str, str], ...]:
        """What the search form sends beside `fields`, which the page shows for typing."""
        return tuple(pair for pair in self.pairs if pair[0] not in fields)

    def address(self, page: int = 1) -> str:
        """The address, with the page when it is not the first."""
        if page == 1:
            return self._first_page
        return f"{SEARCH_PAGE}?{urlencode([*self.pairs, ('page', str(page))])}"

    @cached_property
    def _first_page(self) -> str:
        return f"{SEARCH_PAGE}?{urlencode(self.pairs)}" if self.pairs else SEARCH_PAGE

    @property
    def _without_order(self) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in self.pairs if pair[0] not in IN_ORDER)

    def _step(self, pairs: tuple[tuple[str, str], ...], name: str, value: str) -> Step:
        return Step(None if self.is_long else f"{SearchLink(pairs).address()}#{RESULTS}", name, value)


def link_of(wanted: Criteria, near: str | None, language: str | None) -> SearchLink:
    """The link that leads to this search again, on its first page. `near` is the place as it was asked for."""
    pairs = [("q", wanted.query)] if wanted.query else []
    pairs += _filter_pairs(wanted.filters)
    if wanted.sort != "relevance":
        pairs.append(("sort", wanted.sort))
    if near is not None:
        pairs.append(("near", near))
    if wanted.diversity:
        pairs.append(("diversity", f"{wanted.diversity:g}"))
    if language:
        pairs.append(("lang", language))
    return SearchLink(tuple(pairs))


def _filter_pairs(filters: Filters) -> list[tuple[str, str]]:
    pairs = [(coded.singular, code) for coded in CODED_FILTERS for code in getattr(filters, coded.plural)]
    if filters.year_from is not None:
        pairs.append(("year_from", str(filters.year_from)))
    if filters.year_to is not None:
        pairs.append(("year_to", str(filters.year_to)))
    if filters.max_budget_pln is not None:
        pairs.append(("max_budget_pln", f"{filters.max_budget_pln:.2f}".removesuffix(".00")))
    return pairs


def with_language(path: str, pairs: list[tuple[str, str]], language: str) -> str:
    """The address of the same page in another language; without its parameters when they make a long one."""
    kept = [pair for pair in pairs if pair[0] != "lang"]
    address = f"{path}?{urlencode([*kept, ('lang', language)])}"
    return address if len(address) <= LONGEST_LANGUAGE_LINK else f"{path}?{urlencode({'lang': language})}"
