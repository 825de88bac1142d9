"""What a plan has to fit: the own place, the gminas to learn from, the money, the forms. No practice is left out unsaid.

A wish that is preferred changes the order among equally sure matches; one that is required leaves out every practice that is not
known to meet it. The cap on money leaves out known amounts above it only: an unknown amount is kept and said to be unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.gminas import Kind
from corpus.practice import Practice
from corpus.practice_gminas import gminas_of
from index.filters import Filters
from search_api.planning.own import OwnPlace

Size = Literal["to_5000", "to_20000", "to_50000", "to_100000", "over_100000"]
Wish = Literal["kind", "size", "form", "budget"]
Verdict = Literal["meets", "differs", "unknown"]

# Inhabitants of a gmina up to and with the number: our own classes, near those of the yearbooks of towns.
_UP_TO: tuple[tuple[int, Size], ...] = (
    (5_000, "to_5000"),
    (20_000, "to_20000"),
    (50_000, "to_50000"),
    (100_000, "to_100000"),
)


@dataclass(frozen=True, slots=True)
class PlanContext:
    """Codes as in the vocabularies. `other_subregion` keeps practices of the own subregion out where `own` is known; `forms`
    are preferred; `excluded` are ids of practices that are not wanted for any need."""

    own: OwnPlace | None = None
    other_subregion: bool = True
    not_subregions: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    kinds_required: bool = False
    sizes: tuple[Size, ...] = ()
    sizes_required: bool = False
    max_budget_pln: float | None = None
    forms: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def left_out_subregions(self) -> tuple[str, ...]:
        """Codes of the subregions whose practices are not shown."""
        own = (self.own.subregion,) if self.own is not None and self.other_subregion else ()
        return tuple(dict.fromkeys((*own, *self.not_subregions)))

    @property
    def filters(self) -> Filters:
        """The part of the context that the searcher itself filters by."""
        return Filters(kinds=("practice",), not_subregions=self.left_out_subregions)

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What is asked of each practice beyond the filters."""
        asked: tuple[tuple[Wish, bool], ...] = (
            ("kind", bool(self.kinds)),
            ("size", bool(self.sizes)),
            ("form", bool(self.forms)),
            ("budget", self.max_budget_pln is not None),
        )
        return tuple(wish for wish, given in asked if given)


@dataclass(frozen=True, slots=True)
class Suitability:
    """A practice beside the wishes of a context, in their order. `left_out` is the first wish that keeps it out."""

    verdicts: tuple[tuple[Wish, Verdict], ...]
    left_out: Wish | None

    @property
    def met(self) -> int:
        """How many preferences it meets. A known price is no merit of its own."""
        return sum(verdict == "meets" for wish, verdict in self.verdicts if wish != "budget")


def suitability(practice: Practice, context: PlanContext) -> Suitability:
    """How far a practice meets the wishes of a context."""
    verdicts = tuple((wish, _verdict(wish, practice, context)) for wish in context.wishes)
    return Suitability(verdicts, next((wish for wish, told in verdicts if _keeps_out(wish, told, context)), None))


def size_of(population: int) -> Size:
    """The class of a gmina with so many inhabitants."""
    return next((size for most, size in _UP_TO if population <= most), "over_100000")


def _keeps_out(wish: Wish, verdict: Verdict, context: PlanContext) -> bool:
    if wish == "budget":
        return verdict == "differs"
    required = (wish == "kind" and context.kinds_required) or (wish == "size" and context.sizes_required)
    return required and verdict != "meets"


def _verdict(wish: Wish, practice: Practice, context: PlanContext) -> Verdict:
    if wish == "budget":
        budget, most = practice.budget_pln, context.max_budget_pln
        if budget is None or most is None:
            return "unknown"
        return "meets" if budget <= most else "differs"
    if wish == "form":
        return _among(set(practice.cooperation_forms), set(context.forms))
    gminas = gminas_of(practice).gminas
    if wish == "kind":
        return _among({gmina.kind for gmina in gminas}, set(context.kinds))
    return _among({size_of(one.population) for one in gminas if one.population is not None}, set(context.sizes))


def _among(found: set[str] | set[Kind] | set[Size], wanted: set[str] | set[Kind] | set[Size]) -> Verdict:
    """A practice of several gminas meets a wish when one of them does."""
    if not found:
        return "unknown"
    return "differs" if found.isdisjoint(wanted) else "meets"
