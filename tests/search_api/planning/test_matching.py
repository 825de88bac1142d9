"""For each need the practices that answer it: strong apart from weak, nothing padded, time bounded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer import Answer, Confidence, Hit, Why
from index.filters import Filters
from index.order import RELEVANCE, Order
from search_api.planning.context import PlanContext
from search_api.planning.matching import MOST_PER_NEED, WEAK_SHOWN, Choice, NeedMatches, RecordGone, match
from search_api.planning.need import Need
from tests.search_api.fakes import INVITATION, SENIORS, YOUTH, FakeEngine, practice
from tests.search_api.planning.plan_samples import (
    BASE,
    BUS,
    BUS_NEED,
    CLUB_AND_BUS,
    CLUB_NEED,
    NEEDS,
    NO_NEED,
    WEAK_NEED,
    found,
)

MANY = tuple(practice(f"p{number:02d}", f"Klub {number}", "Samotni seniorzy") for number in range(20))


class ScoredEngine(FakeEngine):
    """Finds the given practices with the given scores and sureness, for any need."""

    def __init__(self, scores: dict[str, tuple[float, Confidence]], missing: bool = False) -> None:
        super().__init__(MANY if not missing else ())
        self._scores = scores
        self.asked: list[tuple[int, float, Filters]] = []

    def search(
        self,
        query: str,
        filters: Filters,
        limit: int,
        offset: int,
        *,
        diversity: float = 0.0,
        order: Order = RELEVANCE,
    ) -> Answer:
        self.asked.append((limit, diversity, filters))
        hits = tuple(
            Hit(record_id, "practice", score, sure, False, Why((), (), None))
            for record_id, (score, sure) in self._scores.items()
        )
        return Answer(query, len(hits), bool(hits), hits[:limit], (), {}, "proba")


def ids(matches: NeedMatches) -> list[str]:
    return [one.practice.id for one in matches.chosen]


def test_needs_come_back_in_their_order_each_with_what_was_found() -> None:
    matches = found()

    assert [one.need for one in matches] == list(NEEDS)
    assert [one.number for one in matches] == [1, 2, 3, 4, 5]
    assert [one.state for one in matches] == ["served", "served", "none", "weak", "served"]
    assert ids(matches[0]) == [CLUB_AND_BUS.id, SENIORS.id]


def test_weak_matches_stand_apart_and_are_never_chosen() -> None:
    (weak,) = match((WEAK_NEED,), PlanContext(), FakeEngine(BASE))

    assert weak.chosen == ()
    assert 0 < len(weak.weak) <= WEAK_SHOWN
    assert all(not one.strong for one in weak.weak)


def test_a_need_that_nothing_answers_stays_empty() -> None:
    (none,) = match((NO_NEED,), PlanContext(), FakeEngine(BASE))

    assert (none.state, none.chosen, none.weak, none.others) == ("none", (), (), ())


def test_hits_of_the_searcher_that_are_not_sure_are_weak_even_above_its_cut_off() -> None:
    engine = ScoredEngine({"p00": (0.6, "high"), "p01": (0.4, "low"), "p02": (0.5, "medium")})

    (one,) = match((CLUB_NEED,), PlanContext(), engine)

    assert ids(one) == ["p00", "p02"]
    assert [weak.practice.id for weak in one.weak] == ["p01"]


def test_there_are_as_many_as_asked_for_and_the_rest_are_further_ones() -> None:
    engine = ScoredEngine({item.id: (0.9, "high") for item in MANY})

    (one,) = match((CLUB_NEED,), PlanContext(), engine, per_need=2)

    assert len(one.chosen) == 2
    assert ids(one)[-1] not in {other.practice.id for other in one.others}
    assert one.others


@pytest.mark.parametrize("per_need", [0, MOST_PER_NEED + 1])
def test_how_many_is_limited(per_need: int) -> None:
    with pytest.raises(ValueError, match="per_need"):
        match((CLUB_NEED,), PlanContext(), FakeEngine(), per_need=per_need)


def test_the_searcher_is_asked_for_different_practices_within_the_context() -> None:
    engine = ScoredEngine({})

    match((CLUB_NEED,), PlanContext(not_subregions=("nuts:PL227",)), engine)

    ((_, diversity, filters),) = engine.asked
    assert diversity > 0
    assert filters == Filters(kinds=("practice",), not_subregions=("nuts:PL227",))


def test_a_preference_changes_the_order_among_equally_sure_matches_only() -> None:
    context = PlanContext(forms=("village_fund",))

    (one,) = match((BUS_NEED,), context, FakeEngine(BASE))

    assert ids(one) == [BUS.id, CLUB_AND_BUS.id]
    engine = ScoredEngine({"p00": (0.9, "high"), "p01": (0.5, "medium")})
    (sure_first,) = match((CLUB_NEED,), PlanContext(forms=("partnership_agreement",)), engine)
    assert ids(sure_first) == ["p00", "p01"]


def test_what_the_context_keeps_out_is_counted() -> None:
    (one,) = match((BUS_NEED,), PlanContext(max_budget_pln=100), FakeEngine(BASE))

    assert ids(one) == [CLUB_AND_BUS.id]
    assert one.left_out == (("budget", 1),)
    assert one.chosen[0].suitability.verdicts == (("budget", "unknown"),)


def test_excluded_practices_answer_no_need() -> None:
    matches = found(PlanContext(excluded=(CLUB_AND_BUS.id,)))

    assert [ids(one) for one in matches[:2]] == [[SENIORS.id], [BUS.id]]


def test_a_person_keeps_practices_even_those_that_no_search_found_and_drops_others() -> None:
    choices = {1: Choice(keep=(YOUTH.id, SENIORS.id)), 2: Choice(drop=(CLUB_AND_BUS.id,))}

    first, second = match((CLUB_NEED, BUS_NEED), PlanContext(), FakeEngine(BASE), choices=choices)

    assert ids(first) == [YOUTH.id, SENIORS.id]
    assert [one.picked for one in first.chosen] == [True, True]
    assert first.chosen[0].hit is None
    assert not first.chosen[0].strong
    assert first.chosen[1].strong
    assert ids(second) == [BUS.id]


def test_a_kept_practice_serves_a_need_that_nothing_else_answers() -> None:
    (one,) = match((NO_NEED,), PlanContext(), FakeEngine(BASE), choices={1: Choice(keep=(YOUTH.id,))})

    assert one.state == "served"


def test_a_kept_practice_that_is_gone_is_named_and_documents_are_no_practices() -> None:
    choices = {1: Choice(keep=("nie-ma-takiej", INVITATION.id))}

    (one,) = match((NO_NEED,), PlanContext(), FakeEngine(BASE), choices=choices)

    assert one.gone == ("nie-ma-takiej", INVITATION.id)
    assert one.state == "none"


def test_documents_of_the_base_about_a_need_come_with_it() -> None:
    (one,) = match((Need("Wizyta studyjna do innego subregionu"),), PlanContext(), FakeEngine(BASE))

    assert [hit.record_id for hit in one.documents] == [INVITATION.id]
    assert all(match.practice.kind == "practice" for match in (*one.chosen, *one.weak))


def test_a_need_without_words_finds_nothing_though_an_empty_query_finds_all() -> None:
    (one,) = match((Need("?!"),), PlanContext(), FakeEngine(BASE))

    assert one.state == "none"


def ticks(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


def test_when_the_time_is_over_the_rest_is_said_not_to_be_looked_up() -> None:
    told: list[tuple[int, int]] = []
    clock = ticks(1.0)

    matches = match(
        NEEDS, PlanContext(), FakeEngine(BASE), seconds=2.5, clock=lambda: next(clock),
        progress=lambda done, of: told.append((done, of)),
    )  # fmt: skip

    assert [one.state for one in matches] == ["served", "served", *["not_searched"] * 3]
    assert told == [(1, 5), (2, 5)]


def test_a_snapshot_that_lacks_what_it_names_is_damaged() -> None:
    with pytest.raises(RecordGone, match="p00"):
        match((CLUB_NEED,), PlanContext(), ScoredEngine({"p00": (0.9, "high")}, missing=True))


sureness = st.sampled_from(["high", "medium", "low"])


@given(
    st.dictionaries(st.sampled_from([item.id for item in MANY]), st.tuples(st.floats(0.01, 1), sureness), max_size=12),
    st.integers(1, MOST_PER_NEED),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_found_only_strong_matches_are_chosen_and_none_stands_twice(
    scores: dict[str, tuple[float, Confidence]], per_need: int
) -> None:
    (one,) = match((CLUB_NEED,), PlanContext(), ScoredEngine(scores), per_need=per_need)

    everything = [item.practice.id for item in (*one.chosen, *one.others, *one.weak)]
    assert len(everything) == len(set(everything))
    assert all(item.strong for item in (*one.chosen, *one.others))
    assert len(one.chosen) == min(per_need, sum(sure != "low" for _, sure in scores.values()))
    assert (one.state == "served") is bool(one.chosen)
