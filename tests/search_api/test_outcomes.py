"""What became of each file, told by the command line and the API: the operator sees paths, everybody else names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.cli import main
from search_api.settings import Settings


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after two runs over a drive with a good file, a copy, an empty one and a broken one."""
    place = tmp_path_factory.mktemp("urzad")
    drive = place / "tajny dysk" / "Dział Promocji"
    (drive / "2024").mkdir(parents=True)
    (drive / "2024" / "swietlica.txt").write_text("Koło gospodyń prowadzi świetlicę w remizie.", encoding="utf-8")
    (drive / "2024" / "kopia.txt").write_text("Koło gospodyń prowadzi świetlicę w remizie.", encoding="utf-8")
    (drive / "pusty.txt").touch()
    (drive / "umowa 601 555 019.pdf").write_bytes(b"%PDF-1.4 urwana")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(place / "var"))
        assert main(["ingest", str(drive.parent)]) == 1
        assert main(["ingest", str(drive.parent)]) == 1
    return place / "var"


@pytest.fixture
def at(ingested: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(ingested))
    return ingested


@pytest.fixture(scope="module")
def client(ingested: Path) -> TestClient:
    return TestClient(create_app(Settings(data_dir=ingested)))


def test_the_api_tells_the_last_run_by_names_below_the_source(client: TestClient) -> None:
    answer = client.get("/api/v1/outcomes").json()

    assert answer["counts"] == {"duplicate": 1, "empty": 1, "rejected": 1, "unchanged": 1}
    assert answer["total"] == 4
    assert [(one["name"], one["status"]) for one in answer["results"]] == [
        ("Dział Promocji/pusty.txt", "empty"),
        ("Dział Promocji/umowa [numer telefonu usunięty].pdf", "rejected"),
        ("Dział Promocji/2024/kopia.txt", "unchanged"),
        ("Dział Promocji/2024/swietlica.txt", "duplicate"),
    ]
    assert [run["counts"].get("added", 0) for run in answer["runs"]] == [0, 1]


def test_no_answer_tells_the_folders_of_the_operator(client: TestClient, ingested: Path) -> None:
    for run in client.get("/api/v1/outcomes").json()["runs"]:
        text = client.get("/api/v1/outcomes", params={"run": run["run"]}).text
        assert str(ingested.parent) not in text
        assert "tajny dysk" not in text
        assert "601" not in text


def test_outcomes_of_one_kind_come_page_by_page(client: TestClient) -> None:
    first = client.get("/api/v1/outcomes", params={"limit": 1, "offset": 1}).json()
    assert [one["status"] for one in first["results"]] == ["rejected"]
    assert first["total"] == 4

    empty = client.get("/api/v1/outcomes", params={"status": "empty"}).json()
    assert [one["name"] for one in empty["results"]] == ["Dział Promocji/pusty.txt"]
    assert empty["total"] == 1


def test_wrong_parameters_are_problems(client: TestClient) -> None:
    assert client.get("/api/v1/outcomes", params={"run": "nie-ma"}).status_code == 404
    assert client.get("/api/v1/outcomes", params={"status": "zły"}).status_code == 422
    assert client.get("/api/v1/outcomes", params={"limit": 101}).json()["errors"][0]["field"] == "limit"


def test_without_a_store_there_is_nothing_and_none_is_made(tmp_path: Path) -> None:
    answer = TestClient(create_app(Settings(data_dir=tmp_path / "var"))).get("/api/v1/outcomes").json()

    assert answer == {"run": None, "total": 0, "counts": {}, "results": [], "runs": []}
    assert not (tmp_path / "var").exists()


@pytest.mark.usefixtures("at")
def test_the_command_lists_the_files_of_the_last_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes"]) == 0

    printed = capsys.readouterr().out
    assert "tajny dysk/Dział Promocji/pusty.txt: Plik jest pusty" in printed
    assert "dodano 0, zmieniono 0, bez zmian 1, powtórzone 1, puste 1, odrzucono 1." in printed


@pytest.mark.usefixtures("at")
def test_the_command_lists_one_kind_of_an_earlier_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes", "--runs"]) == 0
    *_, earlier = capsys.readouterr().out.splitlines()

    assert main(["outcomes", earlier.split()[0], "--status", "added"]) == 0

    first, total = capsys.readouterr().out.splitlines()
    assert first.startswith("dodano")
    assert "dodano 1" in total


@pytest.mark.usefixtures("at")
def test_the_command_writes_a_table(tmp_path: Path) -> None:
    assert main(["outcomes", "--csv", str(tmp_path / "wynik.csv")]) == 0

    with (tmp_path / "wynik.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["empty", "rejected", "unchanged", "duplicate"]


@pytest.mark.usefixtures("at")
def test_a_run_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outcomes", "nie-ma"]) == 1

    assert "praktyki outcomes --runs" in capsys.readouterr().err


def test_files_that_are_gone_are_told_with_their_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))
    drive = tmp_path / "dysk"
    drive.mkdir()
    (drive / "swietlica.txt").write_text("Koło gospodyń prowadzi świetlicę w remizie.", encoding="utf-8")
    assert main(["ingest", str(drive)]) == 0
    (drive / "swietlica.txt").unlink()
    capsys.readouterr()

    assert main(["ingest", str(drive)]) == 0

    told = capsys.readouterr().err
    assert "Plików, których już nie ma: 1. Ich rekordy zostały w bazie." in told
    assert "swietlica.txt: doc-" in told


@pytest.mark.parametrize("number", ["-1", "0", "65"])
def test_a_wrong_number_of_workers_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))

    assert main(["ingest", str(tmp_path), f"--workers={number}"]) == 1

    assert f"Opcja --workers przyjmuje liczbę od 1 do 64. Podano {number}." in capsys.readouterr().err
