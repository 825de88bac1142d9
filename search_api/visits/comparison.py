"""The areas of a visit side by side: the same figures of each, and in which of them each is best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search_api.labels import subregion_label
from search_api.planning.context_fit import compare
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import AreaPlan, Verdict, VisitPlan
from search_api.visits.phrases import kilometres, lasting
from search_api.visits.stops import ASPECTS_OF_PLACE
from search_api.web.texts import Texts

PROVEN = ("E3", "E4")


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A figure of every area, in the order of the areas. `best` are places in `cells` (from 0) that are better than all others."""

    name: str
    cells: tuple[str, ...]
    best: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """`heads` names the areas. `why` holds sentences for each area in the same order."""

    heads: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    why: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of an area and how it is told. `sign` is 1 where more is better, -1 where less is, 0 where neither."""

    key: str
    value: Callable[[AreaPlan], float]
    told: Callable[[AreaPlan], str]
    sign: int


def area_name(area: AreaPlan, t: Texts) -> str:
    """ "Chełm i okolice"; "Zabrodzie i Łoniów" where one is not around the other."""
    if area.beyond is not None:
        return t("visit.area_of_two", name=area.name, other=area.beyond)
    return t("visit.area", name=area.name)


def subregions_of(area: AreaPlan) -> str:
    """The subregions of an area, in Polish in every language."""
    return ", ".join(subregion_label(code) for code in area.subregions)


def comparison(plan: VisitPlan, t: Texts) -> ComparisonWords:
    """All areas of a plan in the order of their ranks."""
    areas, request = plan.areas, plan.request
    rows = [ComparisonRow(t("visit.comparison.where"), tuple(subregions_of(area) for area in areas))]
    figures = _figures(request, t)
    rows += [_row(figure, areas, t) for figure in figures]
    rows[4:4] = [_topic_row(number, areas, request, t) for number in range(len(request.topics))]
    heads = tuple(f"{area.rank}. {area_name(area, t)}" for area in areas)
    return ComparisonWords(heads, tuple(rows), tuple(_why(place, rows, t) for place in range(len(areas))))


def like_home(area: AreaPlan, request: VisitRequest) -> int:
    """How many stops are in a gmina like the visitors' own, by kind or by number of inhabitants."""
    return sum(
        any(
            statement.verdict == "alike" and statement.aspect in ASPECTS_OF_PLACE
            for statement in compare(meeting.candidate.practice, request.home).statements
        )
        for meeting in area.meetings
    )


def topics_met(area: AreaPlan) -> int:
    """How many topics have a meeting."""
    return sum(cover.stops > 0 for cover in area.cover)


def figures_of(area: AreaPlan, request: VisitRequest, t: Texts) -> tuple[tuple[str, str], ...]:
    """The figures of one area, each under its name."""
    return tuple((t(f"visit.comparison.{figure.key}"), figure.told(area)) for figure in _figures(request, t))


def _figures(request: VisitRequest, t: Texts) -> tuple[_Figure, ...]:
    def counted(key: str, value: Callable[[AreaPlan], int], sign: int = 1) -> _Figure:
        return _Figure(key, value, lambda area: str(value(area)), sign)

    def longest(area: AreaPlan) -> int:
        return max((day.end - day.start for day in area.days), default=0)

    return (
        counted("meetings", lambda area: len(area.meetings)),
        counted("candidates", lambda area: area.candidates),
        _Figure(
            "topics",
            topics_met,
            lambda area: t("visit.comparison.some_of", count=topics_met(area), of=len(request.topics)),
            1,
        ),
        counted("authorities", lambda area: sum(bool(one.candidate.authorities) for one in area.meetings)),
        counted("organisations", lambda area: sum(bool(one.candidate.organisations) for one in area.meetings)),
        counted("evidence", lambda area: sum(one.candidate.practice.evidence_level in PROVEN for one in area.meetings)),
        counted("context", lambda area: like_home(area, request)),
        _Figure("km", lambda area: round(area.km), lambda area: kilometres(area.km, t), -1),
        _Figure("driving", lambda area: area.drive_minutes, lambda area: lasting(area.drive_minutes, t), -1),
        _Figure("distance", lambda area: round(area.distance_km), lambda area: kilometres(area.distance_km, t), 0),
        _Figure("longest", longest, lambda area: lasting(longest(area), t), 0),
        _Figure(
            "rules",
            lambda area: -_verdicts(area, "broken"),
            lambda area: t(
                "visit.comparison.some_of",
                count=_verdicts(area, "kept"),
                of=_verdicts(area, "kept") + _verdicts(area, "broken"),
            ),
            1,
        ),
    )


def _verdicts(area: AreaPlan, verdict: Verdict) -> int:
    return sum(check.verdict == verdict for check in area.checks)


def _row(figure: _Figure, areas: Sequence[AreaPlan], t: Texts) -> ComparisonRow:
    values = [figure.sign * figure.value(area) for area in areas]
    best = max(values, default=0)
    is_one = figure.sign != 0 and len(areas) > 1 and values.count(best) == 1
    cells = tuple(figure.told(area) for area in areas)
    return ComparisonRow(t(f"visit.comparison.{figure.key}"), cells, (values.index(best),) if is_one else ())


def _topic_row(topic: int, areas: Sequence[AreaPlan], request: VisitRequest, t: Texts) -> ComparisonRow:
    stops = [next((cover.stops for cover in area.cover if cover.topic == topic), 0) for area in areas]
    name = t("visit.comparison.topic", number=topic + 1, text=request.topics[topic].text)
    return ComparisonRow(name, tuple(t.count("visit.meetings", count) for count in stops))


def _why(place: int, rows: Sequence[ComparisonRow], t: Texts) -> tuple[str, ...]:
    is_one_of_several = any(len(row.cells) > 1 for row in rows)
    told = [t("visit.comparison.first" if place == 0 else "visit.comparison.other")] if is_one_of_several else []
    if best := [row.name for row in rows if place in row.best]:
        told.append(t("visit.comparison.best", rows="; ".join(name[:1].lower() + name[1:] for name in best)))
    return tuple(told)
