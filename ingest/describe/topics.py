"""Themes, target groups and forms of cooperation: phrases of the vocabularies and the thesaurus counted over a sheet.

A phrase is compared by lemmas, the longest first. A term in the title counts most, words that are common in any such document
("szkoła", "spotkanie") count for less: each phrase weighs by how many words it has and how rare its lemmas are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus import vocabulary
from corpus.description import Finding, FindingField
from corpus.lemmas import LemmaToken, frequency, lemmas, lemmatiser
from corpus.phrases import PhraseMatcher
from corpus.thesaurus import thesaurus
from ingest.describe.sheet import Line, Sheet, Spot

_TITLE_WEIGHT, _HEADING_WEIGHT = 4.0, 2.0


@dataclass(frozen=True, slots=True)
class _Field:
    """How many codes at most, and the least share of the best one's score that another must reach."""

    name: FindingField
    vocabulary: str
    most: int
    share: float
    least: float


_FIELDS = (
    _Field("themes", "themes", 3, 0.4, 1.5),
    _Field("target_groups", "target_groups", 4, 0.35, 1.5),
    _Field("cooperation_forms", "cooperation_forms", 3, 0.35, 1.2),
)


def topics(sheet: Sheet) -> tuple[Finding, ...]:
    """Findings "themes", "target_groups", "cooperation_forms", the surest first."""
    lines = [(line, _weight(sheet, line), lemmatiser().lemmatise(line.text)) for line in sheet.lines]
    return tuple(finding for field in _FIELDS for finding in _of_field(sheet, field, lines))


def _of_field(sheet: Sheet, field: _Field, lines: list[tuple[Line, float, list[LemmaToken]]]) -> Iterator[Finding]:
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, Spot]] = {}
    matcher, weights = _matcher(field.vocabulary)
    for line, weight, tokens in lines:
        words = [token.lemma for token in tokens]
        for found in matcher.longest(words):
            value = weight * weights[tuple(words[found.start : found.end])]
            spot = Spot(line.number, tokens[found.start].start, tokens[found.end - 1].end)
            for code in found.values:
                # The tenth mention says less than the first.
                scores[code] = math.hypot(scores.get(code, 0.0), value) + 0.15 * value
                if value > best.get(code, (0.0, spot))[0]:
                    best[code] = (value, spot)
    top = max(scores.values(), default=0.0)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: field.most]
    for code, score in ranked:
        if score >= max(field.least, field.share * top):
            sure = min(0.9, 0.35 + 0.3 * score / top + 0.05 * min(score, 5.0))
            yield sheet.finding(field.name, code, best[code][1], method="rule:topics", confidence=sure)


def _weight(sheet: Sheet, line: Line) -> float:
    if line.text == sheet.title:
        return _TITLE_WEIGHT
    return _HEADING_WEIGHT if line.block.kind == "heading" else 1.0


@cache
def _matcher(name: str) -> tuple[PhraseMatcher[str], dict[tuple[str, ...], float]]:
    """The phrases of a vocabulary (for the themes those of the thesaurus too) and what each weighs."""
    phrases: list[tuple[tuple[str, ...], str]] = []
    for term in vocabulary.load(name).terms:
        phrases += [(tuple(lemmas(phrase)), term.code) for phrase in (term.pl, *term.synonyms)]
    if name == "themes":
        for concept in thesaurus():
            if concept.theme is not None:
                phrases += [(tuple(lemmas(phrase)), concept.theme) for phrase in (concept.pref, *concept.alt)]
    codes: dict[tuple[str, ...], set[str]] = {}
    for phrase, code in phrases:
        codes.setdefault(phrase, set()).add(code)
    weights = {phrase: _phrase_weight(phrase) / len(meant) for phrase, meant in codes.items() if phrase}
    return PhraseMatcher(phrases), weights


def _phrase_weight(phrase: tuple[str, ...]) -> float:
    """1 for a single common lemma, more for rarer and longer ones. Natural logarithm of the count in civic Polish."""
    rarest = min(math.log1p(frequency(word)) for word in phrase)
    return (0.5 + max(0.0, 12.0 - rarest) / 6.0) * (1.0 + 0.4 * (len(phrase) - 1))
