"""The rules of study visits beside a plan: kept, broken, or not to be known from the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from corpus.practice import Years
from search_api.planning.visits.checks import SENTENCES, checks
from search_api.planning.visits.day_checks import Checked, longest_without_break
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.result import Candidate, Check, Day, Drive, Item, Lunch, Meeting, Night
from search_api.planning.visits.spots import spot_of_place
from tests.search_api.planning.visits.made_up import INITIATIVE, OPOLE, RYBNIK, SENIORS, candidate, place

HOME, AWAY, LYSKI = (spot_of_place(place(code)) for code in (RYBNIK, OPOLE, "teryt:2412042"))
REQUEST = VisitRequest((Topic(SENIORS), Topic(INITIATIVE)), place(RYBNIK), days=2, fewest_points=1)
BOTH = candidate("klub", {0: 1.0})
OFFICE = candidate("urzad", {1: 1.0}, sides="public")


def drive(start: int, minutes: int, way: str = "there") -> Drive:
    origin, target = (HOME, AWAY) if way == "there" else (AWAY, HOME)
    return Drive(start, start + minutes, origin, target, float(minutes), estimated=True)


def day(number: int, *items: Item) -> Day:
    drives = [item for item in items if isinstance(item, Drive)]
    timed = [item for item in items if not isinstance(item, Night)]
    minutes = sum(item.end - item.start for item in drives)
    return Day(number, timed[0].start, timed[-1].end, items, sum(item.km for item in drives), minutes)


def usual(first: Candidate = BOTH, second: Candidate = OFFICE) -> tuple[Day, ...]:
    """Two days with a stop each: there by nine, lunch at noon; back by three."""
    return (
        day(1, drive(420, 120), Meeting(1, 540, 630, first, (), (0,)), Lunch(720, 765, AWAY), Night(AWAY)),
        day(2, Meeting(2, 540, 630, second, (), (1,)), Lunch(700, 745, AWAY), drive(745, 120, "back")),
    )


def told(
    days: Sequence[Day], request: VisitRequest = REQUEST, missed: tuple[str, ...] = (), year: int = 2026
) -> dict[tuple[str, str], Check]:
    found = checks(Checked(request, tuple(days), missed, True, year))
    return {(one.rule, one.reason): one for one in found}


def test_a_usual_visit_keeps_the_rules_and_says_what_the_base_cannot_know() -> None:
    found = told(usual())

    assert {key for key, one in found.items() if one.verdict == "kept"} == {
        ("topics", "all_answered"),
        ("authorities", "met"),
        ("organisations", "met"),
        ("hours", "within"),
        ("points_per_day", "enough"),
        ("lunch", "in_time"),
        ("overnight", "near"),
        ("start_distance", "near"),
        ("driver_time", "within"),
        ("group_size", "usual"),
        ("spots", "exact"),
    }
    assert {key for key, one in found.items() if one.verdict == "unknown"} == {
        ("group_size", "unknown_rooms"),
        ("calendar", "no_date"),
        ("running", "unknown"),
        ("travel_times", "estimated"),
    }
    assert found["authorities", "met"].values == {"count": 2, "names": ("Gmina Opole",)}
    assert found["organisations", "met"].values["count"] == 1


def test_a_side_that_is_not_met_a_topic_and_a_must_that_find_no_time_are_told() -> None:
    found = told(usual(OFFICE, OFFICE), missed=("Klub w Lyskach",))

    assert found["organisations", "none"].verdict == "broken"
    assert found["topics", "not_all"].values == {"topics": (SENIORS,)}
    assert found["must", "not_all"].values == {"count": 1, "names": ("Klub w Lyskach",)}


def test_what_must_be_seen_and_is_seen_is_told_too() -> None:
    assert ("must", "all_kept") in told(usual(), replace(REQUEST, must=("klub",)))


def test_days_longer_than_asked_and_too_few_meetings_are_named_by_number() -> None:
    found = told(usual(), replace(REQUEST, hours_per_day=5.0, fewest_points=2, points_per_day=2))

    assert found["hours", "over"].values == {"longest_minutes": 345, "most_minutes": 300, "over_days": ("1", "2")}
    assert found["points_per_day", "fewer"].values == {"count": 2, "fewest": 2, "fewer_days": ("1", "2")}


def test_a_late_lunch_and_a_day_without_one() -> None:
    late = day(1, drive(420, 120), Meeting(1, 540, 630, BOTH, (), ()), Lunch(840, 885, None))
    short = day(1, drive(420, 60), Meeting(1, 480, 570, BOTH, (), ()), drive(570, 60, "back"))

    assert told((late,))["lunch", "outside"].values == {"late_days": ("1",)}
    assert told((short,))["lunch", "not_needed"].verdict == "kept"


def test_the_check_of_the_lunch_looks_at_every_day_of_the_programme() -> None:
    """A day that ends in the lodging needs a lunch however early it ends; one that ends at home by noon does not."""
    first, second = usual()
    hungry = day(1, drive(420, 120), Meeting(1, 540, 630, BOTH, (), ()), drive(630, 60), Night(AWAY))
    long = day(1, drive(420, 120), Meeting(1, 540, 630, BOTH, (), ()), drive(630, 240, "back"))
    home = day(2, Meeting(2, 540, 630, OFFICE, (), ()), drive(630, 90, "back"))
    late = day(2, Meeting(2, 540, 630, OFFICE, (), ()), Lunch(840, 885, AWAY), drive(885, 90, "back"))

    def of(*days: Day) -> dict[str, Check]:
        return {reason: check for (rule, reason), check in told(days).items() if rule == "lunch"}

    assert of(hungry, second) == {"none": Check("lunch", "broken", "none", {"no_days": ("1",)})}
    assert of(long) == {"none": Check("lunch", "broken", "none", {"no_days": ("1",)})}
    assert of(hungry, late).keys() == {"none", "outside"}
    assert of(first, home) == {
        "in_time_but": Check("lunch", "kept", "in_time_but", {"meal_days": ("1",), "no_days": ("2",), "count": 1})
    }


def test_a_night_in_a_village_or_far_from_the_stops() -> None:
    first, second = usual()
    village = replace(first, items=(*first.items[:-1], Night(LYSKI)))
    far = replace(first, items=(*first.items[:-1], Night(HOME)))

    assert told((village, second))["overnight", "village"].verdict == "broken"
    assert told((far, second))["overnight", "far"].values == {"place": "Rybnik", "far_km": 77}
    assert ("overnight", "not_needed") in told(usual()[1:])


def test_a_start_more_than_three_hours_away() -> None:
    first, second = usual()
    far = day(1, drive(420, 190), Meeting(1, 610, 700, BOTH, (), ()), Lunch(720, 765, AWAY), Night(AWAY))

    assert told((far, second))["start_distance", "far"].values["start_minutes"] == 190
    assert told((first, second))["start_distance", "near"].values == {"start_km": 77, "start_minutes": 120}


def test_drivers_need_breaks_short_days_and_rest() -> None:
    # Given five hours in the bus with a stop of half an hour only, ten in all, and a day that ends at 22:00 before one at 7:00
    items = (
        drive(420, 180),
        Meeting(1, 600, 630, BOTH, (), ()),
        drive(630, 120),
        Lunch(750, 795, None),
        drive(795, 300),
    )
    long = day(1, *items, Meeting(2, 1230, 1320, BOTH, (), ()), Night(AWAY))
    after = day(2, drive(420, 120, "back"))
    found = told((long, after))

    assert longest_without_break(long) == 300
    assert found["driver_time", "day_too_long"].values == {"longest_minutes": 600, "long_days": ("1",)}
    assert found["driver_time", "break_needed"].values == {"longest_minutes": 300, "long_days": ("1",)}
    assert found["driver_time", "rest_short"].values["long_days"] == ("1",)


def test_a_break_of_45_minutes_starts_the_driver_s_hours_anew() -> None:
    assert longest_without_break(usual()[1]) == 120
    assert longest_without_break(day(1, drive(420, 200), drive(665, 200))) == 200
    assert longest_without_break(day(1, drive(420, 200), drive(664, 200))) == 400


@pytest.mark.parametrize(
    ("size", "reason", "verdict"),
    [(14, "below_usual", "kept"), (15, "usual", "kept"), (25, "usual", "kept"), (26, "above_usual", "broken")],
)
def test_the_size_of_the_group(size: int, reason: str, verdict: str) -> None:
    assert told(usual(), replace(REQUEST, group_size=size))["group_size", reason].verdict == verdict


def test_a_minibus_has_few_seats() -> None:
    minibus = replace(REQUEST, means="minibus")

    assert told(usual(), replace(minibus, group_size=25))["vehicle", "minibus_small"].verdict == "broken"
    assert told(usual(), replace(minibus, group_size=15))["vehicle", "fits"].verdict == "kept"
    assert not any(rule == "vehicle" for rule, _ in told(usual()))


def test_offices_are_closed_at_weekends_and_on_holidays() -> None:
    working = told(usual(), replace(REQUEST, first_day=date(2027, 5, 12)))
    weekend = told(usual(), replace(REQUEST, first_day=date(2027, 5, 14)))
    both = told(usual(), replace(REQUEST, first_day=date(2027, 5, 1)))

    assert working["calendar", "working_days"].values == {"on_dates": ("2027-05-12", "2027-05-13")}
    assert weekend["calendar", "weekend"].values == {"off_dates": ("2027-05-15",)}
    assert both["calendar", "holiday"].values == {"off_dates": ("2027-05-01",), "off_holidays": ("labour_day",)}
    assert both["calendar", "weekend"].values == {"off_dates": ("2027-05-02",)}


def test_whether_practices_still_run_is_told_as_far_as_the_records_tell() -> None:
    def of(years: Years) -> Candidate:
        return candidate("klub", {0: 1.0, 1: 1.0}, years=years)

    found = told(usual(of(Years(start=2012, end=2015)), of(Years(start=2010))))
    current = told(usual(of(Years(start=2024, end=2026)), of(Years(start=2023))))

    assert found["running", "ended"].verdict == "unknown"
    assert found["running", "old"].values["count"] == 1
    assert current["running", "known"].verdict == "kept"
    assert current["running", "unknown"].values["count"] == 1


def test_a_place_known_by_its_powiat_only_is_told() -> None:
    rough = replace(BOTH, spot=replace(AWAY, precision="powiat"))

    assert told(usual(rough))["spots", "approximate"].values == {"count": 1, "names": ("Opole",)}


def test_every_sentence_has_its_place_in_the_list_that_the_catalogue_follows() -> None:
    some = (
        told(usual()),
        told(usual(OFFICE, OFFICE), missed=("Klub",)),
        told(usual()[1:], replace(REQUEST, means="minibus")),
    )

    assert all(reason in SENTENCES[rule] for found in some for rule, reason in found)
