"""A second look at the best hits: the protocol that every reranker keeps, and how its verdict changes the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.encoder import ModelMissing
from index.fusion import Numbers, Scores

OFF = "off"

Relevance = NDArray[np.float32]


class RerankerMissing(ModelMissing):
    """The reranker named in the settings cannot be loaded."""


class Reranker(Protocol):
    """Reads a query and a text together and says how well the one answers the other."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same pair could get another score."""

    def relevance(self, query: str, texts: Sequence[str]) -> Relevance:
        """Scores [n], higher is better, on a scale of the model's own."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The reranker and how many of the best hits it reads."""

    reranker: Reranker
    depth: int


def reranked(scores: Scores, numbers: Numbers, relevance: Relevance) -> Scores:
    """A copy of the scores in which the records `numbers` [n] have traded theirs: the most relevant one has the highest.

    The first look's scores stay, on other records. A cross-encoder's own scale differs from model to model and is fitted on
    nothing here; the places that it gives are what it knows. So the cut-off, and what "high" promises of a hit that stands
    at such a score, hold as before. Equal relevance leaves the order as it was.
    """
    traded = scores.copy()
    by_score = numbers[np.lexsort((numbers, -scores[numbers]))]
    rank = np.empty(len(scores), dtype=np.int64)
    rank[by_score] = np.arange(len(by_score))
    by_relevance = numbers[np.lexsort((rank[numbers], -relevance))]
    traded[by_relevance] = scores[by_score]
    return traded


def load_second_look(name: str, depth: int) -> SecondLook | None:
    """The second look of the settings PRAKTYKI_RERANKER and PRAKTYKI_RERANKER_DEPTH: None for "off", else with a
    sentence-transformers cross-encoder by hub name or local folder. Raises RerankerMissing."""
    if name == OFF:
        return None
    from index.cross_encoder import HubReranker

    return SecondLook(HubReranker(name), depth)
