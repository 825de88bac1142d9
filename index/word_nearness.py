"""A query and a passage compared word by word: is there, for each word asked for, the same word or one near to it?

For every lemma of the query its best cosine with a lemma of the passage, averaged with the inverse document frequency as
weight: the soft cosine of Mihalcea, Corley, Strapparava ("Corpus-based and knowledge-based measures of text semantic
similarity", AAAI 2006), from the query's side. It sees what a mean over all words blurs: one telling word in a long story.
Cosines below `FLOOR` say nothing and count as 0, which also keeps the search short.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.base_words import BaseWords

FLOOR = 0.4


def write_word_postings(path: Path, words: BaseWords, passages: Sequence[Sequence[str]]) -> None:
    """Writes which passages (their lemmas, numbered from 0) hold each word of the base."""
    held = [np.unique([words.numbers[lemma] for lemma in passage]).astype(np.int32) for passage in passages]
    word = np.concatenate([np.empty(0, dtype=np.int32), *held])
    passage = np.repeat(np.arange(len(held), dtype=np.int32), [len(found) for found in held])
    order = np.lexsort((passage, word))
    starts = np.concatenate(([0], np.cumsum(np.bincount(word, minlength=len(words))))).astype(np.int64)
    np.savez(path, starts=starts, passages=passage[order], size=np.int64(len(held)))


class WordNearness:
    """Searches a file that `write_word_postings` made. Reading only, safe to share between threads."""

    def __init__(self, path: Path, words: BaseWords) -> None:
        self._words = words
        with np.load(path, allow_pickle=False) as arrays:
            self._starts: NDArray[np.int64] = arrays["starts"]
            self._passages: NDArray[np.int32] = arrays["passages"]
            self._size = int(arrays["size"])

    def search(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """Scores [passages] in [0, 1] for the lemmas of a query."""
        asked = self._words.known(lemmas)
        if not asked or not self._size:
            return np.zeros(self._size, dtype=np.float32)
        nearness = self._words.nearness(asked)
        word, term = np.nonzero(nearness >= FLOOR)
        counts = self._starts[word + 1] - self._starts[word]
        places = _ranges(self._starts[word], counts)
        best = np.zeros((len(asked), self._size), dtype=np.float32)
        np.maximum.at(best, (np.repeat(term, counts), self._passages[places]), np.repeat(nearness[word, term], counts))
        weights = self._weights(asked)
        return np.asarray(np.clip(weights @ best / weights.sum(), 0.0, 1.0), dtype=np.float32)

    def _weights(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """ln((n + 1) / (df + 0.5)) with n passages, df of them holding the lemma."""
        numbers = [self._words.numbers.get(lemma) for lemma in lemmas]
        held = [0 if number is None else int(self._starts[number + 1] - self._starts[number]) for number in numbers]
        return np.log((self._size + 1) / (np.array(held) + 0.5)).astype(np.float32)


def _ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers starts[i] to starts[i] + counts[i] - 1 for all i, one after another."""
    before = np.cumsum(counts) - counts
    return np.asarray(np.repeat(starts - before, counts) + np.arange(int(counts.sum())), dtype=np.int64)
