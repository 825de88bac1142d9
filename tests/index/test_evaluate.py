"""The report over judged needs: every way of ranking, the cut-off, steadiness, one table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.evaluate import DEPTH, Report, WayResult, evaluate, report, table, write_per_need
from index.filters import Filters
from index.judgements import Need
from index.searcher import Searcher
from tests.corpus.records import practice
from tests.index.knowledge import VISIT, published

LUNCHES = practice()
CLUB = practice(
    id="zory-klub",
    title="Klub młodzieżowy w Żorach",
    place={"locality": "Żory", "gmina": "Żory", "voivodeship": "śląskie"},
    themes=["youth"],
    target_groups=["youth"],
    need="Młodzież nie miała dokąd pójść po szkole.",
    actions="Miasto oddało lokal, a stowarzyszenie poprowadziło klub młodzieżowy.",
    results=None,
    lessons=None,
)
WATER = practice(
    id="wola-studnia",
    title="Studnia w Woli",
    themes=["rural_development"],
    target_groups=["rural_residents"],
    need="Wieś nie miała wody.",
    actions="Strażacy wykopali studnię.",
    results=None,
    lessons=None,
)


def need(name: str, text: str, judgements: dict[str, int], filters: Filters | None = None) -> Need:
    return Need(name, text, "", filters or Filters(), judgements)


NEEDS = (
    need("obiady", "obiady dla samotnych seniorów", {LUNCHES.id: 3, CLUB.id: 1}),
    need("klub", "klub dla młodzieży", {CLUB.id: 2}, Filters(not_voivodeships=("śląskie",))),
    # Judged useful, but it shares no word and no meaning with the need: every way misses it
    need("silniki", "xyzzyq silników odrzutowych", {WATER.id: 2}),
    need("hangar", "xyzzyq hangarów", {WATER.id: 1}),
)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("var")
    published(folder, [LUNCHES, CLUB, WATER, VISIT])
    with Searcher.open(folder) as searcher:
        return report(searcher, NEEDS)


def way(result: Report, name: str) -> WayResult:
    return next(way for way in result.ways if way.way == name)


def test_every_way_is_measured_over_the_needs_that_have_an_answer(result: Report) -> None:
    assert (result.needs, result.answerable) == (4, 3)
    assert [found.way for found in result.ways] == ["BM25, raw words", "BM25, lemmas", "encoder alone", "hybrid"]
    for found in result.ways:
        assert [one.need for one in found.needs] == ["obiady", "klub", "silniki"]


def test_an_unanswered_need_counts_nothing_in_the_mean(result: Report) -> None:
    hybrid = way(result, "hybrid")

    # Two needs answered at the first place, one not at all: (1 + 1 + 0) / 3
    assert [one.reciprocal_rank for one in hybrid.needs] == [1.0, 1.0, 0.0]
    assert hybrid.mrr == pytest.approx(2 / 3)
    assert hybrid.recall == pytest.approx(2 / 3)
    assert hybrid.needs[2].ranking == ()


def test_raw_words_miss_what_lemmas_find(result: Report) -> None:
    # Given "klub dla młodzieży": as typed, "dla" stands in the lunches' title and "klub" in that of the club, whose
    # "Młodzież" and "młodzieżowy" are other words. In lemmas the youth are the same
    raw, lemma = (way(result, f"BM25, {name}").needs[1] for name in ("raw words", "lemmas"))

    assert set(raw.ranking) == {CLUB.id, LUNCHES.id}
    assert lemma.ranking[0] == CLUB.id
    assert way(result, "BM25, lemmas").mrr == pytest.approx(2 / 3)


def test_only_practices_are_ranked(result: Report) -> None:
    ranked = {item for found in (*result.ways, result.filtered) for one in found.needs for item in one.ranking}

    assert VISIT.id not in ranked
    assert ranked <= {LUNCHES.id, CLUB.id, WATER.id}


def test_the_filtered_way_filters_results_and_judgements_alike(result: Report) -> None:
    # The only answer to "klub" lies in the voivodeship that its text excludes: the need is no longer answerable
    assert [one.need for one in result.filtered.needs] == ["obiady", "silniki"]


def test_the_cut_off_is_told_in_shares(result: Report) -> None:
    # One unanswerable need, told so; three answerable ones, of which one is wrongly called unanswered
    assert result.told_empty == 1.0
    assert result.wrongly_empty == pytest.approx(1 / 3)


def test_steadiness_is_a_mean_of_shared_places(result: Report) -> None:
    assert 0 <= result.steady_inflected <= 5
    assert 0 <= result.steady_without_diacritics <= 5


def test_needs_typed_with_an_error_or_without_diacritics_are_measured_apart(result: Report) -> None:
    # The two needs with an answer keep it without diacritics; an error in one of a few words may lose it
    assert result.ndcg_without_diacritics == pytest.approx(way(result, "hybrid").ndcg)
    assert 0 < result.ndcg_with_typo <= way(result, "hybrid").ndcg + 0.01


def test_the_table_names_every_way_and_its_figures(result: Report) -> None:
    text = table(result)
    hybrid = way(result, "hybrid")

    for found in (*result.ways, result.filtered):
        (line,) = [line for line in text.splitlines() if line.startswith(f"{found.way} ")]
        assert line.split()[-3:] == [f"{found.ndcg:.3f}", f"{found.recall:.3f}", f"{found.mrr:.3f}"]
    assert f"one typing error a need: {result.ndcg_with_typo:.3f}; without diacritics: {hybrid.ndcg:.3f}" in text
    assert "needs: 4, with a practice of grade >= 2: 3" in text
    assert "told so: 100.0%; with one wrongly told so: 33.3%" in text


def test_the_lists_are_written_need_by_need(result: Report, tmp_path: Path) -> None:
    write_per_need(result, tmp_path / "needs.jsonl")

    rows = [json.loads(line) for line in (tmp_path / "needs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 4 * 3 + 2
    hybrid = [row for row in rows if row["way"] == "hybrid" and row["need"] == "obiady"]
    assert hybrid[0]["ranking"][0] == LUNCHES.id
    assert hybrid[0]["ndcg"] == pytest.approx(way(result, "hybrid").needs[0].ndcg)


def test_no_answerable_need_is_no_report(searcher: Searcher) -> None:
    with pytest.raises(ValueError, match="grade 2"):
        report(searcher, [need("hangar", "hangar", {})])


def test_files_give_the_same_report(searcher: Searcher, tmp_path: Path) -> None:
    # Given two needs in files, one of them judged
    first = searcher.ids[0]
    title = getattr(searcher.record(first), "title", "")
    (tmp_path / "queries.jsonl").write_text(
        json.dumps({"id": "q1", "text": title}) + "\n" + json.dumps({"id": "q2", "text": "hangar xyzzyq"}) + "\n",
        encoding="utf-8",
    )
    (tmp_path / "qrels.jsonl").write_text(
        json.dumps({"query_id": "q1", "practice_id": first, "grade": 3}) + "\n", encoding="utf-8"
    )

    result = evaluate(searcher, tmp_path / "queries.jsonl", tmp_path / "qrels.jsonl")

    # Then the title finds its practice first in every way
    assert (result.needs, result.answerable) == (2, 1)
    assert way(result, "hybrid").ndcg == 1.0
    assert all(len(one.ranking) <= DEPTH for found in result.ways for one in found.needs)
