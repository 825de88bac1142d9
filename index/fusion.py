"""Pure functions over arrays: passages to records, channels to one score, order, cut-off."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Numbers = NDArray[np.int64]

# Scores are compared rounded, so that the last bits of a sum on another machine change no order.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Parts:
    """Scores [records] of one query by channel. `lexical` is raw BM25; the others lie in [0, 1] or are brought there.

    `dense` is the inner product of the encoder, `words` compares word by word, `sentences` and `openings` the best piece,
    `concepts` the thesaurus. `asked` and `topics` compare the query with what people ask when the record is the answer
    (`index.asked`): 0 where nobody wrote that down, until `index.fitted.with_expected` puts there what the other channels let
    expect.
    """

    lexical: Scores
    dense: Scores
    words: Scores
    sentences: Scores
    openings: Scores
    concepts: Scores
    asked: Scores
    topics: Scores


@dataclass(frozen=True, slots=True)
class Weights:
    """How channels add up: shares by channel, 1 together, so that a sum lies in [0, 1].

    `exact` is the top of the scale, kept for records that carry a name asked for: they stand above all others, and in its
    upper half those of which it is the whole name.
    """

    lexical: float
    dense: float
    words: float
    sentences: float
    openings: float
    concepts: float
    asked: float
    topics: float
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


def added(parts: Parts, weights: Weights) -> Scores:
    """Scores in [0, 1] without regard to names. BM25 is divided by its best value for this query, before any filter, so
    filters change nothing."""
    top = parts.lexical.max(initial=0.0)
    scores = weights.lexical * (parts.lexical / top if top > 0 else parts.lexical)
    for channel in fields(Parts):
        if channel.name != "lexical":
            scores = scores + getattr(weights, channel.name) * np.clip(getattr(parts, channel.name), 0.0, 1.0)
    return np.asarray(scores, dtype=np.float64)


def with_names(scores: Scores, named: Named, exact: float) -> Scores:
    """Scores of `added` brought to [0, 1 - exact], those of records with a name asked for above all others up to 1."""
    listed = (1 - exact) * scores
    half = exact / 2
    listed[named.partly] = 1 - exact + half * scores[named.partly]
    listed[named.wholly] = 1 - half + half * scores[named.wholly]
    return np.round(listed, _DECIMALS)


def ranked(scores: Scores, numbers: Numbers) -> Numbers:
    """The record numbers by falling score; equal scores in order of number, which is the order of ids."""
    return np.asarray(numbers[np.lexsort((numbers, -scores[numbers]))], dtype=np.int64)
