"""What an organiser asked for, as pairs of a name and a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search_api.labels import label, subregion_label
from search_api.planning.own import OwnPlace, of_code
from search_api.planning.visits.result import VisitPlan
from search_api.visits.phrases import clock, decimal, kilometres, lasting, long_day, span
from search_api.web.texts import Texts


def given_words(plan: VisitPlan, t: Texts) -> tuple[tuple[str, str], ...]:
    """Every condition of the request that is not simply absent, in the order of the form."""
    return tuple((t(f"visit.given.{name}"), value) for name, value in _given(plan, t))


def _given(plan: VisitPlan, t: Texts) -> Iterable[tuple[str, str]]:
    request = plan.request
    yield "start", _place(request.start, t)
    if request.own is not None and request.own != request.start:
        yield "own", _place(request.own, t)
    allowed = "own_subregion_in" if request.own_subregion_allowed else "own_subregion_out"
    yield "own_subregion", f"{request.home.subregion_label} ({t(f'visit.given.{allowed}')})"
    same = len({topic.weight for topic in request.topics}) == 1
    key = "visit.given.topic" if same else "visit.given.topic_weighted"
    topics = (
        t(key, number=number, text=topic.text, weight=decimal(topic.weight, t))
        for number, topic in enumerate(request.topics, start=1)
    )
    yield "topics", "\n".join(topics)
    yield "days", t.count("visit.days", request.days)
    if request.first_day is not None:
        yield "first_day", long_day(request.first_day, t)
    hours = lasting(request.day_minutes, t)
    yield "hours", t("visit.given.hours_value", hours=hours, departure=clock(request.departure))
    yield "hosts", span(request.hosts_from, request.hosts_until)
    each = lasting(request.minutes_per_point, t)
    yield (
        "points",
        t("visit.given.points_value", least=request.fewest_points, most=request.points_per_day, lasting=each),
    )
    people = t.count("visit.people", request.group_size)
    yield "group", t("visit.given.group_value", people=people, means=t(f"visit.means.{request.means}"))
    if request.voivodeships:
        yield "voivodeships", ", ".join(label("voivodeships", code, t.language) for code in request.voivodeships)
    if request.subregions:
        yield "subregions", ", ".join(subregion_label(code) for code in request.subregions)
    if request.not_subregions:
        yield "not_subregions", ", ".join(subregion_label(code) for code in request.not_subregions)
    if request.max_distance_km is not None:
        yield "max_distance", kilometres(request.max_distance_km, t)
    titles = _titles(plan)
    for name, ids, places in (
        ("must", request.must, request.must_places),
        ("never", request.never, request.never_places),
    ):
        if ids or places:
            named = [titles.get(one, one) for one in ids]
            yield name, "; ".join((*named, *(_place_of(code, t) for code in places)))


def _titles(plan: VisitPlan) -> Mapping[str, str]:
    """The titles of all practices that the plan knows, by their ids."""
    left_out = {
        one.id: one.title for found in (plan.left_out, *(area.left_out for area in plan.areas)) for one in found
    }
    stops = {one.candidate.practice.id: one.candidate.practice.title for area in plan.areas for one in area.meetings}
    return left_out | stops


def _place_of(code: str, t: Texts) -> str:
    place = of_code(code)
    return code if place is None else _place(place, t)


def _place(place: OwnPlace, t: Texts) -> str:
    kind = t(f"own_place.kinds.{place.kind or 'powiat'}")
    return f"{place.name} ({kind}, {place.subregion_label})"
