"""Corpus statistics: the vocabulary of lemmas, their frequencies, and how often two stand near each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpus.build_lexicon import is_person
from corpus.language import normalise, tokens
from corpus.lemmas import UNKNOWN, Lemmatiser

_CHUNK = 4_000_000
# An unknown word that is mostly written with a capital letter is a name; names of persons stay out of the vocabulary.
_NAME_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class LemmaCorpus:
    """The text as integers: `ids` of all lemmas in order, -1 where a lemma is out of the vocabulary, and -1 after each
    paragraph so that no window crosses it. `vocabulary` is sorted by falling frequency; `counts` goes along with it."""

    vocabulary: tuple[str, ...]
    counts: NDArray[np.int64]
    ids: NDArray[np.int32]


def read_corpus(paragraphs: Iterable[str], analyser: Lemmatiser, min_count: int, max_size: int) -> LemmaCorpus:
    """Lemmatises the paragraphs and keeps the `max_size` most frequent lemmas that occur at least `min_count` times."""
    numbers: dict[str, int] = {}
    capitals: Counter[int] = Counter()
    stream: list[NDArray[np.int32]] = []
    buffer: list[int] = []
    for paragraph in paragraphs:
        text = normalise(paragraph)
        for token, found in zip(tokens(text), analyser.lemmatise(text), strict=True):
            number = numbers.setdefault(found.lemma, len(numbers))
            buffer.append(number)
            capitals[number] += token.text[:1].isupper()
        buffer.append(-1)
        if len(buffer) >= _CHUNK:
            stream.append(np.array(buffer, dtype=np.int32))
            buffer.clear()
    stream.append(np.array(buffer, dtype=np.int32))
    raw = np.concatenate(stream)
    counts = np.bincount(raw[raw >= 0], minlength=len(numbers))
    words = list(numbers)
    order = sorted(range(len(words)), key=lambda number: (-counts[number], words[number]))
    kept = [
        number
        for number in order
        if counts[number] >= min_count and _belongs(words[number], capitals[number] / counts[number], analyser)
    ][:max_size]
    mapping = np.full(len(words) + 1, -1, dtype=np.int32)
    mapping[kept] = np.arange(len(kept), dtype=np.int32)
    return LemmaCorpus(tuple(words[number] for number in kept), counts[kept], mapping[raw])


def _belongs(word: str, capital_share: float, analyser: Lemmatiser) -> bool:
    if not any(character.isalpha() for character in word):
        return False
    readings = [reading for reading in analyser.readings(word) if reading.part_of_speech != UNKNOWN]
    if readings:
        return not all(is_person(reading) for reading in readings)
    return analyser.is_acronym(word) or capital_share < _NAME_SHARE


def cooccurrences(corpus: LemmaCorpus, window: int) -> sparse.csr_matrix:
    """Symmetric counts [V, V] of lemmas at most `window` positions apart, a pair at distance d weighing 1/d."""
    size = len(corpus.vocabulary)
    parts: list[sparse.csr_matrix] = []
    ids = corpus.ids
    for distance in range(1, window + 1):
        left, right = ids[:-distance], ids[distance:]
        open_path = np.ones(len(left), dtype=bool)
        for step in range(distance + 1):
            open_path &= ids[step : len(ids) - distance + step] != -1
        keys, counts = np.unique(left[open_path].astype(np.int64) * size + right[open_path], return_counts=True)
        shape = (size, size)
        part = sparse.csr_matrix(((counts / distance).astype(np.float32), (keys // size, keys % size)), shape=shape)
        parts.append(sparse.csr_matrix(part + part.T))
    return reduce(add, parts)
