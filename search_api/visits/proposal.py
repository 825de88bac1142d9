"""The proposal of a visit in the five points that organisers ask for: place, practices, institutions, remarks, contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search_api.planning import quoting
from search_api.planning.statements import PracticeSource
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import AreaPlan, VisitPlan
from search_api.plans.lines import Line
from search_api.visits.comparison import area_name, subregions_of
from search_api.visits.phrases import kilometres
from search_api.visits.stops import StopWords, addressed, evidence_words
from search_api.visits.verdicts import check_words, unmatched_words
from search_api.web.texts import Texts


@dataclass(frozen=True, slots=True)
class ProposalPoint:
    """One of the five points. Lines without sources are texts of the catalogue and names of places."""

    number: int
    heading: str
    lines: tuple[Line, ...]


def proposal(area: AreaPlan, stops: tuple[StopWords, ...], plan: VisitPlan, t: Texts) -> tuple[ProposalPoint, ...]:
    """The five points for one area. The contact is left for the organiser."""
    points = (
        ("place", (_place(area, t),)),
        ("practices", tuple(_practices(stops, t))),
        ("institutions", tuple(_institutions(area, stops, t))),
        ("remarks", tuple(_remarks(area, plan, plan.request, t)) or (Line(t("visit.proposal.no_remarks"), ()),)),
        ("contact", (Line(t("visit.proposal.contact_line"), ()),)),
    )
    return tuple(
        ProposalPoint(number, t(f"visit.proposal.{key}"), lines) for number, (key, lines) in enumerate(points, start=1)
    )


def _place(area: AreaPlan, t: Texts) -> Line:
    distance = kilometres(area.distance_km, t)
    where = subregions_of(area)
    return Line(t("visit.proposal.place_line", area=area_name(area, t), where=where, distance=distance), ())


def _practices(stops: tuple[StopWords, ...], t: Texts) -> Iterable[Line]:
    for stop in stops:
        need = next((group.lines[0].text for group in stop.quotes if group.key == "need"), "")
        told = {"title": stop.title, "place": stop.place, "need": need, "deed": stop.deed}
        yield Line(t("visit.proposal.practice_line", **told), (stop.number,))


def _institutions(area: AreaPlan, stops: tuple[StopWords, ...], t: Texts) -> Iterable[Line]:
    for meeting, stop in zip(area.meetings, stops, strict=True):
        practice = meeting.candidate.practice
        reasons = [t("visit.proposal.reason_practice", title=stop.title)]
        if stop.topics:
            reasons.append(t("visit.proposal.reason_topics", topics="; ".join(stop.topics)))
        reasons.append(t("visit.proposal.reason_evidence", evidence=evidence_words(practice, t)))
        best = quoting.results(PracticeSource(stop.number, practice))[:1]
        reasons += [
            t("visit.proposal.reason_results", quote=quote.text) for quote in best if quote.outcome != "planned"
        ]
        told = "; ".join(reasons)
        named = addressed(stop)
        for host in named:
            yield Line(t("visit.proposal.institution_line", host=host.text, reasons=told), (stop.number,))
        if not named:
            yield Line(t("visit.proposal.institution_unknown", place=stop.place, reasons=told), (stop.number,))


def _remarks(area: AreaPlan, plan: VisitPlan, request: VisitRequest, t: Texts) -> Iterable[Line]:
    for check in area.checks:
        if check.verdict != "kept":
            found = check_words(check, t)
            yield Line(f"{found.heading}. {found.text}", ())
    for topic in plan.unmatched:
        yield Line(unmatched_words(topic, request, t).text, ())
