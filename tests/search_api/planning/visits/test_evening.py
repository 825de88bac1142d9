"""Days made alike: the same stops, no day empty beside a full one, hardly more driving."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.visits.evening import MORE_MINUTES, evened
from search_api.planning.visits.problem import Routes, RoutingProblem
from search_api.planning.visits.routing import route
from tests.search_api.planning.visits.routing_cases import plain_problem, random_problem


def one_town(points: int) -> RoutingProblem:
    """Two days, everything in one town four hours away; the night is the last place."""
    places = points + 2
    minutes = np.full((places, places), 10) - 10 * np.eye(places, dtype=np.int64)
    minutes[0, 1:] = minutes[1:, 0] = 240
    return plain_problem(minutes.astype(np.int64), points, days=2, points_per_day=3, day_minutes=600, on_site=90)


def test_three_meetings_of_the_first_day_become_two_and_one() -> None:
    problem = one_town(3)

    routes = evened(problem, Routes(((1, 2, 3), ()), 4, 3 - 0.5, 510))

    assert sorted(len(day) for day in routes.days) == [1, 2]
    assert routes.drive_minutes <= 510 + MORE_MINUTES


def test_a_detour_of_an_hour_is_not_driven_for_days_that_are_alike() -> None:
    # Given two points on the way there, an hour from the night and no nearer to the way home
    problem = one_town(2)
    minutes = problem.minutes.copy()
    minutes[1:3, 3] = minutes[3, 1:3] = 60
    minutes[0, 1:3] = 180

    routes = Routes(((1, 2), ()), 3, 1.0, 490)

    assert evened(replace(problem, minutes=minutes), routes) == replace(routes, value=2 - 0.001 * 490)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6))
def test_stops_nights_and_hours_stay(seed: int, points: int) -> None:
    problem = random_problem(seed, points, days=2)
    before = route(problem, seed=1)

    after = evened(problem, before)

    assert sorted(sum(after.days, ())) == sorted(sum(before.days, ()))
    assert (after.night, after.missed) == (before.night, before.missed)
    assert after.drive_minutes <= before.drive_minutes + MORE_MINUTES
    assert sum(not day for day in after.days) <= sum(not day for day in before.days)
    assert evened(problem, before) == after
