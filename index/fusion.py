"""Pure functions over arrays: passages to records, two channels to one score, order, cut-off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Numbers = NDArray[np.int64]

# Scores are compared rounded, so that the last bits of a sum on another machine change no order.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """How channels add up. `dense` is the share of the inner product, `concepts` that of the thesaurus, the rest is BM25's.

    `exact` is the top of the scale, kept for records that carry a name asked for: they stand above all others, and in its
    upper half those of which it is the whole name.
    """

    dense: float = 0.77
    concepts: float = 0.1
    exact: float = 0.1


@dataclass(frozen=True, slots=True)
class Named:
    """Numbers of the records with a name that is just what was asked for, and of those with a name that holds it."""

    wholly: Numbers
    partly: Numbers

    @property
    def all(self) -> Numbers:
        """Both, sorted, each once."""
        return np.union1d(self.wholly, self.partly)


NOBODY = Named(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def best_per_record(records: NDArray[np.int32], passages: Numbers, scores: NDArray[np.float32], size: int) -> Scores:
    """Scores [size] by record number: the best of its passages, 0 where it has none. `records` maps passage to record."""
    best = np.zeros(size, dtype=np.float64)
    np.maximum.at(best, records[passages], scores)
    return best


def combined(lexical: Scores, dense: Scores, concepts: Scores, named: Named, weights: Weights) -> Scores:
    """Scores in [0, 1]. BM25 is divided by its best value for this query, before any filter, so filters change nothing."""
    top = lexical.max(initial=0.0)
    share = lexical / top if top > 0 else lexical
    nearness = weights.dense * np.clip(dense, 0.0, 1.0) + weights.concepts * np.clip(concepts, 0.0, 1.0)
    scores = (1 - weights.dense - weights.concepts) * share + nearness
    listed = (1 - weights.exact) * scores
    half = weights.exact / 2
    listed[named.partly] = 1 - weights.exact + half * scores[named.partly]
    listed[named.wholly] = 1 - half + half * scores[named.wholly]
    return np.round(listed, _DECIMALS)


def ranked(scores: Scores, numbers: Numbers) -> Numbers:
    """The record numbers by falling score; equal scores in order of number, which is the order of ids."""
    return np.asarray(numbers[np.lexsort((numbers, -scores[numbers]))], dtype=np.int64)
