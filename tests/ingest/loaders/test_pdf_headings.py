"""Headings by the size of their letters."""

from __future__ import annotations

from ingest.loaders.pdf_headings import heading_levels
from ingest.loaders.pdf_layout import PageLine


def line(text: str, size: float) -> PageLine:
    return PageLine(text, 0, 100, 0, size)


TEXT = line("Rada gminy przyjęła program współpracy po konsultacjach z organizacjami", 10)


def test_the_only_heading_in_the_largest_letters_is_the_title() -> None:
    first = [line("Sprawozdanie", 18), line("ze współpracy", 18), TEXT, line("Działania", 13), TEXT]
    second = [line("Wnioski", 13), TEXT]

    assert heading_levels([first, second]) == [[1, 1, None, 2, None], [2, None]]


def test_without_a_title_headings_start_at_the_second_level() -> None:
    assert heading_levels([[line("Cele", 14), TEXT, line("Zadania", 14), TEXT, line("Uwagi", 12), TEXT]]) == [
        [2, None, 2, None, 3, None]
    ]


def test_small_differences_numbers_and_long_texts_are_no_headings() -> None:
    long = [line("Zarządzenie wójta o długiej treści, która wcale nie jest nagłówkiem", 13)] * 5

    assert heading_levels([[TEXT, line("Przypis", 10.5), line("2023", 20), TEXT, *long, *[TEXT] * 9]]) == [[None] * 18]


def test_pages_without_text_have_no_headings() -> None:
    assert heading_levels([[], []]) == [[], []]
