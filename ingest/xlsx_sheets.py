"""Sheets of Excel workbooks (.xlsx) through openpyxl, read row by row: values only, formulas as they were last computed.

Hidden sheets are left out: they hold lists for choosing and drafts. Nothing that the workbook links to is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from ingest import limits
from ingest.archive import DAMAGED, Archive
from ingest.errors import Unreadable
from ingest.office import package_of
from ingest.quiet import quiet
from ingest.sheets import Row, Sheet, Workbook, row_of, value_text
from ingest.xml_tree import check_prolog, parse, walk

_LAST_ROW = 1_048_576
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_NAMESPACES = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "p",
}
_MACROS = "Makra w pliku pominięto, odczytano same wartości."


def read_xlsx(data: bytes) -> Workbook:
    """The visible sheets. Raises `Unreadable`: damaged, encrypted, over a limit."""
    with Archive(data) as archive:
        package = package_of(archive)
        if package is None or package.kind != "xlsx":
            raise Unreadable(DAMAGED)
        for name in archive.names:
            if name.lower().endswith((".xml", ".rels")):
                check_prolog(archive.read(name) or b"")
        merged = _merged(archive, package.main)
    with quiet("openpyxl"):
        try:
            sheets, hidden = _sheets(data, merged)
        except Unreadable:
            raise
        except Exception as error:
            # openpyxl meets damage with exceptions of every kind: KeyError, ValueError, ParseError...
            raise Unreadable(DAMAGED) from error
    notes = (f"Pominięto ukryte arkusze: {', '.join(hidden)}.",) if hidden else ()
    return Workbook(sheets, (*notes, *((_MACROS,) if package.macros else ())))


def _sheets(data: bytes, merged: dict[str, _Merged]) -> tuple[tuple[Sheet, ...], list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = book.worksheets  # charts on sheets of their own are not among them
        shown = tuple(
            Sheet(sheet.title, tuple(_rows(sheet, merged.get(sheet.title, _Merged(())))))
            for sheet in sheets
            if _is_shown(sheet)
        )
        return shown, [f"„{sheet.title}”" for sheet in sheets if not _is_shown(sheet)]
    finally:
        book.close()


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _rows(sheet: Any, merged: _Merged) -> Iterator[Row]:
    # What the sheet says about its size is often wrong.
    sheet.reset_dimensions()
    kept = 0
    for number, cells in enumerate(sheet.iter_rows(max_row=_LAST_ROW), start=1):
        texts = [
            value_text(cell.value, str(cell.number_format or "") if cell.value is not None else "") for cell in cells
        ]
        row = merged.filled(row_of(number, texts), number)
        if row is not None:
            kept += 1
            limits.TABLE_ROWS.check(kept)
            limits.TABLE_COLUMNS.check(len(row.cells))
            yield row


class _Merged:
    """Cells that a merged one above covers get its value, so that every row tells all that it is about."""

    def __init__(self, ranges: tuple[tuple[int, int, int], ...]) -> None:
        """`ranges`: column from 0, first and last row."""
        self._starts = {(column, first): last for column, first, last in ranges}
        self._open: dict[int, tuple[int, str]] = {}

    def filled(self, row: Row | None, number: int) -> Row | None:
        """The row with the values of merged cells that reach down to it."""
        if row is None or not self._starts:
            return row
        cells = list(row.cells)
        for column, (last, value) in self._open.items():
            if number <= last and value:
                cells.extend("" for _ in range(column + 1 - len(cells)))
                cells[column] = cells[column] or value
        for column, value in enumerate(row.cells):
            if (last_row := self._starts.get((column, number))) is not None:
                self._open[column] = (last_row, value)
        return Row(number, tuple(cells))


def _merged(archive: Archive, main: str) -> dict[str, _Merged]:
    """Merged cells by the name of the sheet. openpyxl does not tell them when it reads row by row."""
    folder = main.rpartition("/")[0]
    relations = archive.read(f"{folder}/_rels/{main.rpartition('/')[2]}.rels")
    workbook = archive.read(main)
    if relations is None or workbook is None:
        raise Unreadable(DAMAGED)
    targets = {item.get("Id", ""): item.get("Target", "") for item in walk(parse(relations, _NAMESPACES))}
    found = {}
    for sheet in parse(workbook, _NAMESPACES).iter("s.sheet"):
        target = targets.get(sheet.get("r.id", ""), "")
        content = archive.read(target.removeprefix("/") if target.startswith("/") else f"{folder}/{target}")
        if content is None:
            raise Unreadable(DAMAGED)
        ranges = _MERGED.findall(content)
        found[sheet.get("name", "")] = _Merged(
            tuple((_column(left), int(top), int(bottom)) for left, top, _, bottom in ranges if top != bottom)
        )
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
