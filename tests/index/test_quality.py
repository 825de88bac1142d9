"""How good the answers are over all starter practices, by the development judgements (not part of the project)."""

from __future__ import annotations

from statistics import fmean

import pytest

from corpus.cards import STARTER, load_folder
from index.evaluate import Report, WayResult, evaluate
from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS
from index.searcher import Searcher
from tests.corpus.records import SHARED
from tests.index.knowledge import published

QUERIES, QRELS = SHARED / "eval" / "queries.jsonl", SHARED / "eval" / "qrels.jsonl"

pytestmark = pytest.mark.skipif(not QUERIES.exists(), reason="the development judgements are not here")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    """Of the development needs and of those of the project."""
    folder = tmp_path_factory.mktemp("starter")
    published(folder, load_folder(STARTER))
    with Searcher.open(folder) as searcher:
        return evaluate(searcher, QUERIES, QRELS), evaluate(searcher, OWN_NEEDS, OWN_JUDGEMENTS)


@pytest.fixture(scope="module")
def result(results: tuple[Report, Report]) -> Report:
    return results[0]


def way(result: Report, name: str) -> WayResult:
    return next(way for way in result.ways if way.way == name)


def test_the_hybrid_answers_well_enough(result: Report) -> None:
    assert result.needs == 70
    assert way(result, "hybrid").ndcg >= 0.75


@pytest.mark.parametrize("own", [False, True])
def test_the_hybrid_beats_each_of_its_parts(results: tuple[Report, Report], own: bool) -> None:
    # Where it answers: only the hybrid says that there is no good match, and that counts 0
    result = results[own]
    told = {found.need for found in way(result, "hybrid").needs if not found.ranking}

    def over_the_others(name: str) -> float:
        return fmean(found.ndcg for found in way(result, name).needs if found.need not in told)

    assert len(told) <= 3
    assert over_the_others("hybrid") > max(over_the_others(one.way) for one in result.ways if "hybrid" not in one.way)


def test_lemmas_beat_raw_words(result: Report) -> None:
    assert way(result, "BM25, lemmas").ndcg > way(result, "BM25, raw words").ndcg


def test_the_same_need_otherwise_written_gets_nearly_the_same_answers(result: Report) -> None:
    assert result.steady_without_diacritics >= 4
    assert result.steady_inflected >= 4


def test_needs_without_an_answer_are_told_so_and_few_others_are(results: tuple[Report, Report]) -> None:
    # Both sets together: of 56 needs alone one is nearly two per cent
    told = sum(one.told_empty * (one.needs - one.answerable) for one in results)
    wrongly = sum(one.wrongly_empty * one.answerable for one in results)

    assert min(one.told_empty for one in results) >= 0.7
    assert told / sum(one.needs - one.answerable for one in results) >= 0.8
    assert round(wrongly) <= 0.05 * sum(one.answerable for one in results)
