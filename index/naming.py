"""Is the matter of a record, or one that the base is known not to hold, named in a query?

A mean over words is near to much. A name is stricter: "muzeum starej kolejki" names a museum of a railway, and of "muzeum kolei
dla niewidomych" it lacks the blind. A name is named as far as its words stand in the query, the same or ones near to them: the
sum of the weights of the words found over that of all its words and `DOUBT`, by which a name of one common word is never sure. A
word weighs by how few matters have it (inverse document frequency) times how much it tells in local life (`index.lexicon`). Names
are the ways to ask for a matter of at most `LONGEST` words: topics, keywords.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.base_words import BaseWords
from index.lexicon import lexicon_weights

LONGEST = 6
# Found on the judged needs, like `LONGEST`; 2 to 6 give the same within one need in fifty.
DOUBT = 3.0
# Words are near from this cosine on.
FLOOR = 0.55
# What a word tells by its weight in the lexicon, and where the lexicon lacks it.
_TELLS = (0.25, 0.6, 1.0, 1.3)
_UNTOLD = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """The `ways` (their lemmas) to ask for what a passage is about (`held`), or for a gap; `number` is that of the passage or the
    gap."""

    number: int
    held: bool
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedMatters:
    """How far a query names what is held, [passages] in [0, 1], and a matter that is missing, in [0, 1]."""

    held: NDArray[np.float32]
    missing: float


def write_names(path: Path, words: BaseWords, matters: Sequence[Matter], passages: int) -> None:
    """Writes the names of the matters. Their lemmas must be words of the base."""
    names = [(matter, list(dict.fromkeys(way))) for matter in matters for way in matter.ways if 0 < len(way) <= LONGEST]
    weights = _weights(words, matters)
    flat = np.array([words.numbers[lemma] for _, name in names for lemma in name], dtype=np.int32)
    counts = np.array([len(name) for _, name in names], dtype=np.int64)
    np.savez(
        path,
        words=flat,
        counts=counts,
        numbers=np.array([matter.number for matter, _ in names], dtype=np.int32),
        held=np.array([matter.held for matter, _ in names], dtype=np.bool_),
        weights=weights,
        size=np.int64(passages),
    )


def _weights(words: BaseWords, matters: Sequence[Matter]) -> NDArray[np.float32]:
    """ln((n + 1) / (df + 0.5)) with n matters, df of them asked for with the word, times what the lexicon says; [words of the
    base], 0 for a word of no matter."""
    frequencies = Counter(lemma for matter in matters for lemma in {lemma for way in matter.ways for lemma in way})
    tells = lexicon_weights()
    weights = np.zeros(len(words), dtype=np.float32)
    for lemma, frequency in frequencies.items():
        told = _TELLS[tells.get(lemma, _UNTOLD if words.lengths[words.numbers[lemma]] > 0 else 1)]
        weights[words.numbers[lemma]] = told * np.log((len(matters) + 1) / (frequency + 0.5))
    return weights


class Naming:
    """Searches a file that `write_names` made. Reading only, safe to share between threads."""

    def __init__(self, path: Path, words: BaseWords) -> None:
        self._base = words
        with np.load(path, allow_pickle=False) as arrays:
            self._words: NDArray[np.int32] = arrays["words"]
            self._counts: NDArray[np.int64] = arrays["counts"]
            self._numbers: NDArray[np.int32] = arrays["numbers"]
            self._held: NDArray[np.bool_] = arrays["held"]
            self._weights: NDArray[np.float32] = arrays["weights"]
            self._size = int(arrays["size"])
        self._starts = np.cumsum(self._counts) - self._counts
        self._sure = self._sums(self._weights) + DOUBT

    def search(self, lemmas: Sequence[str], *, but: Collection[int] = ()) -> NamedMatters:
        """How far the lemmas of a query name each matter; the gaps of the numbers `but` stay out."""
        held = np.zeros(self._size, dtype=np.float32)
        asked = self._base.known(lemmas)
        if not asked or not len(self._numbers):
            return NamedMatters(held, 0.0)
        near = self._base.nearness(asked).max(axis=1)
        named = self._sums(np.where(near >= FLOOR, near, 0.0) * self._weights) / self._sure
        np.maximum.at(held, self._numbers[self._held], named[self._held])
        missing = ~self._held
        if but:
            missing &= ~np.isin(self._numbers, list(but))
        return NamedMatters(np.clip(held, 0.0, 1.0), float(np.clip(named[missing].max(initial=0.0), 0.0, 1.0)))

    def _sums(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sums [names] of values [words of the base] over the words of each name."""
        if not len(self._starts):
            return np.zeros(0, dtype=np.float32)
        return np.asarray(np.add.reduceat(values[self._words], self._starts), dtype=np.float32)
