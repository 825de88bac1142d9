"""Small phrases of a visit: times, lengths, days, distances, and the values of a check under the names of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from search_api.labels import subregion_label
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Value
from search_api.web.days import day_words
from search_api.web.texts import Texts, plural_form

MOST_NAMES = 8


def clock(minutes: int) -> str:
    """Minutes since midnight as people write a time: 510 -> "8:30"."""
    hours, rest = divmod(minutes, 60)
    return f"{hours % 24}:{rest:02d}"


def span(start: int, end: int) -> str:
    """ "8:30–10:00"."""
    return f"{clock(start)}–{clock(end)}"


def lasting(minutes: int, t: Texts) -> str:
    """A length of time: "45 min", "2 godz.", "2 godz. 10 min"."""
    hours, rest = divmod(minutes, 60)
    told = [t("visit.hours", count=hours)] if hours else []
    if rest or not told:
        told.append(t("visit.minutes", count=rest))
    return " ".join(told)


def kilometres(km: float, t: Texts) -> str:
    """A distance in whole kilometres: "142 km"."""
    return t("visit.km", count=round(km))


def decimal(number: float, t: Texts) -> str:
    """A number as people write it: "2,5" in Polish, "2.5" in English."""
    told = f"{number:g}"
    return told.replace(".", ",") if t.language == "pl" else told


def date_of(request: VisitRequest, number: int) -> date | None:
    """The date of the day of that number, from 1; None where no date was given."""
    return None if request.first_day is None else request.first_day + timedelta(days=number - 1)


def long_day(day: date, t: Texts) -> str:
    """ "czwartek, 13 maja 2027"."""
    return t("visit.long_day", weekday=t(f"visit.weekdays.{day.isoweekday()}"), day=day_words(day, t))


def filled(key: str, values: Mapping[str, Value], t: Texts) -> str:
    """The text under `key` with the values in words; in the form that goes with `count` where it has forms.

    The end of a name says what a value is: minutes, time (minutes since midnight), km, dates, holidays, subregions, topics.
    """
    words = {name: _value(name, value, t) for name, value in values.items()}
    to = values.get("to")
    words["to_time"] = clock(to) if isinstance(to, int) else ""  # a change to another hour of the day
    if isinstance(t.tree(key), Mapping):
        key = f"{key}.{plural_form(int(words['count']), t.language)}"
    return t(key, **words)


def _value(name: str, value: Value, t: Texts) -> str:
    if isinstance(value, tuple):
        told = [_one(name, one, t) for one in value]
        # Titles and dates have commas of their own.
        shown = (", " if name.endswith("_days") else "; ").join(told[:MOST_NAMES])
        left = len(told) - MOST_NAMES
        return t("fit.more", names=shown, count=left) if left > 0 else shown
    return _one(name, value, t)


def _one(name: str, value: str | int | float, t: Texts) -> str:
    kind = name.rpartition("_")[2]
    if isinstance(value, str):
        return _text(kind, value, t)
    if kind == "minutes":
        return lasting(round(value), t)
    if kind == "time":
        return clock(round(value))
    if kind == "km":
        return kilometres(value, t)
    return decimal(value, t)


def _text(kind: str, value: str, t: Texts) -> str:
    if kind in ("date", "dates"):
        return long_day(date.fromisoformat(value), t)
    if kind in ("holiday", "holidays"):
        return t(f"visit.holidays.{value}")
    if kind in ("subregion", "subregions"):
        return subregion_label(value)
    if kind == "topics":
        return t("visit.quoted", text=value)
    return value
