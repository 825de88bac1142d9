"""Exchange steps over the true worth of a visit: add, drop, swap, move and exchange between days, move the night, start again near.

A routing solver adds prizes up, but points of one topic are worth less together. These steps judge every visit by its own worth and
by the exact best order of each day. They count their own work in steps, not in seconds: one seed gives one visit on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from search_api.planning.visits.day_orders import DayOrders, bits
from search_api.planning.visits.problem import Routes, RoutingProblem

EQUAL = 1e-9
OTHER_NIGHT = 0.25  # share of random changes that change the night too
SHARED_OUT = 8  # points of two days: at most 256 ways to share them out
Days = tuple[int, ...]  # a mask of points for each day


@dataclass(frozen=True, slots=True)
class Visit:
    """The points of each day as masks, the place of the nights (None: one day). `score` counts must points before all else."""

    days: Days
    night: int | None
    score: float

    @property
    def points(self) -> int:
        return union(self.days)


@dataclass(slots=True)
class Refining:
    """One problem with what is known of it so far.

    `steps` counts the visits judged and the sets of points weighed; after `most_steps` of them no step is tried any more.
    """

    problem: RoutingProblem
    most_steps: int
    orders: DayOrders = field(init=False)
    steps: int = field(init=False, default=0)
    _worth: dict[int, float] = field(init=False, default_factory=dict)
    _ends: dict[int | None, tuple[tuple[int, int], ...]] = field(init=False, default_factory=dict)
    _clash: dict[int, int] = field(init=False)
    _must: int = field(init=False)
    _of_must: float = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self.orders = DayOrders(problem)
        self._must = mask_of(problem.must)
        self._clash = {
            point: mask_of(other for group in problem.exclusive if point in group for other in group if other != point)
            for point in problem.points
        }
        # More than all that a visit can be worth or cost: the number of must points comes first.
        dearest = problem.cost_per_minute * problem.most_driving * problem.days
        self._of_must = 1.0 + float(problem.worth(frozenset(problem.points))) + dearest

    def worth(self, points: int) -> float:
        """What the points of a mask are worth together, the must points beside."""
        known = self._worth.get(points)
        if known is None:
            told = float(self.problem.worth(frozenset(bits(points))))
            known = self._worth[points] = told + self._of_must * (points & self._must).bit_count()
        return known

    def clash(self, point: int) -> int:
        """The points that cannot be visited beside this one."""
        return self._clash[point]

    def ends(self, night: int | None) -> tuple[tuple[int, int], ...]:
        """Where each day begins and ends."""
        if night not in self._ends:
            middle = ((night or 0, night or 0),) * (self.problem.days - 2)
            self._ends[night] = ((0, 0),) if night is None else ((0, night), *middle, (night, 0))
        return self._ends[night]

    def drive(self, ends: tuple[int, int], points: int) -> int | None:
        """Least driving of a day over the points of a mask, None when no day holds them."""
        if points.bit_count() > self.problem.points_per_day:
            return None
        best = self.orders.best(*ends, points)
        return None if best is None else best.drive

    def judged(self, days: Days, night: int | None) -> Visit | None:
        """The visit with its score, None when a day does not hold its points."""
        self.steps += 1
        driven = 0
        for ends, points in zip(self.ends(night), days, strict=True):
            drive = self.drive(ends, points)
            if drive is None:
                return None
            driven += drive
        return Visit(days, night, self.worth(union(days)) - self.problem.cost_per_minute * driven)

    def fitted(self, days: Sequence[int], night: int | None) -> Visit | None:
        """The visit of these days, less the points that lose least until nothing clashes and each day holds its own.

        None when even the empty days fail: the drives between the start and the night are too long.
        """
        kept: list[int] = []
        for ends, points in zip(self.ends(night), self._without_clashes(days), strict=True):
            while self.drive(ends, points) is None:
                if not points:
                    return None
                points &= ~(1 << max(bits(points), key=lambda point: (self.worth(points & ~(1 << point)), -point)))
            kept.append(points)
        return self.judged(tuple(kept), night)

    def _without_clashes(self, days: Sequence[int]) -> list[int]:
        chosen = union(days)
        while clashing := [point for point in bits(chosen) if self._clash[point] & chosen]:
            chosen &= ~(1 << max(clashing, key=lambda point: (self.worth(chosen & ~(1 << point)), -point)))
        return [day & chosen for day in days]

    def improved(self, visit: Visit) -> Visit:
        """The visit after the best step each time, as long as one makes it better and steps are left."""
        while self.steps < self.most_steps:
            best = visit
            for step in self._steps(visit):
                if step.score > best.score + EQUAL:
                    best = step
            if best is visit:
                break
            visit = best
        return visit

    def searched(self, visit: Visit, most_steps: int, seed: int) -> Visit:
        """The best visit found by going on from the best one after a random change, `most_steps` visits judged at most."""
        random = Random(seed)  # noqa: S311 (the same visit each time is wanted, not a secret)
        best = visit
        until = min(self.most_steps, self.steps + most_steps)
        while self.steps < until:
            changed = self._shaken(best, random)
            if changed is None:
                self.steps += 1
                continue
            found = self.improved(changed)
            if found.score > best.score + EQUAL:
                best = found
        return best

    def routes(self, visit: Visit) -> Routes:
        """The visit with each day in its best order. Days between nights are told with the one that ends first in front."""
        ends = self.ends(visit.night)
        ordered = [self.orders.best(*pair, points) for pair, points in zip(ends, visit.days, strict=True)]
        days = [day for day in ordered if day is not None]
        drive = sum(day.drive for day in days)
        middle = sorted((day.order for day in days[1:-1]), key=lambda order: (not order, order))
        told = tuple(day.order for day in days) if len(days) < 3 else (days[0].order, *middle, days[-1].order)
        points = frozenset(bits(visit.points))
        value = float(self.problem.worth(points)) - self.problem.cost_per_minute * drive
        return Routes(told, visit.night, value, drive, self.problem.must - points)

    def _steps(self, visit: Visit) -> Iterator[Visit]:
        yield from self._nights(visit)
        yield from self._put_in(visit)
        yield from self._between(visit)
        yield from self._dropped(visit)

    def _nights(self, visit: Visit) -> Iterator[Visit]:
        for night in self.problem.nights if visit.night is not None else ():
            if night != visit.night and (moved := self.fitted(visit.days, night)):
                yield moved

    def _put_in(self, visit: Visit) -> Iterator[Visit]:
        """A point more, in the place of what clashes with it and of at most one other, on any day."""
        chosen, whole = visit.points, self.worth(visit.points)
        alone = (0, *(1 << other for other in bits(chosen)))
        spared = {out: self._spared(visit, out) for out in alone}
        for point in self.problem.points:
            if chosen >> point & 1:
                continue
            clashing = self._clash[point] & chosen
            for other in alone:
                out = clashing | other
                if other & clashing:
                    continue
                self.steps += 1
                saving = spared[other] if not clashing else self._spared(visit, out)
                if self.worth(chosen & ~out | 1 << point) - whole + saving <= EQUAL:
                    continue
                less = tuple(day & ~out for day in visit.days)
                for number, day in enumerate(less):
                    if step := self.judged(with_day(less, number, day | 1 << point), visit.night):
                        yield step

    def _spared(self, visit: Visit, out: int) -> float:
        """What the driving to these points costs: no swap for others spares more, where a detour is never shorter."""
        spared = 0
        for ends, day in zip(self.ends(visit.night), visit.days, strict=True):
            if day & out:
                spared += (self.drive(ends, day) or 0) - (self.drive(ends, day & ~out) or 0)
        return self.problem.cost_per_minute * spared

    def _between(self, visit: Visit) -> Iterator[Visit]:
        """The points of two days shared out anew: in every way when they are few, else one for one at most."""
        for one, other in combinations(range(len(visit.days)), 2):
            here, there = visit.days[one], visit.days[other]
            for share in shared_out(here, there):
                days = with_day(with_day(visit.days, one, share), other, (here | there) & ~share)
                if days != visit.days and (step := self.judged(days, visit.night)):
                    yield step

    def _dropped(self, visit: Visit) -> Iterator[Visit]:
        for number, day in enumerate(visit.days):
            for point in bits(day):
                if step := self.judged(with_day(visit.days, number, day & ~(1 << point)), visit.night):
                    yield step

    def _shaken(self, visit: Visit, random: Random) -> Visit | None:
        """Up to three points less, one or two others more, sometimes another night: whatever that is worth."""
        days = list(visit.days)
        out = mask_of(random.sample(bits(visit.points), min(visit.points.bit_count(), random.randrange(4))))
        days = [day & ~out for day in days]
        for point in random.sample(self.problem.points, min(len(self.problem.points), random.randrange(1, 3))):
            days = [day & ~(1 << point | self.clash(point)) for day in days]
            days[random.randrange(len(days))] |= 1 << point
        night = visit.night
        if night is not None and random.random() < OTHER_NIGHT:
            night = random.choice(self.problem.nights)
        return self.fitted(days, night)


def mask_of(points: Iterable[int]) -> int:
    """The mask of places."""
    mask = 0
    for point in points:
        mask |= 1 << point
    return mask


def union(days: Iterable[int]) -> int:
    """All points of all days."""
    mask = 0
    for day in days:
        mask |= day
    return mask


def shared_out(here: int, there: int) -> Iterator[int]:
    """What the first of two days may hold of their points: everything when they are few, else one for one at most."""
    few = (here | there).bit_count() <= SHARED_OUT
    return _subsets(here | there) if few else _exchanges(here, there)


def _subsets(points: int) -> Iterator[int]:
    share = points
    while True:
        yield share
        if not share:
            return
        share = (share - 1) & points


def _exchanges(here: int, there: int) -> Iterator[int]:
    for out in (0, *(1 << point for point in bits(here))):
        for back in (0, *(1 << point for point in bits(there))):
            yield here & ~out | back


def with_day(days: Days, number: int, points: int) -> Days:
    """The days with other points on one of them."""
    return (*days[:number], points, *days[number + 1 :])
