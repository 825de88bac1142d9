"""The whole way by command line over a handful of the starter practices: in, built, found, copied, looked after."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from corpus.cards import STARTER
from corpus.store import Store
from index import snapshot
from ingest.errors import ChildBroken
from search_api.cli import main
from search_api.commands import doctor, dumping
from search_api.commands.building import build_index
from search_api.commands.preparing import NOTE, fingerprint_of
from search_api.settings import Settings
from tests.search_api.conftest import WANTED

NEED = "Osoby starsze nie umieją korzystać z internetu i komputera"


@pytest.fixture
def at(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built data folder, set in the environment."""
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(built))
    return built


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, set in the environment."""
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.mark.usefixtures("at")
def test_a_need_is_answered_with_place_evidence_reasons_and_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", NEED]) == 0

    printed = capsys.readouterr().out
    assert WANTED in printed
    assert "Wspólne słowa:" in printed
    assert "Augustów" in printed


@pytest.mark.usefixtures("at")
def test_the_same_answer_comes_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", NEED, "--json", "--voivodeship", "Podlaskie", "--kind", "practice", "--limit", "1"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert [hit["id"] for hit in answer["results"]] == [WANTED]
    assert answer["results"][0]["place"]["subregion"].startswith("nuts:PL84")


@pytest.mark.usefixtures("at")
def test_a_need_that_nothing_answers_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "kwantowa chromodynamika na orbicie"]) == 0

    assert "Brak dobrego dopasowania" in capsys.readouterr().out


@pytest.mark.usefixtures("at")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--theme", "senior"], "--theme: Nie ma wartości „senior”. Najbliższe: seniors"),
        (["--limit", "0"], "--limit: Liczba jest za mała"),
        (["--year-from", "2020", "--year-to", "2010"], "--year-from: Rok początkowy 2020 jest późniejszy"),
        (["--max-budget", "nan"], "--max-budget:"),
    ],
)
def test_a_wrong_option_is_named_as_it_was_typed(
    capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    assert main(["search", "seniorzy", *options]) == 1

    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["search", "seniorzy"], "praktyki build"),
        (["ingest", "nie/ma/takiego"], "Nie ma pliku ani folderu"),
        (["restore", "nie-ma.jsonl"], "nie istnieje"),
        (["build"], "praktyki ingest ŚCIEŻKA, albo sprawdź ustawienie PRAKTYKI_DATA_DIR"),
        (["dump", "kopia.jsonl"], "praktyki ingest ŚCIEŻKA, albo sprawdź ustawienie PRAKTYKI_DATA_DIR"),
        (["serve", "--port", "abc"], "Opcja --port ma złą wartość „abc”"),
        (["serve", "--host", "203.0.113.7"], "nie ma adresu „203.0.113.7”. Popraw --host"),
        (["serve", "--host", "a..b"], "Nie ma adresu „a..b”. Popraw --host"),
        (["evaluate", "--queries", "nie-ma.jsonl", "--qrels", "nie-ma.jsonl"], "praktyki build"),
    ],
)
def test_what_cannot_be_done_is_one_polish_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(words) == 1

    errors = capsys.readouterr().err
    assert errors.startswith("praktyki: ")
    assert told in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("words", [["build"], ["dump", "kopia.jsonl"]])
def test_where_there_is_no_base_nothing_is_made(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(elsewhere.parent)

    assert main(words) == 1

    assert list(elsewhere.parent.iterdir()) == []


def test_an_empty_base_is_not_built_over_what_is_published(
    at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "oprozniona"
    shutil.copytree(at, data)
    for file in data.glob("store.sqlite3*"):
        file.unlink()
    Store.open(data / "store.sqlite3").close()
    published = snapshot.current(data)
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(data))

    assert main(["build"]) == 1

    assert "jest pusta. Wczytaj praktyki: praktyki ingest" in capsys.readouterr().err
    assert snapshot.current(data) == published


@pytest.mark.usefixtures("at")
def test_a_copy_into_a_folder_is_refused_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kopie").mkdir()

    assert main(["dump", str(tmp_path / "kopie")]) == 1

    assert "jest folderem. Podaj nazwę pliku" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["kopie"]


@pytest.mark.usefixtures("at")
def test_a_copy_that_breaks_off_leaves_the_earlier_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kopia.jsonl").write_text("wcześniejsza", encoding="utf-8")

    def full(store: Store, stream: TextIO) -> None:
        stream.write("początek")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dumping, "dump", full)

    assert main(["dump", str(tmp_path / "kopia.jsonl")]) == 1

    assert [path.name for path in tmp_path.iterdir()] == ["kopia.jsonl"]
    assert (tmp_path / "kopia.jsonl").read_text(encoding="utf-8") == "wcześniejsza"


@pytest.mark.usefixtures("elsewhere")
def test_a_search_of_an_empty_base_says_that_it_is_empty(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(elsewhere / "store.sqlite3") as store:
        build_index(Settings(data_dir=elsewhere), store)

    assert main(["search", "seniorzy"]) == 0

    printed = capsys.readouterr().out
    assert "Baza jest pusta. Wczytaj praktyki" in printed
    assert "Napisz krócej" not in printed


@pytest.mark.usefixtures("at")
def test_an_offset_past_the_results_is_said_to_skip_them_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", NEED, "--offset", "999"]) == 0

    assert "Opcja --offset 999 pomija je wszystkie." in capsys.readouterr().out


def test_a_wrong_setting_stops_the_command_with_key_and_value(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAKTYKI_PORT", "osiem")

    assert main(["serve"]) == 1
    assert "PRAKTYKI_PORT" in (told := capsys.readouterr().err)
    assert "„osiem”" in told


@pytest.mark.usefixtures("elsewhere")
def test_broken_records_are_named_by_line_field_and_reason_and_good_ones_go_in(
    capsys: pytest.CaptureFixture[str], cards: Path, tmp_path: Path
) -> None:
    assert main(["ingest", str(cards)]) == 0
    assert main(["dump", str(tmp_path / "kopia.jsonl")]) == 0
    lines = (tmp_path / "kopia.jsonl").read_text(encoding="utf-8").splitlines()
    good = [json.loads(line)["body"] for line in lines if json.loads(line)["line"] == "record"][:2]
    good[0]["id"] = "nowa-praktyka"
    wrong = good[1] | {"years": {"start": 2020, "end": 2010}}
    source = tmp_path / "rekordy.jsonl"
    source.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in (good[0], wrong)), encoding="utf-8")
    capsys.readouterr()

    assert main(["ingest", str(source), "--csv", str(tmp_path / "wynik.csv")]) == 1

    printed = capsys.readouterr()
    assert "dodano 1" in printed.out
    assert "odrzucono 1" in printed.out
    assert re.search(r"rekordy\.jsonl:2 years.*2020", printed.err)
    with (tmp_path / "wynik.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["added", "rejected"]


def test_a_copy_of_the_base_restores_to_the_same_bytes(
    at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dump", str(tmp_path / "kopia.jsonl")]) == 0
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "inna"))

    assert main(["restore", str(tmp_path / "kopia.jsonl")]) == 0
    assert main(["dump", str(tmp_path / "druga.jsonl")]) == 0

    assert (tmp_path / "kopia.jsonl").read_bytes() == (tmp_path / "druga.jsonl").read_bytes()
    assert main(["restore", str(tmp_path / "kopia.jsonl")]) == 1
    assert "praktyki: " in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"to nie jest kopia\n", b"{}\n", b""])
def test_a_file_that_is_no_copy_is_refused(
    elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "plik.jsonl").write_bytes(content)

    assert main(["restore", str(tmp_path / "plik.jsonl")]) == 1
    assert capsys.readouterr().err.startswith("praktyki: ")


def test_the_doctor_finds_a_whole_installation_well(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0

    printed = capsys.readouterr().out
    assert "Wszystko gotowe." in printed
    assert str(at) in printed
    assert "źle" not in printed


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1

    printed = capsys.readouterr().out
    assert "praktyki ingest" in printed
    assert "praktyki build" in printed
    assert not elsewhere.exists()


def _findings(data_dir: Path, **environment: str) -> dict[str, list[doctor.Finding]]:
    found: dict[str, list[doctor.Finding]] = {}
    for finding in doctor.findings(Settings(data_dir=data_dir), environment):
        found.setdefault(finding.subject, []).append(finding)
    return found


def test_the_doctor_sees_a_damaged_store_a_damaged_index_and_a_misspelt_setting(at: Path, tmp_path: Path) -> None:
    ill = tmp_path / "chora"
    shutil.copytree(at, ill)
    for file in ill.glob("store.sqlite3*"):
        file.write_bytes(b"to nie jest baza" * 100)
    for file in ill.rglob("records.jsonl"):
        file.write_bytes(file.read_bytes()[:-10])

    found = _findings(ill, PRAKTYKI_PROT="9000", PRAKTYKI_PORT="8000")

    assert [finding.state for finding in found["baza"]] == ["wrong"]
    assert found["indeks"][0].state == "wrong"
    assert [(finding.state, finding.remedy) for finding in found["ustawienia"]] == [
        ("warning", "Może chodziło o PRAKTYKI_PORT?")
    ]
    assert all(finding.remedy for group in found.values() for finding in group if finding.state != "ok")


def test_the_doctor_says_that_a_folder_takes_no_writing(tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("", encoding="utf-8")

    (finding,) = _findings(tmp_path / "plik" / "var")["folder danych"]

    assert finding.told == f"w folderze „{tmp_path / 'plik' / 'var'}” nie da się zapisywać"


def test_the_doctor_says_what_does_not_confine_the_reading_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "held_guards", lambda: frozenset({"memory", "processor", "parent"}))
    (finding,) = _findings(tmp_path)["czytanie plików"]
    assert finding.state == "warning"
    assert finding.told.endswith("nie ogranicza go tak: bez sieci, bez zapisu poza folderem tymczasowym")

    def broken() -> frozenset[str]:
        raise ChildBroken("Nie udało się uruchomić programu czytającego pliki.")

    monkeypatch.setattr(doctor, "held_guards", broken)
    (finding,) = _findings(tmp_path)["czytanie plików"]
    assert finding.state == "wrong"


def test_the_doctor_notices_that_the_index_is_older_than_the_base(at: Path, tmp_path: Path) -> None:
    data = tmp_path / "starsza"
    shutil.copytree(at, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(data))
        card = next(STARTER.rglob("*latarni*.yaml")).read_text(encoding="utf-8").replace(WANTED, "inna-latarnia")
        (tmp_path / "inna-latarnia.yaml").write_text(card, encoding="utf-8")
        assert main(["ingest", str(tmp_path / "inna-latarnia.yaml")]) == 0

    assert [finding.state for finding in _findings(data)["indeks"]] == ["ok", "warning"]


@pytest.fixture
def serving(cards: Path, elsewhere: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """Servers started by a test; those still running are stopped at its end."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _serve(started: list[subprocess.Popen[str]], cards: Path) -> tuple[subprocess.Popen[str], list[str], str]:
    """A server on a free port, what it said until it was ready, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "search_api.cli", "serve", "--prepare", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PRAKTYKI_STARTER_DIR": str(cards), "PYTHONUNBUFFERED": "1"},
    )
    started.append(process)
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line.strip())
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return process, said, found.group()
    raise AssertionError(f"the server ended with {process.wait()}: {said}")


def test_serve_prepares_once_answers_and_stops_politely(
    serving: list[subprocess.Popen[str]], cards: Path, elsewhere: Path
) -> None:
    first, said, address = _serve(serving, cards)
    with urllib.request.urlopen(f"{address}/api/v1/search?q=internet+dla+senior%C3%B3w", timeout=60) as response:
        answer = json.load(response)
    assert WANTED in [hit["id"] for hit in answer["results"]]
    assert len(said) == 3
    assert (elsewhere / NOTE).read_text(encoding="utf-8").strip() == fingerprint_of(cards)
    first.send_signal(signal.SIGINT)
    assert first.wait(30) == 0

    _, said, address = _serve(serving, cards)
    with urllib.request.urlopen(f"{address}/api/v1/health", timeout=60) as response:
        assert json.load(response)["ready"] is True
    assert len(said) == 1


def test_a_port_in_use_is_told_before_any_work(
    serving: list[subprocess.Popen[str]], cards: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, address = _serve(serving, cards)

    assert main(["serve", "--port", address.rpartition(":")[2]]) == 1
    assert "port jest zajęty" in capsys.readouterr().err


def test_a_running_server_imports_no_torch_and_nothing_of_the_hub(at: Path) -> None:
    program = (
        "import sys\n"
        "from fastapi.testclient import TestClient\n"
        "from search_api.app import create_app\n"
        "from search_api.settings import read_settings\n"
        "with TestClient(create_app(read_settings())) as client:\n"
        "    assert client.get('/szukaj?q=seniorzy').status_code == 200\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'spacy', 'scipy', 'pypdf', 'trafilatura'}"
        " & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
