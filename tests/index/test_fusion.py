"""Combining channels: plain functions over arrays, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import NOBODY, Named, Parts, Scores, Weights, added, best_per_record, ranked, with_names


def scores(*values: float) -> Scores:
    return np.array(values, dtype=np.float64)


def parts(lexical: Scores, dense: Scores, words: Scores) -> Parts:
    """Three channels that speak and three that are silent."""
    silent = np.zeros_like(lexical)
    return Parts(lexical, dense, words, silent, silent, silent, silent, silent)


def combined(given_parts: Parts, named: Named, weights: Weights) -> Scores:
    """Both steps of the fusion."""
    return with_names(added(given_parts, weights), named, weights.exact)


def weighed(lexical: float, dense: float, words: float, exact: float) -> Weights:
    return Weights(
        lexical=lexical, dense=dense, words=words, sentences=0, openings=0, concepts=0, asked=0, topics=0, exact=exact
    )


def test_a_record_scores_as_its_best_passage() -> None:
    # Given records 0 (passages 0, 1), 1 (passage 2) and 2 (passage 3), and scores of passages 1, 0 and 3
    owners = np.array([0, 0, 1, 2], dtype=np.int32)

    best = best_per_record(owners, np.array([1, 0, 3]), np.array([0.4, 0.7, 0.2], dtype=np.float32), 3)

    assert best == pytest.approx([0.7, 0.0, 0.2])


def test_channels_add_up_by_hand() -> None:
    # BM25 of 10 and 5 become 1 and 0.5; 0.2 of that, 0.7 of the inner product, 0.1 of the words; 0.9 of the sum is listed
    weights = weighed(lexical=0.2, dense=0.7, words=0.1, exact=0.1)
    found = combined(parts(scores(10, 5, 0), scores(0.2, 0.8, -0.4), scores(0, 1, 0)), NOBODY, weights)

    # 0.9 * (0.2 * 1 + 0.7 * 0.2) = 0.306;  0.9 * (0.2 * 0.5 + 0.7 * 0.8 + 0.1) = 0.684;  a negative product counts as nothing
    assert found == pytest.approx([0.306, 0.684, 0.0])


def test_a_record_whose_name_was_asked_for_stands_above_all_others() -> None:
    named = Named(wholly=np.array([2]), partly=np.array([1, 2]))
    weights = weighed(lexical=0.3, dense=0.7, words=0, exact=0.1)
    found = combined(parts(scores(10, 0, 0), scores(1, 0.1, 0), scores(0, 0, 0)), named, weights)

    # 0.9 * 1 for the best that a record without the name can be; 0.9 + 0.05 * 0.07 for one with a name that holds it;
    # 0.95 + 0.05 * 0 for the one of which it is the whole name
    assert found == pytest.approx([0.9, 0.9035, 0.95])


def test_no_word_in_common_is_no_division_by_nothing() -> None:
    weights = weighed(lexical=0.5, dense=0.5, words=0, exact=0)

    assert combined(parts(scores(0, 0), scores(0.5, 0), scores(0, 0)), NOBODY, weights) == pytest.approx([0.25, 0.0])
    assert combined(parts(scores(), scores(), scores()), NOBODY, weights).size == 0


def test_order_is_by_falling_score_then_by_number() -> None:
    order = ranked(scores(0.5, 0.9, 0.5, 0.1, 0.9), np.array([4, 3, 2, 1, 0]))

    assert order.tolist() == [1, 4, 0, 2, 3]


def test_only_the_given_records_are_ordered() -> None:
    assert ranked(scores(0.5, 0.9, 0.7), np.array([2, 0])).tolist() == [2, 0]
    assert ranked(scores(), NOBODY.all).tolist() == []


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
    lexical, products, chosen = given_scores
    numbers = np.array(sorted(chosen), dtype=np.int64)
    named = Named(wholly=numbers[::2], partly=numbers)
    given_parts = parts(np.array(lexical), np.array(products), np.zeros(len(lexical)))
    found = combined(given_parts, named, weighed(1 - dense, dense, 0, exact))

    assert ((found >= 0) & (found <= 1)).all()
    others = np.delete(found, numbers)
    if len(numbers) and len(others):
        assert found[numbers].min() >= others.max()


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75]), max_size=12))
def test_ranked_is_a_sort_by_score_and_number(values: list[float]) -> None:
    order = ranked(np.array(values, dtype=np.float64), np.arange(len(values)))

    assert order.tolist() == sorted(range(len(values)), key=lambda number: (-values[number], number))
