"""What an organiser has asked, as it travels in an address: the same again, or refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from search_api.planning.visits.request import BOUNDS
from search_api.planning.visits.result import Check
from search_api.web import packing
from search_api.web.packing import BadState
from search_api.web.plan_state import PlanState
from search_api.web.visit_change import changed, offered
from search_api.web.visit_state import TopicRow, VisitState

RYBNIK, LYSKI = "teryt:2473011", "teryt:2412042"
ASKED = VisitState(topics=(TopicRow(text="samotni seniorzy na wsi", weight=2.0),), start=LYSKI)


def whole(field: str) -> st.SearchStrategy[int]:
    least, most = BOUNDS[field]
    return st.integers(int(least), int(most))


@st.composite
def states(draw: st.DrawFn) -> VisitState:
    most = draw(whole("points_per_day"))
    words = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=60)
    return VisitState(
        topics=tuple(
            TopicRow(text=text, weight=weight)
            for text, weight in draw(st.lists(st.tuples(words, st.floats(0.1, 100)), min_size=1, max_size=5))
        ),
        start=draw(st.sampled_from((RYBNIK, LYSKI, "teryt:2412"))),
        days=draw(whole("days")),
        hours_per_day=draw(st.floats(4, 14)),
        points_per_day=most,
        fewest_points=draw(st.integers(1, most)),
        group_size=draw(whole("group_size")),
        means=draw(st.sampled_from(("coach", "minibus"))),
        subregions=draw(st.sampled_from(((), ("nuts:PL227",)))),
        max_distance_km=draw(st.none() | st.floats(1, 900)),
        must=draw(st.sampled_from(((), ("lucien-klub-seniora",)))),
        first_day=draw(st.none() | st.dates(date(2026, 1, 1), date(2090, 1, 1))),
    )


@given(states())
def test_a_state_comes_out_of_its_link_as_it_went_in(state: VisitState) -> None:
    packed = packing.link(state)

    assert packed is not None
    assert packing.unpack(packed, VisitState, packing.LONGEST_LINK) == state


def test_the_planner_is_asked_for_what_the_state_says() -> None:
    state = ASKED.model_copy(update={"own": RYBNIK, "days": 3, "must_places": (LYSKI,)})

    request = state.request()

    assert (request.start.name, request.home.name, request.days) == ("Lyski", "Rybnik", 3)
    assert request.topics[0].weight == 2.0
    assert request.must_places == (LYSKI,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "teryt:9999999"},
        {"start": "Lyski"},
        {"own": "nuts:PL227"},
        {"topics": ()},
        {"days": 6},
        {"hours_per_day": float("nan")},
        {"hours_per_day": 3},
        {"fewest_points": 5, "points_per_day": 4},
        {"group_size": 10**9},
        {"means": "train"},
        {"voivodeships": ("Śląsk",)},
        {"subregions": ("nuts:XX",)},
        {"must": ("../../etc",)},
        {"must": ("a",), "never": ("a",)},
        {"must": tuple(f"p-{number}" for number in range(21))},
        {"max_distance_km": -1},
        {"first_day": "9999-12-31"},
        {"departure": 13 * 60},
        {"unheard": "of"},
    ],
    ids=str,
)
def test_a_state_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        VisitState.model_validate(ASKED.model_dump() | wrong)


def test_a_link_that_was_cut_changed_or_made_for_something_else_is_refused() -> None:
    packed = packing.pack(ASKED)

    for bad in (packed[:-5], packed[:20] + "A" + packed[21:], packing.pack(PlanState()), "2." + packed[2:], "1.ąę", ""):
        with pytest.raises(BadState):
            packing.unpack(bad, VisitState)


def test_a_state_too_long_for_an_address_has_no_link() -> None:
    # Texts that say nothing twice do not shrink
    rows = tuple(
        TopicRow(text="".join(chr(0x4E00 + (17 * n * n + 31 * one) % 9000) for one in range(290))) for n in range(1, 21)
    )

    assert packing.link(ASKED.model_copy(update={"topics": rows})) is None


class TestChange:
    """One thing changed at the press of a button."""

    def test_a_practice_is_excluded_wanted_and_let_go(self) -> None:
        wanted = changed(ASKED, "must:lucien-klub-seniora")
        assert wanted is not None
        assert wanted.must == ("lucien-klub-seniora",)

        excluded = changed(wanted, "never:lucien-klub-seniora")
        assert excluded is not None
        assert (excluded.must, excluded.never) == ((), ("lucien-klub-seniora",))

        assert changed(excluded, "free:lucien-klub-seniora") == ASKED

    def test_a_place_goes_with_the_places(self) -> None:
        wanted = changed(ASKED, f"must:{RYBNIK}")

        assert wanted is not None
        assert (wanted.must, wanted.must_places) == ((), (RYBNIK,))

    @pytest.mark.parametrize(
        ("values", "field", "expected"),
        [
            ({"change": "max_distance_km", "to": 180.0}, "max_distance_km", 180.0),
            ({"change": "max_distance_km", "to": ""}, "max_distance_km", None),
            ({"change": "days", "to": 3}, "days", 3),
            ({"change": "hours_per_day", "to": 12.5}, "hours_per_day", 12.5),
            ({"change": "own_subregion_allowed", "to": True}, "own_subregion_allowed", True),
            ({"change": "subregions", "to": ""}, "subregions", ()),
        ],
        ids=str,
    )
    def test_an_obstacle_is_lifted_in_one_press(self, values: dict[str, Any], field: str, expected: object) -> None:
        state = ASKED.model_copy(update={"max_distance_km": 50.0, "subregions": ("nuts:PL227",)})

        step = offered(Check("obstacle", "broken", "too_far", values))

        assert step is not None
        lifted = changed(state, step)
        assert lifted is not None
        assert getattr(lifted, field) == expected
        assert lifted.model_dump(exclude={field}) == state.model_dump(exclude={field})

    def test_two_limits_are_lifted_in_one_press(self) -> None:
        values: dict[str, Any] = {"change": "max_distance_km", "to": 210.0, "and_change": "subregions", "and_to": ""}
        state = ASKED.model_copy(update={"max_distance_km": 50.0, "subregions": ("nuts:PL227",)})

        step = offered(Check("obstacle", "broken", "two_limits", values))

        assert step is not None
        lifted = changed(state, step)
        assert lifted == state.model_copy(update={"max_distance_km": 210.0, "subregions": ()})

    @pytest.mark.parametrize(
        "values",
        [
            {},
            {"change": "seed"},
            {"change": "topics", "to": ""},
            {"change": ("days",)},
            {"change": "days", "to": 2, "and_change": "seed", "and_to": 1},
        ],
    )
    def test_an_obstacle_that_no_single_change_lifts_has_no_button(self, values: dict[str, Any]) -> None:
        assert offered(Check("obstacle", "broken", "no_candidates", values)) is None

    @pytest.mark.parametrize(
        "step",
        [
            "",
            "plan",
            "lift:seed:2",
            "lift:days:six",
            "lift:days:9",
            "lift:topics:",
            "lift:days:",
            "must:../etc",
            "never:teryt:1",
        ],
    )
    def test_what_no_button_of_the_page_says_changes_nothing(self, step: str) -> None:
        assert changed(ASKED, step) is None
