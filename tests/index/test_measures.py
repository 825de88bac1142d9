"""The measures of the judged needs, against numbers worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.measures import ndcg, recall, reciprocal_rank, relevant_ids, shared_count

JUDGED = {"obiady": 3, "klub": 2, "dowoz": 1}


def test_ndcg_by_hand() -> None:
    # Given the list: on the margin (1), not judged (0), answers this very need (3); the club (2) is missed
    ranking = ["dowoz", "remiza", "obiady"]

    # Gains 2^grade - 1:   1, 0, 7       discounts log2(rank + 1): log2(2) = 1, log2(3), log2(4) = 2
    # DCG   = 1/1 + 0 + 7/2                      = 4.5
    # ideal = 7/1 + 3/log2(3) + 1/2 = 7 + 1.892789 + 0.5 = 9.392789
    # nDCG  = 4.5 / 9.392789                     = 0.479091
    assert ndcg(ranking, JUDGED, 10) == pytest.approx(0.479091, abs=1e-6)


def test_ndcg_of_the_best_order_is_one_and_of_a_turned_one_less() -> None:
    assert ndcg(["obiady", "klub", "dowoz"], JUDGED, 10) == 1.0
    # (1 + 3/log2(3) + 7/2) / 9.392789 = (1 + 1.892789 + 3.5) / 9.392789 = 0.680606
    assert ndcg(["dowoz", "klub", "obiady"], JUDGED, 10) == pytest.approx(0.680606, abs=1e-6)


def test_ndcg_looks_at_the_first_k_of_both_lists() -> None:
    # Given twelve practices of grade 3: the ideal list is cut at 10 as well, so ten of them are as good as can be
    judged = {f"p{number}": 3 for number in range(12)}

    assert ndcg([f"p{number}" for number in range(10)], judged, 10) == 1.0
    # The only good one in place 11 is too late
    assert ndcg([*(f"x{number}" for number in range(10)), "p0"], judged, 10) == 0.0
    # k = 1: 7 / 7
    assert ndcg(["p3"], judged, 1) == 1.0


def test_recall_by_hand() -> None:
    # Two practices of grade 2 or better, one of them found: 1 / min(10, 2)
    assert recall(["dowoz", "remiza", "obiady"], JUDGED, 10) == 0.5
    assert recall(["obiady", "klub"], JUDGED, 10) == 1.0
    # Grade 1 is no help
    assert recall(["dowoz"], JUDGED, 10) == 0.0


def test_recall_at_k_can_reach_one_when_there_are_more_than_k() -> None:
    # 15 relevant, 10 shown of which 5 are relevant: 5 / min(10, 15)
    judged = {f"p{number}": 2 for number in range(15)}
    ranking = [*(f"p{number}" for number in range(5)), *(f"x{number}" for number in range(5)), "p6"]

    assert recall(ranking, judged, 10) == 0.5
    assert recall(list(judged), judged, 10) == 1.0


def test_reciprocal_rank_by_hand() -> None:
    assert reciprocal_rank(["dowoz", "remiza", "klub", "obiady"], JUDGED, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(["obiady"], JUDGED, 10) == 1.0
    # Rank 11 is too late
    assert reciprocal_rank([*"abcdefghij", "obiady"], JUDGED, 10) == 0.0


@pytest.mark.parametrize("judged", [{}, {"dowoz": 1}])
def test_an_unanswered_need_counts_nothing(judged: dict[str, int]) -> None:
    assert recall(["dowoz"], judged, 10) == 0.0
    assert reciprocal_rank(["dowoz"], judged, 10) == 0.0
    assert ndcg([], judged, 10) == 0.0


def test_an_empty_answer_to_an_answerable_need_counts_nothing() -> None:
    assert (ndcg([], JUDGED, 10), recall([], JUDGED, 10), reciprocal_rank([], JUDGED, 10)) == (0.0, 0.0, 0.0)


def test_relevant_is_grade_two_or_better() -> None:
    assert relevant_ids(JUDGED) == {"obiady", "klub"}


def test_shared_count_counts_the_same_practices_in_any_order() -> None:
    assert shared_count(["a", "b", "c", "d", "e", "f"], ["f", "e", "d", "c", "b", "a"], 5) == 4
    assert shared_count(["a", "b"], ["b", "a"], 5) == 2
    assert shared_count([], ["a"], 5) == 0


ids = st.sampled_from([f"p{number}" for number in range(14)])
judgements = st.dictionaries(ids, st.integers(1, 3))
rankings = st.lists(ids, unique=True, max_size=14)


@given(rankings, judgements, st.integers(1, 12))
def test_measures_stay_between_nothing_and_all(ranking: list[str], judged: dict[str, int], k: int) -> None:
    for measure in (ndcg, recall, reciprocal_rank):
        assert 0.0 <= measure(ranking, judged, k) <= 1.0 + 1e-12
        assert measure(ranking, judged, k) == measure(ranking[:k], judged, k)


@given(rankings.filter(bool), judgements, st.data())
def test_a_better_practice_moved_up_never_makes_ndcg_worse(
    ranking: list[str], judged: dict[str, int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(ranking) - 1))
    better = sorted(ranking[place:], key=lambda item: -judged.get(item, 0))

    assert ndcg(ranking[:place] + better, judged, 10) >= ndcg(ranking, judged, 10) - 1e-12


@given(judgements.filter(bool))
def test_ndcg_is_one_exactly_for_an_ideal_order(judged: dict[str, int]) -> None:
    ideal = sorted(judged, key=lambda item: -judged[item])

    assert math.isclose(ndcg(ideal, judged, 10), 1.0)
