"""Textbook BM25 over lists of words: the plain floor that the index is measured against. Slow and obvious on purpose."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

K1 = 1.2
B = 0.75


class PlainBm25:
    """Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond" (2009), with an idf never negative."""

    def __init__(self, ids: Sequence[str], documents: Sequence[Sequence[str]]) -> None:
        self._ids = list(ids)
        self._counts = [Counter(words) for words in documents]
        self._lengths = [len(words) for words in documents]
        self._average = sum(self._lengths) / max(1, len(self._lengths)) or 1.0
        self._frequencies = Counter(word for counts in self._counts for word in counts)

    def ranking(self, query: Sequence[str], limit: int) -> list[str]:
        """Ids of documents with a positive score, best first; equal scores by id."""
        scored = zip(self.scores(query), self._ids, strict=True)
        ordered = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
        return [item for _, item in ordered[:limit]]

    def scores(self, query: Sequence[str]) -> list[float]:
        """The score of each document, in the order they were given. A word of the query counts once."""
        weights = {word: self._idf(word) for word in dict.fromkeys(query) if word in self._frequencies}
        return [
            sum(weight * self._saturation(number, word) for word, weight in weights.items())
            for number in range(len(self._ids))
        ]

    def _idf(self, word: str) -> float:
        frequency = self._frequencies[word]
        return math.log(1 + (len(self._ids) - frequency + 0.5) / (frequency + 0.5))

    def _saturation(self, number: int, word: str) -> float:
        count = self._counts[number][word]
        return count * (K1 + 1) / (count + K1 * (1 - B + B * self._lengths[number] / self._average))
