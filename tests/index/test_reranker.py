"""The second look: which scores it trades, what it leaves alone, and a list that filters and pages do not change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.answer import Answer
from index.filters import Filters
from index.fusion import ranked
from index.reranker import OFF, Relevance, SecondLook, load_second_look, reranked
from index.searcher import Searcher

NEEDS = (
    "spółdzielnia socjalna gminy i stowarzyszeń",
    "świetlica dla młodzieży",
    "klub dla osób starszych",
    "plac zabaw",
)


class ShortestFirst:
    """A reranker that likes short texts, and remembers what it read."""

    name = "krotkie"
    fingerprint = "krotkie-1"

    def __init__(self) -> None:
        self.read: tuple[str, ...] = ()

    def relevance(self, query: str, texts: Sequence[str]) -> Relevance:
        self.read = tuple(texts)
        return np.array([-len(text) for text in texts], dtype=np.float32)


def scores_of(answer: Answer) -> list[float]:
    return [hit.score for hit in answer.hits]


def ids(answer: Answer) -> list[str]:
    return [hit.record_id for hit in answer.hits]


@pytest.fixture(scope="module")
def need(searcher: Searcher) -> str:
    """The need with the longest answer in the small base."""
    return max(NEEDS, key=lambda text: searcher.search(text, Filters(), 1, 0).total)


def test_the_most_relevant_record_takes_the_highest_score() -> None:
    # Records 3, 1 and 0 are looked at; the second look turns them round. Record 2 stays what it was
    scores = np.array([0.2, 0.5, 0.4, 0.9])

    traded = reranked(scores, np.array([3, 1, 0]), np.array([-5.0, 0.0, 7.0], dtype=np.float32))

    assert traded.tolist() == [0.9, 0.5, 0.4, 0.2]
    assert scores.tolist() == [0.2, 0.5, 0.4, 0.9]


@given(
    arrays(np.float64, 12, elements=st.floats(0, 1)),
    st.permutations(range(12)),
    st.integers(0, 12),
    arrays(np.float32, 12, elements=st.floats(-9, 9, width=32)),
)
def test_scores_change_hands_and_no_score_is_new(
    scores: np.ndarray, order: list[int], looked_at: int, relevance: np.ndarray
) -> None:
    numbers = np.array(order[:looked_at], dtype=np.int64)
    others = np.array(order[looked_at:], dtype=np.int64)

    traded = reranked(scores, numbers, relevance[:looked_at])

    assert sorted(traded[numbers]) == sorted(scores[numbers])
    assert traded[others].tolist() == scores[others].tolist()
    for first, said_of_first in zip(numbers, relevance, strict=False):
        for second, said_of_second in zip(numbers, relevance, strict=False):
            assert said_of_first <= said_of_second or traded[first] >= traded[second]


@given(arrays(np.float64, 6, elements=st.floats(0, 1)))
def test_a_reranker_without_an_opinion_changes_nothing(scores: np.ndarray) -> None:
    numbers = ranked(scores, np.arange(6))

    assert reranked(scores, numbers, np.zeros(6, dtype=np.float32)).tolist() == scores.tolist()


def test_off_is_no_reranker() -> None:
    assert load_second_look(OFF, 20) is None


def test_the_best_hits_are_read_and_put_in_the_order_of_the_second_look(
    data_dir: Path, searcher: Searcher, need: str
) -> None:
    first = searcher.search(need, Filters(), 100, 0)
    reranker = ShortestFirst()

    with Searcher.open(data_dir, second_look=SecondLook(reranker, 4)) as running:
        second = running.search(need, Filters(), 100, 0)

    # The first four change places, the others do not; every place keeps its score and what the score promises
    assert len(first.hits) > 4
    assert len(reranker.read) == 4
    assert sorted(ids(second)[:4]) == sorted(ids(first)[:4])
    assert ids(second)[:4] != ids(first)[:4]
    assert ids(second)[4:] == ids(first)[4:]
    assert scores_of(second) == scores_of(first)
    assert [hit.confidence for hit in second.hits] == [hit.confidence for hit in first.hits]
    assert second.facets == first.facets


def test_a_filter_takes_hits_away_and_keeps_the_order_of_the_second_look(data_dir: Path, need: str) -> None:
    with Searcher.open(data_dir, second_look=SecondLook(ShortestFirst(), 10)) as running:
        whole = running.search(need, Filters(), 100, 0)
        place = Filters(voivodeships=("pomorskie", "śląskie", "mazowieckie"))
        allowed = set(running.allowed_ids(place))
        filtered = running.search(need, place, 100, 0)
        pages = [running.search(need, Filters(), 3, offset) for offset in range(0, whole.total, 3)]

    assert filtered.hits == tuple(hit for hit in whole.hits if hit.record_id in allowed)
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits


def test_a_name_that_was_asked_for_stays_first(data_dir: Path, searcher: Searcher) -> None:
    title = max((searcher.record(item).title for item in searcher.ids[::7] if searcher.record(item)), key=len)  # type: ignore[union-attr]
    reranker = ShortestFirst()

    with Searcher.open(data_dir, second_look=SecondLook(reranker, 20)) as running:
        first = running.search(title, Filters(), 3, 0).hits[0]

    assert first.exact_name
    assert not any(text.startswith(title) for text in reranker.read)


@pytest.mark.parametrize("query", ["", "xyzzyq", "dla nas oraz was"])
def test_where_nothing_is_found_nothing_is_read(data_dir: Path, query: str) -> None:
    reranker = ShortestFirst()

    with Searcher.open(data_dir, second_look=SecondLook(reranker, 20)) as running:
        running.search(query, Filters(), 10, 0)

    assert reranker.read == ()
