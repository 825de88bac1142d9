"""Scores of all records for one query: by every channel, by names, and all of them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.encoder import Vectors
from index.fitted import FIGURES, SHORT_LEMMAS, Evidence, Fitted, evidence_expected, query_figures, with_expected
from index.fusion import NOBODY, Named, Numbers, Parts, Scores, Weights, added, best_per_record, with_names
from index.gaps import GapNearness
from index.lexical import LexicalIndex
from index.names import NameQuery
from index.naming import Naming
from index.piece_nearness import PieceNearness
from index.query import Query
from index.thesaurus import ConceptIndex
from index.word_nearness import WordNearness

# Opposite directions count as nothing.
DENSE_FLOOR = 0.0
LEXICAL_LIMIT = 2_000
NAMED_LIMIT = 500

DENSE_ALONE = Weights(lexical=0, dense=1, words=0, sentences=0, openings=0, concepts=0, asked=0, topics=0, exact=0)


@dataclass(frozen=True, slots=True)
class Channels:
    """Scores [records] of one query by channel, as measured, all `added`, the records whose name was asked for, and what the
    fusion makes of both; `evidence` is what else tells whether the base holds an answer, as measured, `figures` [6] those of
    `query_figures`."""

    parts: Parts
    added: Scores
    named: Named
    fused: Scores
    evidence: Evidence
    figures: Scores


@dataclass(frozen=True, slots=True)
class ScoredBy:
    """The open channels of a snapshot; all number passages alike."""

    lexical: LexicalIndex
    dense: DenseIndex
    words: WordNearness
    pieces: PieceNearness
    concepts: ConceptIndex
    gaps: GapNearness
    naming: Naming


class Scorer:
    """Asks every channel of a snapshot. `records` maps a passage number to its record number, `vector_of` a query to its
    vector [dim]. `asked_known` [records] says of which it is known what people ask when they are the answer."""

    def __init__(
        self, records: NDArray[np.int32], by: ScoredBy, vector_of: Callable[[str], Vectors], fitted: Fitted
    ) -> None:
        self._records = records
        self._by = by
        self._vector_of = vector_of
        self._fitted = fitted
        self.asked_known = np.zeros(self._size, dtype=bool)
        self.asked_known[records[by.pieces.with_asked]] = True

    def channels(self, query: Query, *, without: Sequence[str] = ()) -> Channels:
        """Scores of all records for a query. A need from which the index learned is measured `without` itself: what is asked for
        in just these lemmas, of a practice or of a gap, stays out."""
        by, weights = self._by, self._fitted.weights
        pieces = by.pieces.search(query.sequence, without=without)
        parts = Parts(
            lexical=self._per_record(*by.lexical.search(query.lemmas, LEXICAL_LIMIT)),
            dense=self._per_record(*by.dense.search(self._vector_of(query.text), DENSE_FLOOR)),
            words=self._best_of(by.words.search(query.lemmas)),
            sentences=self._best_of(pieces.sentences),
            openings=self._best_of(pieces.openings),
            concepts=self._per_record(*by.concepts.search(query.sequence)),
            asked=self._best_of(pieces.asked),
            topics=self._best_of(pieces.topics),
        )
        evidence = self._evidence(query, without)
        known, unknown = self.asked_known, self._fitted.unknown
        complete = with_expected(parts, known, unknown)
        figures = query_figures(complete, evidence_expected(evidence, parts, known, unknown))
        return _fused(parts, added(complete, weights), self._named(query), weights, evidence, figures)

    def near(self, vector: Vectors, without: int) -> Channels:
        """Scores of all records by their nearness to a vector [dim] alone, 0 for the record `without`."""
        dense = self._per_record(*self._by.dense.search(vector, DENSE_FLOOR))
        dense[without] = 0.0
        nothing = np.zeros_like(dense)
        parts = Parts(nothing, dense, nothing, nothing, nothing, nothing, nothing, nothing)
        return _fused(
            parts,
            added(parts, DENSE_ALONE),
            NOBODY,
            DENSE_ALONE,
            Evidence(0.0, nothing, 0.0, short=False),
            np.zeros(len(FIGURES)),
        )

    def _evidence(self, query: Query, without: Sequence[str]) -> Evidence:
        """As measured."""
        itself = self._by.gaps.asked_by(without) if without else frozenset()
        names = self._by.naming.search(query.lemmas, but=itself)
        gap = self._by.gaps.nearest(query.sequence, but=itself)
        return Evidence(
            gap=gap, named=self._best_of(names.held), named_gap=names.missing, short=len(query.sequence) <= SHORT_LEMMAS
        )

    def _best_of(self, scores: NDArray[np.float32]) -> Scores:
        return self._per_record(np.arange(len(scores), dtype=np.int64), scores)

    def _per_record(self, passages: Numbers, scores: NDArray[np.float32]) -> Scores:
        return best_per_record(self._records, passages, scores, self._size)

    @property
    def _size(self) -> int:
        return int(self._records[-1]) + 1 if len(self._records) else 0

    def _named(self, query: Query) -> Named:
        wholly, partly = (
            [self._carriers(asked) for asked in query.names if asked.whole == whole] for whole in (True, False)
        )
        return Named(*(np.unique(np.concatenate([NOBODY.wholly, *found])) for found in (wholly, partly)))

    def _carriers(self, asked: NameQuery) -> Numbers:
        fields = ("names", "places") if asked.places else ("names",)
        passages = self._by.lexical.named(asked.words, whole=asked.whole, fields=fields, limit=NAMED_LIMIT)
        return np.asarray(self._records[passages], dtype=np.int64)


def _fused(
    parts: Parts, scores: Scores, named: Named, weights: Weights, evidence: Evidence, figures: Scores
) -> Channels:
    return Channels(parts, scores, named, with_names(scores, named, weights.exact), evidence, figures)
