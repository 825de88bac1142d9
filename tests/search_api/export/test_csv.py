"""CSV as the csv module and Polish Excel read it."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from corpus.practice import Funding
from search_api.export.cells import clean, undefused
from search_api.export.csv import table, written
from search_api.export.rows import COLUMNS, heads
from search_api.web import texts
from tests.search_api.export.samples import ABOUT
from tests.search_api.fakes import ATTACK, BARE, HOSTILE, INVITATION, SENIORS, practice

PL = texts.load("pl")
EN = texts.load("en")


def read(content: bytes) -> list[dict[str, str]]:
    stream = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(stream, delimiter=";", strict=True))


def test_a_practice_is_a_row_with_polish_heads_source_licence_and_address() -> None:
    (row,) = read(table([SENIORS], ABOUT, PL))

    assert row["Tytuł"] == "Klub seniora w Lucieniu"
    assert (row["Rok od"], row["Rok do"]) == ("2014", "2015")
    assert row["Czy to sprawdzone"] == "wyniki w liczbach albo ewaluacja"
    assert row["Kto z kim"].splitlines() == [
        "Gmina Gostynin (lider, sektor publiczny)",
        "Stowarzyszenie Sąsiedzi (partner, organizacje pozarządowe)",
    ]
    assert row["Źródła"] == "Opis, https://example.org/opis (licencja: nie podano)"
    assert row["Licencja opisu"] == "CC BY 4.0"
    assert row["Adres strony"] == "https://praktyki.example.org/praktyki/lucien-klub-seniora"


def test_numbers_have_a_decimal_comma_and_no_spaces() -> None:
    rows = read(
        table([SENIORS, practice("a", "Prosta", "P", funding=(Funding(source="B", amount_pln=12_000),))], ABOUT, PL)
    )

    assert [row["Znane koszty (zł)"] for row in rows] == ["12500,5", "12000"]
    assert rows[0]["Szerokość geograficzna"] == "52,4"


def test_a_practice_that_names_no_terms_has_those_of_the_project_and_empty_fields_stay_empty() -> None:
    (row,) = read(table([BARE], ABOUT, PL))

    assert row["Licencja opisu"] == "EUPL-1.2"
    assert (row["Rezultaty"], row["Rok od"], row["Znane koszty (zł)"]) == ("", "", "")
    assert row["Brakuje w źródle"].startswith("wyniki; wnioski")


def test_a_document_says_that_it_is_one() -> None:
    (row,) = read(table([INVITATION], ABOUT, PL))

    assert (row["Rodzaj"], row["Tytuł"]) == ("dokument", "Wizyta studyjna do innego subregionu")
    assert row["Adres strony"] == "https://praktyki.example.org/dokumenty/doc-0123456789abcdef"


def test_hostile_text_stands_there_as_text() -> None:
    (row,) = read(table([ATTACK], ABOUT, PL))

    assert row["Tytuł"] == f"Tytuł {HOSTILE}"
    assert row["Rezultaty"] == HOSTILE


def test_the_form_is_that_of_rfc_4180_with_the_mark_that_excel_needs() -> None:
    content = table([SENIORS, BARE], ABOUT, PL)

    assert content.startswith(b"\xef\xbb\xbfTytu")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 3
    assert content.decode("utf-8-sig").splitlines()[0].count(";") == len(COLUMNS) - 1


def test_the_heads_are_english_when_asked_and_all_different() -> None:
    assert heads(EN)[0] == "Title"
    assert len(set(heads(EN))) == len(set(heads(PL))) == len(COLUMNS)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=3), min_size=1, max_size=3))
def test_any_text_survives_also_as_a_head(rows: list[list[str]]) -> None:
    stream = io.StringIO(written(rows).decode("utf-8-sig"), newline="")

    found = [[undefused(cell) for cell in row] for row in csv.reader(stream, delimiter=";", strict=True)]

    assert found == [[clean(cell) for cell in row] for row in rows]
