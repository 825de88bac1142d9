"""The days of a visit in words: what happens when, in the order of time, gaps included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Day, Drive, Item, Lunch, Meeting, Night
from search_api.visits.phrases import clock, date_of, kilometres, lasting, long_day, span
from search_api.visits.stops import StopWords, stop_words
from search_api.web.texts import Texts

StepKind = Literal["drive", "meeting", "lunch", "night", "wait", "rest"]
GAPS: tuple[StepKind, ...] = ("wait", "rest")


@dataclass(frozen=True, slots=True)
class StepWords:
    """A line of the programme. `stop` is told for meetings only."""

    kind: StepKind
    time: str
    text: str
    stop: StopWords | None = None


@dataclass(frozen=True, slots=True)
class DayWords:
    number: int
    heading: str
    summary: str
    steps: tuple[StepWords, ...]

    @property
    def stops(self) -> tuple[StopWords, ...]:
        return tuple(step.stop for step in self.steps if step.stop is not None)

    @property
    def items(self) -> tuple[StepWords, ...]:
        """The steps of the items of the day in their order: all but the gaps between them."""
        return tuple(step for step in self.steps if step.kind not in GAPS)


def day_words(day: Day, request: VisitRequest, t: Texts) -> DayWords:
    """One day with all its steps."""
    when = date_of(request, day.number)
    heading = (
        t("visit.day_heading", number=day.number)
        if when is None
        else t("visit.day_heading_dated", number=day.number, day=long_day(when, t))
    )
    summary = t(
        "visit.day_summary",
        meetings=t.count("visit.meetings", len(day.meetings)),
        km=kilometres(day.km, t),
        driving=lasting(day.drive_minutes, t),
        start=clock(day.start),
        end=clock(day.end),
    )
    return DayWords(day.number, heading, summary, tuple(_steps(day, request, t)))


def _steps(day: Day, request: VisitRequest, t: Texts) -> Iterable[StepWords]:
    before: Drive | Meeting | Lunch | None = None
    now = day.start
    for item in day.items:
        if not isinstance(item, Night):
            if item.start > now:
                kind: StepKind = "rest" if _same_drive(before, item) else "wait"
                yield StepWords(kind, span(now, item.start), t(f"visit.steps.{kind}"))
            before, now = item, item.end
        yield step_words(item, day, request, t)


def step_words(item: Item, day: Day, request: VisitRequest, t: Texts) -> StepWords:
    """One item of a day; a night begins where the day ends."""
    if isinstance(item, Night):
        text = t("visit.steps.night", place=item.spot.name)
        return StepWords("night", t("visit.steps.from_time", time=clock(day.end)), text)
    time = span(item.start, item.end)
    if isinstance(item, Drive):
        within = "_within" if item.origin.name == item.target.name else ""
        key = f"drive{within}{'_estimated' if item.estimated else ''}"
        told = {"origin": item.origin.name, "target": item.target.name, "km": kilometres(item.km, t)}
        return StepWords("drive", time, t(f"visit.steps.{key}", **told))
    if isinstance(item, Lunch):
        if item.spot is None:
            return StepWords("lunch", time, t("visit.steps.lunch_on_the_road"))
        return StepWords("lunch", time, t("visit.steps.lunch", place=item.spot.name))
    stop = stop_words(item, day, request, t)
    text = t("visit.steps.meeting", number=stop.number, title=stop.title, place=stop.place)
    return StepWords("meeting", time, text, stop)


def _same_drive(before: Item | None, after: Item) -> bool:
    """Whether a gap is the rest of the driver within one drive."""
    return (
        isinstance(before, Drive)
        and isinstance(after, Drive)
        and (before.origin, before.target) == (after.origin, after.target)
    )
