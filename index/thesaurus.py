"""The thesaurus as a way to score passages: a query and a passage are near when they name the same or neighbouring concepts.

Both are vectors over concepts and the score is their cosine, 0 to 1. A concept named n times weighs (1 + ln n) * idf,
with the idf of BM25 over passages (the vector space model with logarithmic term frequency, Salton and Buckley 1988). A
concept that only lies next to one in the query enters the query with the share that `concept_table` sets; passages hold
what they name and nothing else.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.thesaurus import Concept, thesaurus
from index.answer import SharedConcept
from index.concept_table import ConceptTable
from index.lexical import inverse_document_frequency

_TABLE = "table.json"
_POSTINGS = "postings.npz"


def write_concepts(folder: Path, passages: Iterable[Sequence[str]], concepts: Iterable[Concept] | None = None) -> None:
    """Writes the table of the thesaurus and the concepts of the passages (their lemmas, numbered from 0) into an empty folder.

    `concepts` are those shipped, unless given. Raises ThesaurusDamaged.
    """
    table = ConceptTable.of(thesaurus() if concepts is None else concepts)
    held, holders, counts = array("i"), array("i"), array("i")
    size = 0
    for passage, lemmas in enumerate(passages):
        found = table.counts(lemmas)
        held.extend(found)
        holders.extend([passage] * len(found))
        counts.extend(found.values())
        size = passage + 1
    concept, holder = np.array(held, dtype=np.int32), np.array(holders, dtype=np.int32)
    frequencies = np.bincount(concept, minlength=len(table.ids))
    idf = np.array([inverse_document_frequency(int(frequency), size) for frequency in frequencies])
    weights = (1 + np.log(np.array(counts, dtype=np.float64))) * idf[concept]
    weights /= np.sqrt(np.bincount(holder, weights**2, minlength=size))[holder]
    order = np.lexsort((holder, concept))
    folder.mkdir()
    table.write(folder / _TABLE)
    np.savez(
        folder / _POSTINGS,
        starts=np.concatenate(([0], np.cumsum(frequencies))).astype(np.int64),
        passages=holder[order],
        weights=weights[order].astype(np.float32),
        idf=idf,
        size=np.int64(size),
    )


def _unit(weights: dict[int, float]) -> dict[int, float]:
    length = math.hypot(*weights.values())
    return {concept: weight / length for concept, weight in weights.items()}


class ConceptIndex:
    """Searches a folder that `write_concepts` made. Reading only, safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._table = ConceptTable.read(folder / _TABLE)
        with np.load(folder / _POSTINGS, allow_pickle=False) as arrays:
            self._starts: NDArray[np.int64] = arrays["starts"]
            self._passages: NDArray[np.int32] = arrays["passages"]
            self._weights: NDArray[np.float32] = arrays["weights"]
            self._idf: NDArray[np.float64] = arrays["idf"]
            self._size = int(arrays["size"])

    def search(self, lemmas: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Passage numbers and cosines above 0, by passage number. `lemmas` are those of the query in reading order."""
        scores = np.zeros(self._size, dtype=np.float64)
        for concept, weight in sorted(self._asked(lemmas).items()):
            part = slice(self._starts[concept], self._starts[concept + 1])
            # A passage stands once among those of a concept, so plain addition loses nothing.
            scores[self._passages[part]] += weight * self._weights[part]
        found = np.flatnonzero(scores)
        return found, scores[found].astype(np.float32)

    def recognised(self, lemmas: Sequence[str]) -> tuple[str, ...]:
        """Ids of the concepts that the lemmas name, sorted."""
        return tuple(sorted(self._table.ids[concept] for concept in self._table.counts(lemmas)))

    def shared(self, query: Sequence[str], record: Sequence[str]) -> tuple[SharedConcept, ...]:
        """Concepts that both sequences of lemmas name in different words, the rarest first.

        What both say in the same words is left out: shared words are a reason of their own.
        """
        asked, told = self._table.named(query), self._table.named(record)
        common = [concept for concept in asked if concept in told and not asked[concept].keys() & told[concept].keys()]
        common.sort(key=lambda concept: (-self._idf[concept], self._table.ids[concept]))
        return tuple(
            SharedConcept(self._table.ids[concept], _first(asked[concept]), _first(told[concept]), tuple(told[concept]))
            for concept in common
        )

    def beside(self, lemmas: Sequence[str]) -> tuple[str, ...]:
        """Names of the concepts beside those that the lemmas name, as far as passages hold them, nearest and commonest first."""
        named = self._table.counts(lemmas)
        near: dict[int, float] = {}
        for concept in named:
            for other, share in self._table.neighbours(concept).items():
                if other not in named and self._starts[other + 1] > self._starts[other]:
                    near[other] = max(near.get(other, 0.0), share)
        order = sorted(near, key=lambda concept: (-near[concept], self._idf[concept], self._table.ids[concept]))
        return tuple(dict.fromkeys(self._table.name(concept) for concept in order))

    def _asked(self, lemmas: Sequence[str]) -> dict[int, float]:
        named = {concept: 1 + math.log(count) for concept, count in self._table.counts(lemmas).items()}
        asked = dict(named)
        for concept, weight in named.items():
            for other, share in self._table.neighbours(concept).items():
                asked[other] = max(asked.get(other, 0.0), share * weight)
        return _unit({concept: weight * float(self._idf[concept]) for concept, weight in asked.items()})


def _first(phrases: dict[tuple[str, ...], str]) -> str:
    return next(iter(phrases.values()))
