"""A day in words: "22 listopada 2026", "22 November 2026"."""

from __future__ import annotations

from datetime import date

from search_api.web.texts import Texts


def day_words(day: date, t: Texts) -> str:
    """The day in the language of the page."""
    return t("days.words", day=day.day, month=t(f"days.months.{day.month}"), year=day.year)
