"""Sources to outcomes: every file and card gets one, a bad one stops nothing, a second run doubles nothing."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from corpus.outcome import Outcome
from corpus.store import Store, StoreBusy
from ingest import pipeline
from ingest.errors import SourceMissing
from ingest.pipeline import BATCH, IngestReport, ingest
from ingest.settling import Settling
from tests.ingest.faulty_child import FAULTY_CHILD
from tests.ingest.pdf_writer import SCAN, pdf
from tests.ingest.practice_card import card


def write_lines(path: Path, lines: Iterable[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def line(**changes: Any) -> str:
    return json.dumps(card(**changes), ensure_ascii=False)


def by_name(report: IngestReport) -> dict[str, Outcome]:
    return {Path(outcome.path).name: outcome for outcome in report.outcomes}


BROKEN: dict[int, tuple[str, str | None, str]] = {
    17: (json.dumps(card(17, years={"start": 2020, "end": 2010})), "years", "późniejszy"),
    100: ('{"id": "urwana', None, "Błąd zapisu JSON w kolumnie"),
    230: (json.dumps(card(230, themes=["ogrody"])), "themes.0", "Nieznany kod „ogrody”"),
    231: (json.dumps(card(231) | {"need": None}), "need", "Brakuje tekstu"),
    450: (json.dumps(card(450, place={"voivodeship": "ślaskie"})), "place.voivodeship", "ślaskie"),
    600: (json.dumps(card(5)), "id", "ma już karta: wiersz 5"),
    777: (
        json.dumps({key: value for key, value in card(777).items() if key != "actions"}),
        "actions",
        "Dopisz to pole",
    ),
    778: (json.dumps(card(778) | {"titel": "Literówka"}), "titel", "Czy chodziło o „title”"),
    900: ('{"kwota": NaN}', "kwota", "NaN"),
    999: ("[1, 2]", None, "obiekt JSON"),
    1000: (json.dumps(card(1000, id="doc-0123456789abcdef")), "id", "Nadaj praktyce inny"),
}


def test_a_thousand_lines_with_broken_ones(tmp_path: Path, store: Store) -> None:
    lines = [BROKEN[number][0] if number in BROKEN else line(number=number) for number in range(1, 1001)]
    source = write_lines(tmp_path / "praktyki.jsonl", lines)

    first = ingest([source], store)

    assert first.counts() == {"added": 989, "rejected": 11}
    assert [outcome.item for outcome in first.outcomes] == list(range(1, 1001))
    for number, (_, field, told) in BROKEN.items():
        outcome = first.outcomes[number - 1]
        assert (outcome.status, outcome.field) == ("rejected", field)
        assert told in (outcome.reason or "")
    assert store.counts()["practice"] == 989

    fingerprint = store.fingerprint()
    second = ingest([source], store)

    assert second.counts() == {"rejected": 11, "unchanged": 989}
    assert store.fingerprint() == fingerprint
    assert store.outcomes(second.run) == second.outcomes
    assert store.runs() == (first.run, second.run)


def test_areas_and_evidence_are_filled_and_a_correction_updates(tmp_path: Path, store: Store) -> None:
    source = tmp_path / "karta.yaml"
    source.write_text(json.dumps(card(1)), encoding="utf-8")

    assert ingest([source], store).counts() == {"added": 1}
    stored = store.practice("rybnik-kawiarenka-1")
    assert stored is not None
    assert stored.areas[0].subregion == "nuts:PL227"
    assert stored.evidence_level is not None

    source.write_text(json.dumps(card(1, results="Naprawiono 1 200 rzeczy.")), encoding="utf-8")

    assert ingest([source], store).counts() == {"updated": 1}
    assert len(store.revisions("rybnik-kawiarenka-1")) == 1


def test_personal_data_in_a_card_is_masked_and_told(tmp_path: Path, store: Store) -> None:
    text = "Zgłoszenia: tel. 32 42 22 446, klub@gmina.example. Koszt 10 000 zł."
    source = write_lines(tmp_path / "karty.jsonl", [line(lessons=text)])

    (outcome,) = ingest([source], store).outcomes

    assert outcome.reason == "Usunięto dane kontaktowe i osobowe (adresy e-mail: 1, numery telefonów: 1)."
    stored = store.practice("rybnik-kawiarenka-1")
    assert stored is not None
    assert stored.lessons == "Zgłoszenia: tel. [numer telefonu usunięty], [adres e-mail usunięty]. Koszt 10 000 zł."
    assert stored.sources[0].url.endswith("/600100200")


def test_invisible_characters_do_not_hide_a_number_from_masking(tmp_path: Path, store: Store) -> None:
    hidden = {"title": "Kawiarenka\n601\n234\n568", "lessons": "Pytania: 601\u200b234\u200b568, 601   234 \u202e569."}
    source = write_lines(tmp_path / "karty.jsonl", [line(**hidden)])

    ingest([source], store)

    stored = store.practice("rybnik-kawiarenka-1")
    assert stored is not None
    assert stored.title == "Kawiarenka [numer telefonu usunięty]"
    assert stored.lessons == "Pytania: [numer telefonu usunięty], [numer telefonu usunięty]."


def test_lone_surrogates_in_a_card_are_refused_not_stored(tmp_path: Path, store: Store) -> None:
    source = write_lines(tmp_path / "karty.jsonl", [json.dumps(card(1, need="zły znak \ud800")), line(number=2)])

    report = ingest([source], store)

    assert [outcome.status for outcome in report.outcomes] == ["rejected", "added"]
    assert report.outcomes[0].field == "need"


def test_the_same_card_in_two_files_is_a_duplicate_and_another_one_under_its_id_is_refused(
    tmp_path: Path, store: Store
) -> None:
    write_lines(tmp_path / "a.jsonl", [line(number=1), line(number=2)])
    write_lines(tmp_path / "b.jsonl", [line(number=1), line(number=2, results="Co innego.")])

    for added in ("added", "unchanged"):
        outcomes = ingest([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], store).outcomes
        assert [outcome.status for outcome in outcomes] == [added, added, "duplicate", "rejected"]
        assert "a.jsonl, wiersz 1" in (outcomes[2].reason or "")
        assert "a.jsonl, wiersz 2" in (outcomes[3].reason or "")


def test_a_folder_of_anything_ends_with_an_outcome_for_each_file(tmp_path: Path, store: Store, documents: Path) -> None:
    folder = tmp_path / "dysk"
    shutil.copytree(documents, folder)
    (folder / ".ukryty").mkdir()
    (folder / ".ukryty" / "tajne.txt").write_text("Tego nie czytamy.", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "2022").mkdir()
    (folder / "2022" / "raport.pdf").write_bytes(pdf([("Raport z gminy",), SCAN]))
    (folder / "2022" / "kopia ulotki.txt").write_bytes((documents / "ulotka.txt").read_bytes())
    (folder / "skan.pdf").write_bytes(pdf([SCAN]))
    (folder / "uszkodzony.pdf").write_bytes(pdf([("Tekst",)])[:300])
    (folder / "stary.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "pusty.txt").touch()
    (folder / "menu.txt").write_text("Czcionki:\nDrukuj\ndo góry\n", encoding="utf-8")
    (folder / "bajty.txt").write_bytes(bytes(range(256)))
    (folder / "karty.json").write_text("[]", encoding="utf-8")
    (folder / "notatka").write_text("bez rozszerzenia", encoding="utf-8")
    os.mkfifo(folder / "potok.txt")
    (folder / "petla").symlink_to(folder, target_is_directory=True)
    (folder / "donikad.txt").symlink_to(folder / "nie ma.txt")

    report = ingest([folder], store)
    found = by_name(report)

    assert {name: outcome.status for name, outcome in found.items()} == {
        "ogloszenie.txt": "added",
        "program.txt": "added",
        "relacja.html": "added",
        "ulotka.txt": "added",
        "raport.pdf": "added",
        "kopia ulotki.txt": "duplicate",
        "skan.pdf": "empty",
        "uszkodzony.pdf": "rejected",
        "stary.doc": "rejected",
        "pusty.txt": "empty",
        "menu.txt": "empty",
        "bajty.txt": "rejected",
        "karty.json": "empty",
        "notatka": "rejected",
        "potok.txt": "rejected",
        "donikad.txt": "rejected",
    }
    assert "„ulotka.txt”" in (found["kopia ulotki.txt"].reason or "")
    assert "wymaga OCR: strona 2" in (found["raport.pdf"].reason or "")
    assert all(outcome.reason for outcome in report.outcomes if outcome.status not in ("added", "unchanged"))
    assert store.counts()["document"] == 5

    fingerprint = store.fingerprint()
    again = ingest([folder], store)

    assert again.counts() == {"duplicate": 1, "empty": 4, "rejected": 6, "unchanged": 5}
    assert store.fingerprint() == fingerprint


def test_a_document_keeps_its_name_below_the_folder_and_no_personal_data(
    tmp_path: Path, store: Store, documents: Path
) -> None:
    folder = tmp_path / "dysk" / "2019"
    folder.mkdir(parents=True)
    (folder / "ogloszenie 601 555 019.txt").write_bytes((documents / "ogloszenie.txt").read_bytes())

    ingest([tmp_path / "dysk"], store)

    (document,) = store.documents()
    assert document.file_name == "2019/ogloszenie [numer telefonu usunięty].txt"
    assert document.masked == {"email": 1, "phone": 2}
    stored = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert document.id.encode() in stored
    for trace in ("32 555 01 23", "klub(at)", "Przykładowa"):
        assert trace.encode() not in stored


def test_the_same_file_by_another_way_is_the_same_file(tmp_path: Path, store: Store, documents: Path) -> None:
    shutil.copytree(documents, tmp_path / "dysk" / "2019")
    ingest([tmp_path / "dysk"], store)

    assert ingest([tmp_path / "dysk" / "2019" / "program.txt"], store).counts() == {"unchanged": 1}


def test_a_missing_source_is_told_before_anything_is_read(tmp_path: Path, store: Store, documents: Path) -> None:
    with pytest.raises(SourceMissing, match=r"Nie ma pliku ani folderu „.*brak”"):
        ingest([documents, tmp_path / "brak"], store)

    assert store.runs() == ()


def test_a_fault_of_the_program_costs_one_file_only(
    tmp_path: Path, documents: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shutil.copytree(documents, tmp_path / "dysk")
    (folder / "program.txt").rename(folder / "blad.txt")

    report = ingest([folder], store, child=FAULTY_CHILD)

    assert report.counts() == {"added": 3, "rejected": 1}
    assert "Błąd programu przy tym pliku (ZeroDivisionError)" in (by_name(report)["blad.txt"].reason or "")
    assert "blad.txt" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_busy_store_stops_the_run(documents: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    original = store.writer
    monkeypatch.setattr(store, "writer", lambda: original(wait_s=0.0))

    with original(), pytest.raises(StoreBusy):
        ingest([documents], store)


def test_an_interrupted_run_keeps_whole_batches_with_their_outcomes(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "karty.jsonl", [line(number=number) for number in range(1, 3 * BATCH + 1)])
    monkeypatch.setattr(pipeline, "BATCH_SECONDS", math.inf)
    settle, settled = Settling.settle, 0

    def interrupted(settling: Settling, *arguments: Any) -> list[Outcome]:
        nonlocal settled
        settled += 1
        outcomes = settle(settling, *arguments)
        if settled == 3:
            raise KeyboardInterrupt
        return outcomes

    monkeypatch.setattr(Settling, "settle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ingest([source], store)

    said = {outcome.record_id for outcome in store.outcomes()}
    assert said == {practice.id for practice in store.practices()}
    assert len(said) == 2 * BATCH

    monkeypatch.undo()
    assert ingest([source], store).counts() == {"added": BATCH, "unchanged": 2 * BATCH}


def test_a_progress_bar_counts_every_byte(documents: Path, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    ingest([documents], store, progress=True)

    assert "100%" in capsys.readouterr().err


def test_nothing_in_a_record_depends_on_the_time(tmp_path: Path, documents: Path) -> None:
    fingerprints = set()
    for name in ("a.db", "b.db"):
        with Store.open(tmp_path / name) as store:
            ingest([documents], store)
            fingerprints.add(store.fingerprint())

    assert len(fingerprints) == 1
