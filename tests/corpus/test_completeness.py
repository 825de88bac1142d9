"""How much of what a reader needs is there, and what is missing."""

from __future__ import annotations

from corpus import vocabulary
from corpus.completeness import completeness
from tests.corpus.records import practice


def test_a_practice_that_answers_all_questions_is_complete() -> None:
    assert completeness(practice()).share == 1.0
    assert completeness(practice()).missing == ()


def test_missing_results_and_lessons_weigh_their_part() -> None:
    found = completeness(practice(results=None, lessons=None))

    assert found.share == 0.60
    assert found.missing == ("results", "lessons")


def test_a_source_of_money_without_an_amount_lacks_the_amount_only() -> None:
    found = completeness(practice(funding=[{"source": "Budżet gminy"}]))

    assert found.missing == ("amount",)


def test_a_practice_of_offices_alone_lacks_the_other_side() -> None:
    office = {"name": "Urząd Gminy", "sector": "public", "role": "lead"}

    assert completeness(practice(partners=[office])).missing == ("partners",)


def test_a_local_practice_without_a_place_lacks_it_and_a_regional_one_does_not() -> None:
    everywhere = {"voivodeship": "śląskie"}

    assert completeness(practice(place=everywhere)).missing == ("place",)
    assert completeness(practice(place=everywhere, reach="regional")).missing == ()


def test_an_empty_record_lacks_everything_that_the_vocabulary_names() -> None:
    bare = practice(results=None, lessons=None, years={}, place={"voivodeship": "śląskie"}, partners=[], funding=[])

    assert completeness(bare).missing == vocabulary.load("completeness").codes
    assert completeness(bare).share == 0.0
