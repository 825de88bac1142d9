"""Headers of tables to fields of a practice: by what they say, never by what they merely contain."""

from __future__ import annotations

import pytest

from corpus import vocabulary
from ingest.columns import VOCABULARY, columns_of, field_of, missing
from ingest.sheets import Row, Sheet


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nazwa praktyki", "title"),
        ("NAZWY PRAKTYK", "title"),
        ("1. Województwo", "voivodeship"),
        ("wojewodztwo", "voivodeship"),
        ("Gmina (siedziba)", "gmina"),
        ("Zrodlo finansowania", "funding"),
        ("Koszt (zł)", "amount"),
        ("Krótki opis działań", "actions"),
        ("Potrzeby", "need"),
        ("Rok", "years"),
        ("Od kiedy", "year_start"),
        ("Do kiedy", "year_end"),
        ("Budżet projektu [PLN]", "amount"),
        ("Adres strony internetowej", "url"),
        ("Grupy docelowe", "target_groups"),
        ("cooperation_forms", "cooperation_forms"),
    ],
)
def test_a_header_is_known_in_any_inflection_and_spelling(header: str, field: str) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    "header", ["Lp.", "Telefon", "E-mail", "Osoba do kontaktu", "Nazwa gminy partnera", "Uwagi", ""]
)
def test_a_header_that_only_contains_a_field_is_none(header: str) -> None:
    assert field_of(header) is None


def test_every_label_and_synonym_leads_to_its_field() -> None:
    for term in vocabulary.load(VOCABULARY).terms:
        for name in (term.code, term.pl, *term.synonyms):
            assert field_of(name) == term.code, name


def sheet(*rows: list[str]) -> Sheet:
    return Sheet(
        "Praktyki", tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1) if any(cells))
    )


def test_the_header_may_stand_below_a_title_and_what_was_read_is_told() -> None:
    found = columns_of(
        sheet(
            ["Wykaz dobrych praktyk"], [], ["Lp.", "Nazwa", "Gmina", "Temat", "Potrzeba", "Opis", "Link"], ["1", "Klub"]
        )
    )

    assert found is not None
    assert found.header_row == 3
    assert found.missing == ()
    assert found.told == (
        "Arkusz „Praktyki”. Kolumny odczytano tak: „Nazwa” → tytuł; „Gmina” → gmina; „Temat” → tematy; „Potrzeba” → potrzeba; "
        "„Opis” → działania; „Link” → adres źródła. Kolumny nieużyte: „Lp.”."
    )


def test_what_is_missing_is_named_with_its_alternatives() -> None:
    assert missing({"title", "need", "actions"}) == (
        "miejscowość albo gmina albo powiat albo województwo",
        "tematy",
        "adres źródła",
    )


def test_a_field_of_one_value_takes_its_first_column_and_texts_take_all() -> None:
    found = columns_of(sheet(["Gmina", "Nazwa gminy", "Opis", "Przebieg", "Nazwa"]))

    assert found is not None
    assert [(column.header, column.field) for column in found.found] == [
        ("Gmina", "gmina"),
        ("Opis", "actions"),
        ("Przebieg", "actions"),
        ("Nazwa", "title"),
    ]
    assert found.unused == ("Nazwa gminy",)


def test_a_table_of_something_else_has_no_columns_of_a_practice() -> None:
    assert columns_of(sheet(["Dział", "Rozdział", "Paragraf"], ["851", "85154", "2360"])) is None
    assert columns_of(sheet()) is None
