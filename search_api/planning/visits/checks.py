"""The rules of study visits beside a plan: kept, broken, or not to be known from the base.

Sources: the rules of an organiser with many visits (15 to 25 people, at least one meeting with the authorities and one with local
organisations: DOMAIN.md); hours of drivers of coaches and of minibuses for more than nine people: Regulation (EC) No 561/2006,
art. 6(1) nine hours of driving a day, art. 7 a break of 45 minutes after four and a half hours, art. 8(2) eleven hours of rest
within 24. The rest are our own assumptions, as named below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from search_api.planning.visits import day_checks
from search_api.planning.visits.day_checks import Checked
from search_api.planning.visits.holidays import holiday_name
from search_api.planning.visits.result import Check, Value, Verdict

USUAL_GROUP = (15, 25)
MINIBUS_SEATS = 20  # the largest vehicles that are hired as minibuses carry 19 to 22 passengers
OLD_YEARS = 10  # begun so long ago and without a told end: it may have changed or ended

# Rule -> its reasons: names of sentences of the catalogue.
SENTENCES: Mapping[str, tuple[str, ...]] = {
    "authorities": ("met", "none"),
    "organisations": ("met", "none"),
    "days": ("fewer_hold_all",),
    "hours": ("within", "over"),
    "points_per_day": ("enough", "fewer"),
    "lunch": ("in_time", "in_time_but", "outside", "none", "not_needed"),
    "overnight": ("not_needed", "near", "far", "village"),
    "driver_time": ("within", "day_too_long", "break_needed", "rest_short"),
    "group_size": ("usual", "above_usual", "below_usual", "unknown_rooms"),
    "vehicle": ("fits", "minibus_small"),
    "start_distance": ("near", "far"),
    "calendar": ("working_days", "weekend", "holiday", "no_date"),
    "running": ("known", "unknown", "ended", "old"),
    "travel_times": ("estimated", "from_server"),
    "spots": ("exact", "approximate"),
    "must": ("all_kept", "not_all"),
    "topics": ("all_answered", "not_all"),
}


def checks(plan: Checked) -> tuple[Check, ...]:
    """All rules in the order in which an organiser asks."""
    rules: Sequence[Callable[[Checked], Iterable[Check]]] = (
        _must,
        _topics,
        _sides,
        day_checks.days,
        day_checks.hours,
        day_checks.points,
        day_checks.lunch,
        day_checks.overnight,
        day_checks.start_distance,
        day_checks.drivers,
        _group,
        _calendar,
        _running,
        _spots,
        _travel_times,
    )
    return tuple(check for rule in rules for check in rule(plan))


def _must(plan: Checked) -> Iterator[Check]:
    asked = len(plan.request.must) + len(plan.request.must_places)
    if plan.missed:
        yield Check("must", "broken", "not_all", {"count": len(plan.missed), "names": plan.missed})
    elif asked:
        yield Check("must", "kept", "all_kept", {"count": asked})


def _topics(plan: Checked) -> Iterator[Check]:
    answered = {fit.topic for one in plan.meetings for fit in one.candidate.topics if fit.share > 0}
    texts = tuple(topic.text for number, topic in enumerate(plan.request.topics) if number not in answered)
    if texts:
        yield Check("topics", "broken", "not_all", {"topics": texts})
    else:
        yield Check("topics", "kept", "all_answered")


def _sides(plan: Checked) -> Iterator[Check]:
    for rule in ("authorities", "organisations"):
        hosts = [getattr(one.candidate, rule) for one in plan.meetings]
        names = tuple(dict.fromkeys(partners[0].name for partners in hosts if partners))
        if names:
            yield Check(rule, "kept", "met", {"count": sum(map(bool, hosts)), "names": names})
        else:
            yield Check(rule, "broken", "none")


def _group(plan: Checked) -> Iterator[Check]:
    size = plan.request.group_size
    least, most = USUAL_GROUP
    reason = "above_usual" if size > most else "below_usual" if size < least else "usual"
    verdict: Verdict = "broken" if size > most else "kept"
    yield Check("group_size", verdict, reason, {"size": size})
    yield Check("group_size", "unknown", "unknown_rooms", {"size": size})
    if plan.request.means == "minibus":
        small = size > MINIBUS_SEATS
        values: dict[str, Value] = {"size": size, "seats": MINIBUS_SEATS}
        yield Check("vehicle", "broken" if small else "kept", "minibus_small" if small else "fits", values)


def _calendar(plan: Checked) -> Iterator[Check]:
    first = plan.request.first_day
    if first is None:
        yield Check("calendar", "unknown", "no_date")
        return
    dates = [first + timedelta(days=number) for number in range(len(plan.days))]
    holidays = [(day, name) for day in dates if (name := holiday_name(day)) is not None]
    weekend = [day for day in dates if day.weekday() >= 5 and holiday_name(day) is None]
    if holidays:
        names = tuple(name for _, name in holidays)
        yield Check(
            "calendar", "broken", "holiday", {"off_dates": _iso(day for day, _ in holidays), "off_holidays": names}
        )
    if weekend:
        yield Check("calendar", "broken", "weekend", {"off_dates": _iso(weekend)})
    if not holidays and not weekend:
        yield Check("calendar", "kept", "working_days", {"on_dates": _iso(dates)})


def _running(plan: Checked) -> Iterator[Check]:
    """Whether the practices still run, as far as the records tell: each group of them by itself."""
    groups: dict[str, list[str]] = {"ended": [], "old": [], "unknown": [], "known": []}
    for one in plan.meetings:
        years = one.candidate.practice.years
        if years.end is not None:
            reason = "known" if years.end >= plan.year else "ended"
        else:
            old = years.start is not None and plan.year - years.start >= OLD_YEARS
            reason = "old" if old else "unknown"
        groups[reason].append(one.candidate.practice.title)
    for reason, titles in groups.items():
        if titles:
            verdict: Verdict = "kept" if reason == "known" else "unknown"
            yield Check("running", verdict, reason, {"count": len(titles), "names": tuple(titles)})


def _spots(plan: Checked) -> Iterator[Check]:
    rough = tuple(
        dict.fromkeys(one.candidate.spot.name for one in plan.meetings if one.candidate.spot.precision == "powiat")
    )
    if rough:
        yield Check("spots", "unknown", "approximate", {"count": len(rough), "names": rough})
    else:
        yield Check("spots", "kept", "exact")


def _travel_times(plan: Checked) -> Iterator[Check]:
    if plan.estimated:
        yield Check("travel_times", "unknown", "estimated")
    else:
        yield Check("travel_times", "kept", "from_server")


def _iso(days: Iterable[date]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in days)
