"""From a plan of a visit to the models of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from search_api.planning.own import OwnPlace
from search_api.planning.statements import PracticeSource
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import (
    AreaPlan,
    Check,
    Day,
    Drive,
    Item,
    LeftOut,
    Lunch,
    Meeting,
    Night,
    Spot,
    Value,
    VisitPlan,
)
from search_api.plans.references import source_out
from search_api.searching import presenting
from search_api.visits import answers as out
from search_api.visits.agenda import DayWords, StepWords
from search_api.visits.letters import letter_text
from search_api.visits.phrases import clock, date_of
from search_api.visits.stops import StopWords
from search_api.visits.verdicts import CheckWords, left_out_text
from search_api.visits.words import AreaWords, NamedPractice, VisitWords, words
from search_api.web.texts import Texts


def visit_answer(plan: VisitPlan, made: date, base: str, t: Texts) -> out.VisitAnswer:
    """The plan; `base` is the address of this site without a slash at the end."""
    told = words(plan, t, made)
    return out.VisitAnswer(
        made=made.isoformat(),
        snapshot=plan.snapshot,
        request=_request(plan.request),
        candidates=plan.candidates,
        estimated=plan.estimated,
        notices=list(told.notices),
        areas=[_area(area, one, plan, made, base, t) for area, one in zip(plan.areas, told.areas, strict=True)],
        obstacles=_checks(plan.obstacles, told.obstacles),
        unmatched=_unmatched(plan, told),
        left_out=_left_out(plan.left_out, t),
        own_experience=_named(told.bring, base),
    )


def _request(request: VisitRequest) -> out.VisitRequestOut:
    return out.VisitRequestOut(
        topics=[
            out.TopicOut(number=number, text=topic.text, weight=topic.weight)
            for number, topic in enumerate(request.topics, start=1)
        ],
        start=_place(request.start),
        own=_place(request.home),
        own_subregion_allowed=request.own_subregion_allowed,
        days=request.days,
        hours_per_day=request.hours_per_day,
        fewest_points=request.fewest_points,
        points_per_day=request.points_per_day,
        minutes_per_point=request.minutes_per_point,
        group_size=request.group_size,
        means=request.means,
        voivodeships=list(request.voivodeships),
        subregions=list(request.subregions),
        not_subregions=list(request.not_subregions),
        max_distance_km=request.max_distance_km,
        must=list(request.must),
        never=list(request.never),
        must_places=list(request.must_places),
        never_places=list(request.never_places),
        first_day=None if request.first_day is None else request.first_day.isoformat(),
        departure=clock(request.departure),
        hosts_from=clock(request.hosts_from),
        hosts_until=clock(request.hosts_until),
        seed=request.seed,
    )


def _place(place: OwnPlace) -> out.OwnPlaceOut:
    return out.OwnPlaceOut(
        code=place.code,
        name=place.name,
        powiat=place.powiat,
        subregion=place.subregion,
        subregion_label=place.subregion_label,
        voivodeship=place.voivodeship,
    )


def _area(area: AreaPlan, told: AreaWords, plan: VisitPlan, made: date, base: str, t: Texts) -> out.AreaOut:
    request = plan.request
    cited = [PracticeSource(one.number, one.candidate.practice) for one in area.meetings]
    return out.AreaOut(
        rank=area.rank,
        name=told.name,
        subregions=list(area.subregions),
        voivodeships=list(area.voivodeships),
        centre=_spot(area.centre),
        candidates=area.candidates,
        distance_km=area.distance_km,
        km=area.km,
        drive_minutes=area.drive_minutes,
        why=list(told.why),
        cautions=list(told.cautions),
        days=[_day(day, one, request, base) for day, one in zip(area.days, told.days, strict=True)],
        cover=[out.CoverOut(topic=one.topic + 1, share=one.share, stops=one.stops) for one in area.cover],
        checks=_checks(area.checks, told.checks),
        left_out=_left_out(area.left_out, t),
        near=_named(told.near, base),
        proposal=[
            out.PointOut(number=one.number, heading=one.heading, lines=[line.text for line in one.lines])
            for one in told.proposal
        ],
        letters=[
            out.LetterOut(host=letter.host, subject=letter.subject, text=letter_text(letter)) for letter in told.letters
        ],
        tasks=[out.TaskOut(when=one.when, text=one.text) for one in told.checklist],
        sources=[source_out(source, made, base) for source in cited],
    )


def _day(day: Day, told: DayWords, request: VisitRequest, base: str) -> out.DayOut:
    when = date_of(request, day.number)
    return out.DayOut(
        number=day.number,
        date=None if when is None else when.isoformat(),
        start=clock(day.start),
        end=clock(day.end),
        km=day.km,
        drive_minutes=day.drive_minutes,
        steps=[_step(item, words_of, day, base) for item, words_of in zip(day.items, told.items, strict=True)],
    )


def _step(item: Item, told: StepWords, day: Day, base: str) -> out.StepOut:
    if isinstance(item, Night):
        return out.StepOut(kind="night", start=clock(day.end), end=None, text=told.text, spot=_spot(item.spot))
    start, end = clock(item.start), clock(item.end)
    if isinstance(item, Drive):
        return out.StepOut(
            kind="drive",
            start=start,
            end=end,
            text=told.text,
            origin=_spot(item.origin),
            spot=_spot(item.target),
            km=item.km,
            estimated=item.estimated,
        )
    if isinstance(item, Lunch):
        spot = None if item.spot is None else _spot(item.spot)
        return out.StepOut(kind="lunch", start=start, end=end, text=told.text, spot=spot)
    stop = None if told.stop is None else _stop(item, told.stop, base)
    spot = _spot(item.candidate.spot)
    return out.StepOut(kind="meeting", start=start, end=end, text=told.text, spot=spot, stop=stop)


def _stop(meeting: Meeting, told: StopWords, base: str) -> out.StopOut:
    one = meeting.candidate
    practice = one.practice
    sides = {"authority": one.authorities, "organisation": one.organisations, "other": one.others}
    return out.StopOut(
        number=meeting.number,
        id=practice.id,
        title=practice.title,
        url=f"{base}{presenting.url_of(practice)}",
        place=presenting.place_of(practice),
        spot=_spot(one.spot),
        evidence_level=practice.evidence_level,
        topics=[fit.topic + 1 for fit in one.topics],
        new_topics=[topic + 1 for topic in meeting.new_topics],
        must=one.must,
        quotes=[
            out.QuotesOut.model_validate(
                {
                    "field": group.key,
                    "texts": [line.text for line in group.lines],
                    "sources": [meeting.number],
                }
            )
            for group in told.quotes
        ],
        hosts=[
            out.HostOut.model_validate({"name": host.name, "side": side, "sector": host.sector, "role": host.role})
            for side, partners in sides.items()
            for host in partners
        ],
        questions=[
            out.QuestionOut(code=code, text=text) for code, text in zip(meeting.asks, told.questions, strict=True)
        ],
        notes=list(told.notes),
    )


def _spot(spot: Spot) -> out.SpotOut:
    return out.SpotOut.model_validate(asdict(spot))


def _checks(checks: Iterable[Check], told: Iterable[CheckWords]) -> list[out.CheckOut]:
    return [
        out.CheckOut(
            rule=check.rule,
            verdict=check.verdict,
            reason=check.reason,
            values=_values(check.values),
            text=words_of.text,
        )
        for check, words_of in zip(checks, told, strict=True)
    ]


def _left_out(found: Iterable[LeftOut], t: Texts) -> list[out.LeftOutOut]:
    return [
        out.LeftOutOut(
            id=one.id,
            title=one.title,
            reason=one.reason,
            asked_for=one.asked_for,
            values=_values(one.values),
            text=left_out_text(one, t),
        )
        for one in found
    ]


def _unmatched(plan: VisitPlan, told: VisitWords) -> list[out.UnmatchedOut]:
    return [
        out.UnmatchedOut(topic=one.topic + 1, weak=list(one.weak), text=words_of.text)
        for one, words_of in zip(plan.unmatched, told.unmatched, strict=True)
    ]


def _named(found: Iterable[NamedPractice], base: str) -> list[out.NamedPracticeOut]:
    return [out.NamedPracticeOut(id=one.id, title=one.title, url=f"{base}{one.path}") for one in found]


def _values(values: Mapping[str, Value]) -> dict[str, out.ValueOut]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
