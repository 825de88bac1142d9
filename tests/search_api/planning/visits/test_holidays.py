"""Days on which offices are closed by law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from search_api.planning.visits.holidays import CODES, easter, holiday_name
from search_api.web import texts


# Sundays as published for these years, with the earliest and the latest that there can be.
@pytest.mark.parametrize(
    "sunday",
    [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
    ],
)
def test_easter_is_where_calendars_have_it(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_the_holidays_of_a_year_are_those_of_the_act() -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]

    found = {day.isoformat(): name for day in days if (name := holiday_name(day)) is not None}

    assert found == {
        "2027-01-01": "new_year",
        "2027-01-06": "epiphany",
        "2027-03-28": "easter",
        "2027-03-29": "easter_monday",
        "2027-05-01": "labour_day",
        "2027-05-03": "constitution_day",
        "2027-05-16": "pentecost",
        "2027-05-27": "corpus_christi",
        "2027-08-15": "assumption",
        "2027-11-01": "all_saints",
        "2027-11-11": "independence_day",
        "2027-12-24": "christmas_eve",
        "2027-12-25": "christmas_day",
        "2027-12-26": "christmas_second_day",
    }


def test_a_day_that_became_free_was_a_working_day_before() -> None:
    assert holiday_name(date(2024, 12, 24)) is None
    assert holiday_name(date(2025, 12, 24)) == "christmas_eve"
    assert holiday_name(date(2010, 1, 6)) is None
    assert holiday_name(date(2011, 1, 6)) == "epiphany"


def test_every_holiday_has_a_name_in_both_languages() -> None:
    for language in ("pl", "en"):
        t = texts.load(language)
        assert {t(f"visit.holidays.{code}") for code in CODES}
