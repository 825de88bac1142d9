"""A list that shows different things first: for a study visit, the third club of seniors says less than the first bus.

Maximal marginal relevance (Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents and
producing summaries", SIGIR 1998): the next record is the one with the highest
l x relevance - (1 - l) x (its greatest likeness to a record already taken), here with l = 1 - diversity.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# How many of the best records change places; what stands below them stays as it is.
POOL = 50
# Two records that share a subregion are at least this much alike: as much as two practices of one theme mostly are.
SAME_PLACE = 0.65

Matrix = NDArray[np.float64]


def likeness(vectors: NDArray[np.float32], places: Sequence[frozenset[str]]) -> Matrix:
    """How much alike the records are [n, n], in [0, 1]: the inner product of their unit vectors [n, dim], and at least
    SAME_PLACE where they share a place."""
    alike: Matrix = np.clip(np.asarray(vectors @ vectors.T, dtype=np.float64), 0.0, 1.0)
    for first, here in enumerate(places):
        for second, there in enumerate(places):
            if here & there:
                alike[first, second] = max(alike[first, second], SAME_PLACE)
    return alike


def diversified(relevance: Sequence[float], alike: Matrix, diversity: float) -> list[int]:
    """The places 0 to n - 1 of a list in their new order.

    `relevance` [n] falls along the list and is brought to the scale of its first value; `diversity` from 0 (the list as it
    is) to 1 (after the first record only novelty counts). Equal ones keep their order.
    """
    order: list[int] = []
    if diversity == 0 or not relevance:
        return list(range(len(relevance)))
    scaled = np.array(relevance, dtype=np.float64) / (max(relevance) or 1.0)
    repeated = np.zeros(len(scaled))
    waiting = np.ones(len(scaled), dtype=bool)
    for _ in range(len(scaled)):
        marginal = np.where(waiting, (1 - diversity) * scaled - diversity * repeated, -np.inf)
        # The first record is the most relevant one also where relevance counts for nothing.
        taken = int(np.argmax(marginal)) if order else int(np.argmax(scaled))
        order.append(taken)
        waiting[taken] = False
        repeated = np.maximum(repeated, alike[taken])
    return order
