"""CSV as Polish Excel opens it by a double click (docs/decisions/0010): UTF-8 with a mark, semicolons, decimal commas.

Quoting and line ends are those of RFC 4180. Texts are defused (cells.py), so no cell is a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from search_api.export.about import About, Record
from search_api.export.cells import Cell, defused
from search_api.export.rows import heads, row
from search_api.web.texts import Texts

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
SEPARATOR = ";"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def table(records: Iterable[Record], about: About, t: Texts) -> bytes:
    """The records as a file, a row each."""
    return written([heads(t), *(row(record, about, t) for record in records)])


def written(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows of cells as a file."""
    stream = io.StringIO(newline="")
    stream.write(BYTE_ORDER_MARK)
    csv.writer(stream, delimiter=SEPARATOR, lineterminator="\r\n").writerows(
        [_text(cell) for cell in cells] for cells in rows
    )
    return stream.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return "" if cell is None else str(cell)
