"""Lines with random access: what goes in comes out, whatever characters it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lines import LineFile, write_lines


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=20))
def test_lines_come_back_as_they_were(scratch: Path, lines: list[str]) -> None:
    path = scratch / "lines.jsonl"

    assert write_lines(path, lines) == len(lines)

    with LineFile(path) as file:
        assert len(file) == len(lines)
        assert [file[number].decode() for number in range(len(file))] == lines
        # Any one can be read without the others
        if lines:
            assert file[len(lines) - 1].decode() == lines[-1]


def test_other_line_separators_do_not_part_a_line(tmp_path: Path) -> None:
    lines = ["przed\u2028po", "przed\x85po", "przed\r\npo", "przed\npo", ""]
    write_lines(tmp_path / "lines.jsonl", lines)

    with LineFile(tmp_path / "lines.jsonl") as file:
        assert [file[number].decode() for number in range(5)] == lines


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    write_lines(tmp_path / "lines.jsonl", [])

    with LineFile(tmp_path / "lines.jsonl") as file:
        assert len(file) == 0
        with pytest.raises(IndexError):
            file[0]


@pytest.mark.parametrize("number", [-1, 2, 100])
def test_a_number_without_a_line_is_an_index_error(tmp_path: Path, number: int) -> None:
    write_lines(tmp_path / "lines.jsonl", ["a", "b"])

    with LineFile(tmp_path / "lines.jsonl") as file, pytest.raises(IndexError):
        file[number]


def test_lines_are_written_from_an_iterator_without_holding_them(tmp_path: Path) -> None:
    assert write_lines(tmp_path / "lines.jsonl", (f"wiersz {number}" for number in range(1000))) == 1000

    with LineFile(tmp_path / "lines.jsonl") as file:
        assert file[999] == b"wiersz 999"
