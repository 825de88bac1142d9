"""A day in words: "22 listopada 2026", "22 November 2026"."""

from __future__ import annotations

from datetime import date

from search_api.web.texts import Texts


def published_words(published: str | None, t: Texts) -> str | None:
    """The day of a source in words; a year, or a year and a month, as it stands. `published` as in corpus.practice.Source."""
    if published is None or len(published) < len("2019-09-17"):
        return published
    return day_words(date.fromisoformat(published), t)


def day_words(day: date, t: Texts) -> str:
    """The day in the language of the page."""
    return t("days.words", day=day.day, month=t(f"days.months.{day.month}"), year=day.year)
