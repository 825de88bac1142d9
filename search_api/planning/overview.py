"""All needs at once: which practice serves several, the fewest that serve all, which partnerships the precedents favour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.answer import Confidence
from search_api.planning import tallying
from search_api.planning.covering import Cover, SolverFailed, Step, cover, steps
from search_api.planning.matching import Match, NeedMatches, State
from search_api.planning.statements import Counted, CountedForm, PracticeSource, Reached, Serving

MOST_STEPS = 5
# Beyond so many needs fewer matches of each are compared, so that the solver stays within seconds.
MANY_NEEDS, COMPARED_OF_MANY = 60, 5
# A match that is not chosen counts only when its score is at least this share of the best: a need is not well served by the tenth
# best practice because that one serves another need too.
NEAR_BEST = 0.8
LEAST_FIT = 0.01


@dataclass(frozen=True, slots=True)
class Cell:
    """That the practice of a column serves the need of a row. `score` and `confidence` are None for one that a person picked and no
    search found; `chosen`: the plan quotes it for this need."""

    need: int
    practice: int
    score: float | None
    confidence: Confidence | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """`practices` are the columns: those that serve most needs first. `cells` stand by need, then by column."""

    practices: tuple[Serving, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """What the solver found, by ids of practices and positions of needs."""

    cover: Cover
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Covering:
    """The fewest practices that serve all needs that any strong match serves, and how far fewer get. `gap` as in covering.Cover;
    `unserved` are numbers of needs."""

    practices: tuple[Serving, ...]
    steps: tuple[Reached, ...]
    unserved: tuple[int, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class Partnership:
    """How the chosen practices work together, each counted once."""

    forms: tuple[CountedForm, ...]
    pairs: tuple[Counted, ...]
    partner_numbers: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that no strong match serves."""

    need: int
    weight: float
    state: State


def serving(matches: Sequence[NeedMatches]) -> tuple[tuple[Match, ...], ...]:
    """For each need what counts as serving it: the chosen matches and those about as good as the best; or only the ones that a
    person keeps for it."""
    few = COMPARED_OF_MANY if len(matches) > MANY_NEEDS else None
    return tuple((*one.chosen, *_about_as_good(one)[:few]) for one in matches)


def matrix(matches: Sequence[NeedMatches], shown: Sequence[PracticeSource]) -> Matrix:
    """The matrix of these practices: those that the plan quotes or that the smallest set holds."""
    serves = serving(matches)
    sources = {source.practice.id: source for source in shown}
    columns = [_serving(source, matches, serves) for source in shown]
    order = sorted(columns, key=lambda one: (-len(one.needs), one.numbers[0]))
    places = {one.numbers[0]: place for place, one in enumerate(order)}
    cells = [
        Cell(
            found.number,
            sources[one.practice.id].number,
            None if one.hit is None else one.hit.score,
            one.confidence,
            one in found.chosen,
        )
        for found, those in zip(matches, serves, strict=True)
        for one in those
        if one.practice.id in sources
    ]
    return Matrix(tuple(order), tuple(sorted(cells, key=lambda cell: (cell.need, places[cell.practice]))))


def smallest(matches: Sequence[NeedMatches]) -> Smallest | None:
    """The smallest set by ids. None when no need is served, or when the solver finds nothing in its time."""
    serves = serving(matches)
    if not any(serves):
        return None
    weights = [one.need.weight for one in matches]
    fits = [_fits(those) for those in serves]
    try:
        fewest = cover(weights, fits)
        return Smallest(fewest, steps(weights, fits, min(MOST_STEPS, len(fewest.practices))))
    except SolverFailed:
        return None


def covering(found: Smallest, matches: Sequence[NeedMatches], sources: Mapping[str, PracticeSource]) -> Covering:
    """The smallest set with the needs that each of its practices serves."""
    serves = serving(matches)
    return Covering(
        tuple(_serving(sources[record_id], matches, serves) for record_id in found.cover.practices),
        tuple(
            Reached((sources[first], *(sources[other] for other in others)), step.share)
            for step in found.steps
            for first, *others in (step.practices,)
        ),
        tuple(matches[place].number for place in found.cover.unserved),
        found.cover.gap,
    )


def partnership(found: Sequence[PracticeSource]) -> Partnership:
    """Counts over distinct practices."""
    return Partnership(tallying.forms(found), tallying.pairs(found), tallying.partner_numbers(found))


def gaps(matches: Sequence[NeedMatches]) -> tuple[Gap, ...]:
    """Needs without a strong match, the weightiest first."""
    open_ones = [Gap(one.number, one.need.weight, one.state) for one in matches if one.state != "served"]
    return tuple(sorted(open_ones, key=lambda gap: (-gap.weight, gap.need)))


def _about_as_good(found: NeedMatches) -> tuple[Match, ...]:
    if any(one.picked for one in found.chosen):
        return ()
    best = max((one.hit.score for one in found.chosen if one.hit is not None), default=0.0)
    return tuple(one for one in found.others if one.hit is not None and one.hit.score >= NEAR_BEST * best)


def _fits(those: Sequence[Match]) -> dict[str, float]:
    """Scores relative to the best of the need, since scores of two needs cannot be compared. What a person keeps fits wholly."""
    best = max((one.hit.score for one in those if one.hit is not None), default=1.0)
    return {
        one.practice.id: 1.0 if one.picked or one.hit is None else max(LEAST_FIT, min(1.0, one.hit.score / best))
        for one in those
    }


def _serving(source: PracticeSource, matches: Sequence[NeedMatches], serves: Sequence[Sequence[Match]]) -> Serving:
    record_id = source.practice.id
    return Serving(
        (source,),
        tuple(
            found.number
            for found, those in zip(matches, serves, strict=True)
            if any(one.practice.id == record_id for one in those)
        ),
        tuple(found.number for found in matches if any(one.practice.id == record_id for one in found.chosen)),
    )
