"""What holds for every plan, whatever was asked and whatever the base holds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

from corpus.practice import Practice
from search_api.planning.visits.problem import LUNCH_FROM, LUNCH_MINUTES
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import AreaPlan, Lunch, Night, VisitPlan
from search_api.planning.visits.spots import apart_km, spot_of_place, spots_of


def holds(found: VisitPlan, request: VisitRequest, known: Mapping[str, Practice]) -> None:
    """Asserts every rule. `known` are the practices of the base by id."""
    assert found.areas or found.obstacles
    assert len(found.areas) <= 3
    for area in found.areas:
        _stops(area, request, known)
        _days(area, request)
        _asked_for(area, found, request, known)
        _sides(area)
    for first, second in combinations(found.areas, 2):
        own = [
            {one.candidate.practice.id for one in area.meetings if not one.candidate.must} for area in (first, second)
        ]
        assert 4 * len(own[0] & own[1]) <= min(map(len, own))
    if not found.areas:
        assert {item.id for item in found.left_out if item.asked_for} >= {*request.must, *request.must_places}


def _stops(area: AreaPlan, request: VisitRequest, known: Mapping[str, Practice]) -> None:
    """No stop twice, none that must not be seen, none beyond the limits, none by chance only."""
    visited = [one.candidate.practice.id for one in area.meetings]
    assert visited
    assert len(visited) == len(set(visited))
    assert set(visited).isdisjoint(request.never)
    for one in area.meetings:
        candidate = one.candidate
        assert candidate.must or any(fit.confidence != "low" for fit in candidate.topics)
        subregions = {item.subregion for item in known[candidate.practice.id].areas} | {candidate.spot.subregion}
        assert subregions.isdisjoint(request.left_out_subregions)
        if request.voivodeships:
            assert candidate.spot.voivodeship in request.voivodeships
        if request.max_distance_km is not None:
            assert apart_km(spot_of_place(request.start), candidate.spot) <= request.max_distance_km


def _days(area: AreaPlan, request: VisitRequest) -> None:
    """Days and hours are kept; everything has its own time."""
    assert 1 <= len(area.days) <= request.days
    for day in area.days:
        assert day.end - day.start <= request.day_minutes
        assert len(day.meetings) <= request.points_per_day
        timed = [item for item in day.items if not isinstance(item, Night)]
        assert all(one.end <= other.start for one, other in pairwise(timed))
        for one in day.meetings:
            assert request.hosts_from <= one.start
            assert one.end <= request.hosts_until
            assert one.end - one.start == request.minutes_per_point
    assert [one.number for one in area.meetings] == list(range(1, len(area.meetings) + 1))
    for rule in ("hours", "driver_time"):
        assert all(
            check.verdict == "kept" for check in area.checks if check.rule == rule and check.reason != "rest_short"
        )
    _lunch(area, request)


def _lunch(area: AreaPlan, request: VisitRequest) -> None:
    """Each day that does not end at home before noon holds a lunch, or has no room for one; the check tells which."""
    without = [
        day
        for day in area.days
        if not any(isinstance(item, Lunch) for item in day.items)
        and (day.end > LUNCH_FROM + LUNCH_MINUTES or any(isinstance(item, Night) for item in day.items))
    ]
    for day in without:
        assert max(day.end, LUNCH_FROM) + LUNCH_MINUTES > request.departure + request.day_minutes
    told = [check for check in area.checks if check.rule == "lunch"]
    assert [check.verdict for check in told] == ["broken" if without else "kept"]


def _asked_for(area: AreaPlan, found: VisitPlan, request: VisitRequest, known: Mapping[str, Practice]) -> None:
    """What must be seen is seen, or it is said why not."""
    visited = {one.candidate.practice.id for one in area.meetings}
    excuses = {item.id for item in (*found.left_out, *area.left_out) if item.asked_for}
    assert set(request.must) <= visited | excuses
    for code in request.must_places:
        there = {one.id for one in known.values() if any(code in spot.codes for spot in spots_of(one))}
        assert there & visited or code in excuses


def _sides(area: AreaPlan) -> None:
    """Both sides are met, or the shortfall is told."""
    for rule in ("authorities", "organisations"):
        met = any(getattr(one.candidate, rule) for one in area.meetings)
        verdict = next(check.verdict for check in area.checks if check.rule == rule)
        assert verdict == ("kept" if met else "broken")
