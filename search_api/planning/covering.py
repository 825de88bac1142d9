"""The fewest practices that serve all needs, and how much of the weight of the needs the first few serve.

Both are set problems that a solver of integer programs answers exactly (HiGHS): minimum set cover (Karp 1972) for "all", maximum
coverage for "the best few". Among sets of one size that serve the same, the one with the greatest fit is taken:
sum over needs of weight x the fit of the best chosen practice, as in the uncapacitated facility location problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SOLVER_SECONDS = 2.0  # for one program; beyond it the best set found stands, with how far from the best it may be
_EQUAL = 1e-6  # weights of needs that differ by less, relative to all, are one


class SolverFailed(Exception):
    """The solver gave no set at all. The message names its own words."""


@dataclass(frozen=True, slots=True)
class Cover:
    """`practices` in the order in which each adds most; `served` the needs (by position) that any of them serves; `unserved`
    those that no practice at all serves. `gap`: the set may hold more practices than the fewest by at most this share; at 0.0
    it is proved that none is smaller."""

    practices: tuple[str, ...]
    served: tuple[int, ...]
    unserved: tuple[int, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class Step:
    """The best set of `size` practices: `share` of the weight of all needs is served by it."""

    size: int
    practices: tuple[str, ...]
    share: float


def cover(weights: Sequence[float], fits: Sequence[Mapping[str, float]]) -> Cover:
    """The fewest practices that serve every need that can be served.

    `weights` [needs] are above 0; `fits` [needs] give for each need the practices that serve it with a fit in (0, 1].
    Equal inputs give equal answers. Raises ValueError for lists of two lengths, SolverFailed.
    """
    problem = _Problem.of(weights, fits)
    if not problem.served:
        return Cover((), (), tuple(range(len(fits))), 0.0)
    chosen, gap = problem.fewest()
    return Cover(
        problem.by_gain(chosen),
        problem.served,
        tuple(number for number in range(len(fits)) if number not in set(problem.served)),
        gap,
    )


def steps(weights: Sequence[float], fits: Sequence[Mapping[str, float]], most: int) -> tuple[Step, ...]:
    """The best sets of 1, 2, … `most` practices, as long as one more serves more weight. Raises as `cover`."""
    problem = _Problem.of(weights, fits)
    total = float(sum(weights))
    found: list[Step] = []
    for size in range(1, most + 1):
        if not problem.served:
            break
        chosen = problem.best_of(size)
        share = problem.weight_of(chosen) / total
        if found and share <= found[-1].share + 1e-9:
            break
        found.append(Step(size, problem.by_gain(chosen), share))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Problem:
    """Needs that can be served, and the practices that serve any: `fit` [served needs, practices], 0 where one does not serve."""

    names: tuple[str, ...]
    served: tuple[int, ...]
    weights: NDArray[np.float64]
    fit: NDArray[np.float64]

    @classmethod
    def of(cls, weights: Sequence[float], fits: Sequence[Mapping[str, float]]) -> _Problem:
        if len(weights) != len(fits):
            raise ValueError("one weight for each need")
        if not all(weight > 0 for weight in weights):
            raise ValueError("weights above 0")
        served = tuple(number for number, found in enumerate(fits) if found)
        names = tuple(sorted({name for found in fits for name in found}))
        fit = np.zeros((len(served), len(names)))
        for row, number in enumerate(served):
            fit[row] = [fits[number].get(name, 0.0) for name in names]
        return cls(names, served, np.array([weights[number] for number in served], dtype=np.float64), fit)

    def fewest(self) -> tuple[list[int], float]:
        """Columns of the smallest set that serves all, the best fitting of these, and the gap to the proved bound."""
        program = _Program(self.fit > 0, self.weights * 0 + 1, all_served=True)
        chosen, bound = program.smallest()
        program.at_most(len(chosen))
        fewest = max(1.0, np.ceil(bound - _EQUAL))
        return program.fittest(self.weights[:, None] * self.fit), max(0.0, len(chosen) / fewest - 1.0)

    def best_of(self, size: int) -> list[int]:
        """Columns of the set of at most `size` that serves the most weight, the best fitting of these."""
        program = _Program(self.fit > 0, self.weights, all_served=False)
        program.at_most(size)
        chosen = program.heaviest()
        program.at_least(self.weight_of(chosen))
        return program.fittest(self.weights[:, None] * self.fit)

    def weight_of(self, chosen: Sequence[int]) -> float:
        return float(self.weights[(self.fit[:, list(chosen)] > 0).any(axis=1)].sum())

    def by_gain(self, chosen: Sequence[int]) -> tuple[str, ...]:
        """The chosen names, each time the one that adds most weight x fit, ties by name."""
        best = np.zeros(len(self.served))
        left, order = sorted(chosen), []
        while left:
            gains = [float((self.weights * np.maximum(self.fit[:, column] - best, 0)).sum()) for column in left]
            column = left.pop(int(np.argmax(gains)))
            best = np.maximum(best, self.fit[:, column])
            order.append(self.names[column])
        return tuple(order)


class _Program:
    """Binary x [practices], and for each need and practice that serves it y in [0, 1]: by which practice the need is served. A
    need is served by chosen practices only, and once at most; exactly once when all are to be served."""

    def __init__(self, serves: NDArray[np.bool_], weights: NDArray[np.float64], *, all_served: bool) -> None:
        import highspy

        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in {
            "output_flag": False,
            "time_limit": SOLVER_SECONDS,
            "random_seed": 0,
            "threads": 1,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 1e-9,
        }.items():
            self._solver.setOptionValue(name, value)
        self._needs, self._practices = np.nonzero(serves)
        self._weights = weights
        binary = highspy.HighsVarType.kInteger
        self._x = [self._solver.addVariable(lb=0, ub=1, type=binary) for _ in range(serves.shape[1])]
        self._y = [self._solver.addVariable(lb=0, ub=1) for _ in self._needs]
        for pair, practice in enumerate(self._practices):
            self._solver.addConstr(self._y[pair] <= self._x[practice])
        for need in range(serves.shape[0]):
            once = sum(self._y[pair] for pair in np.flatnonzero(self._needs == need))
            self._solver.addConstr(once == 1 if all_served else once <= 1)

    def at_most(self, size: int) -> None:
        """No more practices than that."""
        self._solver.addConstr(sum(self._x) <= size)

    def at_least(self, weight: float) -> None:
        """Needs of so much weight are served."""
        served = sum(float(self._weights[need]) * self._y[pair] for pair, need in enumerate(self._needs))
        self._solver.addConstr(served >= weight - _EQUAL * float(self._weights.sum()))

    def smallest(self) -> tuple[list[int], float]:
        """The set of the fewest practices, and a proved bound below its size."""
        self._solver.minimize(sum(self._x))
        return self._chosen(), float(self._solver.getInfo().mip_dual_bound)

    def heaviest(self) -> list[int]:
        """The set that serves the most weight."""
        self._solver.maximize(sum(float(self._weights[need]) * self._y[n] for n, need in enumerate(self._needs)))
        return self._chosen()

    def fittest(self, worth: NDArray[np.float64]) -> list[int]:
        """The set with the greatest sum of `worth` [needs, practices] over the needs, each by the practice that serves it."""
        pairs = enumerate(zip(self._needs, self._practices, strict=True))
        self._solver.maximize(sum(float(worth[need, practice]) * self._y[n] for n, (need, practice) in pairs))
        return self._chosen()

    def _chosen(self) -> list[int]:
        solution = self._solver.getSolution()
        if not solution.value_valid:
            raise SolverFailed(self._solver.modelStatusToString(self._solver.getModelStatus()))
        return [number for number in range(len(self._x)) if solution.col_value[number] > 0.5]
