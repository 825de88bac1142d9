"""Several tables below each other, as the sheets of a survey come: which of them ask for needs.

A survey also tells who answered and how services are marked. Where some titles or headers ask for needs, problems, priorities or
tasks, the tables that do not are left out. A single table is not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search_api.planning.need_sections import Section, section_of

ONLY_ASKING = (
    "W pliku jest kilka tabel. Przeczytano te, które pytają o potrzeby. Pominięto inne, na przykład oceny i metryczkę."
)
Rows = Sequence[Sequence[str]]
_ASKING: tuple[Section, ...] = ("needs", "tasks")
_OTHER: tuple[Section, ...] = ("skip", "good", "quiet")


_MOST_TITLES = 3  # rows of one cell above a header that are taken for its title


@dataclass(frozen=True, slots=True)
class Part:
    """`title` and `header` are empty for rows that have none."""

    title: str
    header: Sequence[str]
    rows: Rows


def asking_parts(rows: Rows, is_header: Callable[[Rows, int], bool], names_needs: Callable[[str], bool]) -> list[Rows]:
    """The tables that ask for needs, when `rows` hold several tables and only some ask; else none.

    `is_header` knows the place of a row of names of columns, `names_needs` the header of a column of needs.
    """
    parts = _parts(rows, is_header)
    asking = [part.rows for part in parts if _asks(part, names_needs)]
    return asking if len(asking) < len(parts) else []


def _parts(rows: Rows, is_header: Callable[[Rows, int], bool]) -> list[Part]:
    headers = [place for place in range(len(rows)) if is_header(rows, place)]
    if not headers:
        return [Part("", (), rows)]
    starts = [place - _titles_above(rows, place) for place in headers]
    ends = [*starts[1:], len(rows)]
    parts = [
        Part(" ".join(_only_cell(row) for row in rows[start:header]), rows[header], rows[start:end])
        for start, header, end in zip(starts, headers, ends, strict=True)
    ]
    above = rows[: starts[0]]
    return [Part("", (), above), *parts] if above else parts


def _titles_above(rows: Rows, header: int) -> int:
    count = 0
    while count < min(_MOST_TITLES, header) and _only_cell(rows[header - count - 1]):
        count += 1
    return count


def _only_cell(row: Sequence[str]) -> str:
    """The only cell of a row, else nothing."""
    filled = [cell for cell in row if cell]
    return filled[0] if len(filled) == 1 else ""


def _asks(part: Part, names_needs: Callable[[str], bool]) -> bool:
    """By the title, else by the header; rows with neither are a list of needs."""
    if not part.header:
        return True
    title = section_of(part.title)
    if title in (*_ASKING, *_OTHER):
        return title in _ASKING
    return any(cell and (names_needs(cell) or section_of(cell) in _ASKING) for cell in part.header)
