"""What the page of a plan shows: a part of the needs at a time, what else could be chosen, the matrix, the sources."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from search_api.planning.matching import Match
from search_api.planning.plan import NeedPlan, Plan
from search_api.planning.statements import PracticeSource, Serving
from search_api.plans.lines import Line, Part
from search_api.plans.sources import SourceWords, sources_words
from search_api.plans.words import NeedWords, PlanWords, Precedent, plan_words, precedent
from search_api.web.texts import Texts

ON_A_PAGE = 12  # needs with all that is said of them
OTHERS_SHOWN = 5
MATRIX_PRACTICES, MATRIX_NEEDS = 15, 40
SOURCES_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice that a person may choose for a need. `strong` tells a good match from a weak one."""

    words: Precedent
    chosen: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need of this page with its offers: the chosen ones, further good ones, weak ones. `decided`: the person chose."""

    words: NeedWords
    chosen: tuple[Offer, ...]
    others: tuple[Offer, ...]
    weak: tuple[Offer, ...]
    decided: bool

    @property
    def offered(self) -> str:
        """The ids of all offers."""
        return " ".join(one.words.id for one in (*self.chosen, *self.others, *self.weak))

    @property
    def before(self) -> str:
        """The ids of those that are chosen."""
        return " ".join(one.words.id for one in self.chosen)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A practice with, for each need of the matrix: "chosen", "other" or None."""

    number: int
    id: str
    title: str
    marks: tuple[str | None, ...]
    serves: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """`needs` are numbers and texts of the columns. `practices` counts all rows of the plan's own matrix."""

    needs: tuple[tuple[int, str], ...]
    rows: tuple[MatrixRow, ...]
    practices: int
    needs_cut: bool


@dataclass(frozen=True, slots=True)
class PlanView:
    """One page of a plan. What is said of all needs together (`matrix` and the counts) stands on the first page only."""

    words: PlanWords
    needs: tuple[ShownNeed, ...]
    page: int
    pages: int
    matrix: MatrixView | None
    sources: tuple[SourceWords, ...]
    sources_cut: bool
    counts: tuple[tuple[str, int], ...]
    fewest: int
    fewest_served: int


def first_page(plan: Plan, t: Texts) -> PlanView:
    """The first page of a plan: its first needs, and what is said of all needs together."""
    words = plan_words(plan, t)
    shown = _needs(plan, words, slice(0, ON_A_PAGE), t)
    cited = sources_words(plan.sources, t)
    cut = len(cited) > SOURCES_SHOWN
    if cut:
        here_cited = set(_cited(shown, words))
        cited = tuple(one for one in cited if one.number in here_cited)
    states = [one.matches.state for one in plan.needs]
    covering = plan.covering
    return PlanView(
        words,
        shown,
        1,
        pages_of(len(plan.needs)),
        _matrix(plan),
        cited,
        cut,
        tuple((state, states.count(state)) for state in ("served", "weak", "none", "not_searched") if state in states),
        len(covering.practices) if covering else 0,
        len(plan.needs) - len(covering.unserved) if covering else 0,
    )


def later_page(part: Plan, page: int, needs: int, t: Texts) -> PlanView:
    """A later page, from the plan of its needs alone: nothing is said there of all `needs` together."""
    words = plan_words(part, t)
    shown = _needs(part, words, slice(0, ON_A_PAGE), t)
    return PlanView(words, shown, page, pages_of(needs), None, sources_words(part.sources, t), False, (), 0, 0)


def pages_of(needs: int) -> int:
    """How many pages so many needs take."""
    return max(1, math.ceil(needs / ON_A_PAGE))


def page_range(page: int, needs: int) -> tuple[int, int]:
    """The numbers of the first and last need of a page."""
    return (page - 1) * ON_A_PAGE + 1, min(page * ON_A_PAGE, needs)


def _needs(plan: Plan, words: PlanWords, here: slice, t: Texts) -> tuple[ShownNeed, ...]:
    return tuple(_shown(one, told, t) for one, told in zip(plan.needs[here], words.needs[here], strict=True))


def _shown(one: NeedPlan, words: NeedWords, t: Texts) -> ShownNeed:
    found = one.matches
    chosen = tuple(Offer(told, True, match.strong) for told, match in zip(words.precedents, found.chosen, strict=True))
    return ShownNeed(
        words,
        chosen,
        tuple(_offer(match, t) for match in found.others[:OTHERS_SHOWN]),
        tuple(_offer(match, t) for match in found.weak),
        any(match.picked for match in found.chosen),
    )


def _offer(match: Match, t: Texts) -> Offer:
    return Offer(precedent(match, 0, t), False, match.strong)


def _matrix(plan: Plan) -> MatrixView:
    needs = plan.needs if len(plan.needs) <= MATRIX_NEEDS else plan.needs[:ON_A_PAGE]
    columns = tuple((one.matches.number, one.matches.need.text) for one in needs)
    numbers = [number for number, _ in columns]
    rows = tuple(_row(one, numbers) for one in plan.matrix.practices if set(one.needs) & set(numbers))
    return MatrixView(columns, rows[:MATRIX_PRACTICES], len(plan.matrix.practices), len(needs) < len(plan.needs))


def _row(one: Serving, numbers: list[int]) -> MatrixRow:
    source = next(found for found in one.sources if isinstance(found, PracticeSource))
    marks = tuple(
        "chosen" if number in one.chosen_for else "other" if number in one.needs else None for number in numbers
    )
    return MatrixRow(source.number, source.practice.id, source.practice.title, marks, len(one.needs))


def _cited(needs: tuple[ShownNeed, ...], words: PlanWords) -> Iterator[int]:
    for need in needs:
        yield from (one.words.number for one in need.chosen)
        yield from _of_parts(need.words.parts)
    yield from _of_parts((*words.overview, *words.partnership))


def _of_parts(parts: tuple[Part, ...]) -> Iterator[int]:
    for part in parts:
        yield from _of_lines(part.lines)


def _of_lines(lines: tuple[Line, ...]) -> Iterator[int]:
    for line in lines:
        yield from line.sources
        yield from _of_lines(line.items)
