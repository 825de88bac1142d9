"""The evidence ladder, set from the text: examples of each level and of the traps between them."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.evidence import LONGEST_QUOTE, Evidence, evidence_of
from tests.corpus.records import practice


def level_of(**changes: Any) -> str:
    return evidence_of(practice(**({"results": None, "lessons": None} | changes))).level


@pytest.mark.parametrize(
    "actions",
    [
        "Powiat zaplanował szlak rowerowy. Przewidziano tablice, wiaty i stojaki.",
        "Dwie organizacje poprowadzą punkty porad. Mają też prowadzić szkolenia.",
        "Gmina zamierza otworzyć klub seniora.",
        "Powstanie ogród sąsiedzki, a grządki będą uprawiać mieszkańcy.",
    ],
)
def test_e0_is_a_plan_or_an_announcement(actions: str) -> None:
    assert level_of(actions=actions) == "E0"


@pytest.mark.parametrize(
    ("actions", "results"),
    [
        ("Wolontariusze rozwozili obiady.", None),
        (
            "Klub prowadzi zajęcia dwa razy w tygodniu.",
            "Zaplanowano objęcie wsparciem 10 osób: sześciu kobiet i czterech mężczyzn.",
        ),
        ("Harcerze zorganizowali półkolonie.", "Z zajęć miało skorzystać ponad 650 dzieci."),
        ("Sołectwo ogrodziło plac.", "Ogrodzenie kosztowało blisko 33 tys. zł, z czego 12 tys. zł dało województwo."),
        ("Biblioteka uczy komputera.", "W całym kraju program objął 85 tys. osób."),
    ],
)
def test_e1_is_an_action_without_told_results(actions: str, results: str | None) -> None:
    assert level_of(actions=actions, results=results) == "E1"


@pytest.mark.parametrize(
    "results",
    [
        "Powstał skwer, który służy za miejsce spotkań kilku pokoleń.",
        "Boisko oddano w październiku 2023 r.",
        "Współpraca trwa nieprzerwanie 11 lat.",
        "Na spotkania przyszły setki osób.",
        "Działanie nominowano do nagrody Super Samorząd jako jedno z 15.",
    ],
)
def test_e2_is_results_told_without_figures(results: str) -> None:
    assert level_of(results=results) == "E2"


@pytest.mark.parametrize(
    "results",
    [
        "Z obiadów korzystało 40 osób.",
        "Po roku z domu korzystały 22 osoby, choć planowano 20, a trzy czekały w kolejce.",
        "Planowano 20 miejsc, a z domu korzystały 22 osoby.",
        "Zebrano 790 tys. zł na zakup wozu.",
        "Remont kosztował 65 tys. zł. Świetlica przyjmuje trzydzieści dzieci.",
        "Ewaluacja pokazała, że dzieci chętniej chodzą do szkoły.",
    ],
)
def test_e3_is_results_in_figures_or_an_evaluation(results: str) -> None:
    assert level_of(results=results) == "E3"


@pytest.mark.parametrize(
    "results",
    [
        "Gmina dostała w 2017 r. nagrodę Super Samorząd.",
        "Duet biblioteki i władz zdobył wyróżnienie w konkursie.",
        "W konkursie marszałka sołectwo zajęło drugie miejsce wśród 22.",
        "Plac, wyróżniony w 2022 r. przez Towarzystwo Urbanistów Polskich, służy wszystkim.",
        "Kapituła doceniła szeroki zakres współpracy.",
        "Raport NIK wskazał ją jako przykład: NIK pozytywnie ocenił prowadzenie domu.",
        "Zewnętrzna ewaluacja potwierdziła trwałość miejsc pracy.",
        "Wzór przeniesiono do Trzcianki, Czarnkowa i Złotowa.",
        "Rozwiązanie przejęły inne gminy powiatu.",
    ],
)
def test_e4_is_confirmed_from_outside_or_repeated_elsewhere(results: str) -> None:
    assert level_of(results=results) == "E4"


@pytest.mark.parametrize(
    "text",
    [
        "Stowarzyszenie wygrało konkurs ofert na prowadzenie świetlicy.",
        "Stowarzyszenie wygrało konkurs miasta i wysyła patrole.",
        "Pomysł wygrał głosowanie w budżecie obywatelskim.",
        "Na uczestników czekały nagrody książkowe.",
        "Uczestnicy zdobyli nagrody i wyróżnienia.",
        "Gmina nie dostała nagrody.",
        "Sołectwo może dostać nagrodę.",
        "Rada zachęca inne dzielnice do naśladowania.",
        "Metodą zainteresowały się inne miasta.",
        "Rada co roku wręcza nagrodę „Przyjaciel Młodzieży”.",
        "Stowarzyszenie przejęło szkołę i budynek.",
        "Prowadzono badania piersi i słuchu.",
        "Prace mają zostać nagrodzone przez marszałka.",
    ],
)
def test_contests_for_money_prizes_for_participants_and_wishes_are_no_confirmation(text: str) -> None:
    assert level_of(results=text) != "E4"
    assert level_of(actions=text) != "E4"


def test_an_award_told_among_the_lessons_counts() -> None:
    assert level_of(lessons="Jury nagrody doceniło solidarne działanie w czasie pandemii.") == "E4"


def test_figures_of_the_whole_voivodeship_are_results_of_a_regional_practice() -> None:
    assert level_of(results="W całym województwie szkolenia objęły 300 osób.", reach="regional") == "E3"


def test_the_reason_quotes_the_deciding_phrase() -> None:
    found = evidence_of(practice(results="Zajęcia trwały rok. W 2015 r. skorzystało z nich 40 osób, głównie ze wsi."))

    assert found == Evidence("E3", "Wyniki w liczbach: „W 2015 r. skorzystało z nich 40 osób, głównie ze wsi”.")


def test_a_long_phrase_is_shortened_around_what_decides() -> None:
    found = evidence_of(practice(results="Zajęcia " + "bardzo " * 60 + "pomogły 40 osobom " + "ze wsi " * 60))

    assert "pomogły 40 osobom" in found.reason
    assert found.reason.count("…") == 2
    assert len(found.reason) < LONGEST_QUOTE + 40


@pytest.mark.parametrize("text", ["otrzymał " * 5_000, "miał " * 5_000, "a, " * 10_000, "zdobył nagr" * 3_000])
def test_odd_texts_are_read_through(text: str) -> None:
    assert evidence_of(practice(results=text.strip()[:20_000])).level in {"E2", "E3"}
