"""Public holidays of Poland: the days on which offices are closed besides Saturdays and Sundays.

Art. 1 of the act of 18 January 1951 on days free of work (Dz.U. 2020 poz. 1920, amended by Dz.U. 2024 poz. 1965). Only the
list that holds now is known, with the two days that joined it lately: 6 January in 2011 and 24 December in 2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

# (month, day) -> code, and the first year of the days that were added.
FIXED: Mapping[tuple[int, int], str] = MappingProxyType(
    {
        (1, 1): "new_year",
        (1, 6): "epiphany",
        (5, 1): "labour_day",
        (5, 3): "constitution_day",
        (8, 15): "assumption",
        (11, 1): "all_saints",
        (11, 11): "independence_day",
        (12, 24): "christmas_eve",
        (12, 25): "christmas_day",
        (12, 26): "christmas_second_day",
    }
)
SINCE: Mapping[str, int] = MappingProxyType({"epiphany": 2011, "christmas_eve": 2025})
# Days after Easter Sunday -> code.
MOVABLE: Mapping[int, str] = MappingProxyType({0: "easter", 1: "easter_monday", 49: "pentecost", 60: "corpus_christi"})
CODES = (*FIXED.values(), *MOVABLE.values())


def holiday_name(day: date) -> str | None:
    """The code of the holiday on that day, None on any other day."""
    fixed = FIXED.get((day.month, day.day))
    if fixed is not None and day.year >= SINCE.get(fixed, 0):
        return fixed
    return MOVABLE.get((day - easter(day.year)).days)


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (from 1583).

    J. M. Oudin's algorithm of 1940, as in "Explanatory Supplement to the Astronomical Almanac", 1992, section 12.
    """
    century = year // 100
    golden = year % 19
    moon = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, 1) + timedelta(days=offset + 28 - 31 * (month // 4) - 1)
