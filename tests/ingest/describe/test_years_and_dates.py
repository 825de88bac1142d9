"""Years and days: the forms in which Polish documents write them, and whose they are."""

from __future__ import annotations

import pytest

from ingest.describe.moments import moments
from ingest.describe.years_and_dates import publication_of, years_and_dates
from tests.ingest.describe.conftest import Sheets


def years(sheet: Sheets, *texts: str) -> list[tuple[object, object]]:
    page = sheet(*texts)
    found = years_and_dates(page, publication_of(page))
    return [(f.value["start"], f.value["end"]) for f in found if f.field == "years" and isinstance(f.value, dict)]


def dates(sheet: Sheets, *texts: str) -> list[object]:
    page = sheet(*texts)
    return [f.value for f in years_and_dates(page, publication_of(page)) if f.field == "date"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projekt trwał od marca 2019 do grudnia 2020 r.", (2019, 2020)),
        ("Projekt realizowano w latach 2014–2016.", (2014, 2016)),
        ("Działania prowadzono w latach 2014-16.", (2014, 2016)),
        ("Zajęcia odbywały się w roku szkolnym 2018/2019.", (2018, 2019)),
        ("Park otwarto 31.05.2023.", (2023, 2023)),
        ("Park otwarto 12 V 2014 r.", (2014, 2014)),
        ("Park otwarto w październiku 2020 r.", (2020, 2020)),
        ("Klub działa od 2015 roku.", (2015, None)),
        ("Akcję prowadzono kwiecień – wrzesień 2018.", (2018, 2018)),
        ("Nabór trwał między 2016 a 2018 rokiem.", (2016, 2018)),
        ("Okres realizacji: 01.06.2021 – 31.12.2022", (2021, 2022)),
    ],
)
def test_an_expression_gives_its_years(sheet: Sheets, text: str, expected: tuple[int, int | None]) -> None:
    assert years(sheet, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Zgodnie z ustawą z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego (Dz.U. z 2018 r. poz. 450).",
        "Projekt finansuje Regionalny Program Operacyjny na lata 2014–2020.",
        "Według danych GUS z 2011 r. w gminie mieszkało 6 tysięcy osób.",
        "Ostatni raz zdarzyło się to w 2009 r.",
        "Szkołę wybudowano w 1936 r.",
        "Posadzono 2014 drzew, a zebrano 2015 zł.",
        "Uchwała nr XXIX/375/2016",
    ],
)
def test_years_of_laws_programmes_statistics_and_the_past_are_not_the_practices_own(sheet: Sheets, text: str) -> None:
    assert years(sheet, "Park.", text) == []


def test_a_year_left_out_is_that_of_publication(sheet: Sheets) -> None:
    texts = ("Dodano: 18.03.2014", "Warsztaty odbędą się 12–14 maja br. i 20 czerwca.")

    assert years(sheet, *texts) == [(2014, 2014)]
    assert dates(sheet, *texts) == ["2014-05-12", "2014-05-14", "2014-06-20"]


def test_publication_counts_as_a_year_only_where_there_is_no_other(sheet: Sheets) -> None:
    assert years(sheet, "Dodano: 13.01.2014", "Zapraszamy do projektu.") == [(2014, 2014)]
    assert years(sheet, "Dodano: 13.01.2014", "Park otwarto w 2012 r.") == [(2012, 2012)]


def test_a_span_within_another_is_left_out_but_not_within_an_open_one(sheet: Sheets) -> None:
    assert years(sheet, "W latach 2016–2020 wydano dużo.", "W 2018 r. otwarto park.") == [(2016, 2020)]
    assert years(sheet, "Klub działa od 2015 r.", "W 2023 r. otwarto park.") == [(2015, None), (2023, 2023)]


def test_a_deadline_gives_a_year_only_where_there_is_no_other(sheet: Sheets) -> None:
    assert years(sheet, "Oferty można składać do 17 stycznia 2020 r.") == [(2020, 2020)]
    assert dates(sheet, "Oferty można składać do 17 stycznia 2020 r.") == []
    assert years(sheet, "Zadanie trwa w 2021 r.", "Oferty można składać do 17 stycznia 2020 r.") == [(2021, 2021)]


def test_the_title_rules_over_a_programme_below_it(sheet: Sheets) -> None:
    texts = ("# Klub Senior+ w 2022 roku", "Wsparcie z programu Senior+ na lata 2021-2025.")

    assert years(sheet, *texts) == [(2022, 2022)]


def test_days_that_do_not_exist_are_none() -> None:
    assert list(moments("31 lutego 2020, 45.13.2014")) == []
    assert [m.day for m in moments("29 lutego 2020")] == [29]
