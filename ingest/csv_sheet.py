"""Tables in text files: encoding, delimiter and quoting found from the content. RFC 4180 and what spreadsheets make of it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ingest import limits
from ingest.encoding import decode
from ingest.errors import Unreadable
from ingest.sheets import Row, Sheet, Workbook, row_of

# Polish spreadsheets write semicolons, because the comma stands in numbers.
DELIMITERS = ";\t,|"
_DECLARED = re.compile(r"sep=(.)\n")
_SAMPLE_CHARACTERS = 50_000
_SAMPLE_ROWS = 200
_DAMAGED = "Nie udało się odczytać tabeli: sprawdź cudzysłowy i zapisz plik ponownie jako CSV (UTF-8)."


def read_csv(data: bytes) -> Workbook:
    """The one sheet of a CSV file. Rows are numbered as a spreadsheet shows them: a cell may hold line ends.

    Raises `Unreadable`: "empty" without a visible character, over a limit, or with quotes that never close.
    """
    decoded = decode(data)
    text = decoded.text
    if not text.strip():
        raise Unreadable("Plik nie zawiera tabeli. Sprawdź, czy zapisał się do końca.", "empty")
    limits.CHARACTERS.check(len(text))
    declared = _DECLARED.match(text)
    delimiter = declared[1] if declared else delimiter_of(text)
    rows: list[Row] = []
    try:
        reader = csv.reader(
            io.StringIO(text[declared.end() :] if declared else text), delimiter=delimiter, strict=False
        )
        for number, cells in enumerate(reader, start=2 if declared else 1):
            limits.TABLE_COLUMNS.check(len(cells))
            if (row := row_of(number, cells)) is not None:
                limits.TABLE_ROWS.check(len(rows) + 1)
                rows.append(row)
    except csv.Error as error:
        raise Unreadable(_DAMAGED) from error
    return Workbook((Sheet("", tuple(rows)),), decoded.notes)


def delimiter_of(text: str) -> str:
    """The delimiter with which most rows have the same number of cells, more than one; else the first of `DELIMITERS`."""
    return max(DELIMITERS, key=lambda delimiter: (_agreement(text, delimiter), -DELIMITERS.index(delimiter)))


def _agreement(text: str, delimiter: str) -> float:
    """Share of rows of the commonest width times that width; 0 when most rows have one cell."""
    sample = io.StringIO(text[:_SAMPLE_CHARACTERS])
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(sample, delimiter=delimiter):
            if row:
                widths[len(row)] += 1
            if widths.total() == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return count / widths.total() * width if width > 1 else 0.0
