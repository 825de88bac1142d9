"""The rows of a table as plain cells for a reader that stores nothing: letters mended, personal data masked."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import privacy
from ingest.documents import dictionary
from ingest.limits import grouped
from ingest.mojibake import mend
from ingest.sheets import Workbook

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class PlainRows:
    """Cells of all sheets, sheet by sheet. `notes` are Polish sentences: what was left out."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def plain_rows(book: Workbook) -> PlainRows:
    """The rows of a workbook, the first `MOST_ROWS` of them."""
    rows = [row.cells for sheet in book.sheets for row in sheet.rows]
    notes = book.notes
    if len(rows) > MOST_ROWS:
        notes = (*notes, f"Tabela ma {grouped(len(rows))} wierszy. Przeczytano pierwsze {grouped(MOST_ROWS)}.")
        rows = rows[:MOST_ROWS]
    mended = mend([cell for cells in rows for cell in cells], dictionary())
    # The same answers stand in many rows, and each distinct text is masked once.
    distinct = list(dict.fromkeys(mended.texts))
    written = [text for text in distinct if any(character.isalpha() for character in text)]
    masked = dict(zip(written, (found.text for found in privacy.mask_all(written)), strict=True))
    masked |= {text: privacy.mask_value(text).text for text in distinct if text not in masked}
    cells = (masked[text] for text in mended.texts)
    return PlainRows(tuple(tuple(next(cells) for _ in row) for row in rows), (*notes, *mended.notes))
