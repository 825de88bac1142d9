"""The smallest set of practices for all needs, held against trying every set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.covering import cover, steps

weights_and_fits = st.integers(1, 6).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(1, 5).map(float), min_size=size, max_size=size),
        st.lists(
            st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from([0.25, 0.5, 0.75, 1.0]), max_size=4),
            min_size=size,
            max_size=size,
        ),
    )
)


def served(chosen: Sequence[str], fits: Sequence[Mapping[str, float]]) -> set[int]:
    return {number for number, found in enumerate(fits) if set(found) & set(chosen)}


def worth(chosen: Sequence[str], weights: Sequence[float], fits: Sequence[Mapping[str, float]]) -> float:
    return sum(
        weight * max((found.get(name, 0.0) for name in chosen), default=0.0)
        for weight, found in zip(weights, fits, strict=True)
    )


def every_set(fits: Sequence[Mapping[str, float]], size: int) -> list[tuple[str, ...]]:
    return list(combinations(sorted({name for found in fits for name in found}), size))


def test_one_practice_that_serves_three_needs_stands_for_three() -> None:
    fits = [{"klub": 0.9, "dowoz": 0.6}, {"dowoz": 0.8}, {"dowoz": 0.7, "swietlica": 0.9}, {}]

    found = cover([1, 1, 1, 1], fits)

    assert found.practices == ("dowoz",)
    assert found.served == (0, 1, 2)
    assert found.unserved == (3,)
    assert found.gap == 0.0


def test_of_two_equal_sets_the_better_fitting_one_is_taken() -> None:
    assert cover([1, 3], [{"a": 0.5, "b": 0.9}, {"a": 0.9, "b": 0.5}]).practices == ("a",)
    assert cover([3, 1], [{"a": 0.5, "b": 0.9}, {"a": 0.9, "b": 0.5}]).practices == ("b",)


def test_no_need_and_no_match_are_answers_too() -> None:
    assert cover([], []).practices == ()
    assert cover([2.0], [{}]).unserved == (0,)
    assert steps([2.0], [{}], 3) == ()


@pytest.mark.parametrize(("weights", "fits"), [([1.0], []), ([0.0], [{"a": 1.0}]), ([-1.0], [{"a": 1.0}])])
def test_weights_that_mean_nothing_are_refused(weights: list[float], fits: list[dict[str, float]]) -> None:
    with pytest.raises(ValueError, match="weight"):
        cover(weights, fits)


@settings(max_examples=150)
@given(weights_and_fits)
def test_no_smaller_set_serves_all_and_none_of_its_size_fits_better(
    problem: tuple[list[float], list[dict[str, float]]],
) -> None:
    weights, fits = problem
    servable = served([name for found in fits for name in found], fits)

    found = cover(weights, fits)

    assert set(found.served) == servable == served(found.practices, fits)
    assert not any(
        served(chosen, fits) == servable for size in range(len(found.practices)) for chosen in every_set(fits, size)
    )
    best = max(
        worth(chosen, weights, fits)
        for chosen in every_set(fits, len(found.practices))
        if served(chosen, fits) == servable
    )
    assert worth(found.practices, weights, fits) == pytest.approx(best)
    assert found.gap == 0.0


@settings(max_examples=100)
@given(weights_and_fits)
def test_each_step_serves_as_much_as_any_set_of_its_size(
    problem: tuple[list[float], list[dict[str, float]]],
) -> None:
    weights, fits = problem

    for step in steps(weights, fits, 3):
        best = max(sum(weights[number] for number in served(chosen, fits)) for chosen in every_set(fits, step.size))
        assert step.share == pytest.approx(best / sum(weights))
        assert sum(weights[number] for number in served(step.practices, fits)) == pytest.approx(best)


def test_the_same_needs_give_the_same_set() -> None:
    fits = [dict.fromkeys("dcba", 0.5) for _ in range(3)]

    assert len({cover([1, 1, 1], fits).practices for _ in range(5)}) == 1


def test_a_hundred_needs_are_solved_and_the_gap_is_told() -> None:
    fits = [{f"p{(number * step) % 60}": 1.0 - step / 100 for step in range(1, 11)} for number in range(1, 101)]

    found = cover([1.0] * 100, fits)

    assert len(found.served) == 100
    assert found.gap <= 0.1
