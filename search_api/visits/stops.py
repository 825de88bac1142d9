"""A stop of a visit in words: what it is in quotes of its record, whom to meet, what to ask, where the facts come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.language import fold
from corpus.practice import Partner, Practice
from index.answer import Hit
from ingest.personal.kinds import holds_mask
from search_api.fit.words import sentence
from search_api.labels import label
from search_api.planning import quoting
from search_api.planning.context_fit import compare
from search_api.planning.own import OwnPlace
from search_api.planning.statements import PracticeSource, Quoted
from search_api.planning.visits.hosts import is_voivodeship
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Candidate, Day, Meeting
from search_api.plans.lines import Line, together
from search_api.plans.sources import references
from search_api.plans.words import hit_reasons, practice_place
from search_api.searching import presenting
from search_api.visits.phrases import date_of, long_day, span
from search_api.web.texts import Texts
from search_api.web.wording import money, years_words

# What tells whether a place is like one's own; the rest of the comparison is on the page of the practice.
ASPECTS_OF_PLACE = ("kind", "size")

# What people are called together at the head of a name: "Rolnicy z sołectwa", "Młodzi wolontariusze". No "Rada Seniorów".
_PEOPLE = re.compile(
    r"(?:(?:mlodzi|dawni|lokalni|spoleczni|okoliczni|miejscowi|aktywni)\s+)?"
    r"(?:mieszkan\w*|grup\w*|nieformaln\w*|organizator\w*|uczestni\w*|wolontariusz\w*"
    r"|(?:rolni(?:cy|czki)|rodzice|rodziny|seniorzy|seniorki|sasiedzi|sasiadki|dzieci|mlodziez|uczniowie|uczennice|kobiety"
    r"|osoby|opiekunowie|liderzy|dzialacze|przedsiebiorcy)\b)"
)
MOST_OF_A_SIDE = 2  # whom to write to; further partners stand in the programme


@dataclass(frozen=True, slots=True)
class Host:
    """A partner whom the visitors may meet. `side`: "authority", "organisation" or "other"; `text` tells name, role and side.

    `leads`: it led the practice and has an office that a letter could reach.
    """

    name: str
    side: str
    role: str
    text: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """What the record says in one of its fields. `lines` are quotes with the number of the source."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StopWords:
    """A stop. `number` is also the number of its source; `path` the page of the practice on this site.

    `facts` are pairs of a name and a value; `notes` tell what the organiser has to find out about place and hosts; `deed` is the
    one quoted sentence on what was done that a letter has room for, `source` the first of its sources in short.
    """

    number: int
    id: str
    title: str
    heading: str
    path: str
    place: str
    time: str
    facts: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    quotes: tuple[QuoteGroup, ...]
    deed: str
    source: str
    hosts: tuple[Host, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...]


def stop_words(meeting: Meeting, day: Day, request: VisitRequest, t: Texts) -> StopWords:
    """The words of one meeting."""
    one = meeting.candidate
    practice = one.practice
    topics = tuple(request.topics[fit.topic].text for fit in one.topics)
    time = span(meeting.start, meeting.end)
    when = date_of(request, day.number)
    key = "visit.stop.facts"
    dated = "when_undated" if when is None else "when_dated"
    told = {"day": day.number, "time": time, "date": "" if when is None else long_day(when, t)}
    return StopWords(
        meeting.number,
        practice.id,
        practice.title,
        t("visit.stop.heading", number=meeting.number, title=practice.title),
        presenting.url_of(practice),
        one.spot.name,
        time,
        (
            (t(f"{key}.when"), t(f"{key}.{dated}", **told)),
            *practice_facts(practice, t),
            *(((t(f"{key}.topics"), "; ".join(topics)),) if topics else ()),
            *_reasons(one, request.home, t),
        ),
        topics,
        quotes(one, meeting.number, t),
        _deed(one, meeting.number, t),
        _source(practice, t),
        hosts(one, t),
        tuple(t(f"visit.asks.{code}") for code in meeting.asks),
        tuple(_notes(one, t)),
    )


def practice_facts(practice: Practice, t: Texts) -> tuple[tuple[str, str], ...]:
    """Place, years, evidence, cost and forms of a practice, each under its name; what the source does not say is said."""
    key, missing = "visit.stop.facts", t("visit.stop.missing")
    forms = "; ".join(label("cooperation_forms", form, t.language) for form in practice.cooperation_forms)
    return (
        (t(f"{key}.place"), practice_place(practice, t)),
        (t(f"{key}.years"), years_words(practice.years.start, practice.years.end, t) or missing),
        (t(f"{key}.evidence"), evidence_words(practice, t)),
        (t(f"{key}.cost"), missing if practice.budget_pln is None else money(practice.budget_pln)),
        (t(f"{key}.forms"), forms or missing),
    )


def evidence_words(practice: Practice, t: Texts) -> str:
    """ "E3: wyniki w liczbach albo ewaluacja"."""
    level = practice.evidence_level
    return f"{level}: {label('evidence_levels', level, t.language)}" if level else t("plan.precedents.no_level")


def hosts(one: Candidate, t: Texts) -> tuple[Host, ...]:
    """The partners by side: authorities, organisations, others; a name stands once."""
    sides = (("authority", one.authorities), ("organisation", one.organisations), ("other", one.others))
    found: dict[str, Host] = {}
    for side, partners in sides:
        for partner in partners:
            found.setdefault(partner.name, _host(partner, side, t))
    return tuple(found.values())


def addressed(stop: StopWords) -> tuple[Host, ...]:
    """Those of a stop who are written to and proposed: who led it, whatever it is, and the first of both sides; nobody whose
    name was masked."""
    named = tuple(host for host in stop.hosts if not holds_mask(host.name))
    leading = tuple(host for host in named if host.leads)
    found = list(leading)
    for side in ("authority", "organisation"):
        told = sum(host.side == side for host in leading)
        others = [host for host in named if host.side == side and not host.leads]
        found += others[: max(0, MOST_OF_A_SIDE - told)]
    return tuple(found)


def quotes(one: Candidate, number: int, t: Texts) -> tuple[QuoteGroup, ...]:
    """The sentences of need, actions, results and lessons; a field that the record lacks is left out."""
    source = PracticeSource(number, one.practice)
    hit = _hit(one)
    groups = (
        ("need", quoting.answered(source, hit)),
        ("actions", quoting.actions(source, hit)),
        ("results", quoting.results(source)),
        ("lessons", quoting.lessons(source)),
    )
    return tuple(
        QuoteGroup(key, t(f"visit.stop.quotes.{key}"), tuple(_lines(found, t))) for key, found in groups if found
    )


def _lines(found: Sequence[Quoted], t: Texts) -> Iterable[Line]:
    """Quotes as they stand; an intention among the results is said to be one."""
    facts = [one for one in found if one.outcome != "planned"]
    yield from together(facts, t)
    for quote in found:
        if quote.outcome == "planned":
            (line,) = together([quote], t)
            source = quote.sources[0]
            level = source.practice.evidence_level if isinstance(source, PracticeSource) else None
            yield Line(t("plan.results.planned", quote=line.text, level=level or "–"), line.sources)


def _deed(one: Candidate, number: int, t: Texts) -> str:
    hit = _hit(one)
    spoken = hit.why.actions.text if hit is not None and hit.why.actions is not None else None
    found = quoting.actions(PracticeSource(number, one.practice), hit)
    quote = next((quote for quote in found if quote.text == spoken), found[0])
    (line,) = together([quote], t)
    return line.text


def _source(practice: Practice, t: Texts) -> str:
    """Title, publisher, day and address of the first page, else the document or the form that it was read from."""
    for page in practice.sources:
        return ", ".join(filter(None, (page.title, page.publisher, page.published, page.url)))
    return references(practice, t)[0]


def _hit(one: Candidate) -> Hit | None:
    """The hit of the topic that the practice answers best."""
    return next((fit.hit for fit in sorted(one.topics, key=lambda fit: -fit.share) if fit.hit is not None), None)


def _host(partner: Partner, side: str, t: Texts) -> Host:
    role = label("roles", partner.role, t.language)
    told = t("visit.stop.host", name=partner.name, role=role, side=t(f"visit.stop.sides.{_told_side(partner, side)}"))
    return Host(partner.name, side, role, told, partner.role == "lead" and not _nobody_to_write_to(partner))


def _told_side(partner: Partner, side: str) -> str:
    """What a partner is: a school or a library is no authority and yet no stranger."""
    if side != "other" or partner.sector != "public":
        return side
    return "voivodeship" if is_voivodeship(partner) else "public"


def _nobody_to_write_to(partner: Partner) -> bool:
    """Residents or a group of them, and whose name was masked: the record names people, nobody who has an address."""
    return holds_mask(partner.name) or (partner.sector == "informal" and _PEOPLE.match(fold(partner.name)) is not None)


def _reasons(one: Candidate, home: OwnPlace, t: Texts) -> Iterable[tuple[str, str]]:
    hit = _hit(one)
    if hit is not None:
        yield t("visit.stop.facts.why"), " ".join(hit_reasons(hit, t))
    alike = [
        sentence(statement, t)
        for statement in compare(one.practice, home).statements
        if statement.aspect in ASPECTS_OF_PLACE
    ]
    if alike:
        yield t("visit.stop.facts.own"), " ".join(alike)


def _notes(one: Candidate, t: Texts) -> Iterable[str]:
    yield t("visit.stop.approximate" if one.spot.precision == "powiat" else "visit.stop.address")
    if not one.authorities:
        paid = any(is_voivodeship(partner) for partner in one.others)
        yield t("visit.stop.only_voivodeship" if paid else "visit.stop.no_authority")
    if not one.organisations:
        yield t("visit.stop.no_organisation")
    yield t("visit.stop.contact")
