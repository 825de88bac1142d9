"""Small visits made at random, and the best of each by trying everything: what the router is held to.

Nothing here uses the router's own ways: hours are counted step by step, for every order and every moment of the meal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise, permutations, product
from random import Random

import numpy as np
from numpy.typing import NDArray

from search_api.planning.visits.problem import RoutingProblem

FALLING = (1.0, 0.5, 0.25, 0.1, 0.05)
REST_AFTER, REST = 270, 45


def worth_by_topics(random: Random, points: int, topics: int) -> Callable[[frozenset[int]], float]:
    """Monotone and submodular: for each topic the shares of the points, the best in full, further ones for less and less."""
    shares = [[random.random() * (random.random() < 0.55) for _ in range(points + 1)] for _ in range(topics)]
    weights = [random.uniform(0.5, 2) for _ in range(topics)]

    def worth(chosen: frozenset[int]) -> float:
        total = 0.0
        for weight, share in zip(weights, shares, strict=True):
            best_first = sorted((share[point] for point in chosen), reverse=True)
            total += weight * sum(a * b for a, b in zip(best_first, (*FALLING, *[0.02] * points), strict=False))
        return total

    return worth


def plain_problem(
    minutes: NDArray[np.int64], points: int, *, days: int, points_per_day: int, day_minutes: int, on_site: int
) -> RoutingProblem:
    """Every point worth one, none that must be seen; the places after the points are for the nights."""
    return RoutingProblem(
        minutes=minutes,
        points=tuple(range(1, points + 1)),
        nights=tuple(range(points + 1, len(minutes))),
        on_site=(0, *[on_site] * points),
        worth=lambda chosen: float(len(chosen)),
        must=frozenset(),
        exclusive=(),
        days=days,
        day_minutes=day_minutes,
        break_minutes=45,
        earliest=60,
        latest=660,
        points_per_day=points_per_day,
        cost_per_minute=0.001,
    )


def random_problem(
    seed: int,
    points: int,
    *,
    days: int | None = None,
    nights: int | None = None,
    points_per_day: int | None = None,
    must: int | None = None,
    day_minutes: int | None = None,
) -> RoutingProblem:
    """Towns in a square of some 120 minutes, a start that may lie outside; what is not given is drawn."""
    random = Random(seed)
    days = days or random.randint(1, 3)
    nights = 0 if days == 1 else nights or random.randint(1, 3)
    places = 1 + points + nights
    spots = [(random.uniform(-80, 120), random.uniform(-80, 120))]
    spots += [(random.uniform(0, 120), random.uniform(0, 120)) for _ in range(places - 1)]
    one_way = random.random() < 0.3  # a table of a routing server: not alike both ways
    minutes = np.zeros((places, places), dtype=np.int64)
    for origin, target in product(range(places), repeat=2):
        if origin != target:
            (x1, y1), (x2, y2) = spots[origin], spots[target]
            drive = max(10.0, 1.25 * ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)
            minutes[origin, target] = 5 * (-(-drive // 5) + (random.randrange(4) if one_way else 0))
    numbers = range(1, points + 1)
    exclusive = [
        frozenset(random.sample(numbers, min(points, random.randint(2, 3)))) for _ in range(random.randrange(3))
    ]
    return RoutingProblem(
        minutes=minutes,
        points=tuple(numbers),
        nights=tuple(range(points + 1, places)),
        on_site=(0, *(random.choice((60, 90, 120)) for _ in numbers)),
        worth=worth_by_topics(random, points, 3),
        must=frozenset(random.sample(numbers, min(points, random.randrange(3) if must is None else must))),
        exclusive=tuple(exclusive),
        days=days,
        day_minutes=day_minutes or random.choice((300, 420, 540, 600)),
        break_minutes=45,
        earliest=random.choice((0, 60, 120)),
        latest=random.choice((540, 600, 660)),
        points_per_day=points_per_day or random.randint(1, 4),
        cost_per_minute=random.choice((0.0, 0.001, 0.003, 0.01)),
    )


def best_by_brute_force(problem: RoutingProblem) -> tuple[int, float]:
    """How many must points the best visit keeps, and its value: over all sets, days, orders, moments of the meal and nights."""

    @cache
    def driving(origin: int, target: int, points: frozenset[int]) -> int | None:
        if len(points) > problem.points_per_day:
            return None
        found = [drive_of_day(problem, origin, order, target) for order in permutations(sorted(points))]
        return min((drive for drive in found if drive is not None), default=None)

    best = (0, 0.0)  # staying at home
    for night in problem.nights or (0,):
        ends = ends_of_days(problem.days, night)
        for shared_out in product(range(problem.days + 1), repeat=len(problem.points)):
            days = [
                frozenset(point for point, day in zip(problem.points, shared_out, strict=True) if day == number)
                for number in range(problem.days)
            ]
            chosen = frozenset[int]().union(*days)
            if not chosen or any(len(chosen & group) > 1 for group in problem.exclusive):
                continue
            drives = [driving(*pair, points) for pair, points in zip(ends, days, strict=True)]
            if None not in drives:
                value = problem.worth(chosen) - problem.cost_per_minute * sum(drive or 0 for drive in drives)
                best = max(best, (len(chosen & problem.must), value))
    return best


def ends_of_days(days: int, night: int | None) -> list[tuple[int, int]]:
    """Where each day begins and ends."""
    bed = night or 0
    return [(0 if day == 0 else bed, 0 if day == days - 1 else bed) for day in range(days)]


def drive_of_day(problem: RoutingProblem, origin: int, order: Sequence[int], target: int) -> int | None:
    """Driving minutes of a day in that order, None when its hours cannot be kept."""
    places = (origin, *order, target)
    drives = [int(problem.minutes[one, other]) for one, other in pairwise(places)]
    in_time = any(_in_time(problem, order, drives, meal) for meal in (None, *range(len(drives))))
    return sum(drives) if in_time and sum(drives) <= problem.most_driving else None


def _in_time(problem: RoutingProblem, order: Sequence[int], drives: Sequence[int], meal: int | None) -> bool:
    now = 0
    for number, drive in enumerate(drives):
        there = now + drive + REST * (max(0, drive - 1) // REST_AFTER)
        if number == meal:
            begins = max(now, problem.meal_from)
            if begins + problem.break_minutes > problem.meal_until:
                return False
            there = max(there, begins) + problem.break_minutes
        now = there
        if number < len(order):
            now = max(now, problem.earliest)
            now += -now % 5 + problem.on_site[order[number]]
            if now > problem.latest:
                return False
    fed = meal is not None or now <= problem.meal_from + problem.break_minutes
    return fed and now <= problem.day_minutes
