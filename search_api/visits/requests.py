"""From what a request for a visit says to one that the planner can rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.gminas import register
from corpus.practice import ID_PATTERN
from search_api.contract.search import SearchFilters
from search_api.planning.own import of_gmina
from search_api.planning.visits.request import FEWEST_POINTS, NotPossible, Topic, VisitRequest
from search_api.request_checks import NOT_AN_ID, TextFaults, checked_place, checked_text
from search_api.searching.criteria import filters_of
from search_api.settings import Settings
from search_api.visits.schemas import TopicIn, VisitRequestIn, minutes_of
from search_api.wrong_input import FieldProblem, WrongInput

SAME = ("own_subregion_allowed", "days", "hours_per_day", "points_per_day", "minutes_per_point", "group_size", "means")
_FAULTS = TextFaults(
    "Temat ma {chars} znaków, a może mieć najwyżej {most}. Skróć go do jednego albo dwóch zdań.",
    "Opisz temat słowami. Tu nie ma żadnej litery ani cyfry.",
)


def of_visit(request: VisitRequestIn, settings: Settings) -> VisitRequest:
    """What POST /api/v1/visits asks. Raises WrongInput naming all that is wrong."""
    problems: list[FieldProblem] = []
    topics = _topics(request.topics, settings, problems)
    start = checked_place(request.start, "start", problems)
    own = None if request.own is None else checked_place(request.own, "own", problems)
    values: dict[str, Any] = {
        **{name: getattr(request, name) for name in (*SAME, "max_distance_km", "first_day", "seed")},
        **{name: minutes_of(getattr(request, name)) for name in ("departure", "hosts_from", "hosts_until")},
        **_regions(request, problems),
        **{name: _ids(getattr(request, name), name, problems) for name in ("must", "never")},
        **{name: _places(getattr(request, name), name, problems) for name in ("must_places", "never_places")},
        "topics": topics,
        "start": start,
        "own": own,
        "fewest_points": request.fewest_points,
    }
    if request.fewest_points is None:
        values["fewest_points"] = max(1, min(FEWEST_POINTS, request.points_per_day))
    found = _possible(values, problems)
    if problems or found is None:
        raise WrongInput(*problems)
    return found


def _topics(given: Sequence[TopicIn], settings: Settings, problems: list[FieldProblem]) -> tuple[Topic, ...]:
    found = []
    for place, one in enumerate(given):
        text = checked_text(one.text, f"topics.{place}.text", _FAULTS, settings.max_query_chars, problems)
        found.append(Topic(text, one.weight))
    return tuple(found)


def _places(names: Sequence[str], field: str, problems: list[FieldProblem]) -> tuple[str, ...]:
    found = [checked_place(name, f"{field}.{number}", problems) for number, name in enumerate(names)]
    return tuple(dict.fromkeys(place.code for place in found if place is not None))


def _ids(given: Sequence[str], field: str, problems: list[FieldProblem]) -> tuple[str, ...]:
    for number, one in enumerate(given):
        if ID_PATTERN.fullmatch(one) is None:
            problems.append(FieldProblem(f"{field}.{number}", NOT_AN_ID))
    return tuple(dict.fromkeys(given))


def _regions(request: VisitRequestIn, problems: list[FieldProblem]) -> dict[str, tuple[str, ...]]:
    wanted = SearchFilters(
        voivodeships=request.voivodeships, subregions=request.subregions, not_subregions=request.not_subregions
    )
    try:
        checked = filters_of(wanted, lambda field: field)
    except WrongInput as error:
        problems.extend(error.problems)
        return {}
    return {
        "voivodeships": checked.voivodeships,
        "subregions": checked.subregions,
        "not_subregions": checked.not_subregions,
    }


def _possible(values: dict[str, Any], problems: list[FieldProblem]) -> VisitRequest | None:
    """The request; where it cannot be, every reason is told: what is at fault is taken out and the rest checked again."""
    if values["start"] is None:
        values["start"] = of_gmina(next(iter(register().gminas.values())))  # any, so that the rest is checked too
    while True:
        try:
            return VisitRequest(**values)
        except NotPossible as error:
            problems.append(FieldProblem(error.field, str(error)))
            if error.field not in values:
                return None
            del values[error.field]
            values.setdefault("topics", (Topic(""),))
