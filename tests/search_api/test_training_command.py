"""`praktyki train`: a small run over the texts of the starter practices, from text to an encoder that serves."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from corpus.cards import STARTER, load_folder
from index.encoders import load_encoder
from index.passages import CONTENT_FIELDS, field_text
from index.static_encoder import StaticEncoder
from search_api.cli import main


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training folder with the files of a real one, filled from the starter practices."""
    pytest.importorskip("torch", reason="needs the extra train")
    folder = tmp_path_factory.mktemp("dane")
    practices = sorted(load_folder(STARTER), key=lambda practice: practice.id)
    told = "".join(" ".join(field_text(practice, field) for field in CONTENT_FIELDS) + "\n" for practice in practices)
    pairs = [{"practice": practice.actions, "needs": [practice.need]} for practice in practices]
    concept = {"pref": "senior", "alt": ["osoba starsza"], "problem_phrases": ["samotność na starość"]}
    for name, content in {
        "text/praktyki.txt": told,
        "civic/interpelacje.tsv": "1\tInterpelacja o drodze\n",
        "civic/vote_topics.tsv": "2\tUchwała o szkole\n",
        "civic/pabulib_projects.tsv": "x\ty\tPark kieszonkowy\n",
        "qa/pytania.tsv": "Kto pyta?\tGmina\n",
        "parallel/ui.tsv": "council\trada\n",
        "synthetic/pairs.jsonl": "".join(json.dumps(pair) + "\n" for pair in pairs),
        "synthetic/thesaurus.jsonl": json.dumps(concept) + "\n",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_small_run_makes_an_encoder_that_serves(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given a tuning of two steps in place of the real one
    from index.training import train
    from index.training.contrastive import Tuning

    monkeypatch.setattr(train, "Tuning", partial(Tuning, steps=2, seeds=1, batch=32))

    # When the command runs
    assert main(["train", str(data), str(tmp_path / "model")]) == 0

    # Then the folder is an encoder, and the message says how to use it
    printed = capsys.readouterr().out
    assert f"PRAKTYKI_ENCODER={tmp_path / 'model'}" in printed
    encoder = load_encoder(str(tmp_path / "model"))
    assert isinstance(encoder, StaticEncoder)
    assert np.linalg.norm(encoder.encode_queries(["klub seniora w gminie"])) == pytest.approx(1, abs=1e-3)
    provenance = json.loads((tmp_path / "model" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["tuning"]["steps"] == 2


def test_a_run_can_stop_before_the_tuning(data: Path, tmp_path: Path) -> None:
    assert main(["train", str(data), str(tmp_path / "model"), "--untuned"]) == 0

    provenance = json.loads((tmp_path / "model" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["tuning"] is None


def test_a_missing_file_is_named_and_no_model_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch", reason="needs the extra train")
    (tmp_path / "dane").mkdir()

    assert main(["train", str(tmp_path / "dane"), str(tmp_path / "model")]) == 1

    told = capsys.readouterr().err
    assert f"Brakuje danych do uczenia: „{tmp_path / 'dane'}" in told
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("package", ["torch", "scipy"])
def test_without_the_extra_the_message_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], package: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("index.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)

    assert main(["train", str(tmp_path), str(tmp_path / "model")]) == 1

    told = capsys.readouterr().err
    assert f"Uczenie wymaga pakietu {package}. Zainstaluj dodatek: pip install 'dobre-praktyki[train]'" in told
