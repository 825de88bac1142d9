"""Which points on which day, in which order: prize-collecting routing by PyVRP, then exchange steps over the true worth.

A day is a vehicle: from the start to the night, from night to night, from the night back to the start. A point is a client that may
be left out for the loss of its prize. Prizes add up and the worth of a visit does not, so points are priced several times: as if
the better ones were visited before, then around the visit found so far.
Wouda, Lan, Kool: PyVRP, a high-performance VRP solver package (2024), https://doi.org/10.1287/ijoc.2023.0055.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from search_api.planning.visits.day_orders import bits
from search_api.planning.visits.problem import Routes, RoutingProblem
from search_api.planning.visits.refining import Refining, Visit, mask_of

if TYPE_CHECKING:
    from pyvrp import ClientGroup, ProblemData

SOLVER_STEPS = 60  # iterations of PyVRP for one table of prizes
NIGHTS_PRICED = 2  # places for the night, the most promising ones, for which PyVRP is asked
ROUNDS = 2  # times that prizes are told anew around the best visit so far
MOST_STEPS = 60_000  # of one visit in all: what the widest request takes is bounded by it
_UNITS = 100_000  # the prize of the dearest point: PyVRP counts in whole numbers


def route(problem: RoutingProblem, *, seed: int, most_steps: int = MOST_STEPS) -> Routes:
    """The most valuable visit found. The same problem and seed give the same visit; every day keeps to its hours.

    Must points come before all value: as many of them as were found to fit together. A visit that is worth less than
    staying at home, or that fits nothing, is the empty one. `most_steps` bounds the work, a quarter of it after random changes.
    """
    refining = Refining(problem, most_steps)
    nights: tuple[int | None, ...] = problem.nights if problem.days > 1 else (None,)
    empty = [refining.fitted((0,) * problem.days, night) for night in nights]
    begun = sorted((refining.improved(visit) for visit in empty if visit), key=lambda visit: -visit.score)
    found = [_priced(refining, visit, seed) for visit in begun[:NIGHTS_PRICED]]
    if found:
        best = refining.searched(max(found, key=lambda visit: visit.score), most_steps // 4, seed)
        if best.points and best.score > 0:
            return refining.routes(best)
    return Routes(((),) * problem.days, None, 0.0, 0, problem.must)


def _priced(refining: Refining, visit: Visit, seed: int) -> Visit:
    """The best of the visit and of what PyVRP finds with the same night."""
    if not refining.problem.points:
        return visit
    solver = _Solver(refining, visit.night)
    best = _better(visit, solver.visit(_in_turn(refining), seed))
    for _ in range(ROUNDS):
        found = _better(best, solver.visit(_around(refining, best), seed))
        if found is best:
            break
        best = found
    return best


def _better(best: Visit, found: Visit | None) -> Visit:
    return found if found is not None and found.score > best.score else best


Prices = Mapping[int, float]


def _in_turn(refining: Refining) -> Prices:
    """What each point adds to the better ones before it."""
    left, chosen, prices = set(refining.problem.points), 0, {}
    while left:
        point = max(left, key=lambda one: (refining.worth(chosen | 1 << one), -one))
        prices[point] = refining.worth(chosen | 1 << point) - refining.worth(chosen)
        chosen |= 1 << point
        left.remove(point)
    return prices


def _around(refining: Refining, visit: Visit) -> Prices:
    """What the visit would lose without each of its points, and win with each other one in the place of its worst rival."""
    chosen, whole = visit.points, refining.worth(visit.points)
    prices = {point: whole - refining.worth(chosen & ~(1 << point)) for point in bits(chosen)}
    for point in refining.problem.points:
        if point not in prices:
            without = [chosen & ~(1 << other) for other in bits(chosen)] or [chosen]
            prices[point] = max(refining.worth(rest | 1 << point) - refining.worth(rest) for rest in without)
    return prices


class _Solver:
    """PyVRP for one place of the nights."""

    def __init__(self, refining: Refining, night: int | None) -> None:
        self._refining = refining
        self._night = night
        self._groups = _apart(refining.problem)

    def visit(self, prices: Prices, seed: int) -> Visit | None:
        """The visit that PyVRP finds for these prizes, made to keep to its hours and improved."""
        from pyvrp import solve
        from pyvrp.stop import MaxIterations

        data = self._data(prices)
        result = solve(data, MaxIterations(SOLVER_STEPS), seed=seed, collect_stats=False, display=False)
        days = [0] * self._refining.problem.days
        for trip in result.best.routes():
            ends = self._vehicles[trip.vehicle_type()]
            number = next(
                number
                for number, day in enumerate(self._refining.ends(self._night))
                if day == ends and not days[number]
            )
            days[number] = mask_of(self._refining.problem.points[stop.idx] for stop in trip if stop.is_client())
        found = self._refining.fitted(days, self._night)
        return None if found is None else self._refining.improved(found)

    @property
    def _vehicles(self) -> list[tuple[int, int]]:
        """Beginning and end of the days, each kind once."""
        return list(dict.fromkeys(self._refining.ends(self._night)))

    def _data(self, prices: Prices) -> ProblemData:
        from pyvrp import Client, Depot, Location, ProblemData, VehicleType

        problem = self._refining.problem
        dearest = max((prices[point] for point in problem.points if point not in problem.must), default=0.0)
        units = _UNITS / (dearest or 1.0)
        # A must point is dearer than all others together, so it is left out only where no day holds it.
        most = max(
            1,
            int(
                units * (dearest * len(problem.points) + problem.cost_per_minute * problem.most_driving * problem.days)
            ),
        )
        clients = [
            Client(
                location=point,
                delivery=[1],
                service_duration=problem.on_site[point],
                tw_early=problem.earliest,
                tw_late=max(problem.earliest, problem.latest - problem.on_site[point]),
                prize=most if point in problem.must else max(0, round(units * prices[point])),
                required=False,
                group=self._groups.get(point),
            )
            for point in problem.points
        ]
        places = [0] if self._night is None else [0, self._night]
        # The meal is no stop of PyVRP: the day is shorter by it, and the exact hours are looked at afterwards.
        late = problem.day_minutes - problem.break_minutes
        days = self._refining.ends(self._night)
        drive = np.asarray(problem.minutes, dtype=np.int64)
        return ProblemData(
            locations=[Location(0, 0) for _ in range(drive.shape[0])],
            clients=clients,
            depots=[Depot(place) for place in places],
            vehicle_types=[
                VehicleType(
                    days.count(ends),
                    [problem.points_per_day],
                    places.index(ends[0]),
                    places.index(ends[1]),
                    tw_late=late,
                    start_late=0,
                )
                for ends in self._vehicles
            ],
            # Its types name one dimension for a table of two.
            distance_matrices=[np.rint(drive * (problem.cost_per_minute * units)).astype(np.int64)],
            duration_matrices=[drive],  # type: ignore[list-item]
            groups=_client_groups(problem, self._groups),
        )


def _apart(problem: RoutingProblem) -> dict[int, int]:
    """The group of each point of an exclusive set. PyVRP knows one for a client; what else clashes is put right afterwards."""
    groups: dict[int, int] = {}
    number = 0
    for points in problem.exclusive:
        if free := sorted(points - groups.keys()):
            groups |= dict.fromkeys(free, number)
            number += 1
    return groups


def _client_groups(problem: RoutingProblem, groups: Mapping[int, int]) -> list[ClientGroup]:
    from pyvrp import ClientGroup

    members: list[list[int]] = [[] for _ in set(groups.values())]
    for client, point in enumerate(problem.points):
        if point in groups:
            members[groups[point]].append(client)
    return [ClientGroup(clients, required=False) for clients in members]
