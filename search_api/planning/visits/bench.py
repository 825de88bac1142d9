"""Speed and value of the visit planner beside a plain peer in the same run: greedy insertion, as a short script would do it.

The peer puts in, again and again, the point that adds most worth less its detour, at the cheapest place of any day, while the
hours hold; for every place of the nights, and the best of these is its visit.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import median
from typing import TypeVar

from corpus.geometry import distance_km
from corpus.gminas import register
from search_api.planning.own import of_gmina
from search_api.planning.visits.planning import plan_visit
from search_api.planning.visits.problem import RoutingProblem, problem_of
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.routing import route
from search_api.planning.visits.scheduling import timed
from search_api.planning.visits.travel import Estimates
from search_api.searching.engine import Engine

SEED = 0
VISITS, POINTS, DAYS, NIGHTS, TOPICS = 10, 60, 3, 4, 5
AROUND, START_WITHIN = 180, 400  # of the nearest gminas: points lie within some 80 km, the start 80 to 130 km off
NOT_POSSIBLE = float("-inf")
T = TypeVar("T")
NEEDS = (
    "Samotni seniorzy nie mają gdzie się spotykać",
    "Młodzież nie ma co robić po szkole",
    "Mieszkańcy chcą decydować o wydatkach sołectwa",
    "Osoby z niepełnosprawnościami nie mają pracy ani zajęć",
    "Organizacje i urząd nie mają miejsca na rozmowę",
    "Świetlica wiejska stoi pusta",
    "Uchodźcy nie znają języka i nie mają wsparcia",
    "Rodziny w kryzysie czekają na pomoc",
)
FALLING = (1.0, 0.5, 0.25, 0.1)
COST_PER_MINUTE = 0.005

METHOD = (
    f"{VISITS} visits of {DAYS} days by coach, 4 meetings a day at most, each over {POINTS} gminas drawn around one of Poland "
    f"(seed {SEED}), {NIGHTS} places for the nights, {TOPICS} topics of falling worth; the peer is greedy insertion on the same "
    f"visits in the same process. Whole plans: {VISITS} requests of {DAYS} days from a gmina drawn, with three common topics "
    "drawn, over the starter practices: search, choice of areas, routes, hours, checks. Wall time, one at a time."
)


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """Seconds of wall time: the median and the longest. `value`, `peer_value`: mean value of a visit; `better`, `worse`: visits
    in which ours is worth more or less than the peer's."""

    route_seconds: float
    longest_route_seconds: float
    value: float
    peer_seconds: float
    peer_value: float
    better: int
    worse: int
    plan_seconds: float
    longest_plan_seconds: float


def measure(engine: Engine) -> VisitFigures:
    """Routes over made-up visits, whole plans over `engine`."""
    random = Random(SEED)  # noqa: S311 (the same visits each time are wanted)
    problems = [drawn_problem(random) for _ in range(VISITS)]
    route(drawn_problem(random), seed=SEED)  # the first one imports the solver
    ours = [_timed(lambda one: route(one, seed=SEED).value, problem) for problem in problems]
    peer = [_timed(greedy_value, problem) for problem in problems]
    requests = [_drawn_request(random) for _ in range(VISITS)]
    plans = [_timed(lambda one: plan_visit(one, engine, Estimates(one.means)).candidates, one) for one in requests]
    pairs = [(one, other) for (_, one), (_, other) in zip(ours, peer, strict=True)]
    return VisitFigures(
        route_seconds=median(seconds for seconds, _ in ours),
        longest_route_seconds=max(seconds for seconds, _ in ours),
        value=sum(one for one, _ in pairs) / VISITS,
        peer_seconds=median(seconds for seconds, _ in peer),
        peer_value=sum(other for _, other in pairs) / VISITS,
        better=sum(one > other + 1e-9 for one, other in pairs),
        worse=sum(one < other - 1e-9 for one, other in pairs),
        plan_seconds=median(seconds for seconds, _ in plans),
        longest_plan_seconds=max(seconds for seconds, _ in plans),
    )


def _timed(work: Callable[[T], float], given: T) -> tuple[float, float]:
    start = time.perf_counter()
    result = work(given)
    return time.perf_counter() - start, result


def drawn_problem(random: Random) -> RoutingProblem:
    """A visit over gminas of one part of Poland from a start near them, with shares for topics drawn at random."""
    gminas = sorted(register().gminas.values(), key=lambda gmina: gmina.code)
    middle = random.choice(gminas)
    near = sorted(gminas, key=lambda one: distance_km(one.lat, one.lon, middle.lat, middle.lon))
    start = random.choice(near[AROUND:START_WITHIN])
    places = [start, *random.sample(near[:AROUND], POINTS + NIGHTS)]
    shares = [[random.random() * (random.random() < 0.4) for _ in range(POINTS + 1)] for _ in range(TOPICS)]

    def worth(chosen: frozenset[int]) -> float:
        total = 0.0
        for share in shares:
            best_first = sorted((share[point] for point in chosen), reverse=True)
            total += sum(a * b for a, b in zip(best_first, (*FALLING, *[0.05] * POINTS), strict=False))
        return total

    request = VisitRequest((Topic("temat"),), of_gmina(start), days=DAYS)
    return problem_of(
        request,
        Estimates(request.means).table([(one.lat, one.lon) for one in places]).minutes,
        points=POINTS,
        nights=NIGHTS,
        worth=worth,
        cost_per_minute=COST_PER_MINUTE,
    )


def _drawn_request(random: Random) -> VisitRequest:
    gminas = sorted(register().gminas.values(), key=lambda gmina: gmina.code)
    topics = tuple(Topic(text) for text in random.sample(NEEDS, 3))
    return VisitRequest(topics, of_gmina(random.choice(gminas)), days=DAYS)


def greedy_value(problem: RoutingProblem) -> float:
    """The value of the visit that greedy insertion makes; 0 when nothing fits or pays."""
    return max((_greedy(problem, night) for night in problem.nights), default=0.0)


def _greedy(problem: RoutingProblem, night: int) -> float:
    days: list[tuple[int, ...]] = [()] * problem.days
    value = _value(problem, days, night)
    while True:
        chosen = {point for day in days for point in day}
        tried = [
            [*days[:number], (*day[:place], point, *day[place:]), *days[number + 1 :]]
            for point in problem.points
            if point not in chosen
            for number, day in enumerate(days)
            if len(day) < problem.points_per_day
            for place in range(len(day) + 1)
        ]
        best = max(((_value(problem, one, night), one) for one in tried), default=(NOT_POSSIBLE, days))
        if best[0] <= value:
            return max(0.0, value)
        value, days = best


def _value(problem: RoutingProblem, days: Sequence[tuple[int, ...]], night: int) -> float:
    driven = 0
    for number, day in enumerate(days):
        places = (night if number else 0, *day, 0 if number == problem.days - 1 else night)
        drives = [int(problem.minutes[hop]) for hop in pairwise(places)]
        on_site = [problem.on_site[point] for point in day]
        if timed(problem.hours, drives, on_site, leave_late=False, meal_middle=problem.meal_from) is None:
            return NOT_POSSIBLE
        driven += sum(drives)
    return problem.worth(frozenset(point for day in days for point in day)) - problem.cost_per_minute * driven
