"""Drafts of letters to the hosts of a visit: one letter for each institution, with all meetings that it is asked for.

The sentences are those of the catalogue. Names, titles and quotes come from the records; what only the organiser knows stands
in square brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import fold
from search_api.planning.visits.result import VisitPlan
from search_api.visits.agenda import DayWords
from search_api.visits.phrases import date_of, long_day
from search_api.visits.stops import Host, StopWords, addressed
from search_api.web.texts import Texts

MOST_QUESTIONS = 5  # in a letter, which is to be answered; all of them stand in the programme


@dataclass(frozen=True, slots=True)
class LetterList:
    """A sentence and what it opens; `items` may be none."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """`head` are the lines before the salutation, `body` what follows it, `end` the closing lines."""

    number: int
    heading: str
    host: str
    head: tuple[str, ...]
    subject: str
    greeting: str
    body: tuple[LetterList, ...]
    end: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A meeting that a host is asked for. `host` is None where the record names nobody who could receive visitors."""

    day: int
    stop: StopWords
    host: Host | None


def letters(days: Sequence[DayWords], plan: VisitPlan, t: Texts) -> tuple[Letter, ...]:
    """The letters in the order of the first meeting of each host."""
    asked: dict[str, list[_Asked]] = {}
    names: dict[str, str] = {}
    for day in days:
        for stop in day.stops:
            for host in addressed(stop) or (None,):
                name = t("visit.letter.unknown_host", place=stop.place) if host is None else host.name
                key = fold(name)
                names.setdefault(key, name)
                asked.setdefault(key, []).append(_Asked(day.number, stop, host))
    return tuple(
        _letter(number, names[key], meetings, plan, t) for number, (key, meetings) in enumerate(asked.items(), start=1)
    )


def _letter(
    number: int,
    host: str,
    meetings: Sequence[_Asked],
    plan: VisitPlan,
    t: Texts,
) -> Letter:
    key, request = "visit.letter", plan.request
    first = date_of(request, meetings[0].day)
    topics = dict.fromkeys(topic for one in meetings for topic in one.stop.topics)
    every = dict.fromkeys(question for one in meetings for question in one.stop.questions)
    questions = tuple(every)[:MOST_QUESTIONS]
    shown = [practice.title for practice in plan.own_experience] or [t(f"{key}.show_own")]
    group = t(
        f"{key}.group", people=t.count("visit.people", request.group_size), means=t(f"visit.means.{request.means}")
    )
    body = [LetterList(t(f"{key}.who", home=request.home.name))]
    if topics:
        body.append(LetterList(t(f"{key}.topics"), tuple(topics)))
    body += [
        LetterList(t(f"{key}.meeting"), tuple(_when(one, plan, t) for one in meetings)),
        LetterList(group),
        LetterList(t(f"{key}.why"), tuple(_why(one, t) for one in meetings)),
        *(LetterList(t(f"{key}.source", source=text)) for text in dict.fromkeys(one.stop.source for one in meetings)),
    ]
    if questions:
        body.append(LetterList(t(f"{key}.questions"), questions))
    body += [LetterList(t(f"{key}.show"), tuple(shown)), LetterList(t(f"{key}.confirm"))]
    return Letter(
        number,
        t(f"{key}.heading", number=number, host=host),
        host,
        (t(f"{key}.place_and_day"), t(f"{key}.sender"), t(f"{key}.to", host=host), t(f"{key}.address")),
        t(f"{key}.subject_undated") if first is None else t(f"{key}.subject", day=long_day(first, t)),
        t(f"{key}.greeting"),
        tuple(body),
        (t(f"{key}.greeting_end"), t(f"{key}.signature")),
    )


def _when(one: _Asked, plan: VisitPlan, t: Texts) -> str:
    day = date_of(plan.request, one.day)
    if day is None:
        return t("visit.letter.meeting_undated", number=one.day, time=one.stop.time, place=one.stop.place)
    return t("visit.letter.meeting_line", day=long_day(day, t), time=one.stop.time, place=one.stop.place)


def _why(one: _Asked, t: Texts) -> str:
    if one.host is None:
        return t("visit.letter.why_line_unknown", title=one.stop.title, quote=one.stop.deed)
    return t("visit.letter.why_line", title=one.stop.title, role=one.host.role, quote=one.stop.deed)


def letter_text(letter: Letter) -> str:
    """The letter as plain text, for a message."""
    body = [line for part in letter.body for line in (part.text, *(f"- {item}" for item in part.items))]
    blocks = ("\n".join(letter.head), letter.subject, letter.greeting, "\n".join(body), "\n".join(letter.end))
    return "\n\n".join(blocks)
