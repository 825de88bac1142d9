"""Sentences of records, word for word: what was done, what came of it, what to know before repeating it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.figures import figures
from corpus.language import fold, sentences
from corpus.practice import Practice
from corpus.signals import PLAN
from index.answer import Hit
from search_api.planning.statements import Outcome, PracticeSource, Quoted, QuotedField

MOST_SENTENCES = 6  # of one field of one practice; a longer description is read at its source
_ORDER: dict[Outcome | None, int] = {"measured": 0, "told": 1, "planned": 2, None: 3}


def answered(source: PracticeSource, hit: Hit | None) -> tuple[Quoted, ...]:
    """The need that the practice answered: the sentence of it that is nearest to the need of the plan, else the first."""
    found = _sentences(source.practice.need)
    spoken = hit.why.need.text if hit is not None and hit.why.need is not None else None
    return (_quoted(source, "need", spoken if spoken in found and spoken is not None else found[0]),)


def actions(source: PracticeSource, hit: Hit | None) -> tuple[Quoted, ...]:
    """What was done, in the order of the record. The sentence that says most about the need is among them."""
    found = _sentences(source.practice.actions)
    spoken = hit.why.actions.text if hit is not None and hit.why.actions is not None else None
    return tuple(_quoted(source, "actions", text) for text in _first(found, spoken))


def results(source: PracticeSource) -> tuple[Quoted, ...]:
    """What came of it: sentences with figures first, then those without, then mere intentions."""
    found = [
        _quoted(source, "results", text, outcome(text)) for text in _first(_sentences(source.practice.results), None)
    ]
    return tuple(sorted(found, key=lambda one: _ORDER[one.outcome]))


def lessons(source: PracticeSource) -> tuple[Quoted, ...]:
    """Success factors, barriers and conditions."""
    return tuple(_quoted(source, "lessons", text) for text in _first(_sentences(source.practice.lessons), None))


def outcome(sentence: str) -> Outcome:
    """How a sentence on results may be read. Its opening phrase decides whether it tells an intention: a service that was started
    "z zaplanowanym końcem" was started."""
    if PLAN.find(sentence.partition(", ")[0]):
        return "planned"
    return "measured" if figures(sentence) else "told"


def _quoted(source: PracticeSource, field: QuotedField, text: str, read_as: Outcome | None = None) -> Quoted:
    return Quoted((source,), text, field, read_as, _page(source.practice, field, text))


def _sentences(text: str | None) -> tuple[str, ...]:
    return tuple(sentence for line in (text or "").splitlines() for sentence in sentences(line))


def _first(found: Sequence[str], wanted: str | None) -> Iterator[str]:
    """The first MOST_SENTENCES; the wanted one takes the place of the last when it stands further on."""
    shown = list(found[:MOST_SENTENCES])
    if wanted in found[MOST_SENTENCES:] and wanted is not None:
        shown[-1] = wanted
    yield from shown


def _page(practice: Practice, field: QuotedField, text: str) -> int | None:
    """The page of the document that the sentence was taken from, where a quote of the origin says so."""
    if practice.origin is None:
        return None
    wanted = fold(text).rstrip(".")
    return next(
        (one.page for one in practice.origin.quotes if one.field == field and wanted in fold(one.quote)),
        None,
    )
