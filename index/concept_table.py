"""The thesaurus made ready for matching: phrases as lemmas, concepts as numbers, what lies next to each.

Reading the YAML files and lemmatising their words takes about a second, so the build does it once and keeps the result in
the snapshot. The same table serves records and queries: an edited thesaurus counts from the next build.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from corpus.lemmas import lemmas, lemmatiser
from corpus.phrases import Phrase, PhraseMatcher
from corpus.thesaurus import Concept

# What a concept next to the one asked for counts. All three are guesses that stood the test of the development needs;
# without them the channel alone answers worse (nDCG@10 .467 beside .503).
BROADER = 0.4
RELATED = 0.2
NARROWER = 0.2


class Term(NamedTuple):
    """A phrase of a concept: the number of the concept and the words to show for it."""

    concept: int
    shown: str


class ConceptTable:
    """Recognises concepts in lemmas. Numbers are places in `ids`."""

    def __init__(
        self, ids: Sequence[str], near: Sequence[dict[int, float]], phrases: Sequence[tuple[Phrase, Term]]
    ) -> None:
        """`near` holds for each concept its neighbours and what they count."""
        self.ids = tuple(ids)
        self._near = tuple(near)
        self._phrases = tuple(phrases)
        self._matcher = PhraseMatcher(phrases)

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Self:
        """Lemmatises every term. A term of function words alone ("bo") names nothing and is left out."""
        concepts = tuple(concepts)
        numbers = {concept.id: number for number, concept in enumerate(concepts)}
        near: list[dict[int, float]] = [{} for _ in concepts]
        for number, concept in enumerate(concepts):
            for other in concept.related:
                _raise(near[number], numbers[other], RELATED)
                _raise(near[numbers[other]], number, RELATED)
            if concept.broader is not None:
                _raise(near[number], numbers[concept.broader], BROADER)
                _raise(near[numbers[concept.broader]], number, NARROWER)
        return cls(list(numbers), near, [entry for concept in concepts for entry in _phrases(concept, numbers)])

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table that `write` left."""
        content = json.loads(path.read_text(encoding="utf-8"))
        near = [{int(number): float(weight) for number, weight in pairs} for pairs in content["near"]]
        phrases = [(tuple(words.split(" ")), Term(concept, shown)) for words, concept, shown in content["phrases"]]
        return cls(content["ids"], near, phrases)

    def write(self, path: Path) -> None:
        """Writes the table as JSON, the same table as the same bytes."""
        content = {
            "ids": self.ids,
            "near": [sorted(near.items()) for near in self._near],
            "phrases": [(" ".join(words), *term) for words, term in self._phrases],
        }
        path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    def counts(self, words: Sequence[str]) -> Counter[int]:
        """How often each concept is named. A phrase inside a longer one counts too: a council of seniors is about seniors."""
        return Counter(term.concept for found in self._matcher.every(words) for term in found.values)

    def neighbours(self, concept: int) -> dict[int, float]:
        """The concepts next to one, with what they count."""
        return self._near[concept]

    def name(self, concept: int) -> str:
        """The term of a concept that is shown, its preferred one unless that is no phrase. Raises LookupError."""
        for _, term in self._phrases:
            if term.concept == concept:
                return term.shown
        raise LookupError(self.ids[concept])

    def named(self, words: Sequence[str]) -> dict[int, dict[Phrase, str]]:
        """By concept the phrases of it in the words, each with the words to show, longer ones first."""
        named: dict[int, dict[Phrase, str]] = {}
        for found in sorted(self._matcher.every(words), key=lambda found: (found.start - found.end, found.start)):
            for concept, shown in found.values:
                named.setdefault(concept, {})[tuple(words[found.start : found.end])] = shown
        return named


def _raise(near: dict[int, float], number: int, weight: float) -> None:
    near[number] = max(near.get(number, 0.0), weight)


def _phrases(concept: Concept, numbers: dict[str, int]) -> list[tuple[Phrase, Term]]:
    known: dict[Phrase, Term] = {}
    for term in concept.terms:
        words = tuple(lemmas(term))
        if not all(map(lemmatiser().is_function_word, words)):
            known.setdefault(words, Term(numbers[concept.id], concept.shown(term)))
    return list(known.items())
