"""A study visit in the words of the catalogue: one tree for the page, Word, the calendar and print.

Quotes carry the number of their source, which is the number of the stop; all else is a name, a figure or a text of the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.practice import Practice
from search_api.planning.statements import PracticeSource
from search_api.planning.visits.result import AreaPlan, VisitPlan
from search_api.plans.sources import SourceWords, sources_words
from search_api.plans.words import practice_place
from search_api.searching import presenting
from search_api.visits.agenda import DayWords, day_words
from search_api.visits.cautions import cautions
from search_api.visits.checklist import ChecklistItem, checklist
from search_api.visits.comparison import ComparisonWords, area_name, comparison, figures_of, subregions_of
from search_api.visits.given import given_words
from search_api.visits.letters import Letter, letters
from search_api.visits.phrases import kilometres, lasting
from search_api.visits.proposal import ProposalPoint, proposal
from search_api.visits.stops import StopWords
from search_api.visits.verdicts import (
    CheckWords,
    LeftOutWords,
    UnmatchedWords,
    check_words,
    left_out_words,
    unmatched_words,
)
from search_api.web.texts import Texts


@dataclass(frozen=True, slots=True)
class NamedPractice:
    """A practice under its name: what to show, or what found no time. `path` is its page on this site."""

    id: str
    title: str
    place: str
    path: str


@dataclass(frozen=True, slots=True)
class AreaWords:
    """One area. `cautions` are what to know before anything else, `figures` pairs of a name and a value, `why` sentences of the
    comparison, `sources` by number of the stop."""

    rank: int
    name: str
    where: str
    title: str
    summary: str
    cautions: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    days: tuple[DayWords, ...]
    checks: tuple[CheckWords, ...]
    left_out: tuple[LeftOutWords, ...]
    near: tuple[NamedPractice, ...]
    proposal: tuple[ProposalPoint, ...]
    letters: tuple[Letter, ...]
    checklist: tuple[ChecklistItem, ...]
    sources: tuple[SourceWords, ...]

    @property
    def stops(self) -> tuple[StopWords, ...]:
        return tuple(stop for day in self.days for stop in day.stops)


@dataclass(frozen=True, slots=True)
class VisitWords:
    """The whole visit. `areas` in the order of their ranks; none where nothing can be visited: then `obstacles` say why."""

    given: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    comparison: ComparisonWords
    areas: tuple[AreaWords, ...]
    obstacles: tuple[CheckWords, ...]
    unmatched: tuple[UnmatchedWords, ...]
    left_out: tuple[LeftOutWords, ...]
    bring: tuple[NamedPractice, ...]
    bring_note: str


def words(plan: VisitPlan, t: Texts, today: date | None = None) -> VisitWords:
    """The plan in the language of the catalogue. `today` decides which lead times have passed; None: none has."""
    request = plan.request
    compared = comparison(plan, t)
    return VisitWords(
        given_words(plan, t),
        _notices(plan, t),
        compared,
        tuple(_area(area, why, plan, t, today) for area, why in zip(plan.areas, compared.why, strict=True)),
        tuple(check_words(check, t) for check in plan.obstacles),
        tuple(unmatched_words(one, request, t) for one in plan.unmatched),
        left_out_words(plan.left_out, t),
        tuple(_named(practice, t) for practice in plan.own_experience),
        t("visit.bring.lead" if plan.own_experience else "visit.bring.none"),
    )


def _area(area: AreaPlan, why: tuple[str, ...], plan: VisitPlan, t: Texts, today: date | None) -> AreaWords:
    request = plan.request
    days = tuple(day_words(day, request, t) for day in area.days)
    stops = tuple(stop for day in days for stop in day.stops)
    cited = tuple(PracticeSource(one.number, one.candidate.practice) for one in area.meetings)
    sources = sources_words(cited, t)
    summary = t(
        "visit.summary",
        days=t.count("visit.days", len(area.days)),
        meetings=t.count("visit.meetings", len(stops)),
        km=kilometres(area.km, t),
        driving=lasting(area.drive_minutes, t),
    )
    name = area_name(area, t)
    return AreaWords(
        area.rank,
        name,
        subregions_of(area),
        t("visit.area_title", area=name),
        summary,
        cautions(area, plan, t),
        figures_of(area, request, t),
        why,
        days,
        tuple(check_words(check, t) for check in area.checks),
        left_out_words(area.left_out, t),
        tuple(_named(one.practice, t) for one in area.near),
        proposal(area, stops, plan, t),
        letters(days, plan, t),
        checklist(area, plan, t, today),
        sources,
    )


def _notices(plan: VisitPlan, t: Texts) -> tuple[str, ...]:
    told = []
    if not plan.areas:
        return (t("visit.notices.none"),)
    if plan.travel_note:
        told.append(t(f"visit.notices.{plan.travel_note}"))
    if plan.estimated:
        told.append(t("visit.notices.estimated"))
    if plan.request.first_day is None:
        told.append(t("visit.notices.no_date"))
    return tuple(told)


def _named(practice: Practice, t: Texts) -> NamedPractice:
    return NamedPractice(practice.id, practice.title, practice_place(practice, t), presenting.url_of(practice))
