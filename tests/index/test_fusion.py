"""Combining channels: plain functions over arrays, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Scores, Weights, best_per_record, combined, ranked

NOBODY = np.empty(0, dtype=np.int64)


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float64)


def test_a_record_scores_as_its_best_passage() -> None:
    # Given records 0 (passages 0, 1), 1 (passage 2) and 2 (passage 3), and scores of passages 1, 0 and 3
    owners = np.array([0, 0, 1, 2], dtype=np.int32)

    best = best_per_record(owners, np.array([1, 0, 3]), np.array([0.4, 0.7, 0.2], dtype=np.float32), 3)

    assert best == pytest.approx([0.7, 0.0, 0.2])


def test_channels_add_up_by_hand() -> None:
    # BM25 of 10 and 5 become 1 and 0.5; (1 - 0.7) of that plus 0.7 of the inner product; 0.9 of the sum is the listed part
    found = combined(scores(10, 5, 0), scores(0.2, 0.8, -0.4), NOBODY, Weights(dense=0.7, exact=0.1))

    # 0.9 * (0.3 * 1 + 0.7 * 0.2) = 0.396;  0.9 * (0.3 * 0.5 + 0.7 * 0.8) = 0.639;  a negative product counts as nothing
    assert found == pytest.approx([0.396, 0.639, 0.0])


def test_a_record_whose_name_was_asked_for_stands_above_all_others() -> None:
    found = combined(scores(10, 0), scores(1, 0.1), np.array([1]), Weights(dense=0.7, exact=0.1))

    # 0.9 * 1 for the best that a record without the name can be; 0.9 + 0.1 * 0.07 for the named one
    assert found == pytest.approx([0.9, 0.907])


def test_no_word_in_common_is_no_division_by_nothing() -> None:
    assert combined(scores(0, 0), scores(0.5, 0), NOBODY, Weights(0.5, 0.0)) == pytest.approx([0.25, 0.0])
    assert combined(scores(), scores(), NOBODY, Weights()).size == 0


def test_order_is_by_falling_score_then_by_number() -> None:
    order = ranked(scores(0.5, 0.9, 0.5, 0.1, 0.9), np.array([4, 3, 2, 1, 0]))

    assert order.tolist() == [1, 4, 0, 2, 3]


def test_only_the_given_records_are_ordered() -> None:
    assert ranked(scores(0.5, 0.9, 0.7), np.array([2, 0])).tolist() == [2, 0]
    assert ranked(scores(), NOBODY).tolist() == []


unit = st.floats(0, 1)
lists = st.integers(1, 8).flatmap(
    lambda size: st.tuples(
        st.lists(st.floats(0, 40), min_size=size, max_size=size),
        st.lists(st.floats(-1, 1.001), min_size=size, max_size=size),
        st.sets(st.integers(0, size - 1)),
    )
)


@given(lists, unit, unit)
def test_scores_stay_between_nothing_and_one_and_names_on_top(
    given_scores: tuple[list[float], list[float], set[int]], dense: float, exact: float
) -> None:
    lexical, products, named = given_scores
    numbers = np.array(sorted(named), dtype=np.int64)

    found = combined(np.array(lexical), np.array(products), numbers, Weights(dense, exact))

    assert ((found >= 0) & (found <= 1)).all()
    others = np.delete(found, numbers)
    if len(named) and len(others):
        assert found[numbers].min() >= others.max()


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75]), max_size=12))
def test_ranked_is_a_sort_by_score_and_number(values: list[float]) -> None:
    order = ranked(np.array(values, dtype=np.float64), np.arange(len(values)))

    assert order.tolist() == sorted(range(len(values)), key=lambda number: (-values[number], number))
