"""Another encoder by one setting, and back: refused with the way out, rebuilt, served. With a real small model folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index import snapshot
from search_api.app import create_app
from search_api.cli import main
from search_api.commands import doctor
from search_api.commands.preparing import NOTE, fingerprint_of, is_fresh, prepare
from search_api.settings import read_settings
from tests.index.small_models import encoder_folder, reranker_folder

NEED = "Osoby starsze nie umieją korzystać z internetu"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an encoder and a reranker."""
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")
    folder = tmp_path_factory.mktemp("modele")
    encoder_folder(folder / "koder")
    reranker_folder(folder / "kolejnosc")
    return folder


@pytest.fixture
def data(built: Path, cards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that the own encoder built from the cards, set in the environment."""
    shutil.copytree(built, tmp_path / "var")
    # As `serve --prepare` would have left it: the cards are in the store.
    (tmp_path / "var" / NOTE).write_text(fingerprint_of(cards) + "\n", encoding="utf-8")
    monkeypatch.setenv("PRAKTYKI_STARTER_DIR", str(cards))
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def health() -> dict[str, object]:
    with TestClient(create_app(read_settings())) as client:
        found: dict[str, object] = client.get("/api/v1/health").json()
        return found


def searched(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a search and what it told on the error output, less the progress of loading a model."""
    capsys.readouterr()
    code = main(["search", NEED])
    return code, "\n".join(line for line in capsys.readouterr().err.splitlines() if line.startswith("praktyki:"))


def test_switching_encoders_and_back_refuses_rebuilds_and_serves(
    data: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given an index of the own encoder that serves
    assert searched(capsys) == (0, "")
    assert (health()["ready"], health()["encoder"]) == (True, "own")

    for encoder, was in ((str(models / "koder"), "own"), ("own", str(models / "koder"))):
        # When another encoder is set, the index is refused, and everyone who looks is told why and what to do
        monkeypatch.setenv("PRAKTYKI_ENCODER", encoder)
        code, told = searched(capsys)
        assert code == 1
        assert f"zbudowano koderem „{was}”, a ustawiony jest „{encoder}”" in told
        assert told.endswith("Zbuduj indeks od nowa: praktyki build.")
        refused = health()
        assert (refused["live"], refused["ready"]) == (True, False)
        assert f"a ustawiony jest „{encoder}”" in str(refused["reason"])
        findings = [found for found in doctor.findings(read_settings(), {}) if found.subject == "indeks"]
        assert [found.state for found in findings] == ["ok", "wrong"]
        with TestClient(create_app(read_settings())) as client:
            assert client.get("/api/v1/search", params={"q": NEED}).status_code == 503

        # Then a build makes it serve
        assert main(["build"]) == 0
        assert searched(capsys)[0] == 0
        serving = health()
        assert (serving["ready"], serving["encoder"], serving["reason"]) == (True, encoder, None)


def test_serve_prepare_rebuilds_for_the_encoder_that_is_set(
    data: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAKTYKI_ENCODER", str(models / "koder"))
    said: list[str] = []

    prepare(read_settings(), said.append)

    assert said == ["Buduję indeks…"]
    assert health()["encoder"] == str(models / "koder")


def test_an_index_of_an_earlier_format_is_refused_and_rebuilt(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Given a snapshot as the program before wrote it
    folder = snapshot.current(data)
    assert folder is not None
    (folder / snapshot.GROUPS).unlink()
    path = folder / snapshot.MANIFEST
    manifest = snapshot.Manifest.model_validate_json(path.read_bytes())
    files = {name: digest for name, digest in manifest.files.items() if name != snapshot.GROUPS}
    earlier = manifest.model_copy(update={"format": 2, "files": files}).sealed()
    path.write_text(earlier.model_dump_json(), encoding="utf-8")

    # When it is to serve, it is refused in a sentence
    assert searched(capsys)[0] == 1
    assert "inna wersja programu (format 2" in str(health()["reason"])

    # Then `serve --prepare` builds it anew
    prepare(read_settings(), lambda _: None)
    assert searched(capsys) == (0, "")
    assert health()["ready"] is True


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("PRAKTYKI_ENCODER", "/nie/ma/takiego/modelu", "podaj folder z modelem"),
        ("PRAKTYKI_RERANKER", "/nie/ma/takiego/modelu", "podaj folder z modelem"),
        ("PRAKTYKI_RERANKER", "koder", "model do zmiany kolejności wyników"),
        ("PRAKTYKI_RERANKER_DEPTH", "0", "PRAKTYKI_RERANKER_DEPTH ma złą wartość „0”"),
    ],
)
def test_a_model_that_cannot_serve_stops_the_search_with_a_sentence(
    data: Path,
    models: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    value: str,
    told: str,
) -> None:
    monkeypatch.setenv(setting, str(models / value) if value == "koder" else value)

    code, sentence = searched(capsys)

    assert code == 1
    assert told in sentence


def test_the_reranker_is_set_by_name_told_in_health_and_puts_hits_in_another_order(
    data: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", NEED, "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)["results"]
    assert (health()["reranker"], health()["reranker_fingerprint"]) == (None, None)

    monkeypatch.setenv("PRAKTYKI_RERANKER", str(models / "kolejnosc"))
    assert main(["search", NEED, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)["results"]
    assert {hit["id"] for hit in found} == {hit["id"] for hit in plain}
    assert [hit["score"] for hit in found] == [hit["score"] for hit in plain]
    told = health()
    assert told["reranker"] == str(models / "kolejnosc")
    assert str(told["reranker_fingerprint"]).startswith("hub-")
    assert [found.state for found in doctor.findings(read_settings(), {}) if found.subject == "model kolejności"] == [
        "ok"
    ]
    # The index itself is the same with or without it
    assert main(["doctor"]) == 0


def test_without_a_reranker_nothing_of_the_hub_is_imported(data: Path) -> None:
    program = (
        "import sys\n"
        "from search_api.searching.opening import open_searcher\n"
        "from search_api.settings import read_settings\n"
        "open_searcher(read_settings()).close()\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=dict(os.environ)
    )

    assert done.stdout.strip() == "[]"


def test_an_index_is_fresh_only_for_the_encoder_that_built_it(
    data: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.store import Store

    with Store.open(read_settings().store_path) as store:
        assert is_fresh(read_settings(), store)
        monkeypatch.setenv("PRAKTYKI_ENCODER", str(models / "koder"))
        assert not is_fresh(read_settings(), store)
