"""Amounts and their sources."""

from __future__ import annotations

import pytest

from ingest.describe.amounts import amounts, figure
from ingest.describe.money import money
from ingest.describe.partners import partners_in
from tests.ingest.describe.conftest import Sheets


def funding(sheet: Sheets, *texts: str) -> list[tuple[object, object]]:
    page = sheet(*texts)
    return [
        (f.value["source"], f.value["amount_pln"]) for f in money(page, partners_in(page)) if isinstance(f.value, dict)
    ]


@pytest.mark.parametrize(
    ("text", "pln"),
    [
        ("12 500 zł", 12_500),
        ("12.500,00 zł", 12_500),
        ("432 824,80 zł", 432_824.80),
        ("1,2 mln zł", 1_200_000),
        ("85 tys. złotych", 85_000),
        ("24 tysiące zł", 24_000),
        ("45 tysiącom złotych", 45_000),
        ("pół miliona złotych", 500_000),
        ("dwa tysiące złotych", 2_000),
        ("PLN 40 000", 40_000),
        ("15000zł", 15_000),
        ("10 000,- zł", 10_000),
        ("48 597, 00 zł", 48_597),
        ("100 tyſ. zł", 100_000),
        ("2 mİliony zł", 2_000_000),
        ("dzıesięć tyſięcy zł", 10_000),
    ],
)
def test_an_amount_is_read_in_zloty(text: str, pln: float) -> None:
    assert [item.pln for item in amounts(f"Koszt: {text}.")] == [pln]


@pytest.mark.parametrize(
    "text", ["60 000 euro", "45 000 EUR", "od 9 do 14 tys. zł", "5–10 tys. zł", "120 osób", "art. 19a"]
)
def test_other_money_ranges_and_counts_are_no_amounts(text: str) -> None:
    assert list(amounts(text)) == []


def test_the_currency_need_not_be_said_twice() -> None:
    assert [item.pln for item in amounts("Resort dał 106 tys. zł, a gmina 26 tys.")] == [106_000, 26_000]


def test_a_bare_figure_of_a_column() -> None:
    assert figure("18 350") == 18_350
    assert figure("9 800,00 zł") == 9_800
    assert figure("remont") is None


def test_sources_stand_before_or_behind_the_amount(sheet: Sheets) -> None:
    text = "Dotacja z budżetu gminy 25 000 zł, środki własne 1 250 zł oraz 12 tys. zł z funduszu sołeckiego."

    assert funding(sheet, text) == [
        ("budżet gminy", 25_000.0),
        ("wkład własny", 1_250.0),
        ("fundusz sołecki", 12_000.0),
    ]


def test_a_partner_that_pays_is_the_source(sheet: Sheets) -> None:
    text = "Manewry dofinansował Powiat Suski (4 tys. zł)."

    assert funding(sheet, text) == [("Powiat Suski", 4_000.0)]


def test_a_source_without_an_amount_is_told_too(sheet: Sheets) -> None:
    assert funding(sheet, "Projekt współfinansowany ze środków Europejskiego Funduszu Społecznego.") == [("EFS", None)]


def test_a_source_that_is_not_told_is_none(sheet: Sheets) -> None:
    assert funding(sheet, "Całkowity koszt zadania wyniósł 31 250,00 zł.") == [(None, 31_250.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Bilety kosztowały 120 zł.",
        "Uczestnik wpłaca kaucję 100 zł.",
        "Opłata adopcyjna za psa wynosi 50 zł.",
        "Średni koszt na jednego uczestnika to 578,70 zł.",
        "Dochody gminy w 2021 r. wyniosły 24,7 mln zł.",
        "Godzinę pracy prostej można wycenić na 150 zł, pracy specjalisty na 600 zł.",
        "Koszt to 250 zł za osobę.",
        "Kurs kosztuje 4 zł.",
    ],
)
def test_prices_fees_and_incomes_are_no_funding(sheet: Sheets, text: str) -> None:
    assert funding(sheet, text) == []


def test_figures_under_a_column_of_amounts_count(sheet: Sheets) -> None:
    rows = ("| Sołectwo | Liczba osób | Kwota (zł)", "| Racot | 120 | 18 350", "| Kokorzyn | 80 | 21 075,50")

    assert funding(sheet, *rows) == [(None, 18_350.0), (None, 21_075.5)]
