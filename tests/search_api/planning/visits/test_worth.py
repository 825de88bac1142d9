"""What a set of stops is worth: more with every stop, less for each further one of the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.visits.result import Candidate
from search_api.planning.visits.worth import FORM, FULL, KIND, PAIR, SIDE, STEPS, Worth
from tests.search_api.planning.visits.made_up import INITIATIVE, SENIORS, candidate

TOPICS = (SENIORS, INITIATIVE, "Trzeci temat")
FORMS = ("task_contract", "small_grant", "local_initiative")
ONE_FORM: dict[str, Any] = {"cooperation_forms": ("task_contract",)}


def worth_of(candidates: Sequence[Candidate], weights: Sequence[float] = (1.0, 1.0, 1.0), wanted: int = 0) -> Worth:
    return Worth(candidates, TOPICS, weights, wanted)


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Candidate, ...]:
    return tuple(
        candidate(
            f"praktyka-{number}",
            draw(st.dictionaries(st.integers(0, 2), st.floats(0, 1), max_size=3)),
            worth=draw(st.floats(0.1, 1.3)),
            topic=draw(st.sampled_from((SENIORS, INITIATIVE))),
            sides=draw(st.sampled_from(("both", "public", "ngo"))),
            cooperation_forms=tuple(draw(st.lists(st.sampled_from(FORMS), max_size=2, unique=True))),
        )
        for number in range(draw(st.integers(1, 7)))
    )


@settings(max_examples=150)
@given(st.data())
def test_more_stops_are_worth_more_and_each_adds_less_to_more_of_them(data: st.DataObject) -> None:
    those = data.draw(candidates())
    weights = data.draw(st.tuples(*[st.sampled_from((0.2, 1.0, 2.5))] * 3))
    worth = worth_of(those, weights, data.draw(st.integers(0, 4)))
    points = list(range(1, len(those) + 1))
    larger = frozenset(data.draw(st.lists(st.sampled_from(points), unique=True)))
    smaller = frozenset(data.draw(st.lists(st.sampled_from(sorted(larger)), unique=True))) if larger else larger
    further = data.draw(st.sampled_from(points))

    gain_to_larger = worth(larger | {further}) - worth(larger)
    gain_to_smaller = worth(smaller | {further}) - worth(smaller)

    assert worth(frozenset()) == 0
    assert gain_to_larger >= -1e-9
    assert further in larger or gain_to_smaller >= gain_to_larger - 1e-9


def test_a_second_stop_on_a_topic_is_worth_a_step_less() -> None:
    # Given two different things for seniors, both wholly answering
    first = candidate("jeden", {0: 1.0}, title="Klub seniora w remizie", **ONE_FORM)
    second = candidate("dwa", {0: 1.0}, title="Taksówka dla starszych", **ONE_FORM)
    worth = worth_of((first, second))

    assert worth.alone(1) == pytest.approx(1.0 + FORM + 2 * SIDE)
    assert worth(frozenset((1, 2))) - worth.alone(1) == pytest.approx(STEPS[1])


def test_a_second_thing_of_the_same_kind_is_worth_less_than_another_kind() -> None:
    # Given a topic that does not itself name the kind
    club = candidate("jeden", {2: 1.0}, title="Klub seniora w remizie", **ONE_FORM)
    club_again = candidate("dwa", {2: 1.0}, title="„Lokomotywa”: klub seniora w Karsznicach", **ONE_FORM)
    taxi = candidate("trzy", {2: 1.0}, title="Taksówka dla starszych", **ONE_FORM)
    worth = worth_of((club, club_again, taxi))

    again = worth(frozenset((1, 2))) - worth.alone(1)
    other = worth(frozenset((1, 3))) - worth.alone(1)

    assert again == pytest.approx((1 - KIND) * STEPS[1])
    assert other == pytest.approx(STEPS[1])


def test_who_asks_about_clubs_sees_several_clubs() -> None:
    # Given the same two clubs, and a topic that names them
    club = candidate("jeden", {0: 1.0}, title="Klub seniora w remizie", **ONE_FORM)
    club_again = candidate("dwa", {0: 1.0}, title="„Lokomotywa”: klub seniora w Karsznicach", **ONE_FORM)
    worth = worth_of((club, club_again))

    assert worth(frozenset((1, 2))) - worth.alone(1) == pytest.approx(STEPS[1])


def test_weights_make_a_topic_count_more() -> None:
    for_seniors, for_villages = candidate("jeden", {0: 0.6}), candidate("dwa", {1: 0.6})
    worth = worth_of((for_seniors, for_villages), (1.5, 0.5, 1.0))

    assert worth.alone(1) - worth.alone(2) == pytest.approx(0.6)


def test_a_stop_with_the_missing_side_is_worth_more() -> None:
    office = candidate("urzad", {0: 1.0}, sides="public", **ONE_FORM)
    office_again = candidate("urzad-drugi", {1: 1.0}, sides="public", **ONE_FORM)
    organisation = candidate("stowarzyszenie", {1: 1.0}, sides="ngo", **ONE_FORM)
    worth = worth_of((office, office_again, organisation))

    assert worth(frozenset((1, 3))) - worth(frozenset((1, 2))) == pytest.approx(SIDE)


def test_stops_up_to_the_wanted_number_are_worth_more() -> None:
    those = tuple(candidate(name, {0: 0.5}, worth=0.8, **ONE_FORM) for name in ("a", "b", "c"))
    none, two, three = worth_of(those), worth_of(those, wanted=2), worth_of(those, wanted=3)

    all_of = frozenset((1, 2, 3))
    assert two(all_of) - none(all_of) == pytest.approx(2 * FULL * 0.4 + 2 * PAIR)
    assert three(all_of) - none(all_of) == pytest.approx(3 * FULL * 0.4 + 2 * PAIR)
    assert two.alone(1) - none.alone(1) == pytest.approx(FULL * 0.4 + PAIR)
