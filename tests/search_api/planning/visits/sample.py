"""A visit made by hand, for the tests of words, files and pages: two areas, two days, practices of the starter base.

It is no answer of the planner: times and kilometres follow one simple rule, so that a page or a file has something true to its
types to show. Names, places, texts and sources are those of the records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from corpus.cards import STARTER, load_folder
from corpus.geometry import distance_km
from corpus.gminas import CoordinatesOf
from corpus.language import sentences
from corpus.practice import Practice
from index.answer import Hit, MarkedText, Why
from search_api.planning.own import OwnPlace, place_named
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.result import (
    AreaPlan,
    Candidate,
    Check,
    Day,
    Drive,
    Item,
    LeftOut,
    Lunch,
    Meeting,
    Night,
    NoTopicMatch,
    Spot,
    TopicCover,
    TopicFit,
    VisitPlan,
)

FIRST_DAY = date(2027, 5, 13)  # a Thursday
TOPICS = (
    Topic("Samotni seniorzy na wsi nie mają gdzie się spotkać", 2.0),
    Topic("Sołectwa chcą same decydować o funduszu i świetlicy"),
    Topic("Nocleg interwencyjny dla żeglarzy"),
)
OPOLE = (
    (("ujazd-niezdrowice-dom-dziennego-pobytu", 0), ("lesnica-caritas-opieka-nad-seniorami", 0)),
    (
        ("popielow-odnowa-wsi-11-solectw", 1),
        ("wawelno-komprachcice-obiekt-sportowy", 1),
    ),
)
SANDOMIERZ = (
    (("kazimierza-wielka-biblioteka-pyta-mieszkancow", 1), ("ksiaze-skroniow-swietlica-lgd-gryf", 1)),
    (
        ("staszow-dzialaj-lokalnie-farma-gminy-biznes", 1),
        ("malopolska-tele-aniol-proszowice", 0),
    ),
)
DEPARTURE, MEETING, MEAL = 7 * 60, 90, 45
ROAD_FACTOR, KM_PER_MINUTE = 1.3, 1.0


@cache
def practices() -> Mapping[str, Practice]:
    """The starter base by id."""
    return {one.id: one for one in load_folder(STARTER)}


def request(first_day: date | None = FIRST_DAY) -> VisitRequest:
    """Lyski go somewhere else for two days, to see what is done for seniors and in villages."""
    return VisitRequest(
        TOPICS, place_named("Lyski"), first_day=first_day, never=("opole-laznia-i-dozywianie-bezdomnych",)
    )


def spot_of(practice: Practice) -> Spot:
    """Where a practice is, by the first of its areas that has coordinates."""
    area = next(area for area in practice.areas if area.lat is not None and area.lon is not None)
    assert area.lat is not None
    assert area.lon is not None
    name = area.locality or area.gmina or area.name
    precision: CoordinatesOf = "powiat" if area.coordinates_of == "powiat" else "locality"
    return Spot(
        name,
        area.gmina,
        area.powiat,
        area.voivodeship,
        area.subregion,
        area.lat,
        area.lon,
        precision,
    )


def spot_of_place(place: OwnPlace) -> Spot:
    return Spot(
        place.name,
        place.name,
        place.powiat,
        place.voivodeship,
        place.subregion,
        place.lat,
        place.lon,
        place.coordinates_of,
    )


def candidate(practice: Practice, topic: int) -> Candidate:
    """The practice as one that answers the topic of that number well."""
    first = sentences(practice.need)[0]
    why = Why(("senior",), ("seniors",), None, need=MarkedText(first, ((0, 5),)))
    hit = Hit(practice.id, "practice", 0.8, "high", False, why)
    return Candidate(
        practice,
        spot_of(practice),
        (TopicFit(topic, 0.8, "high", hit),),
        tuple(one for one in practice.partners if one.sector == "public"),
        tuple(one for one in practice.partners if one.sector == "ngo"),
        tuple(one for one in practice.partners if one.sector not in ("public", "ngo")),
        1.0,
        {"evidence": 1.0, "both_sides": 1.0},
    )


@dataclass
class _Clock:
    """A day in the making."""

    now: int
    at: Spot
    items: list[Item]
    km: float = 0.0
    driven: int = 0

    def drive(self, target: Spot) -> None:
        km = round(distance_km(self.at.lat, self.at.lon, target.lat, target.lon) * ROAD_FACTOR, 1)
        minutes = -int(-km / KM_PER_MINUTE // 5) * 5
        if minutes == 0:
            return
        self.items.append(Drive(self.now, self.now + minutes, self.at, target, km, True))
        self.now, self.at = self.now + minutes, target
        self.km, self.driven = self.km + km, self.driven + minutes


def _day(number: int, origin: Spot, stops: Sequence[tuple[Candidate, int]], end: Spot, *, sleeps: bool) -> Day:
    clock = _Clock(DEPARTURE, origin, [])
    for place, (one, at) in enumerate(stops):
        clock.drive(one.spot)
        start = max(clock.now, 8 * 60)
        asks = ("lessons", "amount", "keeping") if one.practice.lessons is None else ("amount", "keeping")
        new = tuple(fit.topic for fit in one.topics) if at == 1 else ()
        clock.items.append(Meeting(at, start, start + MEETING, one, asks, new))
        clock.now = start + MEETING
        if place == 0:
            lunch = max(clock.now, 11 * 60 + 30)
            clock.items.append(Lunch(lunch, lunch + MEAL, one.spot))
            clock.now = lunch + MEAL
    clock.drive(end)
    finish = clock.now
    if sleeps:
        clock.items.append(Night(end))
    return Day(number, DEPARTURE, finish, tuple(clock.items), round(clock.km, 1), clock.driven)


def _area(rank: int, name: str, chosen: Sequence[Sequence[tuple[str, int]]], home: Spot) -> AreaPlan:
    known = practices()
    numbered = iter(range(1, 100))
    days = [[(candidate(known[id_], topic), next(numbered)) for id_, topic in day] for day in chosen]
    night = days[0][-1][0].spot
    first = _day(1, home, days[0], night, sleeps=True)
    second = _day(2, night, days[1], home, sleeps=False)
    stops = [one for day in days for one, _ in day]
    away = distance_km(home.lat, home.lon, night.lat, night.lon)
    topics = [fit.topic for one in stops for fit in one.topics]
    return AreaPlan(
        rank=rank,
        name=name,
        subregions=tuple(dict.fromkeys(one.spot.subregion for one in stops if one.spot.subregion)),
        voivodeships=tuple(dict.fromkeys(one.spot.voivodeship for one in stops)),
        centre=night,
        days=(first, second),
        cover=tuple(TopicCover(topic, min(1.0, 0.5 * topics.count(topic)), topics.count(topic)) for topic in (0, 1, 2)),
        checks=CHECKS,
        left_out=(
            LeftOut("opole-bank-zywnosci-siec-umow", known["opole-bank-zywnosci-siec-umow"].title, "no_time", True),
        ),
        near=(candidate(known["centawa-jemielnica-odnowa-wsi"], 1),) if rank == 1 else (),
        candidates=9 - rank,
        distance_km=round(away, 1),
        km=round(first.km + second.km, 1),
        drive_minutes=first.drive_minutes + second.drive_minutes,
        worth=3.0 - rank / 2,
    )


CHECKS: tuple[Check, ...] = (
    Check("authorities", "kept", "met", {"count": 4, "names": ("Gmina Ujazd", "Gmina Leśnica")}),
    Check("organisations", "broken", "none"),
    Check("hours", "kept", "within", {"longest_minutes": 530, "most_minutes": 600}),
    Check("calendar", "broken", "weekend", {"off_dates": ("2027-05-15",)}),
    Check("travel_times", "unknown", "estimated"),
)


@cache
def sample_plan(first_day: date | None = FIRST_DAY) -> VisitPlan:
    """A plan with two areas; `first_day` None: no date was given."""
    known = practices()
    asked = request(first_day)
    home = spot_of_place(asked.start)
    return VisitPlan(
        request=asked,
        areas=(_area(1, "Opole", OPOLE, home), _area(2, "Staszów", SANDOMIERZ, home)),
        obstacles=(),
        unmatched=(NoTopicMatch(2, ("augustow-latarnia-polski-cyfrowej",)),),
        left_out=(LeftOut("teryt:2412042", "Lyski", "own_subregion", True),),
        own_experience=(known["swierkle-monografia-wsi"],),
        candidates=37,
        estimated=True,
        travel_note=None,
        snapshot="2026-11-22-probka",
    )


def empty_plan() -> VisitPlan:
    """A plan without an area, with what to change."""
    obstacle = Check(
        "obstacle", "broken", "only_own_subregion", {"count": 4, "change": "own_subregion_allowed", "to": 1}
    )
    return replace(sample_plan(), areas=(), obstacles=(obstacle,), candidates=0)
