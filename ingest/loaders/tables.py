"""Tables (.csv, .xlsx, .ods): rows as practice cards where the columns are fields of a practice, else rows as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from corpus.document import Block
from ingest import limits
from ingest.columns import Columns, columns_of
from ingest.csv_sheet import read_csv
from ingest.documents import dictionary
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loader import BrokenCard, Card, Draft
from ingest.mojibake import mend
from ingest.ods_sheets import read_ods
from ingest.outline import row_text
from ingest.sheets import Row, Sheet, Workbook
from ingest.table_rows import card_of
from ingest.xlsx_sheets import read_xlsx

_EMPTY = "Plik nie zawiera żadnej wypełnionej komórki. Sprawdź, czy zapisał się do końca."
_NO_FIELDS = "Tabelę odczytano jako dokument: jej kolumny nie są polami karty praktyki."


@dataclass(frozen=True, slots=True)
class TableLoader:
    """One format of tables."""

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Workbook]

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002 - text has no signature, archives are told apart inside
        return False

    def cards(self, data: bytes) -> TableCards | None:
        """The reader of the rows, None when no sheet has all columns that a practice needs. Raises `Unreadable`."""
        book = _mended(self.read(data))
        mapped = tuple(
            (sheet, columns)
            for sheet in book.sheets
            if (columns := columns_of(sheet)) is not None
            and not columns.missing
            and sheet.rows[-1].number > columns.header_row
        )
        return TableCards(mapped, self.suffixes, book.notes) if mapped else None

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """Every row as a block of a table, every sheet under its name. Raises `Unreadable`: damaged, "empty" ..."""
        book = self.read(data)
        filled = [sheet for sheet in book.sheets if sheet.rows]
        blocks = tuple(block for sheet in filled for block in _blocks(sheet, named=len(filled) > 1))
        if not blocks:
            raise Unreadable(_EMPTY, "empty")
        limits.CHARACTERS.check(sum(len(block.text) for block in blocks))
        return Draft(layout="blocks", blocks=blocks, notes=(*book.notes, _why_document(filled)))


@dataclass(frozen=True, slots=True)
class TableCards:
    """Rows as cards. `item` is the number of the row in its sheet; with several sheets the rows count on."""

    sheets: tuple[tuple[Sheet, Columns], ...]
    suffixes: tuple[str, ...]
    notes: tuple[str, ...] = ()
    size: Limit = limits.DOCUMENT_BYTES
    item_name: str = "wiersz"

    def read(self, stream: BinaryIO | None = None) -> Iterator[Card | BrokenCard]:  # noqa: ARG002 - read already
        """Cards in file order. The first one of a sheet tells how its columns were read."""
        before = 0
        notes = self.notes
        for sheet, columns in self.sheets:
            notes = (*notes, columns.told)
            for row in sheet.rows:
                if row.number > columns.header_row:
                    yield _with_note(card_of(row, columns, before + row.number), " ".join(notes))
                    notes = ()
            before += sheet.rows[-1].number


def _with_note(entry: Card | BrokenCard, note: str) -> Card | BrokenCard:
    if not note:
        return entry
    return replace(entry, note=note) if isinstance(entry, Card) else replace(entry, reason=f"{entry.reason} {note}")


def _mended(book: Workbook) -> Workbook:
    """The cells with broken letters put right, judged together."""
    texts = [cell for sheet in book.sheets for row in sheet.rows for cell in row.cells]
    mended = mend(texts, dictionary())
    if list(mended.texts) == texts:
        return replace(book, notes=(*book.notes, *mended.notes))
    left = iter(mended.texts)
    sheets = tuple(
        replace(sheet, rows=tuple(Row(row.number, tuple(next(left) for _ in row.cells)) for row in sheet.rows))
        for sheet in book.sheets
    )
    return Workbook(sheets, (*book.notes, *mended.notes))


def _why_document(sheets: list[Sheet]) -> str:
    """The sentence that says which columns are missing for the rows to be practices."""
    found = [columns for sheet in sheets if (columns := columns_of(sheet)) is not None and columns.missing]
    if not found:
        return _NO_FIELDS
    nearest = min(found, key=lambda columns: len(columns.missing))
    return f"Tabelę odczytano jako dokument. Aby jej wiersze stały się praktykami, dodaj kolumny: {', '.join(nearest.missing)}."


def _blocks(sheet: Sheet, named: bool) -> Iterator[Block]:
    if named and sheet.name:
        yield Block(text=sheet.name, kind="heading", level=2)
    for row in sheet.rows:
        if text := row_text(row.cells):
            yield Block(text=text, kind="table")


CSV = TableLoader("text/csv", (".csv", ".tsv"), read_csv)
XLSX = TableLoader(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx", ".xlsm", ".xltx", ".xltm"), read_xlsx
)
ODS = TableLoader("application/vnd.oasis.opendocument.spreadsheet", (".ods", ".ots"), read_ods)
