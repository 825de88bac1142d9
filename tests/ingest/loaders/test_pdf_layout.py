"""Reading order, lines and their breaks from places on the page. Letters are 10 points high and 5 wide."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders.pdf_layout import page_lines
from ingest.loaders.pdf_spans import OBLIQUE, Span

LEFT_COLUMN = (
    "Świetlica w remizie stoi pusta",
    "przez pięć dni w tygodniu, choć",
    "koło gospodyń, straż i klub sportowy",
    "szukają miejsca na próby i zbiórki.",
    "Zespół spotykał się co dwa tygodnie",
)
RIGHT_COLUMN = (
    "zawsze w innej miejscowości, żeby",
    "nikt nie musiał dojeżdżać za każdym",
    "razem. Protokoły wywieszano na",
    "tablicach ogłoszeń, a potem także",
    "w gablotach przed urzędem gminy.",
)


def at(text: str, x: float, y: float, size: float = 10, direction: int = 0) -> Span:
    return Span(text, x, x + len(text) * size / 2, y, size, direction)


def texts(spans: list[Span]) -> list[str]:
    return [line.text for line in page_lines(spans)]


def test_runs_of_a_line_are_joined_and_spaces_come_from_the_gaps() -> None:
    assert texts([at("Gmi", 0, 0), at("na", 15, 0), at("Lipowa", 28, 0)]) == ["Gmina Lipowa"]


def test_a_mark_of_a_division_that_was_not_made_disappears() -> None:
    spans = [at("spo", 0, 0), Span("\u00ad", 15, 15, 0, 10), at("łeczny", 15, 0)]

    assert texts(spans) == ["społeczny"]


def test_joined_letters_and_letters_with_loose_accents_become_usual_ones() -> None:
    assert texts([at("oﬁcjalny z\u0307al", 0, 0)]) == ["oficjalny żal"]


def test_text_printed_twice_for_weight_counts_once_and_double_letters_twice() -> None:
    assert texts([at("Uchwała", 0, 0), at("Uchwała", 0.4, 0.1)]) == ["Uchwała"]
    assert texts([at("lin", 0, 0), at("i", 15, 0)._replace(end=17.5), at("i", 17.5, 0)]) == ["linii"]


def test_a_footnote_sign_stays_on_its_line() -> None:
    assert texts([at("ustawa", 0, 0), at("1", 30, -4, size=6), at(" mówi", 33, 0)]) == ["ustawa1 mówi"]


def test_columns_written_one_after_the_other_stay_so() -> None:
    left = [at(text, 0, 12 * row) for row, text in enumerate(LEFT_COLUMN)]
    right = [at(text, 200, 12 * row) for row, text in enumerate(RIGHT_COLUMN)]

    assert texts(left + right) == [*LEFT_COLUMN, *RIGHT_COLUMN]


def test_columns_of_prose_written_row_by_row_are_told_apart() -> None:
    heading = at("Diagnoza i potrzeby mieszkańców gminy, rozdział pierwszy", 40, -40)
    rows = [
        span
        for row, (left, right) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True))
        for span in (at(left, 0, 12 * row), at(right, 200, 12 * row))
    ]
    below = at("Wspólne zakończenie pod oboma szpaltami tekstu, na całą szerokość", 0, 100)

    assert texts([heading, *rows, below]) == [heading.text, *LEFT_COLUMN, *RIGHT_COLUMN, below.text]


def test_rows_of_a_table_stay_together() -> None:
    cells = [
        ("Nazwa zadania", "Kwota"),
        ("Warsztaty", "2 500 zł"),
        ("Festyn", "1 200 zł"),
        ("Rajd", "800 zł"),
        ("Kurs", "90 zł"),
    ]
    spans = [span for row, (a, b) in enumerate(cells) for span in (at(a, 0, 12 * row), at(b, 200, 12 * row))]

    assert texts(spans) == [f"{a}\t{b}" for a, b in cells]


@given(order=st.permutations(range(8)))
def test_text_in_no_order_at_all_is_read_from_top_to_bottom(order: list[int]) -> None:
    lines = [f"Wiersz numer {row} tej strony" for row in range(8)]
    spans = [at(lines[row], 0, 12 * row) for row in order]

    upward = sum(second < first for first, second in itertools.pairwise(order))
    if upward >= 6:
        assert texts(spans) == lines
    assert sorted(texts(spans)) == lines


def test_text_across_the_page_comes_last() -> None:
    stamp = at("PROJEKT", 50, 50, direction=OBLIQUE)

    assert texts([stamp, at("Uchwała rady gminy", 0, 0), at("w sprawie programu", 0, 12)])[-1] == "PROJEKT"


@pytest.mark.parametrize("count", [0, 1])
def test_a_page_with_little_on_it_is_no_trouble(count: int) -> None:
    assert texts([at("Sama", 0, 0)][:count]) == ["Sama"][:count]
