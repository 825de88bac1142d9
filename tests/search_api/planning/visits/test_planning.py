"""The whole planner: what holds for any request over any base, and what it says where nothing can be visited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from corpus.gminas import register
from corpus.practice import Practice
from index.searcher import Searcher
from search_api.planning.visits.obstacles import RULE, SENTENCES
from search_api.planning.visits.planning import plan_visit
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.result import Check, VisitPlan
from search_api.planning.visits.travel import Estimates
from tests.search_api.planning.visits.invariants import holds
from tests.search_api.planning.visits.made_up import (
    INITIATIVE,
    LUBLIN,
    OPOLE,
    RYBNIK,
    SENIORS,
    countries,
    engine_of,
    near,
    place,
    practice_in,
    real_requests,
    requests,
)

GMINAS = register().gminas
# A smaller example of a failing country takes minutes to find.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
REQUEST = VisitRequest((Topic(SENIORS), Topic(INITIATIVE)), place(RYBNIK))
AROUND_OPOLE = [
    practice_in(f"opole-{number}", [gmina], (SENIORS, INITIATIVE)[number % 2])
    for number, gmina in enumerate(near(OPOLE, 30)[:6])
]
AROUND_LUBLIN = [
    practice_in(f"lublin-{number}", [gmina], (SENIORS, INITIATIVE)[number % 2])
    for number, gmina in enumerate(near(LUBLIN, 30)[:6])
]


AROUND_KRAKOW = [
    practice_in(f"krakow-{number}", [gmina], (SENIORS, INITIATIVE)[number % 2])
    for number, gmina in enumerate(near("teryt:1261011", 30)[:6])
]


def plan(practices: Sequence[Practice], request: VisitRequest = REQUEST) -> VisitPlan:
    return plan_visit(request, engine_of(practices), Estimates(request.means))


def stops(found: VisitPlan, rank: int = 1) -> set[str]:
    return {one.candidate.practice.id for one in found.areas[rank - 1].meetings}


@settings(max_examples=30, phases=PHASES)
@given(st.data())
def test_what_holds_for_every_visit_over_any_base(data: st.DataObject) -> None:
    practices = data.draw(countries())
    request = data.draw(requests(practices))

    holds(plan(practices, request), request, {one.id: one for one in practices})


@pytest.fixture(scope="module")
def known(starter: Searcher) -> dict[str, Practice]:
    return {
        one.id: one for one in (starter.record(record_id) for record_id in starter.ids) if isinstance(one, Practice)
    }


@settings(max_examples=15, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_holds_for_every_visit_over_the_starter_base(
    data: st.DataObject, starter: Searcher, known: dict[str, Practice]
) -> None:
    request = data.draw(real_requests(known))

    holds(plan_visit(request, starter, Estimates(request.means)), request, known)


@settings(max_examples=8, phases=PHASES)
@given(st.data())
def test_the_same_input_gives_the_same_plan(data: st.DataObject) -> None:
    practices = data.draw(countries())
    request = data.draw(requests(practices))

    assert plan(practices, request) == plan(tuple(reversed(practices)), request)


def test_the_near_area_is_the_best_and_another_one_differs() -> None:
    found = plan([*AROUND_OPOLE, *AROUND_KRAKOW])

    assert [area.name for area in found.areas] == ["Opole", "Kraków"]
    assert stops(found, 1) <= {one.id for one in AROUND_OPOLE}
    assert stops(found, 2) <= {one.id for one in AROUND_KRAKOW}
    assert found.areas[0].worth > found.areas[1].worth
    assert found.areas[0].km < found.areas[1].km
    assert [cover.stops for cover in found.areas[0].cover] == [3, 3]


def test_what_must_be_seen_decides_the_area() -> None:
    found = plan([*AROUND_OPOLE, *AROUND_LUBLIN], replace(REQUEST, must=("lublin-5",)))

    assert [area.voivodeships for area in found.areas] == [("lubelskie",)]
    # It bears the name of a place that is visited, not of the city in which the group sleeps
    assert found.areas[0].name in {one.candidate.spot.name for one in found.areas[0].meetings}
    assert "lublin-5" in stops(found)


def test_of_two_musts_too_far_apart_one_is_kept_and_the_other_told() -> None:
    far = practice_in("szczecin", [GMINAS["teryt:3262011"]])
    found = plan([*AROUND_OPOLE, far], replace(REQUEST, must=("opole-1", "szczecin")))

    assert "opole-1" in stops(found)
    assert [(one.id, one.reason) for one in found.areas[0].left_out if one.asked_for] == [("szczecin", "no_time")]
    assert next(check.verdict for check in found.areas[0].checks if check.rule == "must") == "broken"


def test_a_stop_is_looked_for_in_a_place_that_must_be_seen() -> None:
    code = near(LUBLIN, 30)[3].code
    found = plan([*AROUND_OPOLE, *AROUND_LUBLIN], replace(REQUEST, must_places=(code,)))

    assert "lublin-3" in stops(found)


def test_what_found_no_time_is_named_beside_the_area() -> None:
    found = plan(AROUND_OPOLE, replace(REQUEST, points_per_day=2, fewest_points=1))

    assert len(stops(found)) == 4
    assert {one.practice.id for one in found.areas[0].near} == {one.id for one in AROUND_OPOLE} - stops(found)


def obstacles(found: VisitPlan) -> dict[str, Check]:
    assert not found.areas
    assert all(check.rule == RULE and check.reason in SENTENCES[RULE] for check in found.obstacles)
    return {check.reason: check for check in found.obstacles}


def test_a_base_without_practices_and_one_without_an_answer() -> None:
    other = replace(REQUEST, topics=(Topic("Latarnie morskie dla żeglarzy"),))

    assert set(obstacles(plan([]))) == {"index_empty"}
    assert set(obstacles(plan(AROUND_OPOLE, other))) == {"no_candidates"}


def test_weak_hits_alone_make_no_visit() -> None:
    found = plan(AROUND_OPOLE, replace(REQUEST, topics=(Topic("Klub szachowy żeglarzy"),)))

    assert set(obstacles(found)) == {"weak_only"}
    assert found.unmatched[0].weak


@pytest.mark.parametrize(
    ("given_limit", "reason", "change"),
    [
        ({"own": place(OPOLE)}, "only_own_subregion", "own_subregion_allowed"),
        ({"max_distance_km": 30.0}, "too_far", "max_distance_km"),
        ({"voivodeships": ("lubelskie",)}, "outside_region", "voivodeships"),
        ({"subregions": ("nuts:PL815",)}, "outside_region", "subregions"),
        ({"not_subregions": ("nuts:PL524",)}, "outside_region", "not_subregions"),
        ({"never_places": ("teryt:1661", "teryt:1609", "teryt:1605")}, "excluded", "never_places"),
        ({"hours_per_day": 4.0, "days": 1}, "hours_too_short", "hours_per_day"),
    ],
)
def test_a_limit_that_leaves_nothing_is_named_with_what_would_help(
    given_limit: dict[str, object], reason: str, change: str
) -> None:
    request = replace(REQUEST, **given_limit)  # type: ignore[arg-type]
    found = obstacles(plan(AROUND_OPOLE, request))[reason]
    to = found.values["to"]

    assert found.verdict == "broken"
    assert found.values["change"] == change
    # When the change is made there is a visit
    lifted = plan(AROUND_OPOLE, replace(request, **{change: () if to == "" else to}))  # type: ignore[arg-type]
    assert lifted.areas


def test_practices_without_coordinates_are_told_and_no_change_is_offered() -> None:
    found = obstacles(plan([practice_in("bez-miejsca", [])]))["no_coordinates"]

    assert found.values == {"count": 1}


def test_impossible_hours_tell_how_many_would_be_needed() -> None:
    # Given four hours a day and a base three hundred kilometres away
    found = obstacles(plan(AROUND_LUBLIN, replace(REQUEST, hours_per_day=4.0)))["hours_too_short"]

    assert int(str(found.values["nearest_km"])) > 250
    assert int(str(found.values["needed_minutes"])) > 4 * 60


def test_one_side_only_is_told_and_a_stop_with_the_other_is_preferred() -> None:
    offices = [
        practice_in(f"urzad-{number}", [gmina], sides="public") for number, gmina in enumerate(near(OPOLE, 30)[:6])
    ]
    organisation = practice_in("stowarzyszenie", near(OPOLE, 30)[7:8], INITIATIVE, sides="ngo", evidence_level="E1")
    request = replace(REQUEST, days=1, points_per_day=2, fewest_points=1)

    alone = plan(offices, request)
    both = plan([*offices, organisation], request)

    assert next(check.verdict for check in alone.areas[0].checks if check.rule == "organisations") == "broken"
    assert "stowarzyszenie" in stops(both)


def test_two_limits_that_together_leave_nothing_are_lifted_at_once() -> None:
    # Given a base three hundred kilometres away, one day of nine hours and a half, and at most a hundred kilometres
    request = replace(REQUEST, days=1, hours_per_day=9.5, max_distance_km=100.0)

    found = obstacles(plan(AROUND_LUBLIN, request))

    values = found["two_limits"].values
    assert not any("change" in one.values for reason, one in found.items() if reason != "two_limits")
    changes = {str(values["change"]): values["to"], str(values["and_change"]): values["and_to"]}
    assert "max_distance_km" in changes
    lifted = plan(AROUND_LUBLIN, replace(request, **changes))  # type: ignore[arg-type]
    assert len(lifted.areas) >= 1
