"""The workbook as openpyxl reads it: real numbers, a head that stays, no formula anywhere."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from search_api.export.cells import clean, undefused
from search_api.export.xlsx import LONGEST_TEXT, text_cell, workbook
from search_api.web import texts
from tests.search_api.export.samples import ABOUT
from tests.search_api.fakes import ATTACK, FROM_A_DOCUMENT, HOSTILE, INVITATION, SENIORS, practice

PL = texts.load("pl")
RECORDS = (SENIORS, ATTACK, FROM_A_DOCUMENT, INVITATION)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(workbook(RECORDS, ABOUT, PL))


def test_it_has_the_practices_their_sources_and_what_the_file_is(book: Workbook) -> None:
    assert book.sheetnames == ["Praktyki", "Źródła i licencje", "O pliku"]
    assert book.properties.language == "pl-PL"


def test_years_money_and_coordinates_are_numbers(book: Workbook) -> None:
    sheet = book["Praktyki"]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}

    assert row["Rok od"].value == 2014
    assert row["Znane koszty (zł)"].value == 12_500.5
    assert "zł" in row["Znane koszty (zł)"].number_format
    assert row["Szerokość geograficzna"].value == 52.4
    assert row["Adres strony"].hyperlink.target == row["Adres strony"].value


def test_the_head_stays_in_sight_and_long_texts_are_wrapped(book: Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["B2"].alignment.wrap_text
        assert sheet.column_dimensions["A"].width >= 30


def test_each_source_is_a_row_with_its_terms_and_those_of_the_description(book: Workbook) -> None:
    rows = list(book["Źródła i licencje"].values)

    assert rows[1] == (
        *("Klub seniora w Lucieniu", "Opis", None, None, "https://example.org/opis"),
        *("nie podano", "CC BY 4.0", "https://praktyki.example.org/praktyki/lucien-klub-seniora"),
    )
    assert [row[0] for row in rows[1:]] == [clean(record.title) for record in RECORDS]


def test_the_last_sheet_says_when_what_and_on_which_terms(book: Workbook) -> None:
    facts = dict(book["O pliku"].iter_rows(min_row=2, values_only=True))

    assert facts["Data pobrania"] == "2026-01-02"
    assert facts["Potrzeba"] == "samotni seniorzy"
    assert facts["Filtry"] == "temat: seniorzy"
    assert "EUPL-1.2" in str(facts["Licencja opisów"])


def test_what_is_left_out_is_said() -> None:
    cut = opened(workbook([SENIORS], replace(ABOUT, total=5, held=1, gone=("nie-ma",)), PL))

    facts = dict(cut["O pliku"].iter_rows(min_row=2, values_only=True))
    assert facts["Uwaga"] == "Plik zawiera pierwsze 1 z 5 opisów."
    assert facts["Nie ma już w bazie"] == "nie-ma"


def test_no_cell_is_a_formula() -> None:
    hostile = practice("a", "=1+1", "+1", actions="-1", results="@SUM(1)", lessons=HOSTILE)

    for sheet in opened(workbook([hostile], replace(ABOUT, query="=cmd"), PL)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@"))


@given(st.text(max_size=60))
@example("_x0041_")
@example("=1+1")
@example(" przód i tył ")
@settings(max_examples=40)
def test_any_text_survives(text: str) -> None:
    book = Workbook()
    book.active.append([None])
    cell = book.active.cell(1, 1)
    cell.value = text_cell(text)
    cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)

    # Excel reads escapes in every string of a sheet, openpyxl only in shared ones.
    found = unescape(opened(stream.getvalue()).active.cell(1, 1).value or "")

    assert undefused(found) == clean(text)


def test_a_text_longer_than_a_cell_is_cut_and_shows_it() -> None:
    for text in ("ą" * 40_000, "\N{SEEDLING}" * 20_000):
        cell = text_cell(text)
        assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_TEXT
        assert cell.endswith(" […]")
