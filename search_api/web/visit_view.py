"""What the page of a visit shows: one of its areas with the route, what can be changed at a press, what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.practice import Practice
from search_api.planning.visits.result import Check, VisitPlan
from search_api.searching import presenting
from search_api.searching.engine import Engine
from search_api.visits import words as visit_words
from search_api.visits.verdicts import CheckWords, LeftOutWords, UnmatchedWords
from search_api.visits.words import AreaWords, VisitWords
from search_api.web import visit_change
from search_api.web.texts import Texts
from search_api.web.visit_map import RouteMap, RoutePoint, route_map, route_points


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way; `step` is the value of the button that takes it away, None where no single change does; `helps`
    is how many meetings there would be then, where the planner tried it."""

    words: CheckWords
    step: str | None
    helps: int | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A topic without a practice; `weak` are address and title of the nearest ones."""

    words: UnmatchedWords
    weak: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VisitView:
    """The page. `area`, `map` are None where nothing can be visited; `rank` is that of the area that is shown."""

    words: VisitWords
    rank: int
    area: AreaWords | None
    points: tuple[RoutePoint, ...]
    map: RouteMap | None
    obstacles: tuple[Obstacle, ...]
    unmatched: tuple[Unmatched, ...]
    left_out: tuple[LeftOutWords, ...]


def view(plan: VisitPlan, rank: int, engine: Engine, t: Texts) -> VisitView:
    """The page of a plan, with its area of this rank."""
    words = visit_words.words(plan, t, date.today())
    rank = rank_of(rank, plan)
    obstacles = tuple(
        Obstacle(told, visit_change.offered(check), _helps(check))
        for check, told in zip(plan.obstacles, words.obstacles, strict=True)
    )
    unmatched = tuple(Unmatched(one, tuple(_titles(one.weak, engine))) for one in words.unmatched)
    if not plan.areas:
        return VisitView(words, rank, None, (), None, obstacles, unmatched, words.left_out)
    area, told = plan.areas[rank - 1], words.areas[rank - 1]
    points = route_points(area, plan.request.start)
    left_out = tuple(dict.fromkeys((*told.left_out, *words.left_out)))
    return VisitView(words, rank, told, points, route_map(points, area), obstacles, unmatched, left_out)


def rank_of(rank: int, plan: VisitPlan) -> int:
    """The rank if the plan has it, else the first."""
    return rank if 1 <= rank <= len(plan.areas) else 1


def _helps(check: Check) -> int | None:
    helps = check.values.get("helps")
    return helps if isinstance(helps, int) and helps > 0 else None


def _titles(ids: Iterable[str], engine: Engine) -> Iterable[tuple[str, str]]:
    for one in ids:
        record = engine.record(one)
        if isinstance(record, Practice):
            yield presenting.url_of(record), record.title
