"""What people ask when a practice is the answer: known for the starter practices, and for those alone."""

from __future__ import annotations

import pytest

from corpus.cards import STARTER, load_folder
from corpus.language import fold
from corpus.practice import Practice
from index.asked import asked_of, starter_asked, starter_gaps
from index.judgements import (
    FITTING_JUDGEMENTS,
    FITTING_NEEDS,
    OWN_JUDGEMENTS,
    OWN_NEEDS,
    TUNING_JUDGEMENTS,
    TUNING_NEEDS,
    read_needs,
)
from tests.corpus.records import document, practice


@pytest.fixture(scope="module")
def starter() -> list[Practice]:
    return list(load_folder(STARTER))


def test_it_is_known_for_every_starter_practice_as_it_is_described(starter: list[Practice]) -> None:
    unknown = [one.id for one in starter if asked_of(one) is None]

    assert not unknown
    assert set(starter_asked()) == {one.id for one in starter}


def test_needs_are_many_and_no_two_alike() -> None:
    for identifier, asked in starter_asked().items():
        assert len(asked.needs) >= 12, identifier
        assert len({fold(text) for text in asked.needs}) == len(asked.needs), identifier
        assert len(asked.topics) >= 4, identifier
        assert all(text == text.strip() and text for text in (*asked.needs, *asked.topics)), identifier


def test_needs_judged_to_be_answered_belong_to_those_practices() -> None:
    judged = {
        (practice, need.text)
        for need in (*read_needs(TUNING_NEEDS, TUNING_JUDGEMENTS), *read_needs(FITTING_NEEDS, FITTING_JUDGEMENTS))
        for practice, grade in need.judgements.items()
        if grade >= 2
    }

    assert {(identifier, text) for identifier, asked in starter_asked().items() for text in asked.judged} == judged


def test_a_practice_that_became_another_one_keeps_nothing(starter: list[Practice]) -> None:
    # Given a starter practice with a result more, and one whose need is another
    grown = starter[0].model_copy(update={"results": "Po roku skorzystało 40 osób."})
    changed = starter[0].model_copy(update={"need": "Brakowało miejsc w przedszkolu."})

    assert asked_of(grown) == starter_asked()[starter[0].id]
    assert asked_of(changed) is None


def test_records_of_ones_own_have_none() -> None:
    assert asked_of(practice()) is None
    assert asked_of(document()) is None


def test_no_judged_need_stands_among_what_was_written_for_the_search() -> None:
    written = {fold(text) for asked in starter_asked().values() for text in asked.needs}
    written |= {fold(text) for asked in starter_asked().values() for text in asked.judged}
    written |= {fold(text) for gap in starter_gaps() for text in gap.needs}

    assert not written & {fold(need.text) for need in read_needs(OWN_NEEDS, OWN_JUDGEMENTS)}
