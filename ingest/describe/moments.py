"""Dates, months and years as Polish documents write them: "12–14 maja br.", "maj 2018", "31.05.2023", "2018/2019".

A moment is what one expression says; `ingest.describe.years_and_dates` joins moments to spans and judges whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FIRST, LAST = 1900, 2049
# More years than this are no span written short: "2011-60" is something else.
_LONGEST = 20

_MONTHS = (
    r"stycz(?:eń|nia|niu|niem)", r"lut(?:y|ego|ym|emu)", r"mar(?:zec|ca|cu|cem)", r"kwie(?:cień|tnia|tniu|tniem)",
    r"maj(?:a|u|em|owi)?", r"czerw(?:iec|ca|cu|cem)", r"lip(?:iec|ca|cu|cem)", r"sierp(?:ień|nia|niu|niem)",
    r"wrze(?:sień|śnia|śniu|śniem)", r"październik(?:a|u|iem)?", r"listopad(?:a|zie|em)?", r"grud(?:zień|nia|niu|niem)",
)  # fmt: skip
_MONTH = "(?:" + "|".join(_MONTHS) + r")(?!\w)"
_READ_MONTHS = tuple(re.compile(month + r"\Z", re.IGNORECASE) for month in _MONTHS)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEAR = r"(?:19\d\d|20[0-4]\d)"
_OF_YEAR = rf"(?:,?\s+(?:w\s+)?(?:(?P<{{0}}>{_YEAR})(?!\d|,\d)|(?P<{{1}}>br\b\.?|b\.\s?r\.|bieżącego roku|tego roku|bież\. roku)))?"
_THIS = {"month": ("month_year", "month_this"), "day": ("day_year", "day_this")}
_DASH = "[-–—]"

_MOMENT = re.compile(
    rf"""(?<![\w,./])(?:
      (?P<iso>(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?!\d)
    | (?P<figures>(?:(?P<from_day>\d{{1,2}})(?:\.|\.?\s?{_DASH}\s?|\s(?:i|do)\s))?(?P<figure_day>\d{{1,2}})\s?[./-]\s?
        (?P<figure_month>\d{{1,2}}|[IVX]{{1,4}})\s?[./-]\s?(?P<figure_year>{_YEAR}))(?!\d)
    | (?P<roman>(?P<roman_day>\d{{1,2}})\s(?P<roman_month>[IVX]{{1,4}})\s(?P<roman_year>{_YEAR}))(?!\d)
    | (?P<days>(?:(?P<first_day>\d{{1,2}})\.?(?:\s?(?:{_DASH}|,)\s?|\s(?:i|oraz|do|lub)\s))?
        (?P<day>\d{{1,2}})[.,]?\s+(?P<day_month>{_MONTH}){_OF_YEAR.format(*_THIS["day"])})
    | (?P<months>(?P<month>{_MONTH}){_OF_YEAR.format(*_THIS["month"])})
    | (?P<school>(?P<school_year>{_YEAR})/(?P<next_year>{_YEAR}|\d\d))(?![\d/])
    | (?P<short>(?P<short_year>{_YEAR}){_DASH}(?P<short_end>\d\d))(?![\d/:]|[.,]\d|\s?{_DASH}|-)
    | (?P<year>{_YEAR})(?![\d/,]\d|\d|[%‰]|\s?(?:zł|PLN|tys|mln|osób|os\.|mieszka|m²|m2|km|kg|ha\b|szt|egz|godz))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_WORD = re.compile(r"\s?(?:roku|rokiem|rok|r\.)(?!\w)")


@dataclass(frozen=True, slots=True)
class Moment:
    """Characters [start, end) that name a time. What is not told is None.

    `this` marks "br.": the year is that of the document. `to_year` is the second year of "2018/2019" or "2014-20", `to_day`
    the last day of "12–14 maja". `named` is True when "roku" or "r." follows the year.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    to_day: int | None = None
    to_year: int | None = None
    this: bool = False
    named: bool = False


def moments(text: str) -> Iterator[Moment]:
    """The moments of a text in reading order. Days and months that do not exist are none."""
    for match in _MOMENT.finditer(text):
        found = _read(match)
        if found is None or not _exists(found):
            continue
        after = _YEAR_WORD.match(text, found.end)
        yield Moment(
            found.start, after.end() if after else found.end, found.year, found.month, found.day, found.to_day,
            found.to_year, found.this, after is not None,
        )  # fmt: skip


def _read(match: re.Match[str]) -> Moment | None:
    start, end = match.span()
    if match["iso"]:
        return Moment(start, end, int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["figures"]:
        month = _month_in_figures(match["figure_month"])
        first, last = match["from_day"], int(match["figure_day"])
        return Moment(start, end, int(match["figure_year"]), month, int(first or last), last if first else None)
    if match["roman"]:
        return Moment(
            start, end, int(match["roman_year"]), _month_in_figures(match["roman_month"]), int(match["roman_day"])
        )
    if match["days"]:
        first, last = match["first_day"], int(match["day"])
        year = match["day_year"]
        return Moment(
            start, end, int(year) if year else None, _month(match["day_month"]), int(first or last),
            last if first else None, this=match["day_this"] is not None,
        )  # fmt: skip
    if match["months"]:
        year = match["month_year"]
        return Moment(
            start, end, int(year) if year else None, _month(match["month"]), this=match["month_this"] is not None
        )
    if match["school"]:
        first_year = int(match["school_year"])
        second = int(match["next_year"])
        second += first_year // 100 * 100 if second < 100 else 0
        return Moment(start, end, first_year, to_year=second) if second == first_year + 1 else None
    if match["short"]:
        first_year = int(match["short_year"])
        second = first_year // 100 * 100 + int(match["short_end"])
        return Moment(start, end, first_year, to_year=second) if first_year < second <= first_year + _LONGEST else None
    return Moment(start, end, int(match["year"]))


def _month(name: str) -> int:
    return next(number for number, pattern in enumerate(_READ_MONTHS, start=1) if pattern.match(name))


def _month_in_figures(figure: str) -> int:
    return int(figure) if figure.isdigit() else _ROMAN.index(figure.upper()) + 1 if figure.upper() in _ROMAN else 0


def _exists(moment: Moment) -> bool:
    if moment.month is None:
        return True
    try:
        for day in (moment.day or 1, moment.to_day or moment.day or 1):
            date(moment.year or 2020, moment.month, day)
    except ValueError:
        return False
    return True
