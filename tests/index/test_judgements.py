"""Needs and judgements as files: read as they are, refused with file and line when they are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.filters import Filters
from index.judgements import JudgementsDamaged, Need, read_needs


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def grade(need: str, practice: str, value: Any) -> dict[str, Any]:
    return {"query_id": need, "practice_id": practice, "grade": value}


def test_needs_come_in_the_order_of_the_file_with_their_judgements(tmp_path: Path) -> None:
    queries = lines(
        tmp_path / "queries.jsonl",
        {"id": "g2", "user": "ngo", "style": "keywords", "text": "klub seniora", "place_filter": ["śląskie"]},
        {"id": "g1", "text": "remiza", "place_filter": {"not": ["łódzkie", "opolskie"]}},
        {"id": "g3", "text": "co robić", "place_filter": None},
    )
    qrels = lines(tmp_path / "qrels.jsonl", grade("g1", "osp", 1), grade("g2", "klub", 3), grade("g2", "dom", 2))

    found = read_needs(queries, qrels)

    assert found == (
        Need("g2", "klub seniora", "keywords", Filters(voivodeships=("śląskie",)), {"klub": 3, "dom": 2}),
        Need("g1", "remiza", "", Filters(not_voivodeships=("łódzkie", "opolskie")), {"osp": 1}),
        Need("g3", "co robić", "", Filters(), {}),
    )
    # Grade 1 is no answer
    assert [need.answerable for need in found] == [True, False, False]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"text": "bez id"}, "wiersz 2: potrzebne są pola id i text"),
        ({"id": "g2"}, "wiersz 2: potrzebne są pola id i text"),
        (["g2", "lista"], "wiersz 2: potrzebne są pola id i text"),
        ({"id": "g2", "text": "x", "place_filter": "śląskie"}, "wiersz 2: place_filter"),
        ({"id": "g2", "text": "x", "place_filter": {"only": ["śląskie"]}}, "wiersz 2: place_filter"),
        ({"id": "g2", "text": "x", "place_filter": {"not": "śląskie"}}, "wiersz 2: place_filter"),
        ({"id": "g2", "text": "x", "place_filter": [1]}, "wiersz 2: place_filter"),
    ],
)
def test_a_broken_need_is_named_by_file_and_line(tmp_path: Path, row: Any, told: str) -> None:
    queries = lines(tmp_path / "queries.jsonl", {"id": "g1", "text": "klub"}, row)

    with pytest.raises(JudgementsDamaged, match=told) as caught:
        read_needs(queries, lines(tmp_path / "qrels.jsonl"))

    assert str(queries) in str(caught.value)


@pytest.mark.parametrize("row", [{"query_id": "g1"}, grade("g1", "x", None), grade("g1", "x", "dobra"), 7])
def test_a_broken_judgement_is_named_by_file_and_line(tmp_path: Path, row: Any) -> None:
    qrels = lines(tmp_path / "qrels.jsonl", grade("g1", "x", 2), row)

    with pytest.raises(JudgementsDamaged, match="wiersz 2: potrzebne są pola query_id, practice_id i grade") as caught:
        read_needs(lines(tmp_path / "queries.jsonl"), qrels)

    assert str(qrels) in str(caught.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"id": "g1", "text": "klub"}\n{"id": \n', encoding="utf-8")

    with pytest.raises(JudgementsDamaged, match="wiersz 2: to nie jest poprawny JSON"):
        read_needs(queries, lines(tmp_path / "qrels.jsonl"))


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"queries\.jsonl"):
        read_needs(tmp_path / "queries.jsonl", lines(tmp_path / "qrels.jsonl"))
