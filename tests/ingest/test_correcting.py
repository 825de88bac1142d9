"""What a reviewer changed in the fields: only that is a correction, the rest goes on resting on its quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.description import Description
from ingest.correcting import corrections, faults, moved
from ingest.proposal import card_of, corrected
from ingest.typed import Typed, TypedPartner, typed_of
from ingest.typed_card import read_typed
from tests.corpus.descriptions import FINDINGS, description, report

CARD: dict[str, Any] = card_of(description(), report(), FINDINGS)


def patch(typed: Typed) -> dict[str, Any]:
    return corrections(CARD, typed, read_typed(typed, this_year=2026))


def test_fields_left_as_they_were_shown_are_no_corrections() -> None:
    assert patch(typed_of(CARD)) == {}


def test_each_changed_field_is_one_correction() -> None:
    typed = replace(
        typed_of(CARD),
        title="Klub seniora",
        year_to="2016",
        lessons="Warto pytać.",
        results="",
        themes=("seniors", "youth"),
        funding=(),
        reach="local",
    )

    assert patch(typed) == {
        "title": "Klub seniora",
        "years": {"start": 2014, "end": 2016},
        "lessons": "Warto pytać.",
        "results": None,
        "themes": ["seniors", "youth"],
        "funding": [],
        "reach": "local",
    }


def test_another_place_brings_its_own_areas() -> None:
    found = patch(replace(typed_of(CARD), place="Rybnik", voivodeship=""))

    assert found["place"]["locality"] == "Rybnik"
    assert [area["powiat_code"] for area in found["areas"]] == ["teryt:2473"]
    card = corrected(CARD, found)
    assert card["place"]["gmina"] == "Rybnik"


def test_a_part_of_a_place_that_was_taken_out_is_taken_out_of_the_card() -> None:
    card = corrected(CARD, patch(replace(typed_of(CARD), place="powiat rybnicki")))

    assert {name: value for name, value in card["place"].items() if value} == {
        "powiat": "rybnicki",
        "voivodeship": "śląskie",
    }


def test_only_what_the_person_wrote_and_what_nobody_gave_is_at_fault() -> None:
    # Given a card whose place no list knows, as the document gives it
    card = CARD | {"place": {"locality": "Dąbrowa", "voivodeship": "śląskie"}}
    typed = typed_of(card)
    read = read_typed(typed, this_year=2026)

    # Then the place is left to the record, which says what is open about it; the reach is for a person to say
    assert [(fault.field, fault.code) for fault in faults(card, typed, read)] == [("reach", "missing_reach")]

    # When the person writes a place that is not understood
    typed = replace(typed, reach="local", place="Xyzków", voivodeship="")
    found = faults(card, typed, read_typed(typed, this_year=2026))
    assert [(fault.field, fault.code) for fault in found] == [("place", "place_unknown")]


def test_untouched_fields_follow_the_quotes_that_are_taken() -> None:
    # Given a typed lesson, and a reviewer who unticks the result and a partner
    typed = replace(typed_of(CARD), lessons="Warto pytać.")
    fewer = [one for one in FINDINGS if one.field != "results" and "Sąsiad" not in str(one.value)]
    described: Description = description()

    found = moved(typed, CARD, card_of(described, report(), fewer))

    assert (found.results, found.lessons) == ("", "Warto pytać.")
    assert found.partners == (TypedPartner("Gmina Lyski", "public", "lead"),)
