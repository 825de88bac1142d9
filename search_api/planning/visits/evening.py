"""Days of a visit made alike: the same stops with the same nights, shared out so that no day is long beside an empty one.

The router looks at worth and driving alone, to which it is all one whether three meetings stand on the first day and none on the
second. A group minds: it would be in its lodging before noon, or drive home from it without having seen anything.
"""

from __future__ import annotations

from itertools import combinations

from search_api.planning.visits.problem import Routes, RoutingProblem
from search_api.planning.visits.refining import Refining, Visit, mask_of, shared_out, with_day

# The whole visit may be driven so much longer for days that are alike, and each of these minutes has to spare two of difference.
MORE_MINUTES = 30
PER_MINUTE = 2


def evened(problem: RoutingProblem, routes: Routes) -> Routes:
    """The same points over the same days, the longest and the shortest day as alike as MORE_MINUTES of driving allow."""
    if routes.night is None or not any(routes.days):
        return routes
    refining = Refining(problem, 0)
    best = refining.judged(tuple(mask_of(day) for day in routes.days), routes.night)
    if best is None:
        return routes
    most = routes.drive_minutes + MORE_MINUTES
    while (found := _better(refining, best, most)) is not None:
        best = found
    return refining.routes(best)


def _better(refining: Refining, visit: Visit, most: int) -> Visit | None:
    """The most even visit after the points of two days were shared out anew, None when the visit is as even as any."""
    least, found = _unevenness(refining, visit), None
    for one, other in combinations(range(len(visit.days)), 2):
        here, there = visit.days[one], visit.days[other]
        for share in shared_out(here, there):
            days = with_day(with_day(visit.days, one, share), other, (here | there) & ~share)
            step = refining.judged(days, visit.night)
            if step is None or _driving(refining, step) > most:
                continue
            if (uneven := _unevenness(refining, step)) < least:
                least, found = uneven, step
    return found


def _unevenness(refining: Refining, visit: Visit) -> tuple[int, int]:
    """Days without a meeting, then minutes between the longest and the shortest day and what is driven for it."""
    ends = [
        day.end
        for pair, points in zip(refining.ends(visit.night), visit.days, strict=True)
        if (day := refining.orders.best(*pair, points)) is not None
    ]
    return sum(not day for day in visit.days), max(ends) - min(ends) + PER_MINUTE * _driving(refining, visit)


def _driving(refining: Refining, visit: Visit) -> int:
    return sum(
        refining.drive(pair, points) or 0 for pair, points in zip(refining.ends(visit.night), visit.days, strict=True)
    )
