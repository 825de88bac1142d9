"""Rules of study visits on the days: hours, meetings a day, lunch, the night, the way there, drivers. Sources: see checks.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from search_api.planning.visits.nights import NEAR_KM, is_town
from search_api.planning.visits.problem import LUNCH_FROM, LUNCH_MINUTES, LUNCH_UNTIL, MOST_DRIVING
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Check, Day, Drive, Item, Lunch, Meeting, Night, Value
from search_api.planning.visits.spots import apart_km

DRIVEN_WITHOUT_BREAK, BREAK, DAILY_REST = 270, 45, 11 * 60
FAR_MINUTES = 180  # our assumption: beyond three hours a way the first day is a journey


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at. `missed` are titles of what was asked for and is not visited; `year` is that of the visit."""

    request: VisitRequest
    days: tuple[Day, ...]
    missed: tuple[str, ...]
    estimated: bool
    year: int

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(meeting for day in self.days for meeting in day.meetings)


def days(plan: Checked) -> Iterator[Check]:
    """Fewer days than asked for hold all that there is to see."""
    if len(plan.days) < plan.request.days:
        values: dict[str, Value] = {"count": len(plan.days), "asked": plan.request.days}
        yield Check("days", "broken", "fewer_hold_all", values)


def hours(plan: Checked) -> Iterator[Check]:
    most = plan.request.day_minutes
    longest = max((day.end - day.start for day in plan.days), default=0)
    values: dict[str, Value] = {"longest_minutes": longest, "most_minutes": most}
    if over := _numbers(day for day in plan.days if day.end - day.start > most):
        yield Check("hours", "broken", "over", {**values, "over_days": over})
    else:
        yield Check("hours", "kept", "within", values)


def points(plan: Checked) -> Iterator[Check]:
    fewest, meetings = plan.request.fewest_points, len(plan.meetings)
    values: dict[str, Value] = {"count": meetings, "fewest": fewest}
    if meetings >= fewest * len(plan.days):
        yield Check("points_per_day", "kept", "enough", values)
    else:
        few = _numbers(day for day in plan.days if len(day.meetings) < fewest)
        yield Check("points_per_day", "broken", "fewer", {**values, "fewer_days": few})


def lunch(plan: Checked) -> Iterator[Check]:
    """What the programme of each day holds. Only a day that is over at home before a lunch could be needs none."""
    lunches = {day.number: [item for item in day.items if isinstance(item, Lunch)] for day in plan.days}
    late = _numbers(
        day
        for day in plan.days
        if any(item.start < LUNCH_FROM or item.end > LUNCH_UNTIL for item in lunches[day.number])
    )
    without = [day for day in plan.days if not lunches[day.number]]
    missing = _numbers(day for day in without if not _over_at_home(day))
    if late:
        yield Check("lunch", "broken", "outside", {"late_days": late})
    if missing:
        yield Check("lunch", "broken", "none", {"no_days": missing})
    if late or missing:
        return
    if not without:
        yield Check("lunch", "kept", "in_time")
    elif len(without) == len(plan.days):
        yield Check("lunch", "kept", "not_needed")
    else:
        days = _numbers(day for day in plan.days if lunches[day.number])
        values: dict[str, Value] = {"meal_days": days, "no_days": _numbers(without), "count": len(without)}
        yield Check("lunch", "kept", "in_time_but", values)


def _over_at_home(day: Day) -> bool:
    """Whether a day ends before a lunch could be needed, with the group at home again."""
    return day.end <= LUNCH_FROM + LUNCH_MINUTES and not any(isinstance(item, Night) for item in day.items)


def overnight(plan: Checked) -> Iterator[Check]:
    nights = [item.spot for day in plan.days for item in day.items if isinstance(item, Night)]
    if not nights:
        yield Check("overnight", "kept", "not_needed")
        return
    spot = nights[0]
    far = min((apart_km(spot, one.candidate.spot) for one in plan.meetings), default=0.0)
    values: dict[str, Value] = {"place": spot.name, "far_km": round(far)}
    if not is_town(spot):
        yield Check("overnight", "broken", "village", values)
    elif far > NEAR_KM:
        yield Check("overnight", "broken", "far", values)
    else:
        yield Check("overnight", "kept", "near", values)


def start_distance(plan: Checked) -> Iterator[Check]:
    ways = (_run(plan.days[0].items), _run(tuple(reversed(plan.days[-1].items))))
    stops = [one.candidate.spot for one in plan.meetings]
    if not stops:
        return
    start = next(item.origin for item in plan.days[0].items if isinstance(item, Drive))
    values: dict[str, Value] = {
        "start_km": round(min(apart_km(start, spot) for spot in stops)),
        "start_minutes": max(ways),
    }
    far = max(ways) > FAR_MINUTES
    yield Check("start_distance", "broken" if far else "kept", "far" if far else "near", values)


def drivers(plan: Checked) -> Iterator[Check]:
    longest = max((day.drive_minutes for day in plan.days), default=0)
    sound = True
    verdicts: tuple[tuple[str, tuple[str, ...], int], ...] = (
        ("day_too_long", _numbers(day for day in plan.days if day.drive_minutes > MOST_DRIVING), longest),
        (
            "break_needed",
            _numbers(day for day in plan.days if longest_without_break(day) > DRIVEN_WITHOUT_BREAK),
            max(map(longest_without_break, plan.days), default=0),
        ),
        (
            "rest_short",
            _numbers(day for day, after in pairwise(plan.days) if 24 * 60 - day.end + after.start < DAILY_REST),
            max((day.end - day.start for day in plan.days), default=0),
        ),
    )
    for reason, days, minutes in verdicts:
        if days:
            sound = False
            yield Check("driver_time", "broken", reason, {"longest_minutes": minutes, "long_days": days})
    if sound:
        yield Check("driver_time", "kept", "within", {"longest_minutes": longest})


def longest_without_break(day: Day) -> int:
    """The most minutes driven in a day without a break of 45 minutes between two drives."""
    longest = driven = 0
    until: int | None = None
    for item in day.items:
        if isinstance(item, Drive):
            if until is not None and item.start - until >= BREAK:
                driven = 0
            driven += item.end - item.start
            until = item.end
            longest = max(longest, driven)
    return longest


def _run(items: Sequence[Item]) -> int:
    """Minutes of the drives before the first meeting: the way there, or back where the items are reversed."""
    before = takewhile(lambda item: not isinstance(item, Meeting | Night), items)
    return sum(item.end - item.start for item in before if isinstance(item, Drive))


def _numbers(days: Iterable[Day]) -> tuple[str, ...]:
    return tuple(str(day.number) for day in days)
