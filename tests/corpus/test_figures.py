"""Numbers that measure a result, told apart from those that say when, how long, how old and for how much."""

from __future__ import annotations

import pytest

from corpus.figures import figures, money


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Z obiadów skorzystało 40 osób.", ("40",)),
        ("Z przejazdów skorzystało około 7 tys. osób.", ("7",)),
        ("Odwiedziło je 12 500 osób.", ("12 500",)),
        ("Odnowiono siedem nagrobków i dwie kapliczki.", ("siedem", "dwie")),
        ("Pracę dostało dwudziestu dwóch bezrobotnych.", ("dwudziestu", "dwóch")),
        ("Wykonano 3600 m² nawierzchni.", ("3600",)),
        ("Zebrano 15,2 t żywności.", ("15,2",)),
        ("Wzięło udział 2000 osób.", ("2000",)),
        ("Ubyło 30% odpadów.", ("30",)),
        ("Wolontariusze przepracowali 10 tys. godzin.", ("10",)),
        ("Liczba członków podwoiła się.", ("podwoiła",)),
    ],
)
def test_counted_results_are_figures(text: str, found: tuple[str, ...]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Klub działa od 2014 r.",
        "W latach 2014–2016 prowadzono zajęcia.",
        "W roku szkolnym 2009/2010 ruszyły lekcje.",
        "Otwarto go 24 lutego 2022 r.",
        "Akcję przeprowadzono 1.05.2019.",
        "Odbyła się 15. edycja festiwalu.",
        "W trzeciej edycji zmieniono zasady.",
        "Zajęcia trwały dziesięć miesięcy, a potem jeszcze 2 lata.",
        "Pomoc jest dla osób w wieku 7–17 lat i dla seniorów 60+.",
        "Dyżury odbywają się trzy razy w tygodniu.",
        "Punkt działa od 18 do 8 rano.",
        "Wyruszano o 16.16 spod dworku.",
        "Cmentarz nr 87 uporządkowano.",
        "Grant przyznano w trybie art. 19a.",
        "W czasie covid-19 zajęcia przeniesiono do sieci.",
        "Nakręcono film „60 minut dla zdrowia”.",
        "Przyszły setki osób z kilkunastu wsi.",
        "Powstała jedna świetlica.",
    ],
)
def test_dates_spans_ages_references_and_vague_words_are_not(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Zebrano 12 tys. zł.",
        "Kosztowało to 1 533 000 zł.",
        "Dotacje wynosiły od 4 do 32 tys. zł.",
        "Dano pół miliona złotych.",
    ],
)
def test_money_counts_only_when_asked_for(text: str) -> None:
    assert money(text)
    assert figures(text) == ()
    assert figures(text, with_money=True) or "pół" in text


@pytest.mark.parametrize("text", ["1 " * 50_000, "„" * 50_000, "12." * 50_000, "dwa do " * 20_000, "9" * 100_000])
def test_odd_texts_of_great_length_are_read_through(text: str) -> None:
    assert isinstance(figures(text), tuple)
