"""The router: as good as trying everything on small visits, and never a day that its hours do not hold."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.visits.problem import Routes, RoutingProblem
from search_api.planning.visits.routing import route
from tests.search_api.planning.visits.routing_cases import (
    best_by_brute_force,
    drive_of_day,
    ends_of_days,
    plain_problem,
    random_problem,
)

SEED = 1


def kept(problem: RoutingProblem, routes: Routes) -> tuple[int, float]:
    return len(problem.must) - len(routes.missed), routes.value


@pytest.mark.parametrize("first", range(0, 200, 50))
@pytest.mark.parametrize("points", [4, 6])
def test_small_visits_are_the_best_there_are(points: int, first: int) -> None:
    """400 visits of up to three days, with exclusive sets, must points and tables that differ by direction."""
    for seed in range(first, first + 50):
        problem = random_problem(seed, points)

        found = kept(problem, route(problem, seed=SEED))

        assert found == pytest.approx(best_by_brute_force(problem)), f"seed {seed}"


@pytest.mark.parametrize("seed", range(20))
def test_seven_points_over_three_days_are_the_best_there_are(seed: int) -> None:
    problem = random_problem(1000 + seed, 7, days=3, nights=2, points_per_day=3, day_minutes=600)

    assert kept(problem, route(problem, seed=SEED)) == pytest.approx(best_by_brute_force(problem))


problems = st.builds(
    random_problem,
    st.integers(0, 10**6),
    st.integers(1, 14),
    days=st.integers(1, 4),
    points_per_day=st.integers(1, 5),
    must=st.integers(0, 5),
    day_minutes=st.sampled_from((240, 420, 600, 840)),
)


@settings(max_examples=40, deadline=None)
@given(problems, st.integers(0, 5))
def test_every_visit_keeps_the_rules(problem: RoutingProblem, seed: int) -> None:
    routes = route(problem, seed=seed)

    stops = list(chain.from_iterable(routes.days))
    chosen = frozenset(stops)
    assert len(routes.days) == problem.days
    assert len(stops) == len(chosen)
    assert chosen <= set(problem.points)
    assert all(len(day) <= problem.points_per_day for day in routes.days)
    assert all(len(chosen & group) <= 1 for group in problem.exclusive)
    assert routes.missed == problem.must - chosen
    if not stops:
        assert routes == Routes(((),) * problem.days, None, 0.0, 0, problem.must)
        return
    assert routes.night in (problem.nights or (None,))
    ends = ends_of_days(problem.days, routes.night)
    drives = [drive_of_day(problem, start, day, end) for (start, end), day in zip(ends, routes.days, strict=True)]
    assert None not in drives
    assert routes.drive_minutes == sum(drive or 0 for drive in drives)
    assert routes.value == pytest.approx(problem.worth(chosen) - problem.cost_per_minute * routes.drive_minutes)


@settings(max_examples=15, deadline=None)
@given(problems)
def test_the_same_problem_gives_the_same_visit(problem: RoutingProblem) -> None:
    assert route(problem, seed=SEED) == route(problem, seed=SEED)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10))
def test_a_must_that_some_day_can_hold_is_kept(seed: int, points: int) -> None:
    problem = random_problem(seed, points, must=1)
    (must,) = problem.must
    nights = problem.nights or (0,)
    holdable = any(
        all(
            drive_of_day(problem, start, (must,) if number == day else (), end) is not None
            for number, (start, end) in enumerate(ends_of_days(problem.days, night))
        )
        for night in nights
        for day in range(problem.days)
    )

    routes = route(problem, seed=SEED)

    assert (not routes.missed) == holdable


def line(*minutes_from_start: int) -> RoutingProblem:
    """Points on one road that leads away from the start, one day, every point worth one."""
    at = np.array([0, *minutes_from_start])
    minutes = np.abs(at[:, None] - at[None, :])
    return plain_problem(minutes, len(minutes_from_start), days=1, points_per_day=4, day_minutes=480, on_site=60)


def test_nothing_that_fits_is_an_empty_visit() -> None:
    far = line(300, 310)

    assert route(far, seed=SEED) == Routes(((),), None, 0.0, 0)


def test_a_must_too_far_is_told_and_does_not_spoil_the_rest() -> None:
    problem = replace(line(30, 60, 300), must=frozenset({3}))

    routes = route(problem, seed=SEED)

    assert routes.missed == {3}
    assert set(routes.days[0]) == {1, 2}


def test_a_stop_not_worth_its_way_is_left_out_unless_it_must_be_seen() -> None:
    problem = replace(line(30, 120), cost_per_minute=0.01)  # 90 minutes there and back cost 1.8

    assert route(problem, seed=SEED).days == ((1,),)
    assert set(route(replace(problem, must=frozenset({2})), seed=SEED).days[0]) == {1, 2}


def test_no_point_at_all_is_an_empty_visit() -> None:
    assert route(line(), seed=SEED) == Routes(((),), None, 0.0, 0)


def test_nights_too_far_from_the_start_leave_the_group_at_home() -> None:
    one_day = line(30, 60)
    minutes = np.full((4, 4), 700)
    minutes[:3, :3] = one_day.minutes
    problem = replace(one_day, minutes=minutes, nights=(3,), days=2)

    assert route(problem, seed=SEED) == Routes(((), ()), None, 0.0, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": (1, 9)}, "places from 1"),
        ({"points": (1, 1)}, "each place once"),
        ({"on_site": (0,)}, "on_site"),
        ({"must": frozenset({7})}, "must"),
        ({"days": 2}, "nights"),
        ({"break_minutes": 300}, "break_minutes"),
        ({"minutes": np.zeros((3, 2), dtype=np.int64)}, "square"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(line(30, 60), **change)  # type: ignore[arg-type]


def test_the_solver_is_imported_with_the_first_visit_only() -> None:
    script = "import sys, search_api.planning.visits.routing; print({'pyvrp', 'matplotlib'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
