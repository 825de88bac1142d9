"""`praktyki fit` and `praktyki evaluate` over judged needs, with the files of weights that they make and use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.cards import STARTER, load_folder
from index.fitted import read_fitted
from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS
from search_api.cli import main
from search_api.web.measured import Measured
from tests.index.knowledge import published


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index over the starter base, against which the needs of the project are judged."""
    folder = tmp_path_factory.mktemp("base")
    published(folder, load_folder(STARTER))
    return folder


@pytest.fixture(autouse=True)
def at(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(base))


def test_weights_fitted_on_the_needs_of_the_project_can_be_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weights, figures = tmp_path / "wagi.json", tmp_path / "jakosc.json"

    own = ["--without-own", "--queries", str(OWN_NEEDS), "--qrels", str(OWN_JUDGEMENTS)]
    assert main(["fit", *own, "--write", str(weights), "--figures", str(figures)]) == 0

    told = capsys.readouterr().out
    assert "150 pytań, 104 z odpowiedzią" in told
    assert "nDCG@10, pytania odłożone" in told
    judged = read_fitted(weights).provenance["judged"]
    assert isinstance(judged, list)
    assert [one["needs"] for one in judged] == [150]
    (measured,) = Measured.model_validate_json(figures.read_bytes()).sets
    assert (measured.own, measured.needs, measured.answerable) == (True, 150, 104)
    assert f"{measured.recall:.3f}" in told

    monkeypatch.setenv("PRAKTYKI_RANKING", str(weights))
    assert main(["search", "obiady dla samotnych seniorów"]) == 0
    weights.write_text("{}", encoding="utf-8")
    read_fitted.cache_clear()
    assert main(["search", "obiady dla samotnych seniorów"]) == 1
    assert "praktyki fit" in capsys.readouterr().err


def test_the_needs_of_the_project_are_answered_well_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate"]) == 0

    rows = {line[:28].strip(): line[28:].split() for line in capsys.readouterr().out.splitlines() if " 0." in line}
    hybrid, encoder, words = (float(rows[way][0]) for way in ("hybrid", "encoder alone", "BM25, lemmas"))
    # The hybrid alone calls needs empty, which counts 0: over those that it answers it leads (tests/index/test_quality.py).
    assert hybrid >= 0.85
    assert min(hybrid, encoder) > words + 0.2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fit", "--queries", "q.jsonl"], "do każdego pliku pytań plik ocen"),
        (["evaluate", "--queries", "q.jsonl"], "--queries i --qrels"),
    ],
)
def test_half_a_pair_of_files_is_refused(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert sentence in capsys.readouterr().err


def test_needs_of_one_kind_cannot_be_fitted_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practice = next(iter(load_folder(STARTER)))
    queries, qrels = tmp_path / "q.jsonl", tmp_path / "o.jsonl"
    queries.write_text(json.dumps({"id": "a", "text": practice.title}) + "\n", encoding="utf-8")
    qrels.write_text(json.dumps({"query_id": "a", "practice_id": practice.id, "grade": 3}) + "\n", encoding="utf-8")

    assert main(["fit", "--without-own", "--queries", str(queries), "--qrels", str(qrels)]) == 1
    assert "pytań bez odpowiedzi" in capsys.readouterr().err
