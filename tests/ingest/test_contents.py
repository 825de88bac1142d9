"""Tables of contents, with leaders and without."""

from __future__ import annotations

from ingest.contents import contents_places

TEXT = "Rada gminy przyjęła program współpracy po konsultacjach."


def test_lines_with_leaders_go_wherever_they_stand() -> None:
    texts = ["1. Wstęp . . . . . . . . 3", TEXT, "2. Cele ……… 5", "Zadania ______ 7", "Kwota 1 000.50 ... 7"]

    assert contents_places(texts) == {0, 2, 3}


def test_below_its_heading_rising_numbers_are_enough() -> None:
    texts = [
        "Spis treści",
        "Wstęp 3",
        "Diagnoza i potrzeby mieszkańców 5",
        "Działania 5",
        "Wnioski 12",
        TEXT,
        "Rok 2014",
    ]

    assert contents_places(texts) == {0, 1, 2, 3, 4}


def test_a_wrapped_entry_goes_with_its_first_line() -> None:
    texts = [
        "SPIS TREŚCI:",
        "Sprawozdanie ze współpracy gminy",
        "z organizacjami ........ 1",
        "Działania ........ 2",
        TEXT,
    ]

    assert contents_places(texts) == {0, 1, 2, 3}


def test_lines_that_end_in_numbers_elsewhere_stay() -> None:
    texts = ["Liczby z roku 2018", "Spotkania 48", "Uczestnicy 412", "Koszt 7", TEXT]

    assert contents_places(texts) == set()


def test_falling_numbers_below_the_heading_are_no_pages() -> None:
    texts = ["Treść", "Wpłaty w roku 2018", "Osoby 12", TEXT, TEXT, TEXT]

    assert contents_places(texts) == set()
