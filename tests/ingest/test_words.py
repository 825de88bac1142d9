"""Divided and glued words."""

from __future__ import annotations

import pytest

from ingest.words import Dictionary, join_halves, repair_words, split_glued


@pytest.mark.parametrize(
    ("left", "right", "word"),
    [
        ("niepu", "blicznego", "niepublicznego"),
        ("projek", "tu", "projektu"),
        ("instytucyj", "nych", "instytucyjnych"),
        ("za", "kresie", "zakresie"),
        ("samo", "rządem", "samorządem"),
        ("Rydułto", "wach", "Rydułtowach"),
        ("ogólno", "polski", "ogólnopolski"),
        ("mało", "polskie", "małopolskie"),
        ("prawno", "społecznej", "prawno-społecznej"),
        ("społeczno", "kulturalnych", "społeczno-kulturalnych"),
        ("polsko", "ukraińskie", "polsko-ukraińskie"),
        ("północno", "zachodni", "północno-zachodni"),
        ("JST", "NGO", "JST-NGO"),
        ("Czerwionka", "Leszczyny", "Czerwionka-Leszczyny"),
        ("2014", "2015", "2014-2015"),
        ("podstawo", "wej", "podstawowej"),
        ("rowero", "wej", "rowerowej"),
        ("powo", "li", "powoli"),
        ("po", "trawy", "potrawy"),
        ("podaro", "wali", "podarowali"),
        ("ŚWIĘ", "TO", "ŚWIĘTO"),
        ("Chyro", "wej", "Chyrowej"),
        ("mikro", "dotacje", "mikrodotacje"),
        ("e", "usług", "e-usług"),
        ("pieszo", "rowerowej", "pieszo-rowerowej"),
    ],
)
def test_halves_of_a_word_join_and_compounds_keep_their_hyphen(
    left: str, right: str, word: str, dictionary: Dictionary
) -> None:
    assert join_halves(left, right, dictionary) == word


def test_a_soft_hyphen_is_never_kept(dictionary: Dictionary) -> None:
    assert join_halves("społeczno", "kulturalny", dictionary, soft=True) == "społecznokulturalny"


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        ("wspólnota w innymwymiarze, wdrażana", "wspólnota w innym wymiarze, wdrażana"),
        ("budżetu partycypacyjnego).Planowana jest wizyta", "budżetu partycypacyjnego). Planowana jest wizyta"),
        ("dla gmin,powiatów i sołectw", "dla gmin, powiatów i sołectw"),
        ("partnerstwa publiczno- społeczne", "partnerstwa publiczno-społeczne"),
        ("10.15 – 10.30– sposoby", "10.15 – 10.30 – sposoby"),
        ("wrzesień –listopad", "wrzesień – listopad"),
        ("współpracy z III sektorem.. Ponadto", "współpracy z III sektorem. Ponadto"),
    ],
)
def test_certain_faults_are_mended(found: str, mended: str, dictionary: Dictionary) -> None:
    assert repair_words(found, dictionary) == mended


@pytest.mark.parametrize(
    "text",
    [
        "międzysektorowego crowdfundingu i fundraisingu",
        "strona www.Gmina.example oraz http://www.federacja.example/Plan.Pracy",
        "parkingi pod- i nadziemne",
        "Sp. z o.o. i ul.Długa 5, dr.Nowak",
        "w latach 2013–2014, temperatura –5 stopni",
        "i tak dalej... koniec",
        "slajdowej obwodnicowej",
    ],
)
def test_doubtful_places_stay(text: str, dictionary: Dictionary) -> None:
    assert repair_words(text, dictionary) == text


def test_two_possible_divisions_are_no_certainty() -> None:
    dictionary = Dictionary(known=lambda word: word in {"kotlet", "kotle", "tomek", "omek"}, frequency=lambda _: 1000)

    assert split_glued("kotletomek", dictionary) == "kotletomek"
