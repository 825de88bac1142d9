"""Fits the ranking on judged needs; `index.cross_validation` says how far the fit can be trusted.

Weights: listwise softmax cross-entropy between graded gains and scores (ListNet: Cao et al., "Learning to rank: from
pairwise approach to listwise approach", ICML 2007), no weight below 0. Whether a need has an answer: logistic regression
over `query_figures`, cut where at most `WRONGLY_EMPTY` of the answerable needs fall below. Levels of confidence: the chance
that a hit is clearly useful, logistic in its score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from corpus.lemmas import lemmas
from index.fitted import (
    FIGURES,
    Answered,
    Evidence,
    Expected,
    Fitted,
    Levels,
    Unknown,
    evidence_expected,
    query_figures,
    with_expected,
)
from index.fusion import Numbers, Parts, Scores, Weights, added
from index.judgements import PRACTICES, Need
from index.measures import RELEVANT
from index.searcher import Searcher

WRONGLY_EMPTY = 0.04
# A hit with at least this chance to be clearly useful has high or medium confidence.
HIGH, MEDIUM = 0.5, 0.2
# Of the score of the best: records below are not listed.
SHARE = 0.4
_RIDGE = 0.01
_STEPS = 600
_RATE = 0.2
_EXPECTED_FROM = ("dense", "words", "sentences")
_CHANNELS = tuple(channel.name for channel in fields(Parts))


@dataclass(frozen=True, slots=True)
class Example:
    """One need over all practices of the base: channel scores as measured, for which of them it is `known` what people ask
    [practices], grades [practices], practice ids, and what else tells whether there is an answer."""

    need: Need
    parts: Parts
    known: NDArray[np.bool_]
    grades: Numbers
    ids: tuple[str, ...]
    evidence: Evidence

    @property
    def answerable(self) -> bool:
        return bool((self.grades >= RELEVANT).any())


@dataclass(frozen=True, slots=True)
class Bin:
    """Practices with scores from `low` up to `high`: how many, and the share that is clearly useful."""

    low: float
    high: float
    practices: int
    useful: float


def examples(searcher: Searcher, needs: Sequence[Need]) -> list[Example]:
    """The needs as this base scores them, each without what the index learned from itself."""
    ids = searcher.allowed_ids(PRACTICES)
    chosen = np.isin(searcher.ids, ids)
    found: list[Example] = []
    for need in needs:
        query = searcher.read_query(need.text)
        channels = searcher.scorer.channels(query, without=lemmas(need.text))
        practices = Parts(*(getattr(channels.parts, channel)[chosen] for channel in _CHANNELS))
        evidence = replace(channels.evidence, named=channels.evidence.named[chosen])
        grades = np.array([need.judgements.get(item, 0) for item in ids], dtype=np.int64)
        found.append(Example(need, practices, searcher.scorer.asked_known[chosen], grades, ids, evidence))
    return found


def fit(given: Sequence[Example], provenance: dict[str, object], also: Sequence[Example] = ()) -> Fitted:
    """Weights, cut-off and levels from these examples. `also` are further ones for the weights, harder than what is asked on
    the whole: the cut-off and the levels are taken from `given` alone.

    Raises ValueError without answerable and unanswerable needs.
    """
    unknown = fit_unknown([*given, *also])
    complete = [completed(example, unknown) for example in given]
    further = [completed(example, unknown) for example in also]
    weights = fit_weights([example for example in (*complete, *further) if example.answerable])
    return Fitted(
        weights=weights,
        unknown=unknown,
        answered=fit_answered(complete, further),
        levels=fit_levels(complete, weights),
        provenance=provenance,
    )


def completed(example: Example, unknown: Unknown) -> Example:
    """The example with what is expected in place of what nobody wrote down."""
    parts = with_expected(example.parts, example.known, unknown)
    return replace(
        example, parts=parts, evidence=evidence_expected(example.evidence, example.parts, example.known, unknown)
    )


def fit_unknown(given: Sequence[Example]) -> Unknown:
    """From the practices for which it is known."""
    return Unknown(
        asked=fit_expected(given, lambda one: one.parts.asked),
        topics=fit_expected(given, lambda one: one.parts.topics),
        named=fit_expected(given, lambda one: one.evidence.named),
    )


def fit_expected(given: Sequence[Example], wanted_of: Callable[[Example], Scores]) -> Expected:
    """Scores [practices] from those of channels by least squares over the practices for which they are known; nothing where they
    are for none."""
    rows = [np.column_stack([getattr(one.parts, name)[one.known] for name in _EXPECTED_FROM]) for one in given]
    table = np.concatenate(rows)
    if not len(table):
        return Expected(dense=0.0, words=0.0, sentences=0.0)
    wanted = np.concatenate([wanted_of(one)[one.known] for one in given])
    slopes = np.linalg.lstsq(table, wanted, rcond=None)[0]
    return Expected(**{name: round(float(slope), 4) for name, slope in zip(_EXPECTED_FROM, slopes, strict=True)})


def fit_weights(given: Sequence[Example]) -> Weights:
    """Shares of the channels from answerable examples. Raises ValueError when there are none."""
    if not given:
        raise ValueError("no answerable need to fit on")
    tables = np.stack([_table(example.parts) for example in given]).astype(np.float32)
    gains = np.stack([2.0**example.grades - 1 for example in given]).astype(np.float32)
    wanted = gains / gains.sum(axis=1, keepdims=True)
    scale = tables.std(axis=(0, 1))

    def slope(weights: Scores) -> Scores:
        scores = tables @ weights.astype(np.float32)
        chance = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        pulled = (chance - wanted).ravel() @ tables.reshape(-1, len(_CHANNELS)) / len(tables)
        return np.asarray(pulled + 2 * _RIDGE * weights * scale**2)

    # A channel that is silent for all needs has no share.
    found = _descended(np.where(scale > 0, 3.0, 0.0), slope)
    return Weights(**{name: round(float(share), 4) for name, share in zip(_CHANNELS, found / found.sum(), strict=True)})


def fit_answered(given: Sequence[Example], also: Sequence[Example] = ()) -> Answered:
    """The slopes from all, the cut-off from `given`. Raises ValueError when those are not of both kinds."""
    answerable = np.array([example.answerable for example in given])
    if answerable.all() or not answerable.any():
        raise ValueError("needs with an answer and needs without one are both wanted")
    figures = np.stack([query_figures(example.parts, example.evidence) for example in (*given, *also)])
    truth = np.concatenate([answerable, np.array([example.answerable for example in also], dtype=np.bool_)])
    constant, slopes = _logistic(figures, truth, ridge=_RIDGE)
    cut = Answered(constant=constant, **dict(zip(FIGURES, slopes, strict=True)), least=0.0, floor=0.0)
    held = figures[: len(given)][answerable]
    chances = np.sort([cut.chance(row) for row in held])
    # Down, so that the need on the edge stays answered.
    least, floor = (
        float(np.floor(edge * 10_000) / 10_000)
        for edge in (chances[int(WRONGLY_EMPTY * len(chances))], held[:, 0].min())
    )
    return cut.model_copy(update={"least": least, "floor": floor})


def fit_levels(given: Sequence[Example], weights: Weights) -> Levels:
    """Levels on the scale that `with_names` gives to records without a name asked for."""
    scores, useful = _all_hits(given, weights)
    constant, slopes = _logistic(scores[:, None], useful, ridge=0.0)

    def score_at(chance: float) -> float:
        return round((float(np.log(chance / (1 - chance))) - constant) / slopes[0], 3)

    return Levels(high=score_at(HIGH), medium=score_at(MEDIUM), share=SHARE)


def reliability(given: Sequence[Example], fitted: Fitted, width: float = 0.05) -> list[Bin]:
    """How often practices of a score are clearly useful; bins with fewer than ten practices are left out."""
    complete = [completed(example, fitted.unknown) for example in given]
    scores, useful = _all_hits(complete, fitted.weights)
    bins = []
    for low in np.arange(0, 1, width):
        inside = (scores >= low) & (scores < low + width)
        if inside.sum() >= 10:
            bins.append(Bin(float(low), float(low + width), int(inside.sum()), float(useful[inside].mean())))
    return bins


def _table(parts: Parts) -> Scores:
    """Channel scores [practices, channels] as `added` weighs them."""
    alone = {name: Weights(**{other: float(other == name) for other in _CHANNELS}) for name in _CHANNELS}
    return np.stack([added(parts, alone[name]) for name in _CHANNELS], axis=-1)


def _all_hits(given: Sequence[Example], weights: Weights) -> tuple[Scores, NDArray[np.bool_]]:
    scores = np.concatenate([(1 - weights.exact) * added(example.parts, weights) for example in given])
    return scores, np.concatenate([example.grades >= RELEVANT for example in given])


def _descended(start: Scores, slope: Callable[[Scores], Scores]) -> Scores:
    """Gradient descent with Adam's steps (Kingma, Ba 2015), kept at 0 or above."""
    at, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, _STEPS + 1):
        gradient = slope(at)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        pace = _RATE * (1 - step / _STEPS)
        at = at - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        at = np.maximum(at, 0.0)
    return at


def _logistic(rows: Scores, truth: NDArray[np.bool_], ridge: float) -> tuple[float, list[float]]:
    """Constant and slopes of a logistic regression by Newton's method on standardised columns; `ridge` is per row."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    table = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    pull = np.diag([0.0, *[ridge * len(rows)] * rows.shape[1]])
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truth) + pull @ weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + pull
        weights = weights - np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
    slopes = weights[1:] / scale
    return float(weights[0] - slopes @ mean), [float(value) for value in slopes]
