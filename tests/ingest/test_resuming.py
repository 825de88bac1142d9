"""A second run reads what has changed, a killed run goes on, and what was removed does not come back by itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from corpus.outcome import Outcome
from corpus.store import Store
from ingest import fingerprint, pipeline
from ingest.pipeline import IngestReport, ingest
from ingest.sandbox import Sandbox
from ingest.sources import SourceFile
from tests.ingest.practice_card import card

ROOT = Path(__file__).parents[2]
LONG_AGO = 1_500_000_000


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were given to the children since the list was last cleared."""
    names: list[str] = []

    class Watched(Sandbox):
        def __init__(self, files: Sequence[SourceFile], *arguments: Any, **options: Any) -> None:
            names.extend(file.name for file in files)
            super().__init__(files, *arguments, **options)

    monkeypatch.setattr(pipeline, "Sandbox", Watched)
    return names


def aged(folder: Path) -> Path:
    """The same folder, its files last changed long ago: a time that is too fresh is not trusted."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def drive(tmp_path: Path, documents: Path) -> Path:
    """A folder with four documents, a file of three cards (one of them broken) and an empty file."""
    folder = shutil.copytree(documents, tmp_path / "dysk")
    lines = [json.dumps(card(1)), json.dumps(card(2)), '{"id": "urwana']
    (folder / "karty.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "pusty.txt").touch()
    return aged(folder)


def statuses(report: IngestReport) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for outcome in report.outcomes:
        found.setdefault(Path(outcome.path).name, []).append(outcome.status)
    return found


def reason_for(report: IngestReport, name: str) -> str:
    (found,) = (outcome for outcome in report.outcomes if Path(outcome.path).name == name)
    return found.reason or ""


def test_a_second_run_opens_nothing_and_tells_the_same_problems(drive: Path, store: Store, opened: list[str]) -> None:
    first = ingest([drive], store)
    assert len(opened) == 6
    opened.clear()
    fingerprint_before = store.fingerprint()

    second = ingest([drive], store)

    assert opened == []
    assert store.fingerprint() == fingerprint_before
    assert statuses(second) == {
        "karty.jsonl": ["unchanged", "unchanged", "rejected"],
        "ogloszenie.txt": ["unchanged"],
        "program.txt": ["unchanged"],
        "pusty.txt": ["empty"],
        "relacja.html": ["unchanged"],
        "ulotka.txt": ["unchanged"],
    }
    assert [(one.path, one.item, one.record_id, one.reason) for one in second.outcomes] == [
        (one.path, one.item, one.record_id, one.reason) for one in first.outcomes
    ]
    assert store.outcomes(second.run) == second.outcomes


def test_only_what_changed_is_read(drive: Path, store: Store, opened: list[str]) -> None:
    ingest([drive], store)
    opened.clear()
    with (drive / "ulotka.txt").open("a", encoding="utf-8") as file:
        file.write("\nDodano zdanie o zapisach do klubu.\n")
    (drive / "nowy.txt").write_text("Koło gospodyń otworzyło świetlicę w remizie.", encoding="utf-8")

    report = ingest([drive], store)

    assert opened == ["nowy.txt", "ulotka.txt"]
    assert {name: found for name, found in statuses(report).items() if found == ["added"]} == {
        "nowy.txt": ["added"],
        "ulotka.txt": ["added"],
    }
    assert "Rekord jego poprzedniej treści został w bazie: doc-" in reason_for(report, "ulotka.txt")


def test_a_touched_file_is_opened_and_not_read_on(drive: Path, store: Store, opened: list[str]) -> None:
    ingest([drive], store)
    for path in drive.iterdir():
        os.utime(path, (LONG_AGO + 60, LONG_AGO + 60))
    opened.clear()

    touched = ingest([drive], store)
    assert len(opened) == 6
    opened.clear()
    again = ingest([drive], store)

    assert opened == []
    assert statuses(touched) == statuses(again)
    assert touched.counts() == {"empty": 1, "rejected": 1, "unchanged": 6}


def test_a_change_within_the_same_tick_of_the_clock_is_noticed(tmp_path: Path, store: Store, opened: list[str]) -> None:
    source = tmp_path / "karta.yaml"
    source.write_text(json.dumps(card(1)), encoding="utf-8")
    moment = time.time_ns()
    os.utime(source, ns=(moment, moment))
    ingest([source], store)
    source.write_text(json.dumps(card(1)).replace("130", "131"), encoding="utf-8")
    os.utime(source, ns=(moment, moment))

    assert ingest([source], store).counts() == {"updated": 1}


def test_everything_is_read_again_on_demand(drive: Path, store: Store, opened: list[str]) -> None:
    ingest([drive], store)
    opened.clear()

    report = ingest([drive], store, again=True)

    assert len(opened) == 6
    assert report.counts() == {"empty": 1, "rejected": 1, "unchanged": 6}


def test_better_reading_code_reads_everything_again(
    drive: Path, store: Store, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([drive], store)
    opened.clear()
    monkeypatch.setattr(pipeline, "reading_fingerprint", lambda: "inny kod")

    ingest([drive], store)

    assert len(opened) == 6


def test_the_fingerprint_follows_a_program_that_helps_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.reading_fingerprint.__wrapped__()
    assert fingerprint.reading_fingerprint.__wrapped__() == before
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if found(name) else f"/usr/bin/{name}")

    assert fingerprint.reading_fingerprint.__wrapped__() != before


def test_a_file_without_access_is_tried_again(drive: Path, store: Store, opened: list[str]) -> None:
    os.mkfifo(drive / "potok.txt")
    ingest([drive], store)
    opened.clear()

    report = ingest([drive], store)

    assert opened == ["potok.txt"]
    assert "To nie jest zwykły plik" in reason_for(report, "potok.txt")


def test_a_duplicate_is_told_again_and_not_read_on(drive: Path, store: Store) -> None:
    shutil.copy(drive / "ulotka.txt", drive / "zz kopia.txt")

    for _ in range(2):
        report = ingest([aged(drive)], store)
        assert "Ten sam plik co „ulotka.txt”" in reason_for(report, "zz kopia.txt")

    # A copy that comes before the known file in the order of names is the copy all the same
    shutil.copy(drive / "ulotka.txt", drive / "aa kopia.txt")
    report = ingest([drive], store)
    assert statuses(report)["ulotka.txt"] == ["unchanged"]
    assert "Ten sam plik co „ulotka.txt”" in reason_for(report, "aa kopia.txt")


def test_a_copy_of_a_broken_file_is_broken_for_the_same_reason(tmp_path: Path, store: Store) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.4 urwany")

    report = ingest([tmp_path / "a.pdf", tmp_path / "b.pdf"], store)

    assert report.counts() == {"rejected": 2}
    assert reason_for(report, "a.pdf") == reason_for(report, "b.pdf")


def test_the_same_bytes_under_another_suffix_are_looked_at_anew(tmp_path: Path, store: Store) -> None:
    for name in ("pusty.json", "pusty.pdf"):
        (tmp_path / name).touch()

    for _ in range(2):
        report = ingest([tmp_path / "pusty.json", tmp_path / "pusty.pdf"], store)
        assert reason_for(report, "pusty.json") == "Plik nie zawiera żadnej karty."
        assert reason_for(report, "pusty.pdf").startswith("Plik jest pusty (0 bajtów).")


def test_an_id_that_stands_in_two_files_is_told_until_it_is_mended(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "karty"
    folder.mkdir()
    (folder / "a.yaml").write_text(json.dumps(card(1)), encoding="utf-8")
    (folder / "b.yaml").write_text(json.dumps(card(1, results="Co innego.")), encoding="utf-8")
    ingest([aged(folder)], store)

    report = ingest([folder], store)
    assert statuses(report) == {"a.yaml": ["unchanged"], "b.yaml": ["rejected"]}
    assert "ma już karta: a.yaml, karta nr 1" in reason_for(report, "b.yaml")

    (folder / "a.yaml").write_text(json.dumps(card(2)), encoding="utf-8")
    assert statuses(ingest([folder], store)) == {"a.yaml": ["added"], "b.yaml": ["updated"]}


def test_a_new_file_that_takes_the_id_of_an_unchanged_one_comes_first(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "karty"
    folder.mkdir()
    (folder / "b.yaml").write_text(json.dumps(card(1)), encoding="utf-8")
    ingest([aged(folder)], store)

    (folder / "a.yaml").write_text(json.dumps(card(1, results="Co innego.")), encoding="utf-8")
    report = ingest([folder], store)

    assert statuses(report) == {"a.yaml": ["updated"], "b.yaml": ["rejected"]}

    (folder / "a.yaml").write_text(json.dumps(card(1)), encoding="utf-8")
    assert statuses(ingest([folder], store)) == {"a.yaml": ["updated"], "b.yaml": ["duplicate"]}


def test_files_that_are_gone_are_reported_and_their_records_stay(drive: Path, store: Store) -> None:
    ingest([drive], store)
    records = store.counts()
    (drive / "ulotka.txt").unlink()
    (drive / "karty.jsonl").unlink()

    report = ingest([drive], store)

    assert [Path(one.path).name for one in report.vanished] == ["karty.jsonl", "ulotka.txt"]
    assert report.vanished[0].record_ids == ("rybnik-kawiarenka-1", "rybnik-kawiarenka-2")
    assert store.counts() == records


def test_a_moved_file_keeps_its_record_and_is_not_reported(drive: Path, store: Store) -> None:
    ingest([drive], store)
    records = store.counts()
    (drive / "2024").mkdir()
    (drive / "ulotka.txt").rename(drive / "2024" / "ulotka klubu.txt")

    report = ingest([drive], store)

    assert statuses(report)["ulotka klubu.txt"] == ["updated"]
    assert reason_for(report, "ulotka klubu.txt").startswith("Plik przeniesiono; wcześniej: „ulotka.txt”.")
    assert report.vanished == ()
    assert store.counts() == records
    assert "2024/ulotka klubu.txt" in {document.file_name for document in store.documents()}


def test_a_removed_record_does_not_come_back_unless_asked(drive: Path, store: Store, opened: list[str]) -> None:
    first = ingest([drive], store)
    (document_id,) = (one.record_id for one in first.outcomes if one.path.endswith("ulotka.txt"))
    assert document_id is not None
    with store.writer() as writer:
        writer.remove(document_id)
        writer.remove("rybnik-kawiarenka-1")
    opened.clear()

    for _ in range(2):
        report = ingest([drive], store)
        assert statuses(report)["ulotka.txt"] == ["rejected"]
        assert statuses(report)["karty.jsonl"] == ["rejected", "unchanged", "rejected"]
        reason = reason_for(report, "ulotka.txt")
        assert reason.startswith(f"Rekord „{document_id}” usunięto z bazy na prośbę dnia ")
        assert "--restore-removed" in reason
    assert opened == ["karty.jsonl", "ulotka.txt"] * 2

    restored = ingest([drive], store, restore_removed=True)

    assert statuses(restored)["ulotka.txt"] == ["added"]
    assert statuses(restored)["karty.jsonl"] == ["added", "unchanged", "rejected"]
    assert store.removals() == ()
    assert ingest([drive], store).counts() == {"empty": 1, "rejected": 1, "unchanged": 6}


def test_the_name_of_an_outcome_is_below_the_source_and_without_personal_data(drive: Path, store: Store) -> None:
    (drive / "2024").mkdir()
    (drive / "program.txt").rename(drive / "2024" / "program 601 555 019.txt")

    names = {outcome.name for outcome in ingest([drive], store).outcomes}

    assert "2024/program [numer telefonu usunięty].txt" in names
    assert not any(str(drive.parent) in (name or "") for name in names)


KILLED = """
import math, os, signal, sys
from pathlib import Path
from corpus.store import Store
from ingest import pipeline
from ingest.settling import Settling

pipeline.BATCH, pipeline.BATCH_SECONDS = 3, math.inf
pipeline.reading_fingerprint = lambda: "ten sam kod"
moment, passed = int(sys.argv[3]), 0
settle = Settling.settle

def step():
    global passed
    passed += 1
    if passed == moment:
        os.kill(os.getpid(), signal.SIGKILL)

def killing(settling, *arguments):
    step()
    outcomes = settle(settling, *arguments)
    step()
    return outcomes

Settling.settle = killing
with Store.open(Path(sys.argv[1])) as store:
    pipeline.ingest([Path(sys.argv[2])], store)
print(passed)
"""


def killed_at(moment: int, database: Path, folder: Path) -> int:
    """The exit code of a run that kills itself at this step among all before and after the writing of a batch."""
    command = [sys.executable, "-c", KILLED, str(database), str(folder), str(moment)]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5, 6])
def test_a_killed_run_goes_on_where_it_was_and_the_store_is_whole(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    # Given nine documents, read in batches of three
    folder = tmp_path / "dysk"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Świetlica numer {number} w remizie.", encoding="utf-8")
    aged(folder)
    database = tmp_path / "store.db"

    # When the run is killed before or after the writing of a batch, before its transaction ends
    assert killed_at(moment, database, folder) == -signal.SIGKILL

    # Then the batches before are whole, and the next run reads only the rest
    done = 3 * ((moment - 1) // 2)
    with Store.open(database) as store:
        assert store.faults() == ()
        assert {outcome.record_id for outcome in store.outcomes()} == {document.id for document in store.documents()}
        assert store.counts()["document"] == done
        monkeypatch.setattr(pipeline, "reading_fingerprint", lambda: "ten sam kod")
        report = ingest([folder], store)
        assert len(opened) == 9 - done
        assert sorted(outcome.status for outcome in report.outcomes) == ["added"] * (9 - done) + ["unchanged"] * done
        assert store.counts()["document"] == 9
        assert store.faults() == ()


def test_a_run_that_lives_takes_the_steps_that_the_others_are_killed_at(tmp_path: Path) -> None:
    folder = tmp_path / "dysk"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Świetlica numer {number} w remizie.", encoding="utf-8")

    command = [sys.executable, "-c", KILLED, str(tmp_path / "store.db"), str(folder), "0"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)

    assert done.stdout.split() == ["6"]


def test_outcomes_are_kept_for_every_run(drive: Path, store: Store) -> None:
    first, second = ingest([drive], store), ingest([drive], store)

    assert store.runs() == (first.run, second.run)
    assert isinstance(store.outcomes(first.run)[0], Outcome)
    assert len(store.outcomes()) == len(first.outcomes) + len(second.outcomes)
