"""From a request to a visit: candidates, areas, routes, and the best of them with two others that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from search_api.planning.visits.area_plans import Routed, area_plan, is_long, no_time, routed
from search_api.planning.visits.areas import Area, Areas
from search_api.planning.visits.candidates import Pool, pool
from search_api.planning.visits.obstacles import obstacles
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Check, LeftOut, VisitPlan
from search_api.planning.visits.travel import Travel
from search_api.searching.engine import Engine

# Areas that are routed for the best one, and in all: routing is what takes the time, the longer the more stops a visit may hold.
# Long visits have fewer areas to choose from, so that nobody can hold the server for long.
ROUTED_FIRST, ROUTED_IN_ALL = 3, 6
ROUTED_OF_LONG, ROUTED_OF_LONG_IN_ALL = 1, 2
SHOWN = 3
# Two areas differ when they share at most a quarter of the stops of the shorter visit and their middle lies in other subregions.
SHARED_STOPS = 0.25
# An area that brings less than that part of the best one, or less than half of its stops, is no alternative.
WORTHWHILE = 0.3


def plan_visit(request: VisitRequest, engine: Engine, travel: Travel) -> VisitPlan:
    """The visit: up to three areas, the best first, or why there is none. The same input gives the same plan."""
    found = pool(request, engine)
    chosen = _chosen(found, request, travel)
    told: tuple[Check, ...] = ()
    missing: tuple[LeftOut, ...] = ()
    if not chosen:

        def trial(changed: VisitRequest) -> int:
            return _stops(pool(changed, engine), changed, travel)

        told = obstacles(found, request, travel, trial, engine.manifest.counts.get("practice", 0))
        missing = no_time((one.practice.id for one in found.found if one.must), found)
    notes = dict.fromkeys(one.table.note for one in chosen if one.table.note)
    return VisitPlan(
        request=request,
        areas=tuple(area_plan(one, rank, found, request) for rank, one in enumerate(chosen, start=1)),
        obstacles=told,
        unmatched=found.unmatched,
        left_out=(*missing, *found.left_out),
        own_experience=found.own_experience,
        candidates=len(found.found),
        estimated=any(one.table.estimated for one in chosen) or not chosen,
        travel_note=next(iter(notes), None),
        snapshot=engine.manifest.snapshot,
    )


def _chosen(found: Pool, request: VisitRequest, travel: Travel) -> tuple[Routed, ...]:
    """The best area and those that differ from it and from each other, by what must be seen and by worth."""
    if not found.found:
        return ()
    areas = Areas(found.found, request)
    first, in_all = (ROUTED_OF_LONG, ROUTED_OF_LONG_IN_ALL) if is_long(request) else (ROUTED_FIRST, ROUTED_IN_ALL)
    tried = [routed(area, found, request, travel) for area in areas.ranked()[:first]]
    order = sorted((one for one in tried if one.stops), key=_rank)
    if not order:
        return ()
    best = order[0]
    chosen = [best]
    left = in_all - len(tried)
    for one in order[1:]:
        if len(chosen) < SHOWN and _is_alternative(one, best) and all(_differ(one, other) for other in chosen):
            chosen.append(one)
    while len(chosen) < SHOWN and left > 0:
        further = _further(areas, chosen)
        if not further:
            break
        for area in further[:left]:
            left -= 1
            one = routed(area, found, request, travel)
            if _is_alternative(one, best) and all(_differ(one, other) for other in chosen):
                chosen.append(one)
                break
        else:
            break
    return tuple(sorted(chosen, key=_rank))


def _further(areas: Areas, chosen: Sequence[Routed]) -> list[Area]:
    """Areas of what no chosen one visits, around other subregions."""
    visited = frozenset[str]().union(*(one.free_ids for one in chosen))
    taken = {_subregion(one) for one in chosen}
    return [area for area in areas.ranked(visited) if area.middle.subregion not in taken and area.tour_ids]


def _rank(one: Routed) -> tuple[int, float]:
    return len(one.missed), -one.value


def _is_alternative(one: Routed, best: Routed) -> bool:
    kept = one.missed == best.missed
    enough = 2 * len(one.stops) >= len(best.stops)
    return enough and kept and one.value >= max(WORTHWHILE * best.value, 0.0)


def _differ(one: Routed, other: Routed) -> bool:
    fewer = min(len(one.free_ids), len(other.free_ids))
    if fewer == 0 or len(one.free_ids & other.free_ids) > SHARED_STOPS * fewer:
        return False
    return _subregion(one) != _subregion(other)


def _subregion(one: Routed) -> str | None:
    """The subregion of most stops that nobody asked for, the first of them where several have as many."""
    counted = Counter(stop.spot.subregion for stop in one.stops if not stop.must)
    return max(counted, key=lambda code: counted[code], default=None)


def _stops(found: Pool, request: VisitRequest, travel: Travel) -> int:
    """How many stops the most promising area holds."""
    areas = Areas(found.found, request).ranked()[:1] if found.found else ()
    return max((len(routed(area, found, request, travel).stops) for area in areas), default=0)
