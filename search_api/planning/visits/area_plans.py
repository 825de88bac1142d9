"""One area: its candidates routed and written down as the days of a visit, with what it covers and what it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search_api.planning.visits.areas import Area
from search_api.planning.visits.asking import asks_in_turn
from search_api.planning.visits.candidates import Pool
from search_api.planning.visits.checks import checks
from search_api.planning.visits.day_checks import Checked
from search_api.planning.visits.evening import evened
from search_api.planning.visits.exclusive import exclusive, repeated
from search_api.planning.visits.naming import beyond, town_of
from search_api.planning.visits.nights import night_options
from search_api.planning.visits.problem import Routes, RoutingProblem, problem_of
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import AreaPlan, Candidate, LeftOut, Spot, TopicCover
from search_api.planning.visits.routing import MOST_STEPS, route
from search_api.planning.visits.scheduling import schedule
from search_api.planning.visits.spots import apart_km, spot_of_place
from search_api.planning.visits.travel import Table, Travel
from search_api.planning.visits.worth import COMFORTABLE, COST_PER_MINUTE, GOING, Worth

MOST_NEAR = 6
# A visit that may hold more meetings is looked for in fewer steps: each of them takes longer.
LONG_VISIT, STEPS_OF_LONG = 12, 8_000


@dataclass(frozen=True, slots=True)
class Routed:
    """An area with the best visit that was found in it.

    `spots` [m] and `table` in the order of the routes: the start, the `candidates` that were routed, the towns for the nights.
    `request` is the one that was asked, or the same with fewer days. `missed` are ids of what must be seen and is not, `near`
    candidates that found no time, the best first, `same` those that tell the same as a stop.
    """

    request: VisitRequest
    area: Area
    candidates: tuple[Candidate, ...]
    spots: tuple[Spot, ...]
    table: Table
    problem: RoutingProblem
    routes: Routes
    missed: frozenset[str]
    near: tuple[Candidate, ...]
    same: tuple[LeftOut, ...]

    @property
    def value(self) -> float:
        """What the stops are worth less the driving, of which too much counts twice; below 0 where the way is long for them."""
        too_much = max(0, self.routes.drive_minutes - COMFORTABLE * len(self.routes.days))
        return self.routes.value - GOING - COST_PER_MINUTE * too_much if self.stops else 0.0

    @property
    def stops(self) -> tuple[Candidate, ...]:
        """What is visited, in the order of the visit."""
        return tuple(self.candidates[point - 1] for day in self.routes.days for point in day)

    @property
    def free_ids(self) -> frozenset[str]:
        """Ids of the stops that nobody asked for."""
        return frozenset(one.practice.id for one in self.stops if not one.must)


def is_long(request: VisitRequest) -> bool:
    """Whether a visit may hold so many meetings that looking for it has to be cut short."""
    return request.days * request.points_per_day > LONG_VISIT


def routed(area: Area, pool: Pool, request: VisitRequest, travel: Travel) -> Routed:
    """The best visit of an area, in fewer days than asked for where they hold as many stops: nobody sleeps away for an empty day.
    It has no stops where nothing fits the hours."""
    found = _without_idle_days(_routed(area, pool, request, travel))
    while found.stops and not all(found.routes.days) and found.request.days > 1:
        ids = {one.practice.id for one in found.stops}
        visited = tuple(one for one in area.candidates if one.practice.id in ids)
        fewer = replace(found.request, days=found.request.days - 1)
        shorter = _routed(replace(area, candidates=visited, tour=len(visited)), pool, fewer, travel)
        if len(shorter.stops) < len(found.stops):
            break
        shorter = _without_idle_days(shorter)
        found = replace(shorter, area=area, near=found.near, same=found.same, missed=found.missed)
    return replace(found, routes=evened(found.problem, found.routes)) if found.stops else found


def _without_idle_days(found: Routed) -> Routed:
    """Less the days between two nights that hold nothing: the rest of the visit stays as it is."""
    days = found.routes.days
    kept = tuple(day for number, day in enumerate(days) if day or number in (0, len(days) - 1))
    if not found.stops or len(kept) == len(days):
        return found
    return replace(
        found,
        request=replace(found.request, days=len(kept)),
        problem=replace(found.problem, days=len(kept)),
        routes=replace(found.routes, days=kept),
    )


def _routed(area: Area, pool: Pool, request: VisitRequest, travel: Travel) -> Routed:
    repeats = repeated(area.candidates, pool.near_copies)
    candidates = tuple(one for one in area.candidates if one.practice.id not in repeats)
    tour = [one.spot for one in area.candidates[: area.tour] if one in candidates] or [one.spot for one in candidates]
    nights = night_options(tour, request.left_out_subregions) if request.days > 1 else ()
    spots = (spot_of_place(request.start), *(one.spot for one in candidates), *nights)
    table = travel.table([(spot.lat, spot.lon) for spot in spots])
    wanted = request.days * request.fewest_points
    worth = Worth(candidates, [topic.text for topic in request.topics], request.weights, wanted)
    sets = exclusive(candidates, pool.near_copies)
    problem = problem_of(
        request,
        table.minutes,
        points=len(candidates),
        nights=len(nights),
        worth=lambda points: worth(points) + GOING if points else 0.0,
        must=frozenset(point for point, one in enumerate(candidates, start=1) if one.must),
        exclusive=sets,
        cost_per_minute=COST_PER_MINUTE,
    )
    routes = route(problem, seed=request.seed, most_steps=STEPS_OF_LONG if is_long(request) else MOST_STEPS)
    visited = frozenset(point for day in routes.days for point in day)
    same = _same(area, candidates, sets, visited, repeats)
    near = _near(candidates, worth, visited, {one.id for one in same})
    missed = frozenset(candidates[point - 1].practice.id for point in routes.missed)
    return Routed(request, area, candidates, spots, table, problem, routes, missed, near, same)


def area_plan(one: Routed, rank: int, pool: Pool, request: VisitRequest) -> AreaPlan:
    """The visit of an area with its days, figures and checks."""
    told = asks_in_turn(one.stops, pool.year)
    asks = [told.get(candidate.practice.id, ()) for candidate in one.candidates]
    days = schedule(one.request, one.routes, one.candidates, one.spots, one.table, asks)
    stops = one.stops
    missed = no_time(one.missed, pool)
    # What must be seen decides where the visit is.
    centre = town_of([stop.spot for stop in stops if stop.must] or [stop.spot for stop in stops])
    asked = tuple(item.title for item in (*pool.left_out, *missed) if item.asked_for)
    return AreaPlan(
        rank=rank,
        name=centre.name,
        subregions=tuple(dict.fromkeys(stop.spot.subregion for stop in stops if stop.spot.subregion)),
        voivodeships=tuple(dict.fromkeys(stop.spot.voivodeship for stop in stops)),
        centre=centre,
        days=days,
        cover=_cover(stops, request),
        checks=checks(Checked(request, days, asked, one.table.estimated, pool.year)),
        left_out=(*missed, *one.same),
        near=one.near,
        candidates=len(one.area.candidates),
        distance_km=round(apart_km(spot_of_place(request.start), centre), 1),
        km=round(sum(day.km for day in days), 1),
        drive_minutes=sum(day.drive_minutes for day in days),
        worth=round(one.value, 4),
        beyond=beyond([stop.spot for stop in stops], centre),
    )


def no_time(practice_ids: Iterable[str], pool: Pool) -> tuple[LeftOut, ...]:
    """What was asked for and finds no time: a practice by itself, a place by its code."""
    ids = frozenset(practice_ids)
    asked = [found for found in pool.found if found.must and found.practice.id in ids]
    practices = (
        LeftOut(found.practice.id, found.practice.title, "no_time", True)
        for found in asked
        if found.practice.id in pool.asked
    )
    places = (
        LeftOut(place.code, place.name, "no_time", True, {"title": found.practice.title})
        for found in asked
        for place in found.for_places
    )
    return (*practices, *places)


def _same(
    area: Area,
    candidates: Sequence[Candidate],
    sets: Iterable[frozenset[int]],
    visited: frozenset[int],
    repeats: Mapping[str, str],
) -> tuple[LeftOut, ...]:
    """What tells the same as a stop of the visit."""
    titles = {one.practice.id: one.practice.title for one in area.candidates}
    found = [
        (candidates[point - 1].practice.id, candidates[min(group & visited) - 1].practice.id)
        for group in sets
        if group & visited
        for point in sorted(group - visited)
    ]
    stops = {candidates[point - 1].practice.id for point in visited}
    found.extend((other, asked) for other, asked in repeats.items() if asked in stops)
    return tuple(LeftOut(other, titles[other], "same_as", False, {"title": titles[stop]}) for other, stop in found)


def _near(
    candidates: Sequence[Candidate], worth: Worth, visited: frozenset[int], without: Collection[str]
) -> tuple[Candidate, ...]:
    """Candidates that found no time, by what they would add to the stops."""
    rest = [
        (-worth(visited | {point}), point)
        for point, one in enumerate(candidates, start=1)
        if point not in visited and one.practice.id not in without and not one.must
    ]
    return tuple(candidates[point - 1] for _, point in sorted(rest)[:MOST_NEAR])


def _cover(stops: Sequence[Candidate], request: VisitRequest) -> tuple[TopicCover, ...]:
    """Of each topic the best share among the stops, and how many speak of it."""
    shares: list[list[float]] = [[] for _ in request.topics]
    for stop in stops:
        for fit in stop.topics:
            if fit.share > 0:
                shares[fit.topic].append(fit.share)
    return tuple(TopicCover(topic, max(found, default=0.0), len(found)) for topic, found in enumerate(shares))
