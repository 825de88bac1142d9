"""What was fitted on judged needs: weights of the channels, when a need counts as answered, levels of confidence.

`fitted.json` is written by `praktyki fit` (`index.fitting`) with its provenance and read once. Another file, fitted on
one's own judgements or for another encoder, is named by one setting.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from index.answer import Confidence
from index.encoder import ModelMissing
from index.fusion import Parts, Scores, Weights

FITTED = Path(__file__).with_name("fitted.json")


class FittedDamaged(ModelMissing):
    """The file of weights cannot be read."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answered(_Part):
    """Logistic regression over figures of a whole query: the chance that the base holds an answer.

    `top` weighs the best fused score, `mean` the mean inner product over all records (a need on the usual ground of the
    base has many neighbours), `concepts` the best score of the thesaurus. Below `least` the need is called unanswered.
    """

    constant: float
    top: float
    mean: float
    concepts: float
    least: float

    def chance(self, figures: Scores) -> float:
        """Between 0 and 1; `figures` are those of `query_figures`."""
        weighed = self.constant + float(figures @ np.array([self.top, self.mean, self.concepts]))
        return float(1 / (1 + np.exp(-weighed)))


class Levels(_Part):
    """Scores from which a hit has high or medium confidence; `share` is the part of the best score that a record needs to be
    listed at all."""

    high: float
    medium: float
    share: float

    def confidence(self, score: float) -> Confidence:
        """The level of a score."""
        if score >= self.high:
            return "high"
        return "medium" if score >= self.medium else "low"


class Fitted(_Part):
    """The whole file. `provenance` says on what, when and how well."""

    weights: Weights
    answered: Answered
    levels: Levels
    provenance: dict[str, object]


def query_figures(parts: Parts, scores: Scores) -> Scores:
    """[best fused score, mean inner product, best thesaurus score] of one query; zeros for an empty base. `scores` are those of
    `added`."""
    if not len(scores):
        return np.zeros(3)
    return np.array([scores.max(), np.clip(parts.dense, 0, 1).mean(), parts.concepts.max()])


@cache
def read_fitted(path: Path = FITTED) -> Fitted:
    """Raises FittedDamaged."""
    try:
        return Fitted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise FittedDamaged(
            f"Nie można odczytać pliku z wagami „{path}”. Sprawdź ustawienie PRAKTYKI_RANKING albo zrób plik: praktyki fit."
        ) from error
