"""The area that a code or a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import gazetteer
from corpus.practice import Area, Practice
from search_api.planning.briefing_areas import (
    NoSuchArea,
    SeveralAreas,
    all_areas,
    area_named,
    choice_of_area,
    neighbours_of,
    of_code,
)
from tests.search_api.fakes import BARE, PLOCKI, SENIORS, YOUTH, practice


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nuts:PL227", "nuts:PL227"),
        ("podregion rybnicki", "nuts:PL227"),
        ("powiat rybnicki", "teryt:2412"),
        ("w powiecie rybnickim", "teryt:2412"),
        ("Rybnik", "teryt:2473"),
        ("w Rybniku", "teryt:2473"),
        ("teryt:2473011", "teryt:2473"),
        ("śląskie", "teryt:24"),
        ("SLASKIE", "teryt:24"),
        ("woj. śląskie", "teryt:24"),
        ("śląskie/zachodni", "śląskie/zachodni"),
        ("subregion zachodni", "śląskie/zachodni"),
        ("powiat brzeski, woj. opolskie", "teryt:1601"),
    ],
)
def test_a_code_or_a_name_in_any_case_leads_to_one_area(text: str, code: str) -> None:
    assert area_named(text).code == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rybnicki", ["kilku obszarów", "podregion rybnicki (woj. śląskie, nuts:PL227)", "teryt:2412"]),
        ("brzeski", ["woj. małopolskie, teryt:1202", "woj. opolskie, teryt:1601"]),
        ("Lyski", ["gmina albo miejscowość", "powiat rybnicki (woj. śląskie, teryt:2412)"]),
        ("Dąbrowa", ["powiat mogileński", "powiat opolski"]),
    ],
)
def test_a_name_that_leaves_a_choice_is_refused_with_the_candidates(text: str, words: list[str]) -> None:
    with pytest.raises(SeveralAreas) as refused:
        area_named(text)

    assert all(word in str(refused.value) for word in words)


@pytest.mark.parametrize("text", ["", "xyzzy", "teryt:99", "nuts:PL999", "<script>"])
def test_what_no_area_is_called_is_refused_with_examples(text: str) -> None:
    with pytest.raises(NoSuchArea, match="powiat rybnicki"):
        area_named(text)


@given(st.sampled_from(sorted(all_areas())))
def test_every_area_is_found_under_its_code_and_its_full_name(code: str) -> None:
    area = of_code(code)

    assert area is not None
    assert area_named(code) == area
    assert area in choice_of_area(area.name).areas
    assert set(area.powiats) <= gazetteer().powiats.keys()
    assert neighbours_of(area)
    assert area not in neighbours_of(area)


@given(st.text(max_size=40))
def test_any_text_means_areas_or_nothing(text: str) -> None:
    choice = choice_of_area(text)

    assert all(area.code in all_areas() for area in choice.areas)
    assert (choice.how == "nothing") == (not choice.areas)
    assert choice.certain is None or choice.areas == (choice.certain,)


def holding(one: Practice) -> set[str]:
    return {code for code, area in all_areas().items() if area.holds(one)}


def test_a_practice_is_in_all_the_areas_around_its_place() -> None:
    assert holding(SENIORS) == {"teryt:1404", "nuts:PL923", "teryt:14"}


def test_a_practice_without_a_resolved_place_is_in_its_voivodeship_and_within_reach_of_what_lies_there() -> None:
    assert holding(YOUTH) == holding(BARE) == {"teryt:24"}
    zachodni, rybnicki, plocki = (all_areas()[code] for code in ("śląskie/zachodni", "teryt:2412", "nuts:PL923"))
    assert all(area.is_within_reach_of(one) for area in (zachodni, rybnicki) for one in (YOUTH, BARE))
    assert not plocki.is_within_reach_of(BARE)


def test_a_practice_of_a_whole_podregion_is_within_reach_of_its_powiats_only() -> None:
    whole = Area(level="subregion", name="podregion płocki", subregion="nuts:PL923", voivodeship="mazowieckie")
    one = practice("plockie", "W całym podregionie", "Potrzeba.", areas=(whole,))

    assert all_areas()["nuts:PL923"].holds(one)
    assert all_areas()["teryt:1404"].is_within_reach_of(one)
    assert not all_areas()["teryt:1465"].is_within_reach_of(one)


def test_a_practice_told_to_be_elsewhere_is_not_within_reach() -> None:
    one = practice("lucien", "W Lucieniu", "Potrzeba.", areas=(PLOCKI,))

    assert not all_areas()["teryt:1419"].is_within_reach_of(one)
