"""From a JSON Lines file to a folder of cards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.cards import load_folder
from corpus.import_starter import ImportFault, import_starter, main, read_lines
from corpus.practice import Area, Place
from tests.corpus.records import WARM_LUNCHES


def areas_of(place: Place) -> tuple[Area, ...]:
    return (Area(level="voivodeship", name=place.voivodeship, voivodeship=place.voivodeship),)


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records), encoding="utf-8")
    return path


def test_each_line_becomes_a_completed_card(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "lista.jsonl", WARM_LUNCHES, WARM_LUNCHES | {"id": "druga", "results": None})

    levels = import_starter(source, tmp_path / "karty", areas_of)

    assert levels == {"E3": 1, "E1": 1}
    cards = list(load_folder(tmp_path / "karty"))
    assert [(card.id, card.evidence_level) for card in cards] == [("druga", "E1"), ("staszow-cieple-obiady", "E3")]
    assert all(card.areas and card.evidence_reason for card in cards)


def test_importing_again_changes_no_byte(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "lista.jsonl", WARM_LUNCHES)
    card = tmp_path / "karty" / "swietokrzyskie" / "staszow-cieple-obiady.yaml"

    import_starter(source, tmp_path / "karty", areas_of)
    first = card.read_bytes()
    import_starter(source, tmp_path / "karty", areas_of)

    assert card.read_bytes() == first


def test_all_faults_of_a_file_are_named_by_line_and_nothing_is_written(tmp_path: Path) -> None:
    source = jsonl(
        tmp_path / "lista.jsonl",
        WARM_LUNCHES,
        WARM_LUNCHES | {"id": "Zła nazwa"},
        WARM_LUNCHES | {"id": "trzecia", "years": {"start": "dawno"}},
        WARM_LUNCHES,
    )

    with pytest.raises(ImportFault) as caught:
        import_starter(source, tmp_path / "karty", areas_of)

    assert str(caught.value).splitlines() == [
        "Wiersz 2, id: Popraw zapis. Dozwolone: małe litery bez polskich znaków, cyfry i łączniki, "
        "na przykład „staszow-klub-seniora”.",
        "Wiersz 3, years.start: Wpisz liczbę całkowitą, na przykład 2014.",
        "Wiersz 4, id: praktyka „staszow-cieple-obiady” stoi dwa razy. Zmień identyfikator.",
    ]
    assert not (tmp_path / "karty").exists()


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "lista.jsonl"
    source.write_text("\n" + json.dumps(WARM_LUNCHES) + "\n\n", encoding="utf-8")

    assert [practice.id for practice in read_lines(source)] == ["staszow-cieple-obiady"]


def test_the_command_tells_what_it_wrote_and_what_it_could_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = jsonl(tmp_path / "a.jsonl", WARM_LUNCHES), jsonl(tmp_path / "b.jsonl", {"id": "x"})

    assert main([str(good), str(tmp_path / "karty")]) == 0
    assert capsys.readouterr().out == f"Zapisano 1 kart w {tmp_path / 'karty'}. Poziomy dowodów: E3: 1.\n"
    assert main([str(bad), str(tmp_path / "karty")]) == 1
    assert "Wiersz 1, title: Dopisz to pole: jest wymagane." in capsys.readouterr().err
