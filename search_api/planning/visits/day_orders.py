"""The best order of a day's points, found exactly: Held and Karp's recursion over sets, with hours beside the driving.

A partial day is known by its points and the last of them. Of two such days one is dropped when it drives no less and neither of
its clocks is earlier: whatever follows, the other does as well. Held, Karp: A dynamic programming approach to sequencing problems
(1962).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from search_api.planning.visits.day_times import DEPARTURE, Clocks, after_leg, after_meeting, end_of, lasting
from search_api.planning.visits.problem import RoutingProblem


class Ordered(NamedTuple):
    """A day: driving minutes, its end in minutes after departure, the points in their order."""

    drive: int
    end: int
    order: tuple[int, ...]


# The last point, driving minutes, the clocks, the order.
_Partial = tuple[int, int, Clocks, tuple[int, ...]]


class DayOrders:
    """The best days of one problem. Sets of points are masks: bit i stands for place i. Answers are kept."""

    def __init__(self, problem: RoutingProblem) -> None:
        self._hours = problem.hours
        self._drive: list[list[int]] = np.asarray(problem.minutes, dtype=np.int64).tolist()
        self._road = [[lasting(drive) for drive in row] for row in self._drive]
        self._on_site = problem.on_site
        self._partial: dict[tuple[int, int], list[_Partial]] = {}
        self._best: dict[tuple[int, int, int], Ordered | None] = {}

    def best(self, origin: int, target: int, mask: int) -> Ordered | None:
        """The day from `origin` over all points of `mask` to `target` that drives least, then ends first; None if none fits."""
        key = (origin, target, mask)
        try:
            return self._best[key]
        except KeyError:
            found = self._best[key] = self._found(origin, target, mask)
            return found

    def _found(self, origin: int, target: int, mask: int) -> Ordered | None:
        best: Ordered | None = None
        for last, driven, clocks, order in self._partials(origin, mask):
            drive = driven + self._drive[last][target]
            if drive > self._hours.most_driving or (best is not None and drive > best.drive):
                continue
            end = end_of(self._hours, after_leg(self._hours, clocks, self._road[last][target]))
            if end is not None:
                found = Ordered(drive, end, order)
                best = found if best is None else min(best, found)
        return best

    def _partials(self, origin: int, mask: int) -> list[_Partial]:
        if not mask:
            return [(origin, 0, DEPARTURE, ())]
        key = (origin, mask)
        known = self._partial.get(key)
        if known is None:
            known = self._partial[key] = [one for last in bits(mask) for one in self._ending(origin, mask, last)]
        return known

    def _ending(self, origin: int, mask: int, last: int) -> list[_Partial]:
        kept: list[_Partial] = []
        hours, on_site = self._hours, self._on_site[last]
        for before, driven, clocks, order in self._partials(origin, mask & ~(1 << last)):
            drive = driven + self._drive[before][last]
            if drive > hours.most_driving:
                continue
            clocks = after_meeting(hours, after_leg(hours, clocks, self._road[before][last]), on_site)
            if min(clocks) > hours.day_minutes:
                continue
            if not any(other[1] <= drive and _as_early(other[2], clocks) for other in kept):
                kept = [other for other in kept if not (drive <= other[1] and _as_early(clocks, other[2]))]
                kept.append((last, drive, clocks, (*order, last)))
        return kept


def bits(mask: int) -> list[int]:
    """The places of a mask, in rising order."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def _as_early(one: Clocks, other: Clocks) -> bool:
    return one[0] <= other[0] and one[1] <= other[1]
