"""The sentences of a comparison, in good Polish and in English, for every practice of the starter base."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import vocabulary
from corpus.cards import STARTER, load_folder
from corpus.completing import complete
from corpus.places import gazetteer
from corpus.practice import Practice
from search_api.fit.words import day, fit_words, sentence, sentences
from search_api.planning.context_fit import compare
from search_api.planning.own import place_named
from search_api.settings import Language
from search_api.web import texts
from tests.corpus.records import practice as record
from tests.corpus.records import practices

LANGUAGES: tuple[Language, ...] = get_args(Language)
OWN = ("Lyski", "Rybnik", "Supraśl", "powiat limanowski")


@cache
def starter() -> tuple[Practice, ...]:
    return tuple(complete(practice, gazetteer().areas_of) for practice in load_folder(STARTER))


def said(own: str, **changes: object) -> list[str]:
    practice = complete(record(**changes), gazetteer().areas_of)
    return [text for _, text in sentences(compare(practice, place_named(own)), texts.load("pl"))]


@pytest.mark.parametrize(
    ("own", "changes", "expected"),
    [
        ("Wołów", {}, "Staszów to gmina miejsko-wiejska, tak jak twoja."),
        ("Lyski", {}, "Staszów to gmina miejsko-wiejska, a twoja jest wiejska."),
        ("Wołów", {}, "Podobna liczba mieszkańców: Staszów (24 888), a u ciebie 21 759."),
        ("Cisna", {}, "Tam mieszka dużo więcej osób: Staszów (24 888), a u ciebie 1 689."),
        ("Kielce", {}, "To samo województwo: świętokrzyskie."),
        ("Kielce", {}, "Inny podregion: sandomiersko-jędrzejowski. Twój to kielecki."),
        ("Lyski", {}, "Inne województwo: świętokrzyskie. Twoje to śląskie."),
        ("Lyski", {}, "Praktyka ma zasięg lokalny, na miarę gminy."),
        ("Lyski", {}, "Organizacje pozarządowe: Stowarzyszenie „Sąsiad” (partner). Czy masz takie u siebie?"),
        (
            "Lyski",
            {},
            "Znana jest jedna kwota: 12 500 zł (Budżet gminy). Przy innych źródłach pieniędzy kwoty brak.",
        ),
        ("Lyski", {"results": None, "years": {}}, "Czego źródło nie podaje: wyniki, rok rozpoczęcia."),
        (
            "Lyski",
            {"place": {"gmina": "Wiązowna, Celestynów, Otwock", "powiat": "otwocki", "voivodeship": "mazowieckie"}},
            "Gminy wiejskie, tak jak twoja: Wiązowna, Celestynów.",
        ),
        (
            "Lyski",
            {
                "place": {
                    "locality": "Bogusławice",
                    "gmina": "Oleśnica",
                    "powiat": "oleśnicki",
                    "voivodeship": "dolnośląskie",
                }
            },
            "Są dwie gminy o tej samej nazwie (Oleśnica): miejska i wiejska. Opis nie mówi, o którą chodzi.",
        ),
        ("powiat rybnicki", {}, "Porównujemy z całym powiatem, więc rodzaju gmin nie zestawiamy."),
        (
            "Lyski",
            {"cooperation_forms": ["village_fund"]},
            "Fundusz sołecki: podstawą jest ustawa o funduszu sołeckim. Jest on tylko dla sołectw. "
            "Sprawdź, czy są w twojej gminie i czy rada wyodrębniła fundusz.",
        ),
    ],
)
def test_the_sentences_read_as_a_person_would_say_them(own: str, changes: dict[str, object], expected: str) -> None:
    plain = [re.sub(r"[\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}]", " ", text) for text in said(own, **changes)]

    assert expected in plain


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_starter_practice_has_sentences_without_holes(own: str, language: Language) -> None:
    t, place = texts.load(language), place_named(own)

    for practice in starter():
        for statement, text in sentences(compare(practice, place), t):
            assert text[0].isupper() or text[0].isdigit(), (practice.id, text)
            assert text.rstrip("”»").endswith((".", "?")), (practice.id, text)
            assert not re.search(r"[{}]|\bNone\b|nuts:|teryt:|  | ,|\( ", text), (practice.id, statement, text)


@given(practices, st.sampled_from(OWN), st.sampled_from(LANGUAGES))
def test_no_practice_breaks_a_sentence(practice: Practice, own: str, language: Language) -> None:
    assert fit_words(practice, place_named(own), texts.load(language)) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_cooperation_says_what_the_law_asks(language: Language) -> None:
    t = texts.load(language)

    for form in vocabulary.load("cooperation_forms").codes:
        (found,) = (
            one
            for one in compare(record(cooperation_forms=[form]), place_named("Lyski")).statements
            if one.aspect == "form"
        )
        assert sentence(found, t).endswith(".")


def test_long_lists_are_cut_and_counted() -> None:
    partners = [{"name": f"Koło {number}", "sector": "ngo", "role": "partner"} for number in range(7)]

    (text,) = (text for text in said("Lyski", partners=partners) if text.startswith("Organizacje"))

    assert "Koło 4 (partner) i jeszcze 2. Czy masz" in text


def test_without_an_own_place_there_is_no_comparison() -> None:
    assert fit_words(record(), None, texts.load("pl")) is None


def test_the_small_print_names_sources_and_days() -> None:
    words = fit_words(record(), place_named("Lyski"), texts.load("pl"))

    assert words is not None
    for fact in ("dwa razy", "TERYT, stan na 1.01.2026", "stan na 31.12.2021", "Dz.U. 2024 poz. 1491"):
        assert fact in words.small_print


def test_a_day_is_written_as_in_the_language() -> None:
    assert (day(date(2026, 1, 1), "pl"), day(date(2026, 1, 1), "en")) == ("1.01.2026", "2026-01-01")
