"""The blocks of a document as pages show them: in parts, in runs, with a table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block
from search_api.web.document_view import (
    LONGEST_BLOCK,
    MOST_HEADINGS,
    PART_BYTES,
    Asked,
    Part,
    Run,
    contents,
    parts,
    runs,
    wanted,
)


def runs_of(blocks: Sequence[Block]) -> list[Run]:
    (part,) = parts("Tytuł", blocks)
    return list(runs(part))


def heading(text: str, level: int = 1, page: int | None = None) -> Block:
    return Block(text=text, kind="heading", level=level, page=page)


class TestRuns:
    def test_list_items_that_follow_each_other_are_one_list(self) -> None:
        found = runs_of(
            [Block(text="jeden", kind="list_item"), Block(text="dwa", kind="list_item"), Block(text="Koniec.")]
        )

        assert [(run.kind, len(run.blocks)) for run in found] == [("list_item", 2), ("paragraph", 1)]

    def test_a_page_number_stands_where_a_page_begins(self) -> None:
        found = runs_of([Block(text="a", page=1), Block(text="b", page=1), Block(text="c", page=2)])

        assert [run.page for run in found] == [1, None, 2]

    def test_a_list_that_runs_over_a_page_is_cut_there(self) -> None:
        found = runs_of([Block(text="a", kind="list_item", page=1), Block(text="b", kind="list_item", page=2)])

        assert [(run.page, len(run.blocks)) for run in found] == [(1, 1), (2, 1)]

    def test_headings_go_down_one_step_at_a_time_below_the_title(self) -> None:
        found = runs_of([heading(f"Rozdział {level}", level) for level in (2, 4, 6, 4, 2, 1)])

        assert [run.level for run in found] == [2, 3, 4, 3, 2, 2]

    def test_a_first_heading_that_repeats_the_title_is_left_out(self) -> None:
        found = runs_of([heading("Tytuł"), Block(text="Treść."), heading("Tytuł")])

        assert [run.blocks[0].block.text for run in found] == ["Treść.", "Tytuł"]

    def test_what_was_read_from_an_image_is_said_where_it_begins_and_on_every_new_page(self) -> None:
        found = runs_of(
            [
                Block(text="pismo", page=1),
                Block(text="skan", page=1, ocr=True),
                Block(text="skan dalej", page=1, ocr=True),
                Block(text="skan na drugiej", page=2, ocr=True),
                Block(text="pismo", page=2),
                Block(text="znów skan", page=2, ocr=True),
            ]
        )

        assert [run.scanned for run in found] == [False, True, True, True, False, True]
        assert [run.scan_begins for run in found] == [False, True, False, True, False, True]

    def test_list_items_typed_and_scanned_are_not_one_list(self) -> None:
        found = runs_of([Block(text="a", kind="list_item"), Block(text="b", kind="list_item", ocr=True)])

        assert [run.scanned for run in found] == [False, True]


def long_document(pages: int) -> list[Block]:
    return [
        block
        for page in range(1, pages + 1)
        for block in (heading(f"Rozdział {page}", page=page), Block(text="słowo " * 400, page=page))
    ]


class TestParts:
    def test_a_short_document_is_one_part(self) -> None:
        assert [part.number for part in parts("Tytuł", [Block(text="Treść.")])] == [1]

    def test_an_empty_document_has_one_empty_part(self) -> None:
        (part,) = parts("Tytuł", [])

        assert (part.blocks, part.first, part.parameter, list(runs(part))) == ((), None, "czesc=1", [])

    def test_a_long_document_is_cut_where_pages_begin(self) -> None:
        cut = parts("Tytuł", long_document(300))

        assert len(cut) > 1
        assert [part.first for part in cut[1:]] == [(part.last or 0) + 1 for part in cut[:-1]]
        assert cut[1].parameter == f"strona={cut[1].first}"
        assert sorted(page for part in cut for page in part.starts) == list(range(1, 301))

    def test_a_page_of_the_source_too_long_for_one_part_goes_on_in_the_next(self) -> None:
        cut = parts("Tytuł", [Block(text="słowo " * 1000, page=1 + number // 60) for number in range(90)])

        assert len(cut) > 2
        assert cut[1].starts == ()
        assert cut[1].parameter == "czesc=2"
        assert wanted(cut, Asked(page=1)) == cut[0]

    def test_a_document_without_pages_is_cut_between_blocks(self) -> None:
        cut = parts("Tytuł", [Block(text="słowo " * 1000)] * 60)

        assert len(cut) > 1
        assert {part.parameter for part in cut} == {f"czesc={part.number}" for part in cut}

    def test_a_very_long_block_is_cut_at_ends_of_lines_and_only_its_first_piece_is_its_beginning(self) -> None:
        row = "Gmina | 12 000 zł\n"

        (part,) = parts("Tytuł", [Block(text=row * 2000, kind="table")])

        assert len(part.blocks) > 1
        assert all(one.block.text.endswith("\n") for one in part.blocks)
        assert [one.is_first for one in part.blocks] == [True] + [False] * (len(part.blocks) - 1)

    @given(
        st.lists(
            st.builds(
                Block,
                text=st.builds(
                    lambda start, unit, times: start + unit * times,
                    st.text(min_size=1, max_size=5),
                    st.sampled_from(["a", "ą", "\"&<'", "słowo ", "wiersz\n"]),
                    st.integers(0, 3 * LONGEST_BLOCK),
                ),
                page=st.none() | st.integers(1, 4),
            ),
            max_size=8,
        )
    )
    def test_nothing_is_lost_and_no_part_is_too_long(self, blocks: list[Block]) -> None:
        cut = parts("Tytuł", blocks)

        assert "".join(one.block.text for part in cut for one in part.blocks) == "".join(block.text for block in blocks)
        assert [part.number for part in cut] == list(range(1, len(cut) + 1))
        assert all(len(one.block.text) <= LONGEST_BLOCK for part in cut for one in part.blocks)
        assert all(sum(len(one.block.text) for one in part.blocks) <= PART_BYTES for part in cut)


class TestWanted:
    cut = parts("Tytuł", [heading("Tytuł", page=1), *long_document(300)])

    def test_nothing_asked_for_is_the_first_part(self) -> None:
        assert wanted(self.cut, Asked()) == self.cut[0]

    def test_a_page_leads_to_the_part_where_it_begins(self) -> None:
        found = wanted(self.cut, Asked(page=200))

        assert found is not None
        assert 200 in found.starts

    def test_a_block_leads_to_its_part_and_the_left_out_title_to_the_first(self) -> None:
        last = self.cut[-1].blocks[-1].number

        assert wanted(self.cut, Asked(block=last)) == self.cut[-1]
        assert wanted(self.cut, Asked(block=0)) == self.cut[0]
        assert self.cut[0].has_title

    def test_what_is_not_there_is_no_part_and_says_so(self) -> None:
        for asked, key in (
            (Asked(page=301), "no_such_page"),
            (Asked(block=9999), "no_such_block"),
            (Asked(part=99), "no_such_part"),
        ):
            assert wanted(self.cut, asked) is None
            assert asked.words is not None
            assert asked.words[0] == key


class TestContents:
    def test_two_headings_make_no_table_of_contents(self) -> None:
        assert contents(parts("Tytuł", [heading("a"), heading("b")])) == ((), 0)

    def test_headings_stand_with_the_part_where_they_are(self) -> None:
        cut = parts("Tytuł", long_document(50))
        entries, more = contents(cut)

        assert (len(entries), more) == (50, 0)
        assert [entry.part for entry in entries] == [part_with(cut, entry.number) for entry in entries]

    def test_of_many_headings_only_the_upper_levels_stand(self) -> None:
        blocks = [block for number in range(20) for block in (heading(f"R{number}"), *[heading("podrozdział", 2)] * 5)]
        entries, more = contents(parts("Tytuł", blocks))

        assert [entry.text for entry in entries] == [f"R{number}" for number in range(20)]
        assert more == 0

    def test_too_many_of_the_uppermost_level_are_counted(self) -> None:
        entries, more = contents(parts("Tytuł", [heading(f"R{number}") for number in range(MOST_HEADINGS + 7)]))

        assert (len(entries), more) == (MOST_HEADINGS, 7)


def part_with(cut: Sequence[Part], number: int) -> Part:
    return next(part for part in cut if any(one.number == number for one in part.blocks))
