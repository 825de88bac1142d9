"""Small phrases of the pages."""

from __future__ import annotations

import pytest

from search_api.contract.search import PlaceOut
from search_api.web import texts
from search_api.web.days import published_words
from search_api.web.wording import money, place_words, safe_address, years_words

PL = texts.load("pl")


def place(**words: str) -> PlaceOut:
    unknown = {"locality": None, "gmina": None, "powiat": None, "subregion": None, "subregion_label": None}
    return PlaceOut.model_validate(unknown | {"voivodeship": "śląskie", "lat": None, "lon": None} | words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({}, "woj. śląskie"),
        ({"locality": "Rybnik", "gmina": "Rybnik", "powiat": "Rybnik"}, "Rybnik, woj. śląskie"),
        ({"locality": "Ełk", "gmina": "Ełk (miasto)", "powiat": "ełcki"}, "Ełk, powiat ełcki, woj. śląskie"),
        (
            {"gmina": "Jejkowice", "powiat": "rybnicki", "subregion_label": "podregion rybnicki"},
            "gmina Jejkowice, powiat rybnicki, podregion rybnicki, woj. śląskie",
        ),
        ({"powiat": "hajnowski, bielski"}, "powiaty: hajnowski, bielski, woj. śląskie"),
        ({"powiat": "Kielce (miasto na prawach powiatu)"}, "miasto Kielce, woj. śląskie"),
    ],
)
def test_a_place_is_said_from_the_smallest_part_up_without_a_name_twice(words: dict[str, str], told: str) -> None:
    assert place_words(place(**words), PL).replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (2014, 2015, "2014–2015"),
        (2014, 2014, "2014"),
        (2014, None, "od 2014"),
        (None, 2015, "do 2015"),
        (None, None, None),
    ],
)
def test_years_are_said_as_far_as_they_are_known(start: int | None, end: int | None, told: str | None) -> None:
    assert years_words(start, end, PL) == told


@pytest.mark.parametrize(("amount", "told"), [(0, "0 zł"), (12000, "12 000 zł"), (1250.5, "1 250,50 zł")])
def test_an_amount_is_written_the_polish_way(amount: float, told: str) -> None:
    assert money(amount).replace("\u202f", " ").replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", "", None]
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert safe_address(address) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert safe_address("HTTPS://example.org/a?b=c") == "HTTPS://example.org/a?b=c"


@pytest.mark.parametrize(
    ("published", "told"),
    [("2021-09-17", "17 września 2021"), ("2021-09", "2021-09"), ("2021", "2021"), (None, None)],
)
def test_the_day_of_a_source_is_told_in_words(published: str | None, told: str | None) -> None:
    assert published_words(published, PL) == told
