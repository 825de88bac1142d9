"""The check of a programme as the page shows it, with records that show how others did what is weak or missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.answer import Hit
from index.filters import Filters
from search_api.planning.programme import filters_for, query_for
from search_api.planning.programme_result import ElementCheck, Passage, ProgrammeCheck, Status
from search_api.programmes.words import duty_sentences, element_label, sentences, small_print, summary
from search_api.searching import presenting
from search_api.searching.engine import Engine
from search_api.web.texts import Texts

STATUSES: tuple[Status, ...] = ("present", "weak", "missing")
EXAMPLES = 3  # practices, and as many documents
PASSAGES = 3
LONGEST_QUOTE = 500  # characters


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the person's document: the headings above it in one line, the page, the words."""

    heading: str | None
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A record of the base that shows how others did it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ElementWords:
    """One element with what is said about it."""

    label: str
    article: str
    status: Status
    sentences: tuple[str, ...]
    quotes: tuple[Quote, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class DutyWords:
    """A day of the act in sentences, with the passages of the document that tell one."""

    sentences: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The whole check. There are no elements where the document is no programme; `summary` says why."""

    summary: tuple[str, ...]
    counts: dict[Status, int]
    elements: tuple[ElementWords, ...]
    duties: tuple[DutyWords, ...]
    small_print: str


def check_words(check: ProgrammeCheck, engine: Engine, t: Texts) -> CheckWords:
    """The check in the language of the page."""
    return CheckWords(
        summary(check, t),
        {status: len(check.of(status)) for status in STATUSES},
        tuple(_element(one, engine, t) for one in check.elements),
        tuple(DutyWords(duty_sentences(one, t), _quotes(one.passages)) for one in check.duties),
        small_print(check, t),
    )


def _element(one: ElementCheck, engine: Engine, t: Texts) -> ElementWords:
    return ElementWords(
        element_label(one.code, t.language),
        one.article,
        one.status,
        sentences(one, t),
        _quotes(one.passages or one.mentions),
        () if one.status == "present" else _examples(one.code, engine),
    )


def _quotes(passages: Sequence[Passage]) -> tuple[Quote, ...]:
    return tuple(Quote(" › ".join(one.headings) or None, one.page, _short(one.quote)) for one in passages[:PASSAGES])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rpartition(' ')[0]}…"


def _examples(code: str, engine: Engine) -> tuple[Example, ...]:
    """Practices, then documents; only such as the searcher is at least moderately sure of."""
    hits: list[Hit] = []
    for filters in (filters_for(code), Filters(kinds=("document",))):
        hits += [hit for hit in engine.search(query_for(code), filters, EXAMPLES, 0).hits if hit.confidence != "low"]
    found = (engine.record(hit.record_id) for hit in hits)
    return tuple(Example(record.title, presenting.url_of(record)) for record in found if record is not None)
