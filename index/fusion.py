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
    """How channels add up. `dense` is the share of the inner product, the rest is that of BM25.

    `exact` is the top of the scale, kept for records that carry a name asked for: they stand above all others.
    """

    dense: float = 0.86
    exact: float = 0.1


def best_per_record(records: NDArray[np.int32], passages: Numbers, scores: NDArray[np.float32], size: int) -> Scores:
    """Scores [size] by record number: the best of its passages, 0 where it has none. `records` maps passage to record."""
    best = np.zeros(size, dtype=np.float64)
    np.maximum.at(best, records[passages], scores)
    return best


def combined(lexical: Scores, dense: Scores, exact: Numbers, weights: Weights) -> Scores:
    """Scores in [0, 1]. BM25 is divided by its best value for this query, before any filter, so filters change nothing."""
    top = lexical.max(initial=0.0)
    share = lexical / top if top > 0 else lexical
    scores = (1 - weights.dense) * share + weights.dense * np.clip(dense, 0.0, 1.0)
    listed = (1 - weights.exact) * scores
    listed[exact] = 1 - weights.exact + weights.exact * scores[exact]
    return np.round(listed, _DECIMALS)


def ranked(scores: Scores, numbers: Numbers) -> Numbers:
    """The record numbers by falling score; equal scores in order of number, which is the order of ids."""
    return np.asarray(numbers[np.lexsort((numbers, -scores[numbers]))], dtype=np.int64)
