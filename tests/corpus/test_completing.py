"""What follows from a practice's own words is filled in; what a person has set stays."""

from __future__ import annotations

from corpus.completing import complete
from corpus.practice import Area, Place
from tests.corpus.records import practice

STASZOW = Area(level="gmina", name="Staszów", voivodeship="świętokrzyskie", subregion="nuts:PL722")


def areas_of(place: Place) -> tuple[Area, ...]:
    assert place.gmina == "Staszów"
    return (STASZOW,)


def nowhere(place: Place) -> tuple[Area, ...]:
    raise AssertionError("the areas were there already")


def test_areas_and_evidence_are_filled() -> None:
    completed = complete(practice(), areas_of)

    assert completed.areas == (STASZOW,)
    assert completed.evidence_level == "E3"
    assert completed.evidence_reason == "Wyniki w liczbach: „Z obiadów korzystało 40 osób”."


def test_what_a_person_has_set_stays() -> None:
    by_hand = practice(areas=[STASZOW], evidence_level="E4", evidence_reason="Nagroda wojewody w 2016 r.")

    assert complete(by_hand, nowhere) == by_hand


def test_completing_twice_changes_nothing_more() -> None:
    once = complete(practice(), areas_of)

    assert complete(once, nowhere) == once
