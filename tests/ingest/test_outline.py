"""Paragraphs of a word processor to a title, headings and blocks."""

from __future__ import annotations

from ingest.outline import Piece, blocks_of, row_text

PROSE = Piece("Gmina i stowarzyszenie prowadzą klub od 2015 roku.")


def outline(*pieces: Piece) -> list[tuple[str, int | None]]:
    return [(block.kind, block.level) for block in blocks_of(pieces)]


def test_the_marked_title_stands_above_all_headings() -> None:
    pieces = (Piece("Klub Seniora", level=0), Piece("Cel", level=1), PROSE, Piece("Koszty", level=2), PROSE)

    assert outline(*pieces) == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", None),
        ("heading", 3),
        ("paragraph", None),
    ]


def test_the_only_heading_of_the_first_level_at_the_top_is_the_title() -> None:
    assert outline(Piece("Klub", level=1), PROSE, Piece("Cel", level=2), PROSE) == [
        ("heading", 1),
        ("paragraph", None),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_a_first_paragraph_like_a_title_is_one_and_a_sentence_is_not() -> None:
    assert outline(Piece("Klub Seniora w Łęgu"), PROSE)[0] == ("heading", 1)
    assert outline(PROSE, PROSE)[0] == ("paragraph", None)
    assert outline(Piece("Jedyny akapit")) == [("paragraph", None)]


def test_several_headings_of_the_first_level_leave_room_for_a_title() -> None:
    assert outline(Piece("1. Wstęp", level=1), PROSE, Piece("2. Cele", level=1), PROSE) == [
        ("heading", 2),
        ("paragraph", None),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_of_two_titles_the_second_is_a_heading() -> None:
    assert outline(Piece("Raport", level=0), PROSE, Piece("Załącznik", level=0), PROSE)[2] == ("heading", 2)


def test_bold_counts_only_where_nothing_is_marked() -> None:
    bold = Piece("Kto co zrobił", bold=True)

    assert outline(PROSE, bold, PROSE)[1] == ("heading", 2)
    assert outline(PROSE, bold, PROSE, Piece("Cel", level=1), PROSE)[1] == ("paragraph", None)


def test_a_bold_list_item_row_or_last_line_is_no_heading() -> None:
    for piece in (
        Piece("gmina", "list_item", bold=True),
        Piece("Kto | Ile", "table", bold=True),
        Piece("Tak.", bold=True),
    ):
        assert outline(PROSE, piece, PROSE)[1][0] != "heading"
    assert outline(PROSE, PROSE, Piece("Wójt Gminy", bold=True))[-1] == ("paragraph", None)


def test_levels_end_at_six_and_empty_pieces_are_left_out() -> None:
    pieces = (Piece("Tytuł", level=0), Piece("Głęboko", level=9), Piece(" \n "), PROSE)

    assert outline(*pieces) == [("heading", 1), ("heading", 6), ("paragraph", None)]


def test_a_row_leaves_out_empty_cells_and_line_ends() -> None:
    assert row_text(["Gmina\nŁęg", "", " 8 000  zł "]) == "Gmina Łęg | 8 000 zł"
