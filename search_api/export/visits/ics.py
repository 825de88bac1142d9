"""A visit as a calendar (iCalendar, RFC 5545): meetings, drives and lunches as events in Polish time, the night as a whole day.

Written by the library `icalendar`, which escapes and folds. The time zone Europe/Warsaw stands in the file (VTIMEZONE). An event
keeps its UID when the visit is planned anew with other hours, so that a calendar moves it instead of doubling it; its key is the
start, the first day, the area and what happens, never the hour. Nothing is confirmed, so every event is TENTATIVE.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from search_api.export.cells import clean
from search_api.export.plans.about import PlanAbout
from search_api.planning.visits.result import AreaPlan, Day, Drive, Item, Lunch, Meeting, Night, Spot, VisitPlan
from search_api.searching import presenting
from search_api.visits.agenda import step_words
from search_api.visits.comparison import area_name
from search_api.web.texts import Texts

if TYPE_CHECKING:
    from icalendar import Event

YEAR = timedelta(days=366)
ZONE = ZoneInfo("Europe/Warsaw")
# Made once at random; the names under it are those of our events.
NAMESPACE = UUID("0f5a7c5e-2f0b-4b57-9d0c-5b4f7f6a1e63")


def calendar(plan: VisitPlan, area: AreaPlan, first: date, about: PlanAbout, t: Texts) -> bytes:
    """The area as a calendar in UTF-8; `first` is the date of its first day."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//{t('site.name')}//Wizyta studyjna//PL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean(t("visit.calendar.name", area=area_name(area, t))))
    seen: Counter[str] = Counter()
    for day in area.days:
        when = first + timedelta(days=day.number - 1)
        for item in day.items:
            name = f"{plan.request.start.code}|{first.isoformat()}|{area.name}|{_key(item)}"
            seen[name] += 1
            event = _event(item, day, when, plan, about, t)
            event.add("uid", str(uuid5(NAMESPACE, f"{name}|{seen[name]}")))
            event.add("dtstamp", datetime.combine(about.made, time(), UTC))
            event.add("status", "TENTATIVE")
            made.add_component(event)
    # The zone with the changes of the clock around the visit: the library would stop in 2038.
    made.add_missing_timezones(first - YEAR, first + YEAR)
    content: bytes = made.to_ical()
    return content


def _event(item: Item, day: Day, when: date, plan: VisitPlan, about: PlanAbout, t: Texts) -> Event:
    from icalendar import Event

    event = Event()
    event.add("summary", clean(_summary(item, t)))
    if isinstance(item, Night):
        event.add("dtstart", when)
        event.add("dtend", when + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", _moment(when, item.start))
        event.add("dtend", _moment(when, item.end))
    spot = _spot(item)
    if spot is not None:
        event.add("location", clean(spot.name))
        event.add("geo", (spot.lat, spot.lon))
    told = step_words(item, day, plan.request, t)
    lines = [told.text]
    if isinstance(item, Meeting) and told.stop is not None:
        address = f"{about.base}{presenting.url_of(item.candidate.practice)}"
        if told.stop.hosts:
            names = "; ".join(host.name for host in told.stop.hosts if host.side != "other")
            lines.append(t("visit.calendar.hosts", names=names))
        if told.stop.questions:
            lines += [t("visit.calendar.questions"), *(f"- {question}" for question in told.stop.questions)]
        lines += [*told.stop.notes, t("visit.calendar.page", address=address)]
        event.add("url", address)
    event.add("description", "\n".join(clean(line) for line in lines))
    return event


def _summary(item: Item, t: Texts) -> str:
    if isinstance(item, Meeting):
        return t("visit.calendar.meeting", title=item.candidate.practice.title)
    if isinstance(item, Drive):
        return t("visit.calendar.drive", origin=item.origin.name, target=item.target.name)
    if isinstance(item, Lunch):
        return t("visit.calendar.lunch")
    return t("visit.calendar.night", place=item.spot.name)


def _key(item: Item) -> str:
    if isinstance(item, Meeting):
        return f"meeting|{item.candidate.practice.id}"
    if isinstance(item, Drive):
        return f"drive|{item.origin.name}|{item.target.name}"
    return "lunch" if isinstance(item, Lunch) else f"night|{item.spot.name}"


def _spot(item: Item) -> Spot | None:
    if isinstance(item, Meeting):
        return item.candidate.spot
    return item.target if isinstance(item, Drive) else item.spot


def _moment(day: date, minutes: int) -> datetime:
    """The time of the wall clock, also on a day when the clocks change."""
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minutes)
