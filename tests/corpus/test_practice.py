"""The record refuses what is no fact, and keeps texts clean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.cards import STARTER, card_path, card_text, load_folder
from corpus.cleaning import many_lines, one_line
from corpus.messages import problems
from corpus.practice import Practice
from tests.corpus.records import practice

# Zero-width space, word joiner, byte order mark, right-to-left override, null.
INVISIBLE = "\u200b\u2060\ufeff\u202e\0"


def fault(**changes: Any) -> tuple[str, str]:
    """The field and the message of the only fault."""
    with pytest.raises(ValidationError) as caught:
        practice(**changes)
    (found,) = problems(caught.value)
    return found.field, found.message


def source(**changes: Any) -> list[dict[str, Any]]:
    return [{"url": "https://example.org/obiady", "title": "Ciepłe obiady"} | changes]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"funding": [{"source": "Gmina", "amount_pln": True}]}, "funding.0.amount_pln"),
        ({"funding": [{"source": "Gmina", "amount_pln": False}]}, "funding.0.amount_pln"),
        ({"years": {"start": True}}, "years.start"),
        ({"areas": [{"level": "gmina", "name": "X", "voivodeship": "śląskie", "lat": True}]}, "areas.0.lat"),
    ],
)
def test_yes_and_no_are_no_numbers(changes: dict[str, Any], field: str) -> None:
    named, said = fault(**changes)

    assert named == field
    assert said.startswith("Wpisz liczbę")


@pytest.mark.parametrize("field", ["title", "need", "actions", "results"])
@pytest.mark.parametrize("text", [INVISIBLE, f" {INVISIBLE}\n\t", "\u00ad"])
def test_a_text_of_invisible_characters_is_empty(field: str, text: str) -> None:
    assert fault(**{field: text}) == (field, "Tekst jest pusty. Wpisz tekst.")


def test_names_of_invisible_characters_are_empty() -> None:
    assert fault(place={"gmina": INVISIBLE, "voivodeship": "śląskie"})[0] == "place.gmina"
    assert fault(partners=[{"name": INVISIBLE, "sector": "ngo", "role": "lead"}])[0] == "partners.0.name"
    assert fault(sources=source(title=INVISIBLE))[0] == "sources.0.title"


def test_a_title_is_one_clean_line_and_a_long_text_keeps_its_lines() -> None:
    one = practice(
        title="Ciepłe\u202e \0obiady\r\ndla  seniorów", need="Pierwszy\u200b akapit. \r\n\n\n\nDrugi\0akapit.\n"
    )

    assert one.title == "Ciepłe obiady dla seniorów"
    assert one.need == "Pierwszy akapit.\n\nDrugi akapit."


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (one_line, many_lines):
        assert clean(clean(text)) == clean(text)


def test_damaged_characters_are_refused_not_dropped() -> None:
    assert fault(title="Obiady \ud800")[1].startswith("Tekst zawiera uszkodzone znaki.")


def test_a_code_of_damaged_characters_is_an_unknown_code() -> None:
    assert fault(themes=["\ud800"])[1].startswith("Nieznany kod „?”; dozwolone: ")


def test_the_starter_cards_are_written_as_they_stand() -> None:
    for one in load_folder(STARTER):
        assert card_path(one, STARTER).read_bytes() == card_text(one).encode(), one.id


@pytest.mark.parametrize("published", ["2014-13-45", "2014-02-31", "2014-00", "2015-02-29", "0000"])
def test_a_date_that_does_not_exist_is_refused(published: str) -> None:
    field, said = fault(sources=source(published=published))

    assert field == "sources.0.published"
    assert said == f"Nie ma takiej daty: „{published}”; wpisz prawdziwą, na przykład „2014-05-30”."


@pytest.mark.parametrize("published", ["2014", "2014-12", "2016-02-29"])
def test_a_date_may_be_a_year_a_month_or_a_day(published: str) -> None:
    assert practice(sources=source(published=published)).sources[0].published == published


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https:///path", "Adres nie ma nazwy serwera"),
        ("https://?q=1", "Adres nie ma nazwy serwera"),
        ("https://:80/", "Adres nie ma nazwy serwera"),
        ("https://[::1/", "Adres nie ma nazwy serwera"),
        ('https://"><script>', "Adres zawiera cudzysłów"),
        ("https://gmina.example/'x", "Adres zawiera cudzysłów"),
        ("https://gmina.example/\u202egpj", "Adres zawiera cudzysłów"),
        ("https://gmina.example/a b", "Popraw zapis."),
        ("javascript:alert(1)", "Popraw zapis."),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(url: str, said: str) -> None:
    field, told = fault(sources=source(url=url))

    assert field == "sources.0.url"
    assert told.startswith(said)


@pytest.mark.parametrize(
    "url",
    ["https://gmina.example", "http://gmina.example:8080/a?b=c#d", "https://łódź.example/ścieżka", "https://[::1]/a"],
)
def test_an_address_with_a_server_is_kept(url: str) -> None:
    assert practice(sources=source(url=url)).sources[0].url == url


def test_a_stored_record_comes_back_equal() -> None:
    one = practice(title=f"Obiady{INVISIBLE}", need="Akapit.\n\n\nDrugi.")

    assert Practice.model_validate_json(one.model_dump_json()) == one
