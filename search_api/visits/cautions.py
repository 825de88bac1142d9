"""What an organiser has to know about an area before anything else: what was asked for and is not in it.

The rules beside the plan tell it too, far down and among others; these few stand above the programme.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from search_api.planning.visits.areas import RADIUS_KM
from search_api.planning.visits.result import AreaPlan, VisitPlan
from search_api.planning.visits.spots import apart_km
from search_api.visits.comparison import area_name, topics_met
from search_api.visits.phrases import clock, kilometres, lasting
from search_api.web.texts import Texts

EARLY = 4 * 60  # a day that ends so many minutes before it has to is half empty
FAR_APART_KM = 2 * RADIUS_KM  # the candidates of an area lie within RADIUS_KM of its middle


def cautions(area: AreaPlan, plan: VisitPlan, t: Texts) -> tuple[str, ...]:
    """Sentences for the top of an area; none for one that holds what was asked for."""
    return (*_topics(area, plan, t), *_days(area, plan, t), *_apart(area, t))


def _topics(area: AreaPlan, plan: VisitPlan, t: Texts) -> Iterator[str]:
    topics = plan.request.topics
    met = topics_met(area)
    if met == len(topics):
        return
    without = [one.topic for one in area.cover if not one.stops]
    names = "; ".join(t("visit.quoted", text=topics[number].text) for number in without)
    yield t("visit.cautions.topics" if met else "visit.cautions.no_topic", count=met, of=len(topics), names=names)
    other = max(plan.areas, key=lambda one: (topics_met(one), -one.rank))
    if topics_met(other) > met:
        yield t("visit.cautions.topics_elsewhere", count=topics_met(other), of=len(topics), **_pointed_to(other, t))


def _days(area: AreaPlan, plan: VisitPlan, t: Texts) -> Iterator[str]:
    request = plan.request
    if len(area.days) < request.days:
        yield t("visit.cautions.days", count=len(area.days), of=request.days)
    if len(area.meetings) == 1 and request.days * request.fewest_points > 1:
        yield t("visit.cautions.one_meeting")
    if len(area.days) < request.days:
        fuller = [
            one for one in plan.areas if len(one.days) > len(area.days) and len(one.meetings) > len(area.meetings)
        ]
        for other in fuller[:1]:
            meetings, days = t.count("visit.meetings", len(other.meetings)), t.count("visit.days", len(other.days))
            yield t("visit.cautions.fuller_elsewhere", meetings=meetings, days=days, **_pointed_to(other, t))
    until = request.departure + request.day_minutes
    for day in area.days:
        if until - day.end >= EARLY:
            yield t("visit.cautions.early", number=day.number, end=clock(day.end), until=clock(until))


def _pointed_to(other: AreaPlan, t: Texts) -> dict[str, str | int]:
    """What tells another area from this one, and what it costs on the road."""
    return {"rank": other.rank, "name": area_name(other, t), "driving": lasting(other.drive_minutes, t)}


def _apart(area: AreaPlan, t: Texts) -> Iterator[str]:
    pairs = combinations([one.candidate.spot for one in area.meetings], 2)
    km, first, second = max(
        ((apart_km(*pair), *pair) for pair in pairs), key=lambda one: one[0], default=(0.0, None, None)
    )
    if first is not None and second is not None and km > FAR_APART_KM:
        yield t("visit.cautions.apart", first=first.name, second=second.name, km=kilometres(km, t))
