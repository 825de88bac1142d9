"""Proper names: what a record is called, and which names a query asks for."""

from __future__ import annotations

import pytest

from index.names import MAX_NAME_WORDS, asked_names, is_distinctive, name_words, place_names, record_names
from tests.corpus.records import document, practice


@pytest.mark.parametrize(
    "written",
    ["Stowarzyszenie Gineka", "stowarzyszenia gineka", "STOWARZYSZENIU „GINEKA”", "Stowarzyszeniem  Gineka."],
)
def test_a_name_is_the_same_in_any_case_and_spelling(written: str) -> None:
    assert name_words(written) == ("stowarzyszenie", "gineka")


def test_a_name_without_diacritics_is_the_same_name() -> None:
    assert name_words("swietlica w Zorach") == name_words("Świetlica w Żorach") == ("swietlica", "w", "zory")


def test_a_practice_is_called_by_its_title_and_its_partners() -> None:
    assert record_names(practice(title="Klub seniora")) == [
        ("klub", "senior"),
        ("osrodek", "pomoc", "spoleczny", "w", "staszow"),
        ("stowarzyszenie", "sasiad"),
    ]
    assert record_names(document(title="Program współpracy")) == [("program", "wspolpraca")]


def test_a_name_that_reads_otherwise_without_diacritics_is_kept_in_both_readings() -> None:
    # Typed without diacritics, "ze" is taken for "że"
    asked = name_words("dom ze slubic")

    assert asked != name_words("Dom ze Słubic")
    assert asked in record_names(practice(title="Dom ze Słubic"))
    assert name_words("Dom ze Słubic") in record_names(practice(title="Dom ze Słubic"))


def test_places_are_those_of_the_areas() -> None:
    areas = [
        {"level": "locality", "name": "Żory", "locality": "Żory", "gmina": "Żory", "voivodeship": "śląskie"},
        {"level": "powiat", "name": "powiat rybnicki", "powiat": "rybnicki", "voivodeship": "śląskie"},
    ]

    assert set(place_names(practice(areas=areas))) == {("zory",), ("rybnicki",)}
    assert place_names(document()) == []


@pytest.mark.parametrize("name", ["Stowarzyszenie Gineka", "OSP Lubonia", "Klub w Żyrardowie", "zyrardow"])
def test_a_name_with_a_word_that_is_no_common_noun_is_distinctive(name: str) -> None:
    assert is_distinctive(name)


@pytest.mark.parametrize(
    "name",
    [
        "klub seniora",
        "Koło Gospodyń Wiejskich",
        "swietlica dla mlodziezy",  # typed without diacritics, not a name
        "co 500 m",
        "xyz",  # too short to tell
        "",
    ],
)
def test_common_words_are_not_distinctive(name: str) -> None:
    assert not is_distinctive(name)


def test_a_query_may_be_a_whole_name_of_a_record_or_a_place() -> None:
    (asked,) = asked_names("kluby seniora")

    assert (asked.words, asked.whole, asked.places) == (("klub", "senior"), True, True)


def test_a_distinctive_query_may_be_part_of_a_name_too() -> None:
    asked = asked_names("gineka")

    assert [(name.words, name.whole) for name in asked] == [(("gineka",), True), (("gineka",), False)]


def test_a_capitalised_distinctive_name_is_found_inside_a_sentence() -> None:
    asked = asked_names("jak działa Stowarzyszenie Gineka w naszym powiecie, bo Koło Gospodyń nam odradza")

    parts = [name.words for name in asked if not name.whole]
    assert ("stowarzyszenie", "gineka") in parts
    assert ("kolo", "gospodyni") not in parts


def test_no_name_is_asked_for_twice() -> None:
    asked = asked_names("Stowarzyszenie Gineka")

    assert len(asked) == len(set(asked)) == 3


def test_a_pasted_page_is_no_name_but_may_hold_some() -> None:
    page = "gmina wspiera kluby " * MAX_NAME_WORDS

    assert asked_names(page) == ()
    assert {name.words for name in asked_names(page + "oraz Stowarzyszenie Gineka")} == {("stowarzyszenie", "gineka")}


def test_a_preposition_before_a_name_is_no_part_of_it() -> None:
    assert ("staszow",) in [name.words for name in asked_names("w Staszowie") if name.whole]


def test_the_first_word_of_a_sentence_may_be_no_part_of_the_name() -> None:
    parts = [name.words for name in asked_names("Szukam Stowarzyszenia Gineka, bo chcemy je odwiedzić")]

    assert ("stowarzyszenie", "gineka") in parts


def test_a_name_with_a_hyphen_is_one_word() -> None:
    assert (
        asked_names("wycieczka do Lądka-Zdroju na dwa dni dla seniorów z naszej gminy, co zobaczyć i kogo o to spytać")
        == ()
    )


@pytest.mark.parametrize("query", ["", "!!!", "🏡"])
def test_a_query_without_words_asks_for_no_name(query: str) -> None:
    assert asked_names(query) == ()
