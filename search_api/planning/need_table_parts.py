"""Several tables below each other, as the sheets of a survey come: which of them ask for needs.

A survey also tells who answered and how services are marked. Where some titles or headers ask for needs, problems, priorities or
tasks, the tables that do not are left out. A single table is not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search_api.planning.need_sections import Section, section_of

Rows = Sequence[Sequence[str]]
_ASKING: tuple[Section, ...] = ("needs", "tasks")
_OTHER: tuple[Section, ...] = ("skip", "good", "quiet")


@dataclass(frozen=True, slots=True)
class Part:
    """`title` is empty for a table that opens with its header."""

    title: str
    rows: Rows


def asking_parts(
    rows: Rows, is_header: Callable[[Sequence[str]], bool], names_needs: Callable[[str], bool]
) -> list[Rows]:
    """The tables that ask for needs, when `rows` hold several tables and some ask; else none.

    `is_header` knows a row of names of columns, `names_needs` the header of a column of needs.
    """
    parts = _parts(rows, is_header)
    asking = [part.rows for part in parts if _asks(part, names_needs)]
    return asking if len(parts) > len(asking) else []


def _parts(rows: Rows, is_header: Callable[[Sequence[str]], bool]) -> list[Part]:
    starts: list[int] = []
    for place, row in enumerate(rows):
        titled = _title(row) and place + 1 < len(rows) and is_header(rows[place + 1])
        follows_title = bool(starts) and starts[-1] == place - 1 and _title(rows[place - 1])
        if titled or (is_header(row) and not follows_title):
            starts.append(place)
    ends = [*starts[1:], len(rows)]
    return [Part(_title(rows[start]), rows[start:end]) for start, end in zip(starts, ends, strict=True)]


def _title(row: Sequence[str]) -> str:
    """The only cell of a row, else nothing."""
    filled = [cell for cell in row if cell]
    return filled[0] if len(filled) == 1 else ""


def _asks(part: Part, names_needs: Callable[[str], bool]) -> bool:
    title = section_of(part.title) if part.title else None
    if title in (*_ASKING, *_OTHER):
        return title in _ASKING
    header = part.rows[1 if part.title and len(part.rows) > 1 else 0]
    return any(cell and (names_needs(cell) or section_of(cell) in _ASKING) for cell in header)
