"""A workbook (XLSX): the practices with real numbers, their sources one by one, and what the file is.

Texts are defused like those of CSV (cells.py): the cells are strings, but whoever saves the workbook as CSV has them as such.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from corpus.practice import Practice
from search_api.export.about import About, Record, licence_of
from search_api.export.cells import Cell, defused
from search_api.export.facts import facts_of_file
from search_api.export.rows import COLUMNS, Column, heads, row
from search_api.web.texts import Texts
from search_api.web.wording import safe_address

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # UTF-16 units in a cell, a limit of Excel
LONGEST_LINK = 2_079  # characters of an address behind a cell, a limit of Excel
ELLIPSIS = " […]"
LINE_HEIGHT = 15.0  # points
MOST_LINES = 10  # a row as high as the longest text would fill a screen
FONT = "Calibri"
HEAD_HEIGHT = 32.0
PRINTED_WIDTH = 220  # characters across one sheet of paper, small but legible
FROZEN = "B2"  # the title stays in sight to the side, the heads stay above
HEAD_FILL = "1A5C47"
FORMATS = {"money": '#,##0.00\\ "zł"', "year": "0", "degrees": "0.0000"}

SOURCES = (
    Column("title", "text", 44),
    Column("source_title", "text", 50),
    Column("publisher", "text", 28),
    Column("published", "text", 12),
    Column("source_address", "address", 60),
    Column("source_licence", "text", 22),
    Column("licence", "text", 16),
    Column("address", "address", 44),
)
FACTS = (Column("fact", "text", 30), Column("value", "text", 90))

# Excel reads _x0041_ as the letter A, so the underscore of such a text is itself written that way (ECMA-376, 22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def workbook(records: Sequence[Record], about: About, t: Texts) -> bytes:
    """The records as a workbook of three sheets."""
    facts = (t("export.columns.fact"), t("export.columns.value"))
    source_heads = tuple(t(f"export.columns.{column.key}") for column in SOURCES)
    sheets = (
        Sheet(t("export.sheets.records"), COLUMNS, heads(t), [row(record, about, t) for record in records]),
        Sheet(t("export.sheets.sources"), SOURCES, source_heads, _sources(records, about, t)),
        Sheet(t("export.sheets.file"), FACTS, facts, facts_of_file(about, t)),
    )
    return workbook_of(t("export.title"), t("site.name"), about.made, sheets)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook by its name; `heads` go with the columns."""

    name: str
    columns: Sequence[Column]
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook_of(title: str, author: str, made: date, sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these sheets, at least one."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = title, author
    book.properties.language = "pl-PL"
    book.properties.created = book.properties.modified = datetime.combine(made, time())
    for one in sheets:
        _fill(book.create_sheet(one.name), one.columns, one.heads, one.rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text_cell(text: str) -> str:
    """A text as a cell holds it: defused, within the limit of Excel, read back as it is."""
    found = _ESCAPE.sub("_x005F_", defused(text))
    units = found.encode("utf-16-le")
    if len(units) // 2 <= LONGEST_TEXT:
        return found
    return units[: 2 * (LONGEST_TEXT - len(ELLIPSIS))].decode("utf-16-le", "ignore") + ELLIPSIS


def _sources(records: Iterable[Record], about: About, t: Texts) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        page = about.page_of(record)
        unknown = t("export.unknown_licence")
        if not isinstance(record, Practice):
            yield record.title, record.file_name, None, None, record.source_url, unknown, licence_of(record), page
            continue
        for source in record.sources:
            yield (
                *(record.title, source.title, source.publisher, source.published, source.url),
                *(source.licence or unknown, licence_of(record), page),
            )
        if record.origin is not None:
            document = f"{about.base}/dokumenty/{record.origin.document_id}"
            yield (
                *(record.title, record.origin.document_title, None, None, document),
                *(unknown, licence_of(record), page),
            )


def _lines(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """About how many lines the longest text of a row takes. Not every program works out the height by itself."""
    longest = 1
    for column, cell in zip(columns, cells, strict=True):
        if isinstance(cell, str):
            longest = max(longest, sum(1 + len(line) // column.width for line in cell.splitlines()))
    return min(longest, MOST_LINES)


def _fill(
    sheet: Worksheet,
    columns: Sequence[Column],
    names: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> None:
    """A sheet with a head that stays, a filter, and rows as high as their text, up to MOST_LINES lines."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([defused(name) for name in names])
    bold, paint = Font(name=FONT, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=HEAD_FILL)
    middle, top = Alignment(wrap_text=True, vertical="center"), Alignment(wrap_text=True, vertical="top")
    link = Font(name=FONT, color="0563C1", underline="single")
    for place, column in enumerate(columns, start=1):
        head = sheet.cell(1, place)
        head.font, head.fill, head.alignment = bold, paint, middle
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    for number, cells in enumerate(rows, start=2):
        sheet.row_dimensions[number].height = LINE_HEIGHT * _lines(columns, cells)
        for place, (column, value) in enumerate(zip(columns, cells, strict=True), start=1):
            if value is None:
                continue
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = text_cell(value)
                cell.data_type = "s"  # never a formula, whatever it begins with
            else:
                cell.value = value
            cell.alignment = top
            if column.kind in FORMATS:
                cell.number_format = FORMATS[column.kind]
            if (
                column.kind == "address"
                and isinstance(value, str)
                and len(value) <= LONGEST_LINK
                and safe_address(value)
            ):
                cell.hyperlink = value
                cell.font = link
    sheet.freeze_panes = FROZEN
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = -(-sum(column.width for column in columns) // PRINTED_WIDTH)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
