"""What the encoder is tuned on: invented practices with needs in other words, and the terms of thesaurus concepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Ids = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the texts that ask for it, as row numbers of the model; never empty."""

    answer: Ids
    asks: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """The terms of one concept, and how people voice the problem, as row numbers of the model."""

    terms: tuple[Ids, ...]
    voiced: tuple[Ids, ...]


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


def _known(texts: Sequence[str], ids: Callable[[str], Ids]) -> tuple[Ids, ...]:
    return tuple(filter(None, map(ids, texts)))
