"""A briefing as files: read back by the libraries that offices' programs use."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from corpus.practice import Funding, Practice
from search_api.export.briefings import docx as briefing_docx
from search_api.export.briefings import xlsx as briefing_xlsx
from search_api.export.briefings.about import BriefingAbout
from search_api.planning.briefing import Briefing, briefing
from search_api.planning.briefing_areas import all_areas, neighbours_of
from search_api.settings import Language
from search_api.web import texts
from tests.search_api.fakes import ATTACK, HOSTILE, PLOCKI, RECORDS, YOUTH, practice

ABOUT = BriefingAbout(date(2026, 1, 2), "https://praktyki.example", "migawka")
FORMULA = practice(
    "wzor-w-tytule",
    '=HYPERLINK("https://zly.example")',
    "Potrzeba.",
    areas=(PLOCKI,),
    funding=(Funding(source="@SUM(A1)", amount_pln=100.0), Funding(source=HOSTILE)),
)


def about(code: str, *records: Practice) -> Briefing:
    area = all_areas()[code]
    return briefing(area, (*RECORDS, *records), neighbours_of(area))


def told_in_word(found: Briefing, language: Language = "pl") -> str:
    word = Document(io.BytesIO(briefing_docx.report(found, ABOUT, texts.load(language))))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_word_file_has_headings_figures_with_numbers_and_an_address_for_every_practice() -> None:
    found = about("nuts:PL923", FORMULA)
    word = Document(io.BytesIO(briefing_docx.report(found, ABOUT, texts.load("pl"))))

    headings = [one.text for one in word.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == [
        "Praktyki",
        "Co tu opisano, a co gdzie indziej",
        "Białe plamy",
        "Pieniądze",
        "Sąsiedzi",
        "Jak to liczymy",
        "O tym pliku",
    ]
    told = told_in_word(found)
    assert "2 z 2 [1, 2]" in told
    for one in found.practices:
        assert f"https://praktyki.example/praktyki/{one.id}" in told
    assert "https://praktyki.example/obszary/nuts:PL923" in told


def test_the_word_file_of_an_empty_area_says_so() -> None:
    assert "Baza nie zna jeszcze żadnej praktyki stąd." in told_in_word(about("teryt:2001"))


def test_an_english_file_is_english() -> None:
    assert "A white spot only means" in told_in_word(about("nuts:PL923"), "en")


@pytest.mark.parametrize("code", ["nuts:PL923", "teryt:14", "teryt:2001", "śląskie/zachodni"])
def test_the_workbook_has_a_row_for_every_figure_with_the_ids_behind_it(code: str) -> None:
    found = about(code, FORMULA)
    book = load_workbook(io.BytesIO(briefing_xlsx.workbook(found, ABOUT, texts.load("pl"))))

    assert book.sheetnames == ["Liczby", "Praktyki", "Białe plamy", "Pieniądze", "Sąsiedzi", "O pliku"]
    figures = book["Liczby"]
    heads = [cell.value for cell in figures[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in figures.iter_rows(min_row=2, values_only=True)]
    themes = {row["Pozycja"]: row for row in rows if row["Zestawienie"] == "Tematy"}
    assert len(themes) == len(found.themes)
    for row in rows:
        ids = str(row["Praktyki stąd"] or "").split()
        assert len(ids) == row["Tutaj"], row["Pozycja"]
    assert book["Praktyki"].max_row == 1 + len(found.practices)
    assert book["Sąsiedzi"].max_row == 1 + len(found.neighbours)


def test_a_formula_or_markup_of_a_record_stays_a_text() -> None:
    found = about("nuts:PL923", FORMULA)
    book = load_workbook(io.BytesIO(briefing_xlsx.workbook(found, ABOUT, texts.load("pl"))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.value.startswith(("=", "@"))]
    assert HOSTILE in {cell.value for cell in cells}
    assert HOSTILE in told_in_word(found)


def test_records_without_a_place_do_no_harm() -> None:
    assert "Praktyki: cały kraj" in told_in_word(about("teryt:24", YOUTH, ATTACK))
