"""What an organiser does and when: hosts first, at least three weeks for the sign-up, and what comes after the visit.

The three weeks are a rule of those who organise many visits; the other lead times are our own proposal and are said to be one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from search_api.planning.visits.result import AreaPlan, Night, VisitPlan
from search_api.visits.phrases import long_day
from search_api.web.texts import Texts

SIGN_UP_WEEKS = 3
LIST_WEEKS = 2  # before the visit the list of participants is closed
# (item, weeks before the first day); negative: after the last day. The sign-up opens so that it lasts SIGN_UP_WEEKS.
_WEEKS: tuple[tuple[str, int], ...] = (
    ("hosts", 8),
    ("coach", 6),
    ("lodging", 6),
    ("sign_up", LIST_WEEKS + SIGN_UP_WEEKS),
    ("meals", 3),
    ("list", LIST_WEEKS),
    ("insurance", LIST_WEEKS),
    ("materials", 1),
    ("confirm", 0),
    ("thanks", -1),
    ("report", -3),
)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """`when` tells weeks and, where the date of the visit is known, the day; `late` whether that day has passed."""

    key: str
    when: str
    text: str
    late: bool


def checklist(area: AreaPlan, plan: VisitPlan, t: Texts, today: date | None) -> tuple[ChecklistItem, ...]:
    """All items in the order of time; no lodging where nobody sleeps away. `today` None: nothing is said to be late."""
    night = next((item for day in area.days for item in day.items if isinstance(item, Night)), None)
    days = len(area.days)
    found = []
    for key, weeks in _WEEKS:
        if key == "lodging" and night is None:
            continue
        day = _day(plan.request.first_day, days, weeks)
        late = day is not None and today is not None and day < today
        text = t(
            f"visit.checklist.items.{key}",
            means=t(f"visit.means.{plan.request.means}"),
            people=t.count("visit.people", plan.request.group_size),
            place=night.spot.name if night else "",
        )
        found.append(ChecklistItem(key, _when(weeks, day, late, t), text, late))
    return tuple(found)


def _day(first: date | None, days: int, weeks: int) -> date | None:
    if first is None:
        return None
    if weeks == 0:
        return first - timedelta(days=1)
    if weeks > 0:
        return first - timedelta(weeks=weeks)
    return first + timedelta(days=days - 1, weeks=-weeks)


def _when(weeks: int, day: date | None, late: bool, t: Texts) -> str:
    if weeks == 0:
        told = t("visit.checklist.day_before")
    else:
        told = t.count(f"visit.checklist.weeks_{'before' if weeks > 0 else 'after'}", abs(weeks))
    if day is None:
        return told
    dated = t("visit.checklist.with_date", when=told, day=long_day(day, t))
    return t("visit.checklist.late", when=dated) if late else dated
