"""Cards: a person can edit them, a program can trust them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.cards import (
    MAX_CARD_BYTES,
    CardError,
    card_path,
    card_text,
    load_folder,
    parse_card,
    practice_to_mapping,
    read_card,
    read_practice,
    write_card,
)
from corpus.practice import Practice
from tests.corpus.records import practice, practices


@given(practices)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_reading_ones_own_card_gives_an_equal_practice(one: Practice) -> None:
    text = card_text(one)

    content = parse_card(text.encode(), "karta.yaml")

    assert isinstance(content, dict)
    assert read_practice(content) == one
    assert card_text(read_practice(content)) == text


@given(practices)
def test_the_mapping_gives_an_equal_practice(one: Practice) -> None:
    assert read_practice(practice_to_mapping(one)) == one


def test_a_card_reads_like_a_form() -> None:
    long_need = "Samotni seniorzy ze wsi nie mieli kto im ugotować, a do najbliższego baru mieli dwanaście kilometrów."

    text = card_text(practice(need=long_need, lessons=None, funding=[{"source": "Gmina", "amount_pln": 12500.0}]))

    assert text.startswith("id: staszow-cieple-obiady\nkind: practice\ntitle: Ciepłe obiady dla samotnych seniorów")
    assert "need: >-\n  Samotni seniorzy ze wsi nie mieli kto im ugotować" in text
    assert "funding:\n  - source: Gmina\n    amount_pln: 12500\n" in text
    assert "lessons" not in text
    assert "null" not in text


def test_a_card_lies_in_the_folder_of_its_voivodeship_with_an_ascii_name(tmp_path: Path) -> None:
    path = write_card(practice(), tmp_path)

    assert path == card_path(practice(), tmp_path) == tmp_path / "swietokrzyskie" / "staszow-cieple-obiady.yaml"
    assert read_card(path) == practice()


def test_writing_again_replaces_the_card_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_card(practice(), tmp_path)
    path = write_card(practice(title="Nowy tytuł"), tmp_path)

    assert [file.name for file in path.parent.iterdir()] == ["staszow-cieple-obiady.yaml"]
    assert read_card(path).title == "Nowy tytuł"


def test_a_write_that_breaks_leaves_the_earlier_card_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_card(practice(), tmp_path)

    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_card(practice(title="Nowy tytuł"), tmp_path)

    assert read_card(path) == practice()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_dates_and_everyday_words_stay_text() -> None:
    card = "published: 2015-10-06\nodpowiedź: nie\nzgoda: yes\ngodzina: 12:30\nnumer: 010\nliczba: 12\nkwota: 12.5\npuste:\n"

    assert parse_card(card.encode(), "karta.yaml") == {
        "published": "2015-10-06",
        "odpowiedź": "nie",
        "zgoda": "yes",
        "godzina": "12:30",
        "numer": "010",
        "liczba": 12,
        "kwota": 12.5,
        "puste": None,
    }


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (b"a: &x [1, 2]\nb: [*x, *x]\n", "karta.yaml, wiersz 1: karta nie może zawierać odnośników"),
        (b"a: 1\nb: *x\n", "karta.yaml, wiersz 2: karta nie może zawierać odnośników"),
        (b"a: " + b"[" * 1000, "karta.yaml, wiersz 1: za głębokie zagnieżdżenie"),
        (b"id: jeden\nneed: x\nid: dwa\n", "karta.yaml, wiersz 3: pole „id” stoi dwa razy"),
        (b'a: !!python/object/apply:os.system ["true"]\n', "karta.yaml, wiersz 1: zapis YAML jest uszkodzony"),
        (b"a: [1, 2\nb: 3\n", "karta.yaml, wiersz 2: zapis YAML jest uszkodzony"),
        (b"---\na: 1\n---\nb: 2\n", "karta.yaml, wiersz 3: zapis YAML jest uszkodzony"),
        (b"a: \xb9\xea\n", "karta.yaml: plik nie jest w kodowaniu UTF-8"),
        (b"a: !!int trzy\n", "karta.yaml: wartość w karcie jest nieprawidłowa"),
        (b"#" * (MAX_CARD_BYTES + 1), "karta.yaml: plik jest za duży"),
    ],
)
def test_unsafe_and_damaged_cards_are_refused_by_name_and_line(card: bytes, said: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_card(card, "karta.yaml")

    assert str(caught.value).startswith(said)


def test_a_card_with_faults_names_the_file_and_each_field(tmp_path: Path) -> None:
    path = write_card(practice(), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("sector: ngo", "sector: społeczny"), encoding="utf-8")

    with pytest.raises(CardError) as caught:
        read_card(path)

    assert str(caught.value).startswith(f"{path}: partners.1.sector: Wpisz jedną z dozwolonych wartości: public,")


def test_a_card_that_is_a_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lista.yaml"
    path.write_text("- a\n- b\n", encoding="utf-8")

    with pytest.raises(CardError, match="to nie jest karta praktyki"):
        read_card(path)


def test_a_folder_gives_its_cards_in_the_order_of_paths(tmp_path: Path) -> None:
    first = practice(id="a-wies", place={"voivodeship": "śląskie"})
    second = practice(id="b-wies", place={"voivodeship": "łódzkie"})
    for one in (first, second):
        write_card(one, tmp_path)

    assert list(load_folder(tmp_path)) == [second, first]


def test_an_id_that_stands_in_two_files_is_an_error(tmp_path: Path) -> None:
    write_card(practice(), tmp_path)
    write_card(practice(place={"voivodeship": "śląskie"}), tmp_path)

    with pytest.raises(CardError, match="ma już kartę"):
        list(load_folder(tmp_path))


def test_a_file_name_that_differs_from_the_id_is_an_error(tmp_path: Path) -> None:
    path = write_card(practice(), tmp_path)
    path.rename(path.with_name("inna-nazwa.yaml"))

    with pytest.raises(CardError, match="nazwa pliku różni się od pola id"):
        list(load_folder(tmp_path))
