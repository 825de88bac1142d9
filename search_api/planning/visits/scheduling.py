"""Routes told in hours: departure, drives, meetings, the meal, the night, the way home; for each day its kilometres.

The hours are those of day_times.py, by which the router found the routes: meetings as early as hosts receive, nothing hidden.
Who waits has a gap before the next item. A gap between two drives to the same place is the driver's rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from search_api.planning.visits.day_times import REST, REST_AFTER, STEP, begin, lasting
from search_api.planning.visits.problem import Hours, Routes
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Candidate, Day, Drive, Item, Lunch, Meeting, Night, Spot
from search_api.planning.visits.travel import Table

MIDDLE_OF_MEALS = 12 * 60 + 45
# So many minutes may a day end later for a meal in a place rather than on the road, at a stop rather than at home or the lodging.
ON_THE_ROAD, AT_AN_END = 45, 30
# A lunch after the return is no part of the visit: only where nothing else keeps to the hours.
AT_HOME = 24 * 60
# A group that sleeps away is on the way at noon too: a day without a lunch only where its hours have no room for one.
NO_LUNCH = 24 * 60
# After a night hosts are met at nine or later, so that nobody leaves before half past seven; or at the quarter before that lets the
# day end in the afternoon.
AT_EASE, LEAVING, QUARTER, AFTERNOON = 9 * 60, 7 * 60 + 30, 15, 16 * 60 + 30


# Where a meal is, beside the drive of a leg.
Where = Literal["left", "road", "reached"]
WHERE: tuple[Where, ...] = ("left", "road", "reached")


class NoSchedule(ValueError):
    """Routes that do not keep to the hours of the request: they were not made for it."""


def schedule(
    request: VisitRequest,
    routes: Routes,
    candidates: Sequence[Candidate],
    spots: Sequence[Spot],
    table: Table,
    asks: Sequence[tuple[str, ...]],
) -> tuple[Day, ...]:
    """The days of a visit.

    `spots`, `table` [m] in the order of the problem: the start, the points, the nights. Point p is `candidates[p - 1]` with the
    questions `asks[p - 1]`. No day at all for routes without points. Raises NoSchedule.
    """
    if not any(routes.days):
        return ()
    hours = Hours.of(request)
    days: list[Day] = []
    told = _Told(request, hours, candidates, spots, table, asks)
    for number, order in enumerate(routes.days, start=1):
        origin = 0 if number == 1 or routes.night is None else routes.night
        target = 0 if number == len(routes.days) or routes.night is None else routes.night
        places = (origin, *order, target)
        minutes = [request.minutes_per_point] * len(order)
        drives = [int(table.minutes[one, other]) for one, other in pairwise(places)]
        timing = _timing(request, drives, minutes, after_night=number > 1, home=target == 0)
        if timing is None:
            raise NoSchedule(f"day {number}: {order}")
        days.append(told.day(number, places, timing, stays=number < len(routes.days)))
    return tuple(days)


@dataclass(frozen=True, slots=True)
class Leg:
    """A drive between two places, in minutes after departure: from `leave` to `arrive`, with a meal from `meal` on, None: no meal.

    A meal before `leave` is at the place left, one at `arrive` or after it at the place reached, others on the road.
    """

    leave: int
    arrive: int
    meal: int | None


@dataclass(frozen=True, slots=True)
class Timing:
    """The legs of a day and the meetings between them, in minutes after departure."""

    legs: tuple[Leg, ...]
    begins: tuple[int, ...]
    start: int
    end: int


def timed(
    hours: Hours,
    drives: Sequence[int],
    on_site: Sequence[int],
    *,
    leave_late: bool,
    meal_middle: int,
    home: bool = False,
) -> Timing | None:
    """The hours of one day: `drives` [k + 1] minutes around k meetings of `on_site` minutes. None when no hours keep the limits.

    The day that ends first is taken, but for a better place of the meal (ON_THE_ROAD, AT_AN_END); of equal ones that with the
    meal nearest to `meal_middle`. `leave_late`: the bus leaves only as early as the first meeting asks. `home`: the day ends where
    the visit began; any other day has a meal, even if it is over before one (NO_LUNCH).
    """
    found: list[tuple[tuple[int, int], Timing]] = []
    for eating in (None, *range(len(drives))):
        for where in WHERE if eating is not None else WHERE[:1]:
            timing = _timed(hours, drives, on_site, eating, where, meal_middle)
            if timing is None:
                continue
            leg = timing.legs[eating] if eating is not None else None
            meal = leg.meal if leg is not None and leg.meal is not None else meal_middle
            on_road = leg is not None and leg.leave <= meal < leg.arrive
            # Over before a meal would end: nobody waits at a stop to eat there.
            over = timing.legs[-1].arrive <= hours.meal_from + hours.break_minutes
            at_end = (eating == 0 and where == "left") or (eating == len(on_site) and where == "reached" and not over)
            middle = abs(2 * meal + hours.break_minutes - 2 * meal_middle)
            at_home = home and eating == len(on_site) and where == "reached"
            no_lunch = eating is None and not home and hours.break_minutes > 0
            later = ON_THE_ROAD * on_road + AT_AN_END * at_end + AT_HOME * at_home + NO_LUNCH * no_lunch
            found.append(((timing.end + later, middle), timing))
    if not found:
        return None
    best = min(found, key=lambda one: one[0])[1]
    return _late(best) if leave_late else best


def _timing(
    request: VisitRequest, drives: Sequence[int], on_site: Sequence[int], *, after_night: bool, home: bool
) -> Timing | None:
    """The hours of a day; after a night with the first meeting, or with the way home, about nine where the day has room for it."""
    hours, departure = Hours.of(request), request.departure
    middle = MIDDLE_OF_MEALS - departure
    soonest = timed(hours, drives, on_site, leave_late=after_night, home=home, meal_middle=middle)
    if not after_night or soonest is None:
        return soonest
    first = soonest.begins[0] if on_site else 0
    wanted = max(AT_EASE, LEAVING + lasting(drives[0])) if on_site else AT_EASE
    for ease in range(wanted - departure, first, -QUARTER):
        if on_site:
            later = timed(
                replace(hours, earliest=ease), drives, on_site, leave_late=True, home=home, meal_middle=middle
            )
        else:
            later = _moved(hours, drives, ease, home=home, meal_middle=middle)
        if later is not None and later.end <= AFTERNOON - departure:
            return later
    return soonest


def _moved(hours: Hours, drives: Sequence[int], by: int, *, home: bool, meal_middle: int) -> Timing | None:
    """A day of driving alone that begins `by` minutes after departure."""
    left = replace(
        hours,
        day_minutes=hours.day_minutes - by,
        meal_from=hours.meal_from - by,
        meal_until=hours.meal_until - by,
        latest=hours.latest - by,
    )
    timing = timed(left, drives, (), leave_late=False, home=home, meal_middle=meal_middle - by)
    if timing is None:
        return None
    legs = tuple(
        Leg(leg.leave + by, leg.arrive + by, None if leg.meal is None else leg.meal + by) for leg in timing.legs
    )
    return Timing(legs, (), by, timing.end + by)


def _timed(
    hours: Hours, drives: Sequence[int], on_site: Sequence[int], eating: int | None, where: Where, meal_middle: int
) -> Timing | None:
    """The day with the meal in leg `eating`: in the place that is left, on the road or in the place that is reached."""
    now, legs, begins = 0, list[Leg](), list[int]()
    for number, drive in enumerate(drives):
        road = lasting(drive)
        leg = _leg(hours, now, road, where, meal_middle) if number == eating else Leg(now, now + road, None)
        if leg is None:
            return None
        legs.append(leg)
        now = leg.arrive if leg.meal is None or leg.meal < leg.arrive else leg.meal + hours.break_minutes
        if number < len(on_site):
            begins.append(begin(hours, now))
            now = begins[-1] + on_site[number]
            if now > hours.latest:
                return None
    hungry = eating is None and hours.break_minutes > 0 and now > hours.meal_from + hours.break_minutes
    if hungry or now > hours.day_minutes or sum(drives) > hours.most_driving:
        return None
    return Timing(tuple(legs), tuple(begins), 0, now)


def _leg(hours: Hours, now: int, road: int, where: Where, meal_middle: int) -> Leg | None:
    first, last = max(now, hours.meal_from), hours.meal_until - hours.break_minutes
    if where == "left":
        leave = first + hours.break_minutes
        return Leg(leave, leave + road, first) if first <= last else None
    if where == "reached":
        there = max(now + road, first)
        return Leg(now, now + road, there) if there <= last else None
    latest = min(last, now + road - STEP)
    if max(first, now + STEP) > latest:
        return None
    middle = (meal_middle - hours.break_minutes // 2) // STEP * STEP
    return Leg(now, now + road + hours.break_minutes, min(max(middle, first, now + STEP), latest))


def _late(timing: Timing) -> Timing:
    """The same with a first leg that comes just in time for the first meeting."""
    first = timing.legs[0]
    if not timing.begins or first.meal is not None:
        return timing
    later = timing.begins[0] - first.arrive
    return replace(timing, legs=(Leg(first.leave + later, first.arrive + later, None), *timing.legs[1:]), start=later)


@dataclass(slots=True)
class _Told:
    """Days in the words of the result. Stops are numbered and topics ticked off as they come."""

    request: VisitRequest
    hours: Hours
    candidates: Sequence[Candidate]
    spots: Sequence[Spot]
    table: Table
    asks: Sequence[tuple[str, ...]]
    _stops: int = 0
    _heard: set[int] = field(default_factory=set)

    def day(self, number: int, places: Sequence[int], timing: Timing, *, stays: bool) -> Day:
        items: list[Item] = []
        for leg, origin, target, begins in zip(timing.legs, places, places[1:], (*timing.begins, None), strict=False):
            items.extend(self._way(origin, target, leg))
            if begins is not None:
                items.append(self._meeting(target, begins))
        if stays:
            items.append(Night(self.spots[places[-1]]))
        hops = list(pairwise(places))
        return Day(
            number=number,
            start=timing.start + self.request.departure,
            end=timing.end + self.request.departure,
            items=tuple(items),
            km=round(sum(float(self.table.km[hop]) for hop in hops), 1),
            drive_minutes=sum(int(self.table.minutes[hop]) for hop in hops),
        )

    def _way(self, origin: int, target: int, leg: Leg) -> Iterator[Item]:
        """The drives of a leg and its meal, in the order of time."""
        drive = int(self.table.minutes[origin, target])
        meal = [] if leg.meal is None else [self._lunch(origin, target, leg, leg.meal)]
        pieces = _pieces(drive, leg, self.hours.break_minutes)
        drives = [
            Drive(
                start + self.request.departure,
                end + self.request.departure,
                self.spots[origin],
                self.spots[target],
                round(float(self.table.km[origin, target]) * (end - start) / drive, 1),
                self.table.estimated,
            )
            for start, end in pieces
        ]
        items: list[Drive | Lunch] = [*drives, *meal]
        yield from sorted(items, key=lambda item: item.start)

    def _lunch(self, origin: int, target: int, leg: Leg, start: int) -> Lunch:
        if start < leg.leave:
            where: Spot | None = self.spots[origin]
        else:
            where = self.spots[target] if start >= leg.arrive else None
        begins = start + self.request.departure
        return Lunch(begins, begins + self.hours.break_minutes, where)

    def _meeting(self, point: int, begins: int) -> Meeting:
        candidate = self.candidates[point - 1]
        topics = {fit.topic for fit in candidate.topics if fit.share > 0}
        new = tuple(sorted(topics - self._heard))
        self._heard |= topics
        self._stops += 1
        start = begins + self.request.departure
        return Meeting(self._stops, start, start + self.request.minutes_per_point, candidate, self.asks[point - 1], new)


def _pieces(drive: int, leg: Leg, meal_minutes: int) -> Iterator[tuple[int, int]]:
    """When the bus drives in a leg: around the rests of the driver, and around a meal on the road."""
    for driven in range(0, drive, REST_AFTER):
        start = leg.leave + driven + REST * (driven // REST_AFTER)
        end = start + min(REST_AFTER, drive - driven)
        if leg.meal is None or not leg.leave <= leg.meal < leg.arrive:
            yield start, end
            continue
        if start < leg.meal:
            yield start, min(end, leg.meal)
        if end > leg.meal:
            yield max(start, leg.meal) + meal_minutes, end + meal_minutes
