"""How far a fit can be trusted: every figure is of needs that the weights had not seen (five-fold cross-validation, repeated)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import fmean, pstdev

import numpy as np

from index.fitted import Fitted, query_figures
from index.fitting import Example, completed, fit
from index.fusion import added
from index.measures import ndcg, recall

FOLDS = 5
REPEATS = 3
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean of a figure over all needs held out, and the standard deviation of its means between folds."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Validation:
    """Figures of needs held out: `ndcg` and `recall` at DEPTH of the bare order, `ndcg_served` with needs called unanswered
    counting 0, `told_empty` and `wrongly_empty` as in `index.evaluate`."""

    ndcg: Spread
    ndcg_served: Spread
    recall: Spread
    told_empty: Spread
    wrongly_empty: Spread


def validate(sets: Sequence[Sequence[Example]], also: Sequence[Example] = (), seed: int = 0) -> list[Validation]:
    """Cross-validates a fit on all the sets together, with `also` as in `fit`; figures are told set by set."""
    given = [example for one in sets for example in one]
    owner = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    draw = np.random.default_rng(seed)
    rows: list[dict[str, list[list[float]]]] = [{field.name: [] for field in fields(Validation)} for _ in sets]
    for _ in range(REPEATS):
        order = draw.permutation(len(given))
        for fold in range(FOLDS):
            outside = np.sort(order[fold::FOLDS])
            inside = np.setdiff1d(order, outside)
            fitted = fit([given[place] for place in inside], {}, also)
            for number, found in enumerate(rows):
                held = [given[place] for place in outside[owner[outside] == number]]
                for name, values in _figures(held, fitted).items():
                    found[name].append(values)
    return [Validation(**{name: _spread(values) for name, values in found.items()}) for found in rows]


def _figures(held: Sequence[Example], fitted: Fitted) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {field.name: [] for field in fields(Validation)}
    for measured in held:
        example = completed(measured, fitted.unknown)
        told = not fitted.answered.holds(query_figures(example.parts, example.evidence))
        if not example.answerable:
            found["told_empty"].append(float(told))
            continue
        order = np.argsort(-added(example.parts, fitted.weights), kind="stable")[:DEPTH]
        ranking = [example.ids[number] for number in order]
        gain = ndcg(ranking, example.need.judgements, DEPTH)
        found["ndcg"].append(gain)
        found["ndcg_served"].append(0.0 if told else gain)
        found["recall"].append(recall(ranking, example.need.judgements, DEPTH))
        found["wrongly_empty"].append(float(told))
    return found


def _spread(folds: Sequence[Sequence[float]]) -> Spread:
    means = [fmean(values) for values in folds if values]
    return Spread(fmean([value for values in folds for value in values] or [0.0]), pstdev(means) if means else 0.0)
