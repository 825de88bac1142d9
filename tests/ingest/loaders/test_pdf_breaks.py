"""What the places of lines say about paragraphs. Letters are 10 points high and 5 wide."""

from __future__ import annotations

from ingest.loaders.pdf_breaks import written
from ingest.loaders.pdf_layout import PageLine


def paragraph(*lines: str, start: float = 0, first: float = 0, size: float = 10) -> list[PageLine]:
    return [
        PageLine(text, start + (first if row == 0 else 0), start + len(text) * size / 2, start + 12 * row, size)
        for row, text in enumerate(lines)
    ]


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    lines = paragraph(
        "Rada gminy przyjęła program", "współpracy po konsultacjach", "i na tym koniec.", "Potem była przerwa."
    )

    assert [row.endswith(" ") for row in written(lines)] == [True, True, False, False]


def test_a_larger_distance_and_other_letters_leave_a_blank_line() -> None:
    lines = paragraph("Pierwszy wiersz tekstu", "drugi wiersz tekstu", "trzeci wiersz tekstu")
    heading = PageLine("Działania", 0, 60, 80, 14)
    under = PageLine("Po pierwsze, namioty", 0, 100, 94, 10)

    rows = written([*lines, heading, under])

    assert [row.startswith("\n") for row in rows] == [False, False, False, True, True]


def test_a_heading_in_bold_is_set_apart_from_the_text_below_it() -> None:
    bold = PageLine("Rezultaty naszych działań", 0, 125, 0, 10, bold=True)
    text = PageLine("Przez rok z zajęć skorzystało", 0, 145, 12, 10)
    goes_on = PageLine("i wnioski, o których niżej", 0, 130, 12, 10)

    assert written([bold, text])[1].startswith("\n")
    assert not written([bold, goes_on])[1].startswith("\n")


def test_the_first_line_of_a_paragraph_may_be_indented() -> None:
    lines = paragraph("Wójt powołał zespół, w którym", "zasiedli przedstawiciele", first=15)

    assert written(lines)[0].startswith("  Wójt")


def test_a_page_without_lines_has_no_text() -> None:
    assert written([]) == []
