"""Routes told in hours: whatever the router returns can be lived through, with lunch, rests and nights."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.own import place_named
from search_api.planning.visits.problem import LUNCH_FROM, LUNCH_MINUTES, LUNCH_UNTIL, MOST_DRIVING, Routes, problem_of
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.result import Candidate, Day, Drive, Lunch, Meeting, Night, Spot, TopicFit
from search_api.planning.visits.routing import route
from search_api.planning.visits.scheduling import NoSchedule, schedule
from search_api.planning.visits.travel import Table
from tests.search_api.planning.visits.routing_cases import REST, REST_AFTER, random_problem
from tests.search_api.planning.visits.sample import practices

REQUEST = VisitRequest((Topic("seniorzy"), Topic("młodzież")), place_named("Lyski"), days=1)


def spot(number: int) -> Spot:
    return Spot(f"Miejsce {number}", None, None, "śląskie", None, 50.0 + number / 100, 18.5, "locality")


def candidate(number: int, *topics: int) -> Candidate:
    practice = list(practices().values())[number]
    fits = tuple(TopicFit(topic, 0.8, "high", None) for topic in topics)
    return Candidate(practice, spot(number), fits, (), (), (), 1.0)


def days_of(
    request: VisitRequest, routes: Routes, minutes: list[list[int]] | np.ndarray, points: int
) -> tuple[Day, ...]:
    """The schedule over a table of minutes, a kilometre for each."""
    table = Table(np.array(minutes, dtype=np.float64), np.array(minutes, dtype=np.int64), estimated=True)
    stops = [candidate(number, number % 2) for number in range(1, points + 1)]
    spots = [spot(number) for number in range(len(minutes))]
    return schedule(request, routes, stops, spots, table, [("lessons",)] * points)


def told(day: Day) -> list[str]:
    """A day as people write it."""
    lines = []
    for item in day.items:
        match item:
            case Drive():
                lines.append(f"{clock(item.start)}-{clock(item.end)} {item.origin.name} > {item.target.name}")
            case Meeting():
                lines.append(f"{clock(item.start)}-{clock(item.end)} spotkanie {item.number}")
            case Lunch():
                lines.append(
                    f"{clock(item.start)}-{clock(item.end)} obiad, {item.spot.name if item.spot else 'w drodze'}"
                )
            case Night():
                lines.append(f"nocleg, {item.spot.name}")
    return lines


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def test_a_day_in_hours() -> None:
    (day,) = days_of(REQUEST, Routes(((1, 2),), None, 2.0, 120), [[0, 30, 40], [30, 0, 50], [40, 50, 0]], 2)

    assert told(day) == [
        "7:00-7:30 Miejsce 0 > Miejsce 1",
        "8:00-9:30 spotkanie 1",  # hosts receive from 8:00: who comes earlier waits, and the gap is seen
        "9:30-10:20 Miejsce 1 > Miejsce 2",
        "10:20-11:50 spotkanie 2",
        "11:50-12:35 obiad, Miejsce 2",
        "12:35-13:15 Miejsce 2 > Miejsce 0",
    ]
    assert (day.start, day.end, day.km, day.drive_minutes) == (7 * 60, 13 * 60 + 15, 120.0, 120)


def test_two_days_with_a_night_between_and_a_later_start_after_it() -> None:
    minutes = [[0, 60, 60, 60], [60, 0, 20, 20], [60, 20, 0, 20], [60, 20, 20, 0]]

    first, second = days_of(replace(REQUEST, days=2), Routes(((1,), (2,)), 3, 2.0, 160), minutes, 2)

    assert told(first) == [
        "7:00-8:00 Miejsce 0 > Miejsce 1",
        "8:00-9:30 spotkanie 1",
        "9:30-9:50 Miejsce 1 > Miejsce 3",
        "11:30-12:15 obiad, Miejsce 3",
        "nocleg, Miejsce 3",
    ]
    assert told(second) == [
        "8:40-9:00 Miejsce 3 > Miejsce 2",  # hosts receive from 8:00, but nobody hurries after a night
        "9:00-10:30 spotkanie 2",
        "10:30-11:30 Miejsce 2 > Miejsce 0",
    ]
    assert [meeting.number for day in (first, second) for meeting in day.meetings] == [1, 2]


def test_a_day_that_is_over_by_a_quarter_past_twelve_has_no_lunch_and_a_longer_one_has() -> None:
    routes = Routes(((1,),), None, 1.0, 0)

    assert told(days_of(REQUEST, routes, [[0, 110], [110, 0]], 1)[0])[-1] == "10:20-12:10 Miejsce 1 > Miejsce 0"
    # A lunch at home, after the return, would be none of the visit
    assert told(days_of(REQUEST, routes, [[0, 115], [115, 0]], 1)[0])[2:] == [
        "10:25-12:15 Miejsce 1 > Miejsce 0",
        "12:15-13:00 obiad, w drodze",
        "13:00-13:05 Miejsce 1 > Miejsce 0",
    ]


@pytest.mark.parametrize(
    ("to_lodging", "meal"),
    [
        (20, "11:30-12:15 obiad, Miejsce 2"),  # there at 10:50: the group eats when it is time
        (100, "12:10-12:55 obiad, Miejsce 2"),
    ],
)
def test_a_day_that_ends_in_the_lodging_before_lunch_has_one_there(to_lodging: int, meal: str) -> None:
    minutes = [[0, 120, 60], [120, 0, to_lodging], [60, to_lodging, 0]]

    first, _ = days_of(replace(REQUEST, days=2), Routes(((1,), ()), 2, 1.0, 180 + to_lodging), minutes, 1)

    assert told(first)[-2:] == [meal, "nocleg, Miejsce 2"]


def test_a_day_in_which_a_lunch_finds_no_room_is_told_without_one() -> None:
    minutes = [[0, 60, 60], [60, 0, 60], [60, 60, 0]]

    first, _ = days_of(replace(REQUEST, days=2, hours_per_day=4.5), Routes(((1,), ()), 2, 1.0, 180), minutes, 1)

    assert not any(isinstance(item, Lunch) for item in first.items)


def test_nobody_leaves_the_lodging_before_half_past_seven_without_need() -> None:
    far = [[0, 60, 60, 60], [60, 0, 90, 90], [60, 90, 0, 120], [60, 90, 120, 0]]

    _, second = days_of(replace(REQUEST, days=2), Routes(((1,), (2,)), 3, 2.0, 330), far, 2)

    assert told(second)[:2] == ["7:30-9:30 Miejsce 3 > Miejsce 2", "9:30-11:00 spotkanie 2"]


def test_a_day_that_only_leads_home_begins_at_nine() -> None:
    minutes = [[0, 60, 60], [60, 0, 20], [60, 20, 0]]

    _, second = days_of(replace(REQUEST, days=2), Routes(((1,), ()), 2, 1.0, 140), minutes, 1)

    assert told(second) == ["9:00-10:00 Miejsce 2 > Miejsce 0"]


def test_lunch_is_at_the_last_stop_rather_than_on_the_road_when_little_is_lost_by_it() -> None:
    (day,) = days_of(REQUEST, Routes(((1, 2),), None, 2.0, 0), [[0, 70, 70], [70, 0, 10], [70, 10, 0]], 2)

    assert told(day)[-3:] == [
        "9:50-11:20 spotkanie 2",
        "11:30-12:15 obiad, Miejsce 2",
        "12:15-13:25 Miejsce 2 > Miejsce 0",
    ]


def test_a_long_drive_holds_the_rest_of_the_driver_and_a_lunch_on_the_road() -> None:
    request = replace(REQUEST, days=2, hours_per_day=14, departure=5 * 60)

    first, second = days_of(request, Routes(((), (1,)), 2, 1.0, 810), [[0, 400, 400], [400, 0, 10], [400, 10, 0]], 1)

    assert told(first) == [
        "5:00-9:30 Miejsce 0 > Miejsce 2",  # 4.5 hours, then 45 minutes of rest
        "10:15-12:25 Miejsce 0 > Miejsce 2",
        "12:25-13:10 obiad, Miejsce 2",
        "nocleg, Miejsce 2",
    ]
    assert told(second) == [
        "7:50-8:00 Miejsce 2 > Miejsce 1",
        "8:00-9:30 spotkanie 1",
        "9:30-12:20 Miejsce 1 > Miejsce 0",
        "12:20-13:05 obiad, w drodze",
        "13:05-14:45 Miejsce 1 > Miejsce 0",
        "15:30-17:40 Miejsce 1 > Miejsce 0",
    ]
    assert sum(item.km for item in second.items if isinstance(item, Drive)) == pytest.approx(410, abs=0.2)


def test_a_topic_is_new_once() -> None:
    minutes = np.full((4, 4), 20) - 20 * np.eye(4, dtype=int)

    (day,) = days_of(REQUEST, Routes(((1, 2, 3),), None, 2.0, 80), minutes, 3)

    assert [meeting.new_topics for meeting in day.meetings] == [(1,), (0,), ()]
    assert [meeting.asks for meeting in day.meetings] == [("lessons",)] * 3


def test_no_stops_are_no_days_and_routes_that_cannot_be_kept_are_refused() -> None:
    assert days_of(REQUEST, Routes(((),), None, 0.0, 0), [[0, 30], [30, 0]], 1) == ()
    with pytest.raises(NoSchedule, match="day 1"):
        days_of(REQUEST, Routes(((1,),), None, 1.0, 0), [[0, 500], [500, 0]], 1)


requests = st.builds(
    VisitRequest,
    st.just((Topic("seniorzy"), Topic("młodzież"))),
    st.just(place_named("Lyski")),
    days=st.integers(1, 4),
    hours_per_day=st.sampled_from((4.0, 6.0, 8.5, 10.0, 14.0)),
    fewest_points=st.just(1),
    points_per_day=st.integers(1, 5),
    minutes_per_point=st.sampled_from((30, 60, 90, 95, 240)),
    departure=st.sampled_from((240, 360, 420, 425, 480, 720)),
    hosts_from=st.sampled_from((480, 540, 720)),
    hosts_until=st.sampled_from((780, 960, 1080)),
)


@settings(max_examples=60, deadline=None)
@given(requests, st.integers(0, 10**6), st.integers(1, 10))
def test_whatever_the_router_returns_can_be_lived_through(request: VisitRequest, seed: int, points: int) -> None:
    drawn = random_problem(seed, points, days=request.days, nights=2)
    problem = problem_of(
        request,
        drawn.minutes,
        points=points,
        nights=2 if request.days > 1 else 0,
        worth=drawn.worth,
        must=drawn.must,
        exclusive=drawn.exclusive,
        cost_per_minute=drawn.cost_per_minute,
    )
    routes = route(problem, seed=1)

    days = days_of(request, routes, drawn.minutes, points)

    assert len(days) == (request.days if any(routes.days) else 0)
    assert sum(day.drive_minutes for day in days) == routes.drive_minutes
    for number, (day, order) in enumerate(zip(days, routes.days, strict=False), start=1):
        assert [meeting.candidate.spot for meeting in day.meetings] == [spot(point) for point in order]
        assert_can_be_lived_through(request, day, last=number == request.days)


def assert_can_be_lived_through(request: VisitRequest, day: Day, *, last: bool) -> None:
    """Hours, hosts, lunch, driving and rests of one day."""
    timed = [item for item in day.items if not isinstance(item, Night)]
    assert request.departure <= day.start
    assert day.end <= request.departure + request.day_minutes
    assert all(one.end <= other.start for one, other in pairwise(timed))
    assert all(one.start < one.end for one in timed)
    if timed:
        assert day.start <= timed[0].start
        assert timed[-1].end == day.end
    for meeting in day.meetings:
        assert request.hosts_from <= meeting.start
        assert meeting.end <= request.hosts_until
        assert (meeting.start - request.departure) % 5 == 0
        assert meeting.end - meeting.start == request.minutes_per_point
    lunches = [item for item in timed if isinstance(item, Lunch)]
    no_room = max(day.end, LUNCH_FROM) + LUNCH_MINUTES > request.departure + request.day_minutes
    assert lunches or (day.end <= LUNCH_FROM + LUNCH_MINUTES and (last or no_room))
    assert len(lunches) <= 1
    for lunch in lunches:
        assert lunch.start >= LUNCH_FROM
        assert lunch.end == lunch.start + LUNCH_MINUTES
        assert lunch.end <= LUNCH_UNTIL
    assert [isinstance(item, Night) for item in day.items].count(True) == (not last)
    drives = [item for item in timed if isinstance(item, Drive)]
    assert sum(drive.end - drive.start for drive in drives) == day.drive_minutes <= MOST_DRIVING
    assert all(drive.end - drive.start <= REST_AFTER for drive in drives)
    for one, other in pairwise(drives):
        if one.target is other.target and (one.end - one.start) + (other.end - other.start) > REST_AFTER:
            assert other.start - one.end >= min(REST, LUNCH_MINUTES)
