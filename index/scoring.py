"""Scores of all records for one query: by words, by meaning, by concepts, by names, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.fusion import NOBODY, Named, Numbers, Scores, Weights, best_per_record, combined
from index.lexical import LexicalIndex
from index.names import NameQuery
from index.query import Query
from index.thesaurus import ConceptIndex

# Opposite directions count as nothing.
DENSE_FLOOR = 0.0
LEXICAL_LIMIT = 2_000
NAMED_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Channels:
    """Scores [records] of one query by channel, and the records whose name was asked for."""

    lexical: Scores
    dense: Scores
    concepts: Scores
    named: Named
    fused: Scores


class Scorer:
    """Asks every channel of a snapshot. `records` maps a passage number to its record number."""

    def __init__(
        self,
        records: NDArray[np.int32],
        lexical: LexicalIndex,
        dense: DenseIndex,
        concepts: ConceptIndex,
        encoder: Encoder,
    ) -> None:
        self._records = records
        self._lexical = lexical
        self._dense = dense
        self._concepts = concepts
        self._encoder = encoder
        self._weights = Weights()

    def channels(self, query: Query) -> Channels:
        """Scores of all records for a query."""
        lexical = self._per_record(*self._lexical.search(query.lemmas, LEXICAL_LIMIT))
        dense = self._per_record(*self._dense.search(self._encoder.encode_queries([query.text])[0], DENSE_FLOOR))
        concepts = self._per_record(*self._concepts.search(query.sequence))
        named = self._named(query)
        return Channels(lexical, dense, concepts, named, combined(lexical, dense, concepts, named, self._weights))

    def near(self, vector: Vectors, without: int) -> Channels:
        """Scores of all records by their nearness to a vector [dim] alone, 0 for the record `without`."""
        dense = self._per_record(*self._dense.search(vector, DENSE_FLOOR))
        dense[without] = 0.0
        nothing = np.zeros_like(dense)
        fused = combined(nothing, dense, nothing, NOBODY, Weights(dense=1.0, concepts=0.0, exact=0.0))
        return Channels(nothing, dense, nothing, NOBODY, fused)

    def _per_record(self, passages: Numbers, scores: NDArray[np.float32]) -> Scores:
        size = int(self._records[-1]) + 1 if len(self._records) else 0
        return best_per_record(self._records, passages, scores, size)

    def _named(self, query: Query) -> Named:
        wholly, partly = (
            [self._carriers(asked) for asked in query.names if asked.whole == whole] for whole in (True, False)
        )
        return Named(*(np.unique(np.concatenate([NOBODY.wholly, *found])) for found in (wholly, partly)))

    def _carriers(self, asked: NameQuery) -> Numbers:
        fields = ("names", "places") if asked.places else ("names",)
        passages = self._lexical.named(asked.words, whole=asked.whole, fields=fields, limit=NAMED_LIMIT)
        return np.asarray(self._records[passages], dtype=np.int64)
