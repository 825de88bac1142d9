"""Ids of the place and the title."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.practice import ID_PATTERN
from ingest.practice_ids import id_of


def test_the_smallest_unit_that_names_the_practice_stands_in_front() -> None:
    place = {"locality": "Boguszowice", "gmina": "Rybnik", "powiat": None, "voivodeship": "śląskie"}

    assert id_of(place, "Kawiarenka „naprawcza”: 2. edycja") == "rybnik-kawiarenka-naprawcza-2-edycja"
    assert id_of({"gmina": None, "locality": None, "powiat": None, "voivodeship": "łódzkie"}, "Żółw") == "lodzkie-zolw"


@given(st.text(max_size=300))
def test_an_id_has_the_form_of_ids_and_is_the_same_every_time(title: str) -> None:
    found = id_of({"gmina": "Łęg"}, title)

    assert ID_PATTERN.fullmatch(found)
    assert len(found) <= 100
    assert found == id_of({"gmina": "Łęg"}, title)
