"""The plan in Excel: real numbers, no formula, every statement with its source."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from search_api.export.plans import xlsx as plan_xlsx
from search_api.export.plans.about import PlanAbout
from search_api.planning.context import PlanContext
from search_api.planning.matching import Choice, match
from search_api.planning.need import Need
from search_api.planning.plan import plan
from search_api.web import texts
from tests.search_api.fakes import FROM_A_DOCUMENT, FakeEngine
from tests.search_api.planning.plan_samples import BASE, CONTEXT, sample

PL = texts.load("pl")
ABOUT = PlanAbout(date(2026, 1, 2), "https://praktyki.example.org", "proba")
Rows = list[tuple[object, ...]]


def sheets(content: bytes) -> dict[str, Rows]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture(scope="module")
def book() -> dict[str, Rows]:
    return sheets(plan_xlsx.workbook(sample(CONTEXT), ABOUT, PL))


def test_the_sheets_are_named_in_words(book: dict[str, Rows]) -> None:
    assert list(book) == ["Potrzeby", "Praktyki", "Macierz", "Pieniądze", "Treść planu", "Źródła", "O planie"]


def test_needs_have_their_weights_as_numbers_and_say_what_was_found(book: dict[str, Rows]) -> None:
    first, *_, last = book["Potrzeby"][1:]

    assert first[:4] == (1, "Samotni seniorzy na wsi", "potrzeba", 40)
    assert str(last[6]).startswith("Skąd ta potrzeba: Diagnoza.docx, strona 4")
    assert [row[4] for row in book["Potrzeby"][3:5]] == ["Nie ma dopasowania", "Tylko słabe dopasowania"]


def test_a_weight_that_nobody_gave_is_marked_and_stays_a_number() -> None:
    needs = (Need("Samotni seniorzy na wsi", 40), Need("Młodzież nie ma dokąd pójść", 12.5, assumed="share"))

    for language, heading, mark in (("pl", "Waga przyjęta", "tak"), ("en", "Weight assumed", "yes")):
        made = plan_xlsx.workbook(sample(needs=needs), ABOUT, texts.load(language))
        heads, *rows = next(iter(sheets(made).values()))
        assert heads[-1] == heading
        assert [(row[3], row[-1]) for row in rows] == [(40, None), (12.5, mark)]


def test_weak_practices_are_said_to_be_weak(book: dict[str, Rows]) -> None:
    weak = [row for row in book["Praktyki"] if row[0] == 4]

    assert weak
    assert all(row[3] == "nie, słabe dopasowanie" for row in weak)


def test_the_matrix_has_a_column_for_each_need(book: dict[str, Rows]) -> None:
    heads, first, *_ = book["Macierz"]

    assert heads == ("Praktyka", "Nr źródła", "Ile potrzeb", "1", "2", "3", "4", "5")
    assert first == ("Klub seniora z dowozem", 1, 2, "●", "●", None, None, None)


def test_money_has_real_numbers_and_an_empty_cell_where_the_source_gives_none(book: dict[str, Rows]) -> None:
    money = {row[3]: row[4:] for row in book["Pieniądze"][1:]}

    assert money["Dopłata wojewody"] == (None, 80_000)
    assert money["Budżet gminy"] == (80_000, 80_000)


def test_every_statement_has_its_sources_beside_it(book: dict[str, Rows]) -> None:
    quotes = [row for row in book["Treść planu"][1:] if str(row[2]).startswith("„")]

    assert len(quotes) > 8
    assert all(row[3] for row in quotes)


def test_sources_have_their_addresses_and_the_day_of_access(book: dict[str, Rows]) -> None:
    bus = next(row for row in book["Źródła"] if row[0] == 3)

    assert bus[5:] == (
        "https://example.org/opis",
        "https://praktyki.example.org/praktyki/szczebrzeszyn-bus",
        "2026-01-02",
        "szczebrzeszyn-bus",
    )


def test_a_practice_from_a_document_names_the_document_and_the_page() -> None:
    engine = FakeEngine(BASE)
    choices = {1: Choice(keep=(FROM_A_DOCUMENT.id,))}
    made = plan(match((Need("Klub"),), PlanContext(), engine, choices=choices), PlanContext(), engine)

    rows = sheets(plan_xlsx.workbook(made, ABOUT, PL))["Źródła"]

    assert any("sprawozdanie.pdf, strona 2" in str(row[2]) for row in rows)


def test_what_begins_like_a_formula_stays_a_text() -> None:
    engine = FakeEngine(BASE)
    needs = (Need("=HYPERLINK(1) seniorzy"),)
    content = plan_xlsx.workbook(plan(match(needs, PlanContext(), engine), PlanContext(), engine), ABOUT, PL)

    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]

    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK(1) seniorzy" in [cell.value for cell in cells]
