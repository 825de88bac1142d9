"""The facets beside the hits: what narrows the result, what is chosen, how many records each value has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.lemmas import lemmas
from index.concepts import concept_codes
from index.filters import Filters
from search_api.contract.search import FacetOut, Facets
from search_api.labels import label
from search_api.searching import presenting
from search_api.searching.criteria import CODED_FILTERS, Criteria
from search_api.searching.engine import Engine
from search_api.settings import Language
from search_api.web.collation import polish_order
from search_api.web.links import NUMBERS, SearchLink, Step
from search_api.web.texts import Texts
from search_api.web.wording import money

SHOWN_VALUES = 6
NAMED_WITHIN = 1000  # characters of a query in which a filter may be named
FACETS = (
    "themes",
    "target_groups",
    "cooperation_forms",
    "sectors",
    "voivodeships",
    "subregions",
    "evidence_levels",
    "year_from",
    "max_budget_pln",
    "kinds",
)
OPEN = frozenset({"themes", "target_groups", "cooperation_forms"})
_BY_CODE = frozenset({"evidence_levels"})  # a ladder: shown with its codes, from the top step down
_STEPPED = frozenset({"year_from", "max_budget_pln"})  # each value holds those before it: one is chosen at a time
_EITHER = frozenset({"kinds"})  # both together would be no filter
_SINGULAR = {coded.plural: coded.singular for coded in CODED_FILTERS}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet. The step narrows the search to it, adds it to those chosen, or takes it off when it is `chosen`."""

    label: str
    count: int
    step: Step
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The values of one facet: those chosen, those shown at once, and the rest."""

    name: str
    chosen: tuple[FacetValue, ...]
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]

    @property
    def several(self) -> bool:
        """True when one more value may be added to those chosen."""
        return bool(self.chosen and self.first) and self.name not in _STEPPED

    @property
    def is_open(self) -> bool:
        """True for a group whose values are shown without a click."""
        return self.name in OPEN or bool(self.chosen)


def without(filters: Filters, name: str) -> Filters:
    """The filters less all values of one, named as in Filters."""
    return replace(filters, **{name: None if name in NUMBERS else ()})  # type: ignore[arg-type]


def widened(wanted: Criteria, engine: Engine, language: Language) -> Facets:
    """For each facet in use its values as they are without its own filter: only so can another one be chosen."""
    names = [name for name in FACETS if _chosen(wanted.filters, name)]
    if not names:
        return {}
    tallies = engine.tallies(wanted.query, [without(wanted.filters, name) for name in names])
    counts = {name: tally.facets.get(name, ()) for name, tally in zip(names, tallies, strict=True)}
    return presenting.facets_out(counts, language)


def named_in(query: str) -> frozenset[str]:
    """Codes of the themes, groups and forms that a query names in its first NAMED_WITHIN characters."""
    return concept_codes(lemmas(query[:NAMED_WITHIN]))


def facet_groups(
    facets: Facets,
    wide: Facets,
    total: int,
    filters: Filters,
    link: SearchLink,
    t: Texts,
    named: frozenset[str] = frozenset(),
) -> tuple[FacetGroup, ...]:
    """The facets in the order of the page. `facets` count within the result of `total` records, `wide` is of `widened`; codes
    that the query names (`named_in`) stand first in theirs.

    A value that every record of the result has narrows nothing and is left out.
    """
    groups = []
    for name in FACETS:
        codes = _chosen(filters, name)
        if codes:
            counted = wide.get(name, [])
            items = [item for item in counted if item.value not in codes and name not in _EITHER]
            chosen = _taken(name, codes, {item.value: item.count for item in counted}, link, t)
        else:
            items = [item for item in facets.get(name, []) if item.count < total]
            chosen = ()
        values = _offered(name, items, link, t, named)
        if chosen or values:
            groups.append(FacetGroup(name, chosen, values[:SHOWN_VALUES], values[SHOWN_VALUES:]))
    return tuple(groups)


def _chosen(filters: Filters, name: str) -> tuple[str, ...]:
    """The values of a facet in use, as in a link."""
    found = getattr(filters, name)
    if name in _STEPPED:
        return () if found is None else (f"{found:.2f}".removesuffix(".00"),)
    return tuple(found)


def _taken(
    name: str, codes: Sequence[str], counts: Mapping[str, int], link: SearchLink, t: Texts
) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(
            _words(name, code, label(name, code, t.language) if name not in _STEPPED else "", t),
            counts.get(code, 0),
            link.minus(_SINGULAR.get(name, name), code),
            chosen=True,
        )
        for code in codes
    )


def _offered(
    name: str, items: list[FacetOut], link: SearchLink, t: Texts, named: frozenset[str]
) -> tuple[FacetValue, ...]:
    if name in _BY_CODE:
        items = sorted(items, key=lambda item: item.value, reverse=True)
    elif name not in _STEPPED:
        items = sorted(items, key=lambda item: (item.value not in named, -item.count, _place(item.label)))
    step = link.replaced if name in _STEPPED else link.plus
    return tuple(
        FacetValue(_words(name, item.value, item.label, t), item.count, step(_SINGULAR.get(name, name), item.value))
        for item in items
    )


@lru_cache(maxsize=1024)
def _place(words: str) -> tuple[tuple[int, int, str], ...]:
    return polish_order(words)


def _words(name: str, code: str, words: str, t: Texts) -> str:
    if name in _STEPPED:
        return t(f"chips.{name}", value=money(float(code)) if name == "max_budget_pln" else code)
    return f"{code}: {words}" if name in _BY_CODE else words
