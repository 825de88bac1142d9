"""Why nothing can be visited, and which limit to change: only changes that were tried and bring a visit are offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import ceil
from typing import Any

from search_api.planning.visits.candidates import Pool
from search_api.planning.visits.problem import LUNCH_MINUTES
from search_api.planning.visits.request import BOUNDS, VisitRequest
from search_api.planning.visits.result import Check, LeftOutReason, Value
from search_api.planning.visits.spots import apart_km, spot_of_place
from search_api.planning.visits.travel import Travel

RULE = "obstacle"
# Reasons: names of sentences. Each may carry "change" (a field of the request), "to" (what would help; "" takes the limit off) and
# "helps" (how many stops the best visit would then have); where only two changes together help, "and_change" and "and_to" too.
SENTENCES: Mapping[str, tuple[str, ...]] = {
    RULE: (
        "index_empty",
        "no_candidates",
        "weak_only",
        "only_own_subregion",
        "too_far",
        "outside_region",
        "excluded",
        "no_coordinates",
        "hours_too_short",
        "more_days",
        "shorter_meetings",
        "earlier_departure",
        "longer_hosts",
        "two_limits",
    )
}
_REASONS: Mapping[LeftOutReason, str] = {
    "own_subregion": "only_own_subregion",
    "too_far": "too_far",
    "outside_region": "outside_region",
    "never": "excluded",
    "no_coordinates": "no_coordinates",
}
_STEP_KM = 10
_EARLY, _LATE = 6 * 60, 18 * 60
# Meetings that are shorter than this are no visit.
_SHORT_MEETING = 60
_NEAREST = 8
# Pairs of changes that are tried, each a plan of its own; a day long enough for a drive there and back, two meetings and a lunch.
_MOST_PAIRS = 6
_LONG_DAY = 12.0

Trial = Callable[[VisitRequest], int]


def obstacles(pool: Pool, request: VisitRequest, travel: Travel, trial: Trial, practices: int) -> tuple[Check, ...]:
    """The reasons, those with a way out first. `trial` tells how many stops the best visit for a changed request has; `practices`
    how many the base holds."""
    if practices == 0:
        return (Check(RULE, "broken", "index_empty"),)
    found = list(_of_hours(pool, request, travel, trial) if pool.found else _of_limits(pool, request, trial))
    if not any("change" in check.values for check in found):
        found.extend(_of_two(pool, request, trial))
    return tuple(sorted(found, key=lambda check: "change" not in check.values))


def _of_limits(pool: Pool, request: VisitRequest, trial: Trial) -> Iterator[Check]:
    counted = Counter(one.reason for one in pool.kept_out if one.reason in _REASONS)
    if not counted:
        yield (
            Check(RULE, "broken", "weak_only", {"count": pool.weak})
            if pool.weak
            else Check(RULE, "broken", "no_candidates")
        )
        return
    for reason, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        values: dict[str, Value] = {"count": count}
        if reason == "too_far":
            values["nearest_km"] = _nearest_km(pool)
        changes = _lifting(reason, pool, request)
        yield Check(RULE, "broken", _REASONS[reason], {**values, **_first_that_helps(changes, request, trial)})


def _lifting(reason: str, pool: Pool, request: VisitRequest) -> list[tuple[str, Any]]:
    """Changes that let in what was kept out for a reason."""
    if reason == "own_subregion":
        return [("own_subregion_allowed", True)]
    if reason == "too_far":
        return [("max_distance_km", float(_STEP_KM * ceil(_nearest_km(pool) / _STEP_KM)))]
    fields: tuple[str, ...] = ()
    if reason == "outside_region":
        fields = ("voivodeships", "subregions", "not_subregions")
    elif reason == "never":
        fields = ("never", "never_places")
    return [(field, ()) for field in fields if getattr(request, field)]


def _nearest_km(pool: Pool) -> float:
    return min(float(str(one.values["away_km"])) for one in pool.kept_out if "away_km" in one.values)


def _of_two(pool: Pool, request: VisitRequest, trial: Trial) -> Iterator[Check]:
    """Two changes at once where no single one helps: the limits that keep most out, with more time, then with each other."""
    counted = Counter(one.reason for one in pool.kept_out if one.reason in _REASONS)
    limits = [change for reason, _ in counted.most_common() for change in _lifting(reason, pool, request)]
    limits = limits[:2]
    time = [(field, to) for field, to in _more_time(request) if _possible(field, to)]
    for one, other in [*product(limits, time), *combinations(limits, 2), *combinations(time, 2)][:_MOST_PAIRS]:
        if (stops := trial(replace(request, **dict((one, other))))) > 0:
            values = {"change": one[0], "to": _told(one[1]), "and_change": other[0], "and_to": _told(other[1])}
            yield Check(RULE, "broken", "two_limits", {**values, "helps": stops})
            return


def _more_time(request: VisitRequest) -> Iterator[tuple[str, Any]]:
    yield "days", request.days + 1
    if request.hours_per_day < _LONG_DAY:
        yield "hours_per_day", _LONG_DAY


def _possible(field: str, to: Any) -> bool:
    least, most = BOUNDS.get(field, (None, None))
    return least is None or most is None or least <= to <= most


def _told(to: Any) -> Value:
    return "" if to == () else to


def _of_hours(pool: Pool, request: VisitRequest, travel: Travel, trial: Trial) -> Iterator[Check]:
    """There are candidates, and no day holds a visit to any."""
    start = spot_of_place(request.start)
    spots = sorted((apart_km(start, one.spots[0].spot), number) for number, one in enumerate(pool.found))[:_NEAREST]
    nearest = [pool.found[number].spots[0].spot for _, number in spots]
    table = travel.table([(spot.lat, spot.lon) for spot in (start, *nearest)])
    drive = min(int(table.minutes[0, number]) for number in range(1, len(nearest) + 1))
    ways = 2 if request.days == 1 else 1
    needed = ways * drive + request.minutes_per_point + LUNCH_MINUTES
    values: dict[str, Value] = {"nearest_km": round(spots[0][0]), "needed_minutes": needed}
    hours = ceil(max(needed, request.day_minutes + 1) / 30) / 2
    longer = [("hours_per_day", one) for one in (hours, hours + 1, hours + 2)]
    yield Check(RULE, "broken", "hours_too_short", {**values, **_first_that_helps(longer, request, trial)})
    others: tuple[tuple[str, Sequence[tuple[str, Any]]], ...] = (
        ("more_days", [("days", request.days + 1)]),
        (
            "shorter_meetings",
            [("minutes_per_point", _SHORT_MEETING)] if request.minutes_per_point > _SHORT_MEETING else [],
        ),
        ("earlier_departure", [("departure", _EARLY)] if request.departure > _EARLY else []),
        ("longer_hosts", [("hosts_until", _LATE)] if request.hosts_until < _LATE else []),
    )
    for reason, changes in others:
        if helping := _first_that_helps(changes, request, trial):
            yield Check(RULE, "broken", reason, helping)


def _first_that_helps(changes: Iterable[tuple[str, Any]], request: VisitRequest, trial: Trial) -> dict[str, Value]:
    for field, to in changes:
        if not _possible(field, to):
            continue
        if (stops := trial(replace(request, **{field: to}))) > 0:
            return {"change": field, "to": _told(to), "helps": stops}
    return {}
