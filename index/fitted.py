"""What was fitted on judged needs: weights of the channels, when a need counts as answered, levels of confidence.

`fitted.json` is written by `praktyki fit` (`index.fitting`) with its provenance and read once. Another file, fitted on
one's own judgements or for another encoder, is named by one setting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from index.answer import Confidence
from index.encoder import ModelMissing
from index.fusion import Parts, Scores, Weights

FITTED = Path(__file__).with_name("fitted.json")
# A query of at most so many lemmas is short; function words count, names of places do not.
SHORT_LEMMAS = 3
# What the decision weighs, in the order of `query_figures`.
FIGURES = ("nearest", "mean", "concepts", "gap", "named", "short")


class FittedDamaged(ModelMissing):
    """The file of weights cannot be read."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answered(_Part):
    """Logistic regression over figures of a whole query: the chance that the base holds an answer.

    `nearest` weighs the best inner product with a record, `mean` the mean one over all records (a need on the usual ground of the
    base has many neighbours), `concepts` the best score of the thesaurus, `gap` the nearness of a matter that the base is known
    not to hold, `named` how much more surely the need names a matter that is held than one that is not, `short` that it has few
    words: these lie less near to a whole record than a sentence does. Below the chance `least` the need is called
    unanswered, and with nothing nearer than `floor`: what is far from all that is held and all that is missing is no question to
    this base.
    """

    constant: float
    nearest: float
    mean: float
    concepts: float
    gap: float
    named: float
    short: float
    least: float
    floor: float

    def holds(self, figures: Scores) -> bool:
        """True when the base holds an answer; `figures` are those of `query_figures`."""
        return float(figures[0]) >= self.floor and self.chance(figures) >= self.least

    def chance(self, figures: Scores) -> float:
        """Between 0 and 1; `figures` are those of `query_figures`."""
        weighed = self.constant + float(figures @ np.array([getattr(self, name) for name in FIGURES]))
        return float(1 / (1 + np.exp(-weighed)))


class Expected(_Part):
    """A channel as a linear function of others, for the records that have nothing of its own: else a practice of one's own
    would stand behind every starter practice."""

    dense: float
    words: float
    sentences: float

    def scores(self, parts: Parts) -> Scores:
        """Scores [records] in [0, 1]."""
        found = self.dense * parts.dense + self.words * parts.words + self.sentences * parts.sentences
        return np.asarray(np.clip(found, 0.0, 1.0), dtype=np.float64)


class Unknown(_Part):
    """What to expect of records of which nobody wrote down what people ask."""

    asked: Expected
    topics: Expected
    named: Expected


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
    unknown: Unknown
    answered: Answered
    levels: Levels
    provenance: dict[str, object]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells beside the channels whether the base holds an answer to a query: in [0, 1] the nearness of a `gap`
    (`index.gaps`), how far the query names a matter of each record, `named` [records], and that of a gap (`index.naming`); and
    whether it is `short`, of at most SHORT_LEMMAS."""

    gap: float
    named: Scores
    named_gap: float
    short: bool


def query_figures(parts: Parts, evidence: Evidence) -> Scores:
    """[best inner product, mean one, best thesaurus score, nearness of a gap, matter named rather than a gap, 1 when short] of one
    query; zeros for an empty base. Both with what is expected for unknown records.

    What people ask is left out: nobody wrote it down for a practice of one's own, which would be told empty more often.
    """
    if not len(parts.dense):
        return np.zeros(len(FIGURES))
    dense = np.clip(parts.dense, 0, 1)
    named = evidence.named.max() - evidence.named_gap
    return np.array([dense.max(), dense.mean(), parts.concepts.max(), evidence.gap, named, evidence.short])


def with_expected(parts: Parts, known: NDArray[np.bool_], unknown: Unknown) -> Parts:
    """The same with the channels `asked` and `topics` as expected for the records for which they are not `known` [records]."""
    return replace(
        parts,
        asked=np.where(known, parts.asked, unknown.asked.scores(parts)),
        topics=np.where(known, parts.topics, unknown.topics.scores(parts)),
    )


def evidence_expected(evidence: Evidence, parts: Parts, known: NDArray[np.bool_], unknown: Unknown) -> Evidence:
    """The same with what the channels let expect of the records [records] for which it is not `known`."""
    return replace(evidence, named=np.where(known, evidence.named, unknown.named.scores(parts)))


@cache
def read_fitted(path: Path = FITTED) -> Fitted:
    """Raises FittedDamaged."""
    try:
        return Fitted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise FittedDamaged(
            f"Nie można odczytać pliku z wagami „{path}”. Sprawdź ustawienie PRAKTYKI_RANKING albo zrób plik: praktyki fit."
        ) from error
