"""Page furniture goes, the text stays."""

from __future__ import annotations

import pytest

from ingest.furniture import without_furniture

TEXT = "Warsztaty w Rydułtowach zgromadziły trzydzieści osób."


@pytest.mark.parametrize(
    "line",
    [
        "Czcionki:",
        "Kontrast: włącz",
        "Rozmiar tekstu: A A+ A++",
        "Udostępnij :",
        "Udostępnij na: Facebook, Twitter",
        "LinkedIn",
        "Drukuj",
        "top_baner",
        "» Do góry «",
        "Skip to content",
        "Przejdź do treści",
        "Liczba odsłon: 1 204",
        "© 2021 Urząd Gminy",
        "Opublikował: Jan Przykładowy",
        "Ta strona używa plików cookies. Korzystając z serwisu, wyrażasz zgodę.",
        "Jesteś tutaj: Aktualności » Projekty",
        "Strona główna > Urząd > Projekty",
    ],
)
def test_a_line_of_the_site_is_dropped_anywhere(line: str) -> None:
    assert without_furniture([TEXT, line, TEXT]) == [TEXT, None, TEXT]


@pytest.mark.parametrize(
    "line",
    [
        TEXT,
        "Dodano: 18.03.2014",
        "Kontrast między sektorami był tematem debaty.",
        "Facebook posłużył do zbierania zgłoszeń.",
        "Rozmowy prowadzono w gminie/powiecie i urzędzie/szkole.",
        "Nasi partnerzy",
        "Gmina uczy seniorów, czym są ciasteczka i jak je piec.",
        "Autor pomysłu: sołectwo",
    ],
)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert without_furniture([TEXT, line, TEXT]) == [TEXT, line, TEXT]


def test_a_heading_of_the_site_is_furniture_beside_other_furniture_only() -> None:
    tail = ["Udostępnij :", "Nasi partnerzy", "Portal powstał dzięki wsparciu", "Skip to content"]

    assert without_furniture([TEXT, *tail]) == [TEXT, None, None, None, None]
    assert without_furniture([TEXT, "Nasi partnerzy"]) == [TEXT, "Nasi partnerzy"]


def test_a_breadcrumb_glued_to_the_title_leaves_the_title_when_it_is_the_only_copy() -> None:
    trail = "Strona główna/Urząd/Aktualności/Debatowali o współpracy międzysektorowej"

    assert without_furniture([trail, TEXT]) == ["Debatowali o współpracy międzysektorowej", TEXT]
    assert without_furniture([trail, "Debatowali o współpracy międzysektorowej"])[0] is None


def test_the_caption_of_a_logo_goes_at_the_foot_and_stays_as_a_heading() -> None:
    assert without_furniture([TEXT, "Kapitał ludzki"]) == [TEXT, None]
    assert without_furniture(["Kapitał ludzki", TEXT]) == ["Kapitał ludzki", TEXT]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Aktualności 23 Czerwca 2014", "23 Czerwca 2014"),
        ("Wydarzenia: 18.03.2014 r.", "18.03.2014 r."),
        ("» Galeria zdjęć | 5 września 2019", "5 września 2019"),
    ],
)
def test_the_name_of_a_section_before_a_date_goes_and_the_date_stays(line: str, date: str) -> None:
    assert without_furniture([TEXT, line, TEXT]) == [TEXT, date, TEXT]


@pytest.mark.parametrize(
    "line", ["Spotkanie 23 czerwca 2014", "Aktualności 2014", "Aktualności 23 czerwca 2014 w Wiśle", "Kultura i sport"]
)
def test_other_lines_with_a_date_stay_whole(line: str) -> None:
    assert without_furniture([TEXT, line, TEXT]) == [TEXT, line, TEXT]
