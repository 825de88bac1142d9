"""The study visit in a calendar: read back by the library, as a calendar would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from search_api.export.plans.about import PlanAbout
from search_api.export.visits import ics as visit_ics
from search_api.export.visits.files import NoFile, visit_file
from search_api.planning.visits.result import VisitPlan
from search_api.web import texts
from tests.search_api.export.visits.test_docx import hostile_plan
from tests.search_api.fakes import HOSTILE
from tests.search_api.planning.visits.sample import FIRST_DAY, sample_plan

PL, EN = texts.load("pl"), texts.load("en")
ABOUT = PlanAbout(date(2026, 11, 22), "https://praktyki.example.org", "proba")
WARSAW = ZoneInfo("Europe/Warsaw")


def read(plan: VisitPlan, rank: int = 1, about: PlanAbout = ABOUT, t: texts.Texts = PL) -> Calendar:
    found = Calendar.from_ical(visit_file(plan, rank, "ics", about, t).content)
    assert isinstance(found, Calendar)
    return found


def events(calendar: Calendar) -> list[Event]:
    return list(calendar.events)


def ids(calendar: Calendar) -> dict[str, str]:
    return {str(event["summary"]): str(event["uid"]) for event in events(calendar)}


def test_every_step_of_the_visit_is_an_event_in_polish_time() -> None:
    found = events(read(sample_plan()))

    assert [str(event["summary"]).partition(":")[0] for event in found] == [
        *("Przejazd", "Spotkanie", "Obiad", "Przejazd", "Spotkanie", "Nocleg"),
        *("Przejazd", "Spotkanie", "Obiad", "Przejazd", "Spotkanie", "Przejazd"),
    ]
    meeting = found[1]
    assert meeting.start == datetime(2027, 5, 13, 8, 0, tzinfo=WARSAW)
    assert str(meeting.end) == "2027-05-13 09:30:00+02:00"
    assert str(meeting["location"]) == "Niezdrowice"
    assert str(meeting["url"]).endswith("/praktyki/ujazd-niezdrowice-dom-dziennego-pobytu")
    assert "Kogo spotkać: Gmina Ujazd; Ośrodek Pomocy Społecznej w Ujeździe" in str(meeting["description"])
    assert "- Ile kosztował start, a ile kosztuje każdy rok?" in str(meeting["description"])
    assert found[5].start == date(2027, 5, 13)  # the night, a whole day that does not block the hours
    assert str(found[5]["transp"]) == "TRANSPARENT"


def test_nothing_is_said_to_be_confirmed_and_every_event_is_stamped() -> None:
    for event in events(read(sample_plan())):
        assert str(event["status"]) == "TENTATIVE"
        assert str(event.DTSTAMP) == "2026-11-22 00:00:00+00:00"


def test_the_time_zone_stands_in_the_file_and_knows_the_year_of_the_visit() -> None:
    calendar = read(sample_plan())

    (zone,) = calendar.timezones
    assert zone.tz_name == "Europe/Warsaw"
    assert not calendar.get_missing_tzids()
    own = zone.to_tz()  # by the rules of the file, not by those of this computer
    for month, hours in ((1, 1), (5, 2), (12, 1)):
        assert datetime(2027, month, 13, 12, tzinfo=own).utcoffset() == timedelta(hours=hours)


def test_hours_are_those_of_the_wall_clock_on_the_day_of_a_change() -> None:
    plan = sample_plan()
    change = replace(plan, request=replace(plan.request, first_day=date(2040, 3, 25)))  # clocks go forward at 2:00

    first = events(read(change))[0]

    assert str(first.start) == "2040-03-25 07:00:00+02:00"


def test_ids_stay_when_hours_change_and_differ_within_a_visit() -> None:
    plan = sample_plan()
    day = plan.areas[0].days[0]
    meeting = day.meetings[0]
    later = replace(meeting, start=meeting.start + 30, end=meeting.end + 30)
    moved_day = replace(day, items=tuple(later if item is meeting else item for item in day.items))
    moved = replace(plan, areas=(replace(plan.areas[0], days=(moved_day, *plan.areas[0].days[1:])),))

    before, after = read(plan), read(moved, about=replace(ABOUT, made=date(2026, 12, 1)))

    assert ids(before) == ids(after)
    assert len({str(event["uid"]) for event in events(before)}) == len(events(before))
    assert set(ids(before).values()).isdisjoint(ids(read(plan, rank=2)).values())
    elsewhen = sample_plan(FIRST_DAY + timedelta(days=7))
    assert set(ids(before).values()).isdisjoint(ids(read(elsewhen)).values())


def test_ids_are_the_same_in_both_languages() -> None:
    polish, english = ([str(event["uid"]) for event in events(read(sample_plan(), t=t))] for t in (PL, EN))

    assert polish == english


def test_without_a_date_there_is_no_calendar_and_none_is_made_up() -> None:
    with pytest.raises(NoFile, match="Podaj pierwszy dzień wizyty") as caught:
        visit_file(sample_plan(None), 1, "ics", ABOUT, PL)
    assert caught.value.field == "first_day"


def test_hostile_text_cannot_add_a_line_to_the_calendar() -> None:
    plan = hostile_plan()
    area = plan.areas[0]
    meeting = area.days[0].meetings[0]
    evil = meeting.candidate.practice.model_copy(update={"title": "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:obca;,\\x"})
    bad = replace(meeting, candidate=replace(meeting.candidate, practice=evil))
    items = tuple(bad if item is meeting else item for item in area.days[0].items)
    changed = replace(plan, areas=(replace(area, days=(replace(area.days[0], items=items),)),))

    found = events(read(changed))

    assert len(found) == len(items)
    assert str(found[1]["summary"]) == "Spotkanie: A\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:obca;,\\x"
    assert str(found[1]["location"]) == HOSTILE


def test_lines_are_folded_and_end_as_the_format_wants() -> None:
    content = visit_ics.calendar(sample_plan(), sample_plan().areas[0], FIRST_DAY, ABOUT, PL)

    lines: list[Any] = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
