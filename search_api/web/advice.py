"""What to try when a search finds nothing: from this very search, not in general."""

from __future__ import annotations

from dataclasses import dataclass

from index.filters import Filters
from search_api.searching.criteria import CODED_FILTERS, Criteria
from search_api.searching.engine import Engine
from search_api.web.facet_view import without
from search_api.web.links import NUMBERS, SearchLink, Step
from search_api.web.search_view import Chip

_FIELDS = {coded.singular: coded.plural for coded in CODED_FILTERS}


@dataclass(frozen=True, slots=True)
class Loosened:
    """A filter that can be taken off, and how many results there are without it."""

    chip: Chip
    total: int


@dataclass(frozen=True, slots=True)
class Related:
    """Other words for the search, from the thesaurus."""

    words: str
    step: Step


@dataclass(frozen=True, slots=True)
class Advice:
    """`unfiltered` is how many results there are without any filter, None when no filter is in use; `loosened` the single
    filters that help, those that help most first; `unknown` the words that no record holds."""

    unfiltered: int | None
    loosened: tuple[Loosened, ...]
    unknown: tuple[str, ...]
    related: tuple[Related, ...]

    @property
    def filters_are_why(self) -> bool:
        """True when the query has results and the filters let none of them through."""
        return bool(self.unfiltered)


def advice(wanted: Criteria, chips: tuple[Chip, ...], link: SearchLink, engine: Engine) -> Advice:
    """Advice for a search without a result."""
    hints = engine.hints(wanted.query)
    totals = [
        tally.total
        for tally in engine.tallies(wanted.query, [Filters(), *(_less(wanted.filters, chip) for chip in chips)])
    ]
    loosened = [Loosened(chip, total) for chip, total in zip(chips, totals[1:], strict=True) if total]
    return Advice(
        totals[0] if chips else None,
        tuple(sorted(loosened, key=lambda item: -item.total)),
        hints.unknown,
        tuple(Related(words, link.asking(words)) for words in hints.related),
    )


def _less(filters: Filters, chip: Chip) -> Filters:
    """The filters without the value of one chip."""
    if chip.name in NUMBERS:
        return without(filters, chip.name)
    field = _FIELDS[chip.name]
    kept = tuple(code for code in getattr(filters, field) if code != chip.value)
    return Filters(**{name: getattr(filters, name) for name in filters.__slots__} | {field: kept})
