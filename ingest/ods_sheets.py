"""Sheets of OpenDocument spreadsheets (.ods): values only. ODF 1.3 part 3, 9.1 (tables), 19.385 (types of values)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest import limits
from ingest.archive import DAMAGED, Archive
from ingest.errors import Unreadable
from ingest.odf import Styles, Text, body_of, rows_of
from ingest.office import package_of
from ingest.sheets import Row, Sheet, Workbook, row_of, value_text

_COUNT_DIGITS = 12
_CURRENCIES = {"PLN": "zł", "EUR": "EUR", "USD": "USD"}


def read_ods(data: bytes) -> Workbook:
    """The visible sheets. Raises `Unreadable`: damaged, encrypted, over a limit."""
    with Archive(data) as archive:
        package = package_of(archive)
        if package is None or package.kind != "ods":
            raise Unreadable(DAMAGED)
        root, body = body_of(archive, "spreadsheet")
    hidden = {
        style.get("style.name", "")
        for style in root.iter("style.style")
        if any(part.get("table.display") == "false" for part in style)
    }
    sheets, left_out = [], []
    for table in body.findall("table.table"):
        name = table.get("table.name", "")
        if table.get("table.style-name") in hidden:
            left_out.append(f"„{name}”")
        else:
            sheets.append(Sheet(name, tuple(_rows(table))))
    return Workbook(tuple(sheets), (f"Pominięto ukryte arkusze: {', '.join(left_out)}.",) if left_out else ())


def _rows(table: Element) -> Iterator[Row]:
    """Rows that hold something, a repeated one as often as it stands. A merged cell is told again in each of its rows."""
    number = kept = 0
    merged: dict[int, tuple[int, str]] = {}
    for element in rows_of(table):
        repeated = _count(element, "table.number-rows-repeated")
        cells = _cells(element, number + 1, merged)
        if row_of(number + 1, cells) is None:
            number += repeated
            continue
        for _ in range(repeated):
            number += 1
            kept += 1
            limits.TABLE_ROWS.check(kept)
            if (row := row_of(number, cells)) is not None:
                yield row


def _cells(row: Element, number: int, merged: dict[int, tuple[int, str]]) -> list[str]:
    """`merged` maps a column to the last row and the text of a merged cell above, and is kept up to date."""
    cells: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in ("table.table-cell", "table.covered-table-cell"):
            continue
        count = _count(cell, "table.number-columns-repeated")
        text = _text(cell)
        column = len(cells) + empty
        if not text and cell.tag == "table.covered-table-cell" and column in merged and number <= merged[column][0]:
            text = merged[column][1]
        if not text:
            # Rows end with thousands of empty cells told at once.
            empty += count
            continue
        limits.TABLE_COLUMNS.check(column + count)
        cells += [""] * empty + [text] * count
        empty = 0
        if (rows := _count(cell, "table.number-rows-spanned")) > 1:
            merged[column] = (number + rows - 1, text)
    return cells


def _text(cell: Element) -> str:
    kind = cell.get("office.value-type")
    if kind == "date":
        return cell.get("office.date-value", "").removesuffix("T00:00:00").replace("T", " ")
    if kind in ("float", "currency", "percentage"):
        try:
            number = float(cell.get("office.value", ""))
        except ValueError:
            return ""
        currency = cell.get("office.currency", "") if kind == "currency" else ""
        return value_text(number, "%" if kind == "percentage" else _CURRENCIES.get(currency, ""))
    lines = []
    for paragraph in cell.findall("text.p"):
        text = Text(Styles())
        text.gather(paragraph)
        lines.append(str(text))
    return "\n".join(lines)


def _count(element: Element, name: str) -> int:
    """A number of repeats from 1, at most one that is over every limit."""
    value = element.get(name, "1")[:_COUNT_DIGITS]
    return max(int(value), 1) if value.isdecimal() else 1
