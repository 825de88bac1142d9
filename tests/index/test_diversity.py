"""Unlike records first: the formula by hand, what holds for any list, and the pages of a search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.diversity import SAME_PLACE, Matrix, diversified, likeness
from index.filters import Filters
from index.searcher import Searcher
from tests.index.knowledge import published, starter_practices

NOWHERE: frozenset[str] = frozenset()
NEED = "samotni seniorzy na wsi"


def test_the_formula_by_hand() -> None:
    # 0 and 1 say the same; 2 is less relevant and says something else. With half and half:
    # first 0 (relevance 1); then 1: .5 x .9 - .5 x 1.0 = -.05 and 2: .5 x .6 - .5 x .1 = .25
    alike = np.array([[1, 1, 0.1], [1, 1, 0.1], [0.1, 0.1, 1]])

    assert diversified([1.0, 0.9, 0.6], alike, 0.5) == [0, 2, 1]
    # with a little of it 1 stays second: .9 x .9 - .1 = .71 against .9 x .6 - .01 = .53
    assert diversified([1.0, 0.9, 0.6], alike, 0.1) == [0, 1, 2]


def test_relevance_counts_on_the_scale_of_the_best() -> None:
    alike = np.array([[1, 1, 0.1], [1, 1, 0.1], [0.1, 0.1, 1]])

    assert diversified([0.5, 0.45, 0.3], alike, 0.5) == diversified([1.0, 0.9, 0.6], alike, 0.5)


def test_two_records_of_one_subregion_are_alike_to_a_degree() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.8, 0.6], [-1, 0]], dtype=np.float32)
    places = [frozenset({"nuts:PL227"}), frozenset({"nuts:PL227", "nuts:PL228"}), NOWHERE, NOWHERE]

    found = likeness(vectors, places)

    assert found[0, 1] == found[1, 0] == SAME_PLACE
    assert found[0, 2] == pytest.approx(0.8)
    # Opposite directions are not alike, and two places that nobody knows are not one place
    assert found[0, 3] == found[2, 3] == 0
    assert np.diag(found) == pytest.approx([1, 1, 1, 1])


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[float], Matrix]:
    size = draw(st.integers(0, 8))
    relevance = sorted(draw(st.lists(st.floats(0, 1), min_size=size, max_size=size)), reverse=True)
    values = draw(st.lists(st.floats(0, 1), min_size=size * size, max_size=size * size))
    alike = np.array(values).reshape(size, size)
    return relevance, np.maximum(alike, alike.T)


@given(lists())
def test_no_diversity_is_the_list_as_it_was(given_list: tuple[list[float], Matrix]) -> None:
    relevance, alike = given_list

    assert diversified(relevance, alike, 0) == list(range(len(relevance)))


@given(lists(), st.floats(0, 1))
def test_nothing_is_lost_or_doubled_and_the_best_stays_first(
    given_list: tuple[list[float], Matrix], diversity: float
) -> None:
    relevance, alike = given_list

    order = diversified(relevance, alike, diversity)

    assert sorted(order) == list(range(len(relevance)))
    assert order[:1] == list(range(len(relevance)))[:1]
    assert diversified(relevance, alike, diversity) == order


@given(lists(), st.floats(0, 1))
def test_each_step_takes_the_greatest_marginal_relevance(
    given_list: tuple[list[float], Matrix], diversity: float
) -> None:
    relevance, alike = given_list
    order = diversified(relevance, alike, diversity)
    top = max(relevance, default=0.0) or 1.0

    def marginal(record: int, taken: list[int]) -> float:
        repeated = max(float(alike[other, record]) for other in taken)
        return (1 - diversity) * relevance[record] / top - diversity * repeated

    for step in range(1, len(order) if diversity else 0):
        best = max(marginal(record, order[:step]) for record in order[step:])
        assert marginal(order[step], order[:step]) == pytest.approx(best, abs=1e-9)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("var")
    published(
        folder, [record for record in starter_practices(190) if "seniors" in record.themes or "youth" in record.themes]
    )
    with Searcher.open(folder) as searcher:
        yield searcher


def mean_likeness(running: Searcher, diversity: float, first: int = 5) -> float:
    hits = running.search(NEED, Filters(), first, 0, diversity=diversity).hits
    vectors = [running._contents.record_vector(running.ids.index(hit.record_id)) for hit in hits]
    return fmean(float(one @ other) for one, other in combinations(vectors, 2))


def test_the_first_hits_grow_less_alike(running: Searcher) -> None:
    assert mean_likeness(running, 1.0) < mean_likeness(running, 0.5) < mean_likeness(running, 0.0)


@pytest.mark.parametrize("diversity", [0.0, 0.3, 1.0])
def test_the_same_records_with_the_same_scores_come_in_another_order(running: Searcher, diversity: float) -> None:
    plain = running.search(NEED, Filters(), 100, 0)

    answer = running.search(NEED, Filters(), 100, 0, diversity=diversity)

    assert sorted(answer.hits, key=lambda hit: (-hit.score, hit.record_id)) == list(plain.hits)
    assert answer.hits[0] == plain.hits[0]
    assert (answer.hits == plain.hits) == (diversity == 0)
    assert (answer.total, answer.facets) == (plain.total, plain.facets)


@pytest.mark.parametrize("size", [1, 3, 7])
def test_pages_put_together_are_the_whole_list(running: Searcher, size: int) -> None:
    whole = running.search(NEED, Filters(), 100, 0, diversity=0.5)

    pages = [running.search(NEED, Filters(), size, offset, diversity=0.5) for offset in range(0, whole.total, size)]

    assert tuple(hit for page in pages for hit in page.hits) == whole.hits


def test_a_name_that_was_asked_for_stays_first(running: Searcher) -> None:
    record = running.record(running.ids[3])
    assert record is not None

    assert running.search(record.title, Filters(), 3, 0, diversity=1.0).hits[0].record_id == record.id


def test_an_empty_query_and_an_empty_answer_have_nothing_to_put_in_order(running: Searcher, tmp_path: Path) -> None:
    assert running.search("", Filters(), 5, 0, diversity=1.0) == running.search("", Filters(), 5, 0)
    assert running.search("xyzzyq", Filters(), 5, 0, diversity=1.0).hits == ()
