"""Measures of a ranked list against graded judgements. Pure functions; judgements map an id to its grade, absent is 0."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# From this grade on a practice is clearly useful.
RELEVANT = 2

Judgements = Mapping[str, int]


def ndcg(ranking: Sequence[str], judgements: Judgements, k: int) -> float:
    """Normalised discounted cumulative gain at k, in [0, 1]; 0 when nothing is judged above 0.

    Gain 2^grade - 1, discount log2(rank + 1) with ranks from 1 (Burges et al. 2005); the ideal list is that of all
    judged ids by falling grade.
    """
    ideal = _dcg(sorted(judgements.values(), reverse=True)[:k])
    return _dcg([judgements.get(item, 0) for item in ranking[:k]]) / ideal if ideal else 0.0


def _dcg(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def recall(ranking: Sequence[str], judgements: Judgements, k: int) -> float:
    """Relevant ids among the first k, divided by min(k, number of relevant ids); 0 when there are none."""
    relevant = relevant_ids(judgements)
    return len(relevant.intersection(ranking[:k])) / min(k, len(relevant)) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], judgements: Judgements, k: int) -> float:
    """1 / rank of the first relevant id among the first k, 0 when there is none."""
    relevant = relevant_ids(judgements)
    return next((1 / rank for rank, item in enumerate(ranking[:k], start=1) if item in relevant), 0.0)


def relevant_ids(judgements: Judgements) -> frozenset[str]:
    """Ids of grade RELEVANT or better."""
    return frozenset(item for item, grade in judgements.items() if grade >= RELEVANT)


def shared_count(first: Sequence[str], second: Sequence[str], k: int) -> int:
    """How many of the first k of one list are among the first k of the other (0 to k)."""
    return len(set(first[:k]) & set(second[:k]))
