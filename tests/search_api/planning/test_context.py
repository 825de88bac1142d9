"""What a plan has to fit, and which practices that leaves out."""

from __future__ import annotations

import pytest

from corpus.practice import Area, Funding, Place
from search_api.planning.context import PlanContext, Size, size_of, suitability
from search_api.planning.own import place_named
from tests.search_api.fakes import BARE, SENIORS, practice

LYSKI = place_named("Lyski")
RYBNIK_CITY = practice(
    "rybnik-praktyka",
    "Rybnik",
    "Potrzeba",
    place=Place(locality="Rybnik", gmina="Rybnik", powiat="Rybnik (miasto na prawach powiatu)", voivodeship="śląskie"),
    areas=(
        Area(
            level="locality",
            name="Rybnik",
            locality="Rybnik",
            gmina="Rybnik",
            powiat="Rybnik",
            powiat_code="teryt:2473",
            subregion="nuts:PL227",
            voivodeship="śląskie",
        ),
    ),
)


def test_practices_of_the_own_subregion_are_left_out_unless_a_person_wants_them() -> None:
    assert PlanContext(own=LYSKI).filters.not_subregions == (LYSKI.subregion,)
    assert PlanContext(own=LYSKI, other_subregion=False).filters.not_subregions == ()
    assert PlanContext(own=LYSKI, not_subregions=("nuts:PL228",)).filters.not_subregions == ("nuts:PL227", "nuts:PL228")


def test_only_practices_are_searched() -> None:
    assert PlanContext().filters.kinds == ("practice",)


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (5_000, "to_5000"),
        (5_001, "to_20000"),
        (50_000, "to_50000"),
        (100_000, "to_100000"),
        (100_001, "over_100000"),
    ],
)
def test_a_class_of_size_ends_with_its_number(population: int, size: Size) -> None:
    assert size_of(population) == size


def test_the_kind_and_size_of_a_gmina_come_from_the_register() -> None:
    wanted = PlanContext(kinds=("urban",), sizes=("over_100000",))

    assert suitability(RYBNIK_CITY, wanted).verdicts == (("kind", "meets"), ("size", "meets"))
    assert suitability(RYBNIK_CITY, PlanContext(kinds=("rural",))).verdicts == (("kind", "differs"),)


def test_what_is_not_known_of_a_place_is_unknown_and_not_a_difference() -> None:
    assert suitability(BARE, PlanContext(kinds=("rural",), sizes=("to_5000",))).verdicts == (
        ("kind", "unknown"),
        ("size", "unknown"),
    )


def test_a_preferred_kind_leaves_nothing_out_and_a_required_one_leaves_out_the_unknown_too() -> None:
    preferred, required = PlanContext(kinds=("rural",)), PlanContext(kinds=("rural",), kinds_required=True)

    assert [suitability(one, preferred).left_out for one in (BARE, RYBNIK_CITY)] == [None, None]
    assert [suitability(one, required).left_out for one in (BARE, RYBNIK_CITY)] == ["kind", "kind"]


def test_a_cap_on_money_leaves_out_known_amounts_above_it_only() -> None:
    unknown = practice("a", "A", "Potrzeba", funding=(Funding(source="Gmina"),))
    capped = PlanContext(max_budget_pln=12_500.5)

    assert suitability(SENIORS, capped).left_out is None
    assert suitability(SENIORS, PlanContext(max_budget_pln=12_500)).left_out == "budget"
    assert suitability(unknown, capped).verdicts == (("budget", "unknown"),)
    assert suitability(unknown, capped).left_out is None


def test_a_preferred_form_is_met_by_one_of_the_forms_of_a_practice() -> None:
    assert suitability(SENIORS, PlanContext(forms=("partnership_agreement", "village_fund"))).met == 1
    assert suitability(SENIORS, PlanContext(forms=("village_fund",))).met == 0


def test_a_known_price_is_no_merit() -> None:
    assert suitability(SENIORS, PlanContext(max_budget_pln=50_000)).met == 0
