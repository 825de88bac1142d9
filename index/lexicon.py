"""What words tell in local life, written down by hand: for each lemma its weight in a need and what it is associated with.

Fourteen million words of minutes and debates do not tell what a "wtz" is, nor that a foster family is another matter than a day
room. `lexicon.tsv` says so for 9,600 lemmas of needs and practices: synonyms and the everyday or official equivalent, the matter
it belongs to, who or what serves it. The own encoder learns from it (`index.training.lexicon`), and names of matters are weighed by
it (`index.naming`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.tsv")


@dataclass(frozen=True, slots=True)
class Word:
    """A lemma, how much it tells of the topic of a need (0 nothing, 1 little, 2 a broad topic, 3 a specific one), and words or
    short phrases associated with it, the nearest first."""

    lemma: str
    weight: int
    associates: tuple[str, ...]


def read_lexicon(path: Path = LEXICON) -> list[Word]:
    """In the order of the file. Raises ValueError for a line that is not lemma, weight, associates."""
    words = []
    for line in path.read_text(encoding="utf-8").splitlines():
        lemma, weight, associates = line.split("\t")
        if weight not in {"0", "1", "2", "3"}:
            raise ValueError(f"weight of {lemma!r} is {weight!r}")
        words.append(Word(lemma, int(weight), tuple(filter(None, map(str.strip, associates.split(";"))))))
    return words


@cache
def lexicon_weights() -> Mapping[str, int]:
    """The weight of each lemma of the shipped lexicon."""
    return {word.lemma: word.weight for word in read_lexicon()}
