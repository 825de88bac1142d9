"""Lines that state no need whatever their words are, and what is said apart from who says it."""

from __future__ import annotations

import pytest

from search_api.planning.need_furniture import is_furniture, labels_table
from search_api.planning.need_limits import MOST_CHARACTERS
from search_api.planning.need_sections import section_of
from search_api.planning.need_sentences import spoken, trimmed
from search_api.planning.need_units import units_of
from tests.search_api.planning.test_needs_documents import blocks


@pytest.mark.parametrize(
    ("text", "place", "is_one"),
    [
        ("Tabela 1. Osoby bez opieki (stan na 31 grudnia)", 40, True),
        ("Wykres 12. Brak dostępu do lekarza", 40, True),
        ("Źródło: opracowanie własne na podstawie ankiety", 40, True),
        ("Tabela pokazuje, że brakuje miejsc w żłobku.", 40, False),
        ("Źródło wody pitnej wysycha każdego lata", 40, False),
        ("Diagnoza sytuacji i potrzeb cudzoziemców", 1, True),
        ("Diagnoza sytuacji i potrzeb cudzoziemców", 30, False),
        ("Diagnoza wykazała brak miejsc w żłobku.", 1, False),
        ("Brak miejsc w żłobku", 1, False),
    ],
)
def test_captions_sources_and_the_own_title_are_told_from_needs(text: str, place: int, is_one: bool) -> None:
    assert is_furniture(text, "paragraph", place) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Stolik żółty (mieszkania i podwórka).", True),
        ("Grupa 2 – seniorzy", True),
        ("Stolik nr 3:", True),
        ("Stolik do szachów w parku jest połamany", False),
        ("Grupa wsparcia dla opiekunów", False),
    ],
)
def test_the_label_of_a_table_of_a_workshop_is_no_need(text: str, is_one: bool) -> None:
    assert labels_table(text) is is_one


def test_a_label_heads_its_items_until_the_next_one() -> None:
    document = blocks(
        ("heading", "Praca przy stolikach"),
        ("paragraph", "Stolik żółty (domy). Zapisano:"),
        ("list_item", "winda w przychodni"),
        ("paragraph", "Stolik zielony (drogi). Zapisano:"),
        ("list_item", "chodnik do szkoły"),
    )
    units = units_of(document, MOST_CHARACTERS)

    assert [(unit.text, unit.headings[1]) for unit in units] == [
        ("winda w przychodni", "Stolik żółty (domy)."),
        ("chodnik do szkoły", "Stolik zielony (drogi)."),
    ]


def test_who_speaks_is_left_out_where_a_dash_follows() -> None:
    said = "Pani ze wspólnoty przy Zamkowej 8: – Na klatce nie ma światła."

    assert spoken(said) == "Na klatce nie ma światła."
    assert trimmed(said) == "Na klatce nie ma światła"
    assert spoken("Sport: brak sali") == "Sport: brak sali"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Co Ci się podoba w gminie?", "good"),
        ("Pytanie 5. Co w gminie jest najlepsze?", "good"),
        ("Co lubimy", "good"),
        ("Czego nie brakuje", "good"),
        ("Co Ci się nie podoba?", "needs"),
        ("Co nie działa", "needs"),
        ("Czego brakuje?", "needs"),
    ],
)
def test_a_question_of_what_people_like_asks_for_no_needs(heading: str, section: str) -> None:
    assert section_of(heading) == section


def test_a_heading_that_the_reader_took_for_a_line_ends_a_section_of_what_people_like() -> None:
    document = blocks(
        ("heading", "Co lubimy"),
        ("paragraph", "Chwalimy nowy chodnik do szkoły i orkiestrę dętą."),
        ("paragraph", "Co przeszkadza"),
        ("paragraph", "Nastolatkom została ławka pod sklepem."),
    )
    assert [unit.section for unit in units_of(document, MOST_CHARACTERS)] == ["good", "needs"]
