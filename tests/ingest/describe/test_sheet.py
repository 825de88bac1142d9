"""Quotes, tables and lists of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block
from ingest.describe.base_forms import adjective, gender_of
from ingest.describe.sheet import LONGEST_QUOTE, Spot, sheet_of
from ingest.describe.tables import cells
from ingest.describe.wording import whole_words
from tests.ingest.describe.conftest import Sheets


def test_the_quote_is_the_sentence_around_the_spot(sheet: Sheets) -> None:
    page = sheet("Klub działa. Dostał 500 zł od gminy. Koniec.")

    assert page.quote(Spot(0, 20, 26)) == "Dostał 500 zł od gminy."


def test_a_line_end_ends_a_sentence(sheet: Sheets) -> None:
    page = sheet("Miejsce: Istebna\nKoszt: 500 zł")

    assert page.quote(Spot(0, 24, 30)) == "Koszt: 500 zł"


@given(st.lists(st.text("abc .„”\n", min_size=1, max_size=30), min_size=1, max_size=40), st.data())
def test_a_quote_is_part_of_the_block_holds_the_spot_and_is_short(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces) + "."
    page = sheet_of("t", [(0, Block(text=text))])
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 20)))

    quote = page.quote(Spot(0, start, end))

    assert quote in text
    assert text[start:end].strip() in quote
    assert len(quote) <= LONGEST_QUOTE


def test_cells_stand_under_their_column(sheet: Sheets) -> None:
    page = sheet("| Sołectwo | Kwota (zł)", "| Racot | 18 350", "| brak kwoty")

    found = list(cells(page))

    assert [(cell.header, cell.text) for cell in found] == [("Sołectwo", "Racot"), ("Kwota (zł)", "18 350")]
    assert all(cell.line.text[cell.start : cell.end] == cell.text for cell in found)


def test_a_table_inside_one_block_has_a_row_in_each_line(sheet: Sheets) -> None:
    page = sheet("| Sołectwo | Kwota\nRacot | 10\nKokorzyn | 20")

    assert [cell.text for cell in cells(page)] == ["Racot", "10", "Kokorzyn", "20"]


@pytest.mark.parametrize(
    ("word", "gender", "nominative"),
    [
        ("Ochotniczej", "f", "Ochotnicza"),
        ("Miejskiego", "m", "Miejski"),
        ("Podlaskiego", "n", "Podlaskie"),
        ("Gminnym", "m", "Gminny"),
        ("Wiejskiej", "f", "Wiejska"),
        ("Górnych", "p", "Górne"),
        ("Warmińsko-Mazurskiego", "m", "Warmińsko-Mazurski"),
        ("POWIATOWEGO", "n", "POWIATOWE"),
        ("Gminna", "f", "Gminna"),
    ],
)
def test_adjectives_come_to_the_nominative(word: str, gender: str, nominative: str) -> None:
    assert adjective(word, gender) == nominative  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("Ropica", "f"), ("Solec", "m"), ("Oborzyska", "p"), ("Pawłowice", "p"), ("Wieś", "f"), ("Garbno", "n")],
)
def test_the_ending_of_a_place_tells_its_gender(noun: str, gender: str) -> None:
    assert gender_of(noun) == gender


def test_a_list_of_words_is_a_pattern_of_whole_words() -> None:
    pattern = whole_words("odbędzie się | warsztat* | um[oó]w")

    assert [match.group() for match in pattern.finditer("Warsztaty Odbędzie  się, umów, umówka")] == [
        "Warsztaty",
        "Odbędzie  się",
        "umów",
    ]
