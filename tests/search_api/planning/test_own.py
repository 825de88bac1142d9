"""A place that a person calls their own, by code and by name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gminas import register
from corpus.places import gazetteer
from search_api.planning.own import choice_of, of_code, place_named, shown

CODES = sorted({*register().gminas, *gazetteer().powiats})


def test_a_gmina_and_a_powiat_each_have_their_facts() -> None:
    lyski, rybnicki = of_code("teryt:2412042"), of_code("teryt:2412")

    assert lyski is not None
    assert (lyski.name, lyski.level, lyski.kind, lyski.powiat) == ("Lyski", "gmina", "rural", "rybnicki")
    assert lyski.subregion_label == "podregion rybnicki"
    assert rybnicki is not None
    assert (rybnicki.name, rybnicki.level, rybnicki.kind) == ("rybnicki", "powiat", None)
    assert rybnicki.population == register().population_of("teryt:2412")


def test_a_city_with_powiat_rights_is_one_place_under_two_codes() -> None:
    assert of_code("teryt:2473") == of_code("teryt:2473011")


@given(st.sampled_from(CODES))
def test_every_code_leads_to_a_place_that_leads_back_to_it(code: str) -> None:
    place = of_code(code)

    assert place is not None
    assert of_code(place.code) == place
    assert choice_of(place.code).certain == place


@given(st.text())
def test_what_is_no_code_leads_nowhere(text: str) -> None:
    assert of_code(text) is None or text in CODES


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Lyski", "teryt:2412042"),
        ("Rybnik", "teryt:2473011"),
        ("powiat rybnicki", "teryt:2412"),
        ("w powiecie wodzisławskim", "teryt:2415"),
        ("teryt:2412042", "teryt:2412042"),
    ],
)
def test_a_name_that_one_place_has_is_that_place(typed: str, code: str) -> None:
    assert place_named(typed).code == code


@pytest.mark.parametrize(
    ("typed", "why", "said"),
    [
        ("Dąbrowa", "name", "Dąbrowa (gmina wiejska, powiat opolski, woj. opolskie, teryt:1609022)"),
        ("powiat bielski", "powiat", "powiat bielski (woj. podlaskie, teryt:2003)"),
        ("Bemowo", "locality", "to miejscowość, a nie gmina"),
        ("Rybnki", "similar", "Podobne nazwy: Rybnik (gmina miejska, woj. śląskie, teryt:2473011)"),
        ("ze Śląska", "region", "„ze Śląska” to region. Podaj miasto, gminę albo powiat, na przykład „Katowice”."),
        ("woj. lubuskie", "region", "na przykład „Zielona Góra”"),
        ("xyzzy", "nothing", "Nie ma gminy ani powiatu o nazwie „xyzzy”"),
    ],
)
def test_any_other_name_is_refused_with_what_may_be_meant(typed: str, why: str, said: str) -> None:
    choice = choice_of(typed)

    assert (choice.certain, choice.why) == (None, why)
    with pytest.raises(LookupError, match=re.escape(said)):
        place_named(typed)


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    with pytest.raises(LookupError, match="i jeszcze 12"):
        place_named("powiat bielski")


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(LookupError) as raised:
        place_named("ż" * 5000)
    assert len(str(raised.value)) < 300


def test_no_two_places_are_shown_alike() -> None:
    places = [place for code in sorted(CODES) if (place := of_code(code)) is not None]

    assert len({shown(place) for place in places}) == len({place.code for place in places})
