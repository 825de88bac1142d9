"""A briefing in words: small numbers are said, percentages only of many, every figure leads to its practices."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.practice import Area, Funding, Place, Practice
from search_api.briefings.lines import BriefingWords, Told
from search_api.briefings.links import address_of
from search_api.briefings.words import LISTED_OF_MORE, MOST_NUMBERED, briefing_words
from search_api.planning.briefing import briefing
from search_api.planning.briefing_areas import all_areas, neighbours_of
from search_api.web import texts
from search_api.web.short_list import MOST_IDS
from tests.search_api.fakes import practice

PL = texts.load("pl")
GOSTYNINSKI, PLOCKI = "teryt:1404", "nuts:PL923"
AREA = Area(
    level="powiat",
    name="powiat",
    powiat_code=GOSTYNINSKI,
    subregion=PLOCKI,
    voivodeship="mazowieckie",
    lat=52.4,
    lon=19.4,
)


def here(number: int, **given: object) -> Practice:
    fields: dict[str, object] = {"areas": (AREA,), "place": Place(locality="Lucień", voivodeship="mazowieckie")}
    return practice(f"tu-{number:02d}", f"Praktyka {number}", "Potrzeba.", **(fields | given))


def elsewhere(number: int) -> Practice:
    return practice(
        f"tam-{number:02d}", "Gdzie indziej", "Potrzeba.", themes=("youth",), place=Place(voivodeship="śląskie")
    )


def words(code: str, *records: Practice, language: str | None = None) -> BriefingWords:
    area = all_areas()[code]
    return briefing_words(briefing(area, records, neighbours_of(area)), PL, language)


def fact(found: BriefingWords, label: str) -> Told:
    return next(one.told for one in found.summary if one.label == label)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_of_few_practices_the_numbers_are_said_and_no_percentage() -> None:
    found = words(PLOCKI, *(here(number) for number in range(3)), *(elsewhere(number) for number in range(30)))

    (seniors,) = next(table for table in found.tables if table.key == "themes").rows
    assert seniors.label == "seniorzy"
    assert [plain(cell.text) for cell in seniors.cells] == ["3 z 3", "0 z 0", "3 z 3", "3 z 33 (9%)"]


def test_a_figure_cites_its_practices_by_their_numbers_in_the_list() -> None:
    found = words(PLOCKI, here(1), here(2, themes=("youth",)), here(3), here(4), here(5, themes=("youth",)), here(6))

    table = next(table for table in found.tables if table.key == "themes")
    cited = {row.label: row.cells[0].cited for row in table.rows}
    assert [one.number for one in found.listed] == [1, 2, 3, 4, 5, 6]
    assert cited == {"seniorzy": "1, 3, 4, 6", "młodzież": "2, 5"}


@pytest.mark.parametrize(("numbers", "text"), [((), ""), ((3,), "3"), ((1, 2), "1, 2"), ((1, 2, 3, 5), "1–3, 5")])
def test_numbers_in_a_row_are_told_as_a_range(numbers: tuple[int, ...], text: str) -> None:
    assert Told("", None, numbers).cited == text


def test_where_not_every_practice_is_listed_none_is_cited_by_number() -> None:
    found = words(PLOCKI, *(here(number) for number in range(MOST_NUMBERED + 1)))

    assert not found.is_numbered
    assert len(found.listed) == LISTED_OF_MORE
    assert (
        found.listed_cut
        == f"Tu są pierwsze {LISTED_OF_MORE} z {MOST_NUMBERED + 1}. Wszystkie są w plikach poniżej i w wyszukiwarce."
    )
    assert all(not cell.numbers for table in found.tables for row in table.rows for cell in row.cells)


def test_a_figure_leads_to_the_search_and_for_a_powiat_to_the_list() -> None:
    subregion, powiat = (fact(words(code, here(1)), "Praktyki: tutaj").address for code in (PLOCKI, GOSTYNINSKI))

    assert subregion == "/szukaj?subregion=nuts%3APL923&kind=practice"
    assert powiat == "/lista?id=tu-01"


def test_more_practices_than_a_list_takes_and_none_at_all_have_no_link() -> None:
    many = tuple(f"p-{number}" for number in range(MOST_IDS + 1))

    assert address_of(many) is None
    assert address_of((), (("theme", "seniors"),)) is None


def test_the_language_goes_along_with_every_address() -> None:
    found = words(PLOCKI, here(1), elsewhere(1), language="en")

    addresses = [one.told.address for one in found.summary]
    addresses += [cell.address for table in found.tables for row in table.rows for cell in row.cells]
    addresses += [one.address for one in (*found.belongs, *(link for link, _ in found.neighbours))]
    assert all(parse_qs(urlsplit(one).query)["lang"] == ["en"] for one in addresses if one)


def test_money_is_told_by_name_with_the_range_and_what_is_unknown() -> None:
    cheap = here(1, funding=(Funding(source="Gmina", amount_pln=900),))
    dear = here(2, funding=(Funding(source="Fundusz", amount_pln=45_000), Funding(source="Sponsor")))

    money = words(PLOCKI, cheap, dear, here(3)).money

    assert [plain(one.text) for one in money.totals] == [
        "Znane koszty całych praktyk: od 900 zł do 45 000 zł (2 z 3).",
        "W tym część źródeł bez kwoty: 1 z 3.",
        "Brak danych o pieniądzach: 1 z 3.",
    ]
    assert [(name, plain(amount), told.numbers) for name, amount, told in money.rows] == [
        ("Fundusz", "45 000 zł", (2,)),
        ("Gmina", "900 zł", (1,)),
        ("Sponsor", "brak kwoty w źródle", (2,)),
    ]


def test_without_practices_it_says_so_and_still_tells_of_what_is_around() -> None:
    found = words("teryt:2001", here(1))

    assert found.is_empty
    assert (found.tables, found.listed) == ((), ())
    assert [one.label for one in found.spots] == ["seniorzy"]
    assert fact(found, "Praktyki: cały kraj").text == "1"


def test_rows_beyond_the_first_are_named_in_one_line() -> None:
    themes = ("seniors", "youth", "education", "health", "housing", "addictions")
    found = words(
        PLOCKI, here(1, themes=themes), here(2, themes=("environment", "volunteering", "safety_rescue", "homelessness"))
    )

    table = next(table for table in found.tables if table.key == "themes")
    assert len(table.rows) == 8
    assert table.left is not None
    assert table.left.startswith("Jeszcze 2 pozycje: ")
