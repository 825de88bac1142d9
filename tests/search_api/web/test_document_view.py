"""The blocks of a document as a page shows them."""

from __future__ import annotations

from corpus.document import Block
from search_api.web.document_view import runs


def test_list_items_that_follow_each_other_are_one_list() -> None:
    blocks = [Block(text="jeden", kind="list_item"), Block(text="dwa", kind="list_item"), Block(text="Koniec.")]

    found = list(runs("Tytuł", blocks))

    assert [(run.kind, len(run.blocks)) for run in found] == [("list_item", 2), ("paragraph", 1)]


def test_a_page_number_stands_where_a_page_begins() -> None:
    blocks = [Block(text="a", page=1), Block(text="b", page=1), Block(text="c", page=2)]

    assert [run.page for run in runs("Tytuł", blocks)] == [1, None, 2]


def test_a_list_that_runs_over_a_page_is_cut_there() -> None:
    blocks = [Block(text="a", kind="list_item", page=1), Block(text="b", kind="list_item", page=2)]

    assert [(run.page, len(run.blocks)) for run in runs("Tytuł", blocks)] == [(1, 1), (2, 1)]


def test_headings_go_down_one_step_at_a_time_below_the_title() -> None:
    levels = [2, 4, 6, 4, 2, 1]

    found = runs("Tytuł", [Block(text=f"Rozdział {level}", kind="heading", level=level) for level in levels])

    assert [run.level for run in found] == [2, 3, 4, 3, 2, 2]


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    blocks = [
        Block(text="Tytuł", kind="heading", level=1),
        Block(text="Treść."),
        Block(text="Tytuł", kind="heading", level=1),
    ]

    assert [run.blocks[0].text for run in runs("Tytuł", blocks)] == ["Treść.", "Tytuł"]
