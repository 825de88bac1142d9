"""A table as rows of text, whatever file it stood in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as a spreadsheet counts, from 1. `cells` end with the last one that holds something."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with at least one cell that holds something. `name` is empty where sheets have none."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`notes` are Polish sentences for the outcome: what was left out."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def row_of(number: int, cells: Sequence[str]) -> Row | None:
    """The row without empty cells at its end, None when nothing stands in it."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return Row(number, tuple(cells[:end])) if end else None


def value_text(value: object, number_format: str = "") -> str:
    """The value of a cell as a Polish reader sees it: 12500.0 -> "12500", with a format in złoty "12500 zł"; 0.25 as a
    percentage "25%"; dates as 2014-05-30, True as "tak"."""
    match value:
        case None:
            return ""
        case bool():
            return "tak" if value else "nie"
        case int() | float():
            return _number_text(value, number_format)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _number_text(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return ""
    if "%" in number_format:
        return f"{_plain(value * 100)}%"
    unit = next((unit for unit, signs in _UNITS if any(sign in number_format for sign in signs)), "")
    return f"{_plain(value)}{unit}"


# Spreadsheets write the currency of the Polish setting as "zł" or [$zł-415].
_UNITS = ((" zł", ("zł", "PLN")), (" EUR", ("€", "EUR")), (" USD", ("[$$", "USD")))


def _plain(value: float) -> str:
    """Fifteen digits, all that a spreadsheet holds, without an exponent and without zeros at the end."""
    return f"{Decimal(f'{value:.15g}'):f}".replace(".", ",")
