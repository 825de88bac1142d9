"""The evidence level of a practice, set from its text, not from hope (the ladder E0 to E4 of DOMAIN.md).

The highest level that one phrase supports wins, and the reason quotes that phrase:

- E4: an award, an outside assessment, or the practice taken over elsewhere, told anywhere in the record;
- E3: a told result with a figure (see `corpus/figures.py`), or an evaluation that was made;
- E2: a told result without a figure;
- E0: no told result, and at least half of the sentences on actions speak of intentions;
- E1: no told result otherwise.

What the field "results" says of plans ("zaplanowano", "miało powstać") or of spending alone ("remont kosztował 65 tys. zł")
is no told result: money spent is not yet something that came of it. Money raised or saved is. Nor are figures of a whole
voivodeship or country results of a local practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.figures import figures, money
from corpus.language import sentences
from corpus.practice import EvidenceLevel, Practice
from corpus.signals import (
    AWARD,
    BEYOND,
    CONTRAST,
    EVALUATION,
    GAIN,
    NOMINATION,
    OUTSIDE,
    PLAN,
    REPEATED,
    SPENDING,
    Signal,
)

LONGEST_QUOTE = 140

# What is told of a whole voivodeship or country is a result only of a practice that reaches as far.
_WIDE = ("regional", "national")


_ABBREVIATED = re.compile(r"\b(?:r|tys|godz|kw)\.$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`reason` is a Polish sentence that quotes the deciding phrase."""

    level: EvidenceLevel
    reason: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A part of a sentence that stands by itself. `planned` when it tells an intention."""

    text: str
    planned: bool


def evidence_of(practice: Practice) -> Evidence:
    """The level and the reason, from title, actions, results and lessons."""
    return _confirmed(practice) or _told(practice) or _not_told(practice)


def _confirmed(practice: Practice) -> Evidence | None:
    texts = (practice.results, practice.lessons, practice.actions, practice.title)
    phrases = [phrase for text in texts for phrase in _phrases(text) if not phrase.planned]
    rules: tuple[tuple[Signal, str], ...] = (
        (AWARD, "Nagroda albo wyróżnienie z zewnątrz"),
        (OUTSIDE, "Ocena z zewnątrz"),
        (REPEATED, "Powtórzone gdzie indziej"),
    )
    for signal, name in rules:
        for phrase in phrases:
            if found := signal.find(phrase.text):
                return Evidence("E4", f"{name}: {_quote(phrase.text, found.start())}.")
    return None


def _told(practice: Practice) -> Evidence | None:
    wide = practice.reach in _WIDE
    told = [
        phrase.text
        for phrase in _phrases(practice.results)
        if not (phrase.planned or _only_spending(phrase.text) or (BEYOND.find(phrase.text) and not wide))
    ]
    for text in told:
        if not NOMINATION.find(text) and (found := figures(text, with_money=GAIN.find(text) is not None)):
            return Evidence("E3", f"Wyniki w liczbach: {_quote(text, text.find(found[0]))}.")
    for field in (practice.results, practice.lessons, practice.actions):
        for phrase in _phrases(field):
            if not phrase.planned and (match := EVALUATION.find(phrase.text)):
                return Evidence("E3", f"Przeprowadzono ewaluację: {_quote(phrase.text, match.start())}.")
    if told:
        return Evidence("E2", f"Wyniki opisane bez liczb: {_quote(told[0], 0)}.")
    return None


def _not_told(practice: Practice) -> Evidence:
    statements = sentences(practice.actions)
    plans = [match for text in statements if (match := PLAN.find(text))]
    if statements and 2 * len(plans) >= len(statements):
        first = plans[0]
        return Evidence("E0", f"Źródło mówi o zamiarach: {_quote(first.string, first.start())}.")
    results = _phrases(practice.results)
    if not results:
        return Evidence("E1", "Źródło opisuje działania, ale nie podaje wyników.")
    planned = [phrase.text for phrase in results if phrase.planned]
    if planned:
        return Evidence("E1", f"W miejscu wyników są tylko zamierzenia: {_quote(planned[0], 0)}.")
    spending = [phrase.text for phrase in results if _only_spending(phrase.text)]
    if spending:
        return Evidence("E1", f"W miejscu wyników są tylko wydatki: {_quote(spending[0], 0)}.")
    return Evidence("E1", f"W miejscu wyników jest tylko szersze tło: {_quote(results[0].text, 0)}.")


def _phrases(text: str | None) -> tuple[_Phrase, ...]:
    return tuple(phrase for sentence in sentences(text or "") for part in sentence.split(";") for phrase in _cut(part))


def _cut(sentence: str) -> Iterator[_Phrase]:
    """A sentence in runs of the same kind. An intention holds until a contrast: "…22 osoby, choć planowano 20, a trzy…"."""
    run: list[str] = []
    planned = False
    for piece in re.split(r",(?=\s)", sentence):
        now = bool(PLAN.find(piece)) or (planned and not CONTRAST.find(piece))
        if run and now != planned:
            yield _Phrase(",".join(run).strip(), planned)
            run = []
        planned = now
        run.append(piece)
    whole = ",".join(run).strip()
    if whole:
        yield _Phrase(whole, planned)


def _only_spending(text: str) -> bool:
    return bool(money(text)) and bool(SPENDING.find(text)) and not GAIN.find(text) and not figures(text)


def _quote(text: str, at: int) -> str:
    """The phrase in Polish quotation marks, shortened around `at` at word boundaries."""
    text = text.strip()
    if not _ABBREVIATED.search(text):
        text = text.removesuffix(".")
    if len(text) > LONGEST_QUOTE:
        start = max(0, min(at - LONGEST_QUOTE // 3, len(text) - LONGEST_QUOTE))
        start = text.find(" ", start) + 1 if start else 0
        end = start + LONGEST_QUOTE
        tail = text.rfind(" ", start, end) if end < len(text) else len(text)
        text = f"{'…' if start else ''}{text[start:tail]}{'…' if tail < len(text) else ''}"
    return f"„{text.replace('„', '«').replace('”', '»')}”"
