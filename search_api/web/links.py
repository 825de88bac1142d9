"""Addresses of the search page: the same search with one thing changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from index.filters import Filters
from search_api.criteria import CODED_FILTERS

SEARCH_PAGE = "/szukaj"


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A search as ordered (name, value) pairs, without the page: another filter starts at the first page again."""

    pairs: tuple[tuple[str, str], ...]

    def plus(self, name: str, value: str) -> SearchLink:
        """The same search with one more filter value."""
        return self if (name, value) in self.pairs else replace(self, pairs=(*self.pairs, (name, value)))

    def minus(self, name: str, value: str) -> SearchLink:
        """The same search without that filter value."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair != (name, value)))

    def only(self, *names: str) -> SearchLink:
        """The parameters of these names alone."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in names))

    def without(self, *names: str) -> SearchLink:
        """All parameters but those of these names."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def address(self, page: int = 1) -> str:
        """The address, with the page when it is not the first."""
        pairs = self.pairs if page == 1 else (*self.pairs, ("page", str(page)))
        return f"{SEARCH_PAGE}?{urlencode(pairs)}" if pairs else SEARCH_PAGE


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
    """The address of the same page in another language."""
    kept = [pair for pair in pairs if pair[0] != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', language)])}"
