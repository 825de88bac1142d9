"""A visit as numbers: which points, how far apart, what they are worth together. The router knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_api.planning.visits.request import VisitRequest

Minutes = NDArray[np.int64]

LUNCH_FROM, LUNCH_UNTIL, LUNCH_MINUTES = 11 * 60 + 30, 14 * 60 + 30, 45
MOST_DRIVING = 9 * 60  # of one driver in a day: article 6(1) of Regulation (EC) No 561/2006


@dataclass(frozen=True, slots=True)
class Hours:
    """The limits of every day, in minutes after departure.

    The day ends by `day_minutes`. Meetings begin at `earliest` or later and end by `latest`. A meal of `break_minutes` begins at
    `meal_from` or later and ends by `meal_until`. The bus drives `most_driving` minutes at most.
    """

    day_minutes: int
    break_minutes: int
    meal_from: int
    meal_until: int
    earliest: int
    latest: int
    most_driving: int = MOST_DRIVING

    @classmethod
    def of(cls, request: VisitRequest) -> Hours:
        """The hours that the organiser asks for, with a lunch of 45 minutes between 11:30 and 14:30."""
        return cls(
            day_minutes=request.day_minutes,
            break_minutes=LUNCH_MINUTES,
            meal_from=LUNCH_FROM - request.departure,
            meal_until=LUNCH_UNTIL - request.departure,
            earliest=max(0, request.hosts_from - request.departure),
            latest=request.hosts_until - request.departure,
        )


@dataclass(frozen=True, slots=True)
class RoutingProblem:
    """Places are numbered 0 (the start), 1 to n (the points), then the nights' options.

    `minutes` [m, m] are driving minutes (not symmetric with a routing server). A point is worth what `worth` of the set of
    all chosen points says: it grows with every point and by less the more are there (monotone and submodular);
    `worth(frozenset())` is 0. An exclusive set holds points of which one at most is visited. `must` points are visited if
    any route can hold them: as many of them as can be found, then the greatest value. A day has `day_minutes` from departure to
    its end, of which `break_minutes` go to a meal between `meal_from` and `meal_until` (both after departure); a day that is
    over at the start before a meal would end needs none, one that is over so early where the night is spent has it there if
    the hours allow. Meetings last `on_site` minutes [n + 1] each, begin at `earliest` minutes after departure or
    later and end by `latest`. All nights are spent in one place of `nights`; a visit of one day has none.
    """

    minutes: Minutes
    points: tuple[int, ...]
    nights: tuple[int, ...]
    on_site: tuple[int, ...]
    worth: Callable[[frozenset[int]], float]
    must: frozenset[int]
    exclusive: tuple[frozenset[int], ...]
    days: int
    day_minutes: int
    break_minutes: int
    earliest: int
    latest: int
    points_per_day: int
    cost_per_minute: float
    meal_from: int = LUNCH_FROM - 7 * 60
    meal_until: int = LUNCH_UNTIL - 7 * 60
    most_driving: int = MOST_DRIVING

    def __post_init__(self) -> None:
        """Raises ValueError for numbers that no route could keep to: a mistake of the caller, not of the organiser."""
        if self.minutes.ndim != 2 or self.minutes.shape[0] != self.minutes.shape[1]:
            raise ValueError("minutes: a square table")
        places = self.minutes.shape[0]
        if any(not 0 < place < places for place in (*self.points, *self.nights)):
            raise ValueError(f"points and nights: places from 1 to {places - 1}")
        if len(set(self.points)) < len(self.points) or set(self.points) & set(self.nights):
            raise ValueError("points and nights: each place once")
        if self.points and len(self.on_site) <= max(self.points):
            raise ValueError("on_site: minutes for every point")
        if not self.must <= set(self.points):
            raise ValueError("must: points only")
        if self.days > 1 and not self.nights:
            raise ValueError("nights: a visit of several days needs one place at least")
        if self.meal_until - self.meal_from < self.break_minutes:
            raise ValueError("break_minutes: longer than the time for it")

    @property
    def hours(self) -> Hours:
        """The limits of a day."""
        return Hours(
            self.day_minutes,
            self.break_minutes,
            self.meal_from,
            self.meal_until,
            self.earliest,
            self.latest,
            self.most_driving,
        )


def problem_of(
    request: VisitRequest,
    minutes: Minutes,
    *,
    points: int,
    nights: int,
    worth: Callable[[frozenset[int]], float],
    must: frozenset[int] = frozenset(),
    exclusive: Sequence[frozenset[int]] = (),
    cost_per_minute: float,
) -> RoutingProblem:
    """The problem of a request: place 0 is the start, then come `points` points and `nights` places for the night.

    `minutes` [1 + points + nights, the same]. The hours are those of `Hours.of(request)`, which the schedule keeps too.
    """
    hours = Hours.of(request)
    return RoutingProblem(
        minutes=minutes,
        points=tuple(range(1, points + 1)),
        nights=tuple(range(points + 1, points + nights + 1)) if request.days > 1 else (),
        on_site=(0, *(request.minutes_per_point for _ in range(points))),
        worth=worth,
        must=must,
        exclusive=tuple(exclusive),
        days=request.days,
        day_minutes=hours.day_minutes,
        break_minutes=hours.break_minutes,
        earliest=hours.earliest,
        latest=hours.latest,
        points_per_day=request.points_per_day,
        cost_per_minute=cost_per_minute,
        meal_from=hours.meal_from,
        meal_until=hours.meal_until,
        most_driving=hours.most_driving,
    )


@dataclass(frozen=True, slots=True)
class Routes:
    """The points of each day in their order, and the place of the nights (None for a visit of one day).

    `value` is the worth of all points less `cost_per_minute` times the driving minutes. A visit for which nothing fits has only
    empty days, no night and no value: the group stays at home. `missed` are points of `must` that no day holds.
    """

    days: tuple[tuple[int, ...], ...]
    night: int | None
    value: float
    drive_minutes: int
    missed: frozenset[int] = frozenset()
