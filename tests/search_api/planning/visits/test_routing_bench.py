"""The peer of the benchmark is an honest one: its visits keep their hours too, and the router is never below it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from search_api.planning.visits.bench import DAYS, NIGHTS, POINTS, drawn_problem, greedy_value
from search_api.planning.visits.routing import route
from tests.search_api.planning.visits.routing_cases import best_by_brute_force, random_problem


def test_the_visits_of_the_benchmark_are_what_its_method_says() -> None:
    problem = drawn_problem(Random(0))

    assert len(problem.points) == POINTS
    assert len(problem.nights) == NIGHTS
    assert problem.days == DAYS
    assert problem.minutes[0, 1:].max() < 300  # the start is near enough to go and come back


def test_greedy_insertion_is_between_staying_at_home_and_the_best() -> None:
    for seed in range(30):
        problem = replace(random_problem(seed, 5, days=2, must=0), exclusive=())

        assert -1e-9 <= greedy_value(problem) <= best_by_brute_force(problem)[1] + 1e-9


def test_the_router_is_not_below_the_peer_on_a_visit_of_the_benchmark() -> None:
    problem = drawn_problem(Random(3))

    assert 0 < greedy_value(problem) <= route(problem, seed=1).value + 1e-9
