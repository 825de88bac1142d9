"""What the encoder is tuned on: invented and real practices with needs in other words, needs judged over all real practices, the
terms of thesaurus concepts, and lemmas with what they are associated with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.practice import Practice
from index.asked import asked_of
from index.judgements import Need
from index.lexicon import Word
from index.passages import practice_passages

Ids = tuple[int, ...]

# So many needs of a practice, the first ones, were written by its first author.
FIRST_AUTHOR = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the texts that ask for it, as row numbers of the model; never empty."""

    answer: Ids
    asks: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A need as row numbers of the model, and the gain of each practice that is of use for it, by number of the practice; never
    empty, both."""

    ask: Ids
    gains: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class JudgedBase:
    """Needs judged over all `practices`, these and the needs to which none is an answer as row numbers of the model."""

    practices: tuple[Ids, ...]
    answered: tuple[Judged, ...]
    unanswered: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """The terms of one concept, and how people voice the problem, as row numbers of the model."""

    terms: tuple[Ids, ...]
    voiced: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class WordPairs:
    """A lemma and its associates, as row numbers of the model; `chance` to be drawn, a broad word less often."""

    lemma: Ids
    associates: tuple[Ids, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Material:
    """All that the tuning pairs."""

    invented: Sequence[Example]
    real: Sequence[Example]
    judged: JudgedBase
    concepts: Sequence[Concept]
    words: Sequence[WordPairs]


def read_examples(path: Path, ids: Callable[[str], Ids]) -> list[Example]:
    """Invented practices and their needs from `synthetic/pairs.jsonl`; texts without a known lemma are left out."""
    examples: list[Example] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            answer, asks = ids(record["practice"]), _known(record["needs"], ids)
            if answer and asks:
                examples.append(Example(answer, asks))
    return examples


def read_concepts(path: Path, ids: Callable[[str], Ids]) -> list[Concept]:
    """Concepts with at least two terms or a voiced problem from `synthetic/thesaurus.jsonl`."""
    concepts: list[Concept] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            terms = _known([record["pref"], *record["alt"]], ids)
            voiced = _known(record["problem_phrases"], ids)
            if terms and len(terms) + len(voiced) > 1:
                concepts.append(Concept(terms, voiced))
    return concepts


def real_examples(practices: Iterable[Practice], ids: Callable[[str], Ids]) -> list[Example]:
    """Practices of which it is known what people ask, with the needs of the first author; texts without a known lemma are left out.

    Those of the second author are for the search alone: tuned on both, the hybrid fell from .745 / .838 to .731 / .830.
    """
    examples: list[Example] = []
    for practice in practices:
        if (asked := asked_of(practice)) is not None:
            answer = ids(practice_passages(practice)[0].meaning_text)
            asks = _known(asked.needs[:FIRST_AUTHOR], ids)
            if answer and asks:
                examples.append(Example(answer, asks))
    return examples


def judged_base(practices: Iterable[Practice], needs: Iterable[Need], ids: Callable[[str], Ids]) -> JudgedBase:
    """Needs with their gains, 2^grade - 1 as in `index.measures`; texts without a known lemma are left out."""
    texts = {practice.id: ids(practice_passages(practice)[0].meaning_text) for practice in practices}
    numbers = {identifier: number for number, identifier in enumerate(item for item, text in texts.items() if text)}
    answered: list[Judged] = []
    unanswered: list[Ids] = []
    for need in needs:
        ask = ids(need.text)
        gains = {numbers[item]: 2.0**grade - 1 for item, grade in need.judgements.items() if item in numbers}
        if ask and not need.answerable:
            unanswered.append(ask)
        elif ask and gains:
            answered.append(Judged(ask, gains))
    return JudgedBase(tuple(texts[item] for item in numbers), tuple(answered), tuple(unanswered))


def word_pairs(words: Iterable[Word], ids: Callable[[str], Ids]) -> list[WordPairs]:
    """Lemmas that tell of a topic and have a known associate."""
    found: list[WordPairs] = []
    for word in words:
        associates = _known(word.associates, ids)
        if word.weight and associates and (lemma := ids(word.lemma)):
            found.append(WordPairs(lemma, associates, 1.0 if word.weight > 1 else 0.3))
    return found


def _known(texts: Sequence[str], ids: Callable[[str], Ids]) -> tuple[Ids, ...]:
    return tuple(filter(None, map(ids, texts)))
