"""Fitting of the model of needs to marked documents, and honest figures: every document judged by a model that has not seen it.

Logistic regression with a Gaussian prior on the weights. Its mode is found by Newton's method in the space of examples, of which
there are fewer than features: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), algorithm 3.1, with the
linear kernel. Nothing in it is drawn by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.static_encoder import own_encoder
from search_api.planning.measure_needs import Case, states
from search_api.planning.need_features import PLACE, TROUBLE, features_of, text_of
from search_api.planning.need_limits import MOST_CHARACTERS
from search_api.planning.need_model import Floats, NeedModel
from search_api.planning.need_units import units_of

_STEPS, _STEADY = 40, 1e-3  # the second in log odds


@dataclass(frozen=True, slots=True)
class Recipe:
    """`variance` of the prior; `scale` of the vectors beside features of words, which are 0 or 1; `place` is what a feature of the
    place counts that is there: less, for it must not outvote the words; `trouble` the same of a word of trouble, told or
    denied, which is rare and plain; a feature counts from `seen` units on."""

    variance: float = 0.3
    scale: float = 2.0
    place: float = 0.8
    trouble: float = 2.0
    bias: float = 3.0
    seen: int = 2


@dataclass(frozen=True, slots=True)
class Examples:
    """`matrix` [n, features + dim + 1]: features of units, their scaled vectors, the bias. `targets` [n] 1 or 0. `owners` [n]: the
    number of the document of each. Units that a reader may list or leave are left out."""

    names: tuple[str, ...]
    matrix: NDArray[np.float32]
    targets: Floats
    owners: NDArray[np.int64]
    recipe: Recipe

    def kernel(self) -> Floats:
        """[n, n]: inner products of the examples, times the variance of the prior."""
        return np.asarray(self.recipe.variance * (self.matrix @ self.matrix.T), dtype=np.float64)


def examples_of(cases: Sequence[Case], recipe: Recipe) -> Examples:
    """The units of the cases with what their readers marked."""
    found: list[frozenset[str]] = []
    lemmas: list[tuple[str, ...]] = []
    targets: list[float] = []
    owners: list[int] = []
    for number, case in enumerate(cases):
        units = units_of(case.document, MOST_CHARACTERS)
        for unit, (own, words) in zip(units, features_of(units, case.document), strict=True):
            met = [mark for mark in case.marks if states(text_of(unit), mark)]
            if met and all(mark.optional for mark in met):
                continue
            found.append(own)
            lemmas.append(words)
            targets.append(float(bool(met)))
            owners.append(number)
    seen = Counter(name for own in found for name in own)
    names = tuple(sorted(name for name, times in seen.items() if times >= recipe.seen))
    vectors = own_encoder().encode_lemmas(lemmas)
    matrix = np.zeros((len(found), len(names) + vectors.shape[1] + 1), dtype=np.float32)
    columns = {name: column for column, name in enumerate(names)}
    for row, own in enumerate(found):
        matrix[row, [columns[name] for name in own if name in columns]] = 1.0
    matrix[:, : len(names)] *= _values(names, recipe)
    matrix[:, len(names) : -1] = recipe.scale * vectors
    matrix[:, -1] = recipe.bias
    return Examples(names, matrix, np.array(targets), np.array(owners), recipe)


def _values(names: Sequence[str], recipe: Recipe) -> NDArray[np.float32]:
    """[features]: what each counts where it is there."""
    return np.array([_value(name, recipe) for name in names], dtype=np.float32)


def _value(name: str, recipe: Recipe) -> float:
    if name.startswith(TROUBLE):
        return recipe.trouble
    return recipe.place if name.startswith(PLACE) else 1.0


def mode(kernel: Floats, targets: Floats) -> Floats:
    """The weights of the examples [n] at the mode of the posterior; those of features are `variance * matrix.T @ mode`."""
    values = np.zeros(len(targets))
    weights = np.zeros(len(targets))
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-values))
        curve = np.sqrt(likely * (1.0 - likely))
        wanted = curve**2 * values + targets - likely
        inner = np.eye(len(targets)) + curve[:, None] * kernel * curve[None, :]
        weights = wanted - curve * np.linalg.solve(inner, curve * (kernel @ wanted))
        before, values = values, kernel @ weights
        if np.abs(values - before).max() < _STEADY:
            break
    return weights


def fit(
    examples: Examples, rows: NDArray[np.bool_], kernel: Floats, enough: float, perhaps: float, **provenance: object
) -> NeedModel:
    """The model of the chosen rows [n]."""
    chosen = mode(kernel[np.ix_(rows, rows)], examples.targets[rows])
    recipe, count = examples.recipe, len(examples.names)
    found = recipe.variance * (examples.matrix[rows].T.astype(np.float64) @ chosen)
    weights = dict(zip(examples.names, (found[:count] * _values(examples.names, recipe)).tolist(), strict=True))
    return NeedModel(
        weights, recipe.scale * found[count:-1], recipe.bias * float(found[-1]), enough, perhaps, provenance
    )


def left_out(
    examples: Examples, parts: Sequence[set[int]], enough: float, perhaps: float
) -> Iterator[tuple[set[int], NeedModel]]:
    """Each set of documents, given by their numbers, with a model that has seen none of the set."""
    kernel = examples.kernel()
    for part in parts:
        yield part, fit(examples, ~np.isin(examples.owners, sorted(part)), kernel, enough, perhaps)


def folds_of(documents: int, folds: int) -> list[set[int]]:
    """The numbers of documents in so many parts; with as many `folds` as documents each is left out alone."""
    return [set(range(fold, documents, folds)) for fold in range(min(folds, documents))]
