"""Cells of tables under their column names. A table is a run of blocks of the kind "table", one row each (or one row a line)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.describe.sheet import Line, Sheet

_EDGE = "|"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text at [start, end) of a line, under the column name `header`."""

    line: Line
    header: str
    text: str
    start: int
    end: int


def cells(sheet: Sheet) -> Iterator[Cell]:
    """Cells of all rows below the first one of each table. A row of another length than the first one is left out: its cells
    cannot be told apart, since empty ones are not kept."""
    header: list[str] | None = None
    for line in sheet.lines:
        if line.block.kind != "table":
            header = None
            continue
        for row in _rows(line):
            if header is None:
                header = [cell.text for cell in row]
            elif len(row) == len(header):
                yield from (
                    Cell(line, name, cell.text, cell.start, cell.end)
                    for name, cell in zip(header, row, strict=True)
                    if cell.text
                )


def _rows(line: Line) -> Iterator[list[Cell]]:
    start = 0
    for row in line.text.split("\n"):
        found = []
        at = start
        for piece in row.split(_EDGE):
            text = piece.strip()
            begin = at + len(piece) - len(piece.lstrip())
            found.append(Cell(line, "", text, begin, begin + len(text)))
            at += len(piece) + len(_EDGE)
        yield found
        start += len(row) + 1
