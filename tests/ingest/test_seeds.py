"""The five real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from ingest.documents import read_document
from ingest.loaders.text import TextLoader

FURNITURE = (
    "Czcionki", "Kontrast", "top_baner", "do góry", "Skip to content", "Udostępnij", "Facebook", "Twitter", "LinkedIn",
    "Pinterest", "Nasi partnerzy", "Portal powstał", "Strona główna", "Kapitał ludzki",
)  # fmt: skip


@pytest.fixture
def read(seeds: Path) -> dict[str, Document]:
    """Documents by the first three digits of their file names."""
    return {
        path.name[:3]: read_document(path.read_bytes(), path.name, TextLoader()).document
        for path in sorted(seeds.glob("*.txt"))
    }


def text_of(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


def test_furniture_is_gone_and_titles_stand_once(read: dict[str, Document]) -> None:
    for document in read.values():
        text = text_of(document)
        assert not [line for line in FURNITURE if line in text]
        assert sum(block.text == document.title for block in document.blocks) == 1


def test_titles_are_those_of_the_articles(read: dict[str, Document]) -> None:
    assert read["000"].title == "Jak budować międzysektorową współpracę?"
    assert read["001"].title == "Debatowali o możliwościach współpracy międzysektorowej"
    assert read["003"].title == "Spotkanie „Współpraca międzysektorowa – idee, korzyści, wyzwania”"


def test_the_day_of_publication_stands_without_the_name_of_the_section(read: dict[str, Document]) -> None:
    assert "23 Czerwca 2014" in [block.text for block in read["001"].blocks]


def test_the_phone_number_is_nowhere(read: dict[str, Document]) -> None:
    body = read["000"].model_dump_json()

    assert "446" not in body
    assert "tel. [numer telefonu usunięty]" in body
    assert read["000"].masked == {"phone": 1}


def test_the_name_of_a_private_person_is_nowhere(read: dict[str, Document]) -> None:
    body = read["001"].model_dump_json()

    assert "Stempniak" not in body
    assert "zachęca [imię i nazwisko usunięte], kierownik projektu" in text_of(read["001"])
    assert {name: document.masked for name, document in read.items() if document.masked} == {
        "000": {"phone": 1},
        "001": {"name": 1},
    }


def test_lost_spaces_are_back(read: dict[str, Document]) -> None:
    assert "w innym wymiarze, wdrażanego" in text_of(read["001"])
    assert "z siedzibą w Rybniku." in text_of(read["001"])
    assert "partycypacyjnego). Planowana jest również wizyta studyjna" in text_of(read["002"])


def test_divided_words_are_whole_and_compounds_keep_the_hyphen(read: dict[str, Document]) -> None:
    leaflet = text_of(read["004"])

    for word in (
        "niepublicznego",
        "instytucyjnych",
        "lokalnej",
        "lokalnych",
        "zakresie",
        "projektu",
        "prawno-społecznej",
        "JST-NGO",
    ):
        assert word in leaflet
    assert "publiczno-społeczne" in text_of(read["003"])
    assert "Czerwionka-Leszczyny" in text_of(read["001"])


def test_the_leaflet_has_seven_headings_and_the_study_visit_is_one(read: dict[str, Document]) -> None:
    headings = [block.text for block in read["004"].blocks if block.kind == "heading" and block.level == 2]

    assert len(headings) == 7
    assert headings[4].endswith("(2 dni x 20 osób x 7 godzin):")
    assert headings[6] == "7. Wizyta studyjna (do innego Subregionu):"
    assert [block.kind for block in read["004"].blocks[-3:]] == ["list_item"] * 3


def test_the_agenda_is_a_list_of_five_items(read: dict[str, Document]) -> None:
    items = [block.text for block in read["003"].blocks if block.kind == "list_item"]

    assert len(items) == 5
    assert items[0] == "09.00 – 09.30 – powitalna kawa"
