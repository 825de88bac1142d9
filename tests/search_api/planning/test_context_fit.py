"""What a practice and a person's own gmina have in common, in what they differ, and what nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.completing import complete
from corpus.gminas import register
from corpus.places import gazetteer
from corpus.practice import Practice
from search_api.planning.context_fit import TWICE, VERDICTS, Amount, Fit, Named, Sized, Statement, compare
from search_api.planning.own import OwnPlace, of_code, place_named
from tests.corpus.records import practice as record
from tests.corpus.records import practices

ANY_PLACE = st.sampled_from(sorted({*register().gminas, *gazetteer().powiats})).map(of_code)
ANY_GMINA = st.sampled_from(sorted(register().gminas))
FIELDS = {*Practice.model_fields, "register"}


def staszow(**changes: Any) -> Practice:
    """The lunches of Staszów (urban-rural, 24 888 people, podregion sandomiersko-jędrzejowski), placed on the map."""
    return complete(record(**changes), gazetteer().areas_of)


def fit(own: str, **changes: Any) -> Fit:
    return compare(staszow(**changes), place_named(own))


def told(found: Fit, aspect: str) -> list[tuple[str, str]]:
    return [(one.verdict, one.reason) for one in found.statements if one.aspect == aspect]


def only(found: Fit, aspect: str) -> Statement:
    (statement,) = (one for one in found.statements if one.aspect == aspect)
    return statement


class TestKind:
    def test_the_same_kind_is_alike_and_another_differs(self) -> None:
        assert told(fit("Wołów"), "kind") == [("alike", "alike")]
        assert told(fit("Lyski"), "kind") == [("different", "different")]
        assert only(fit("Lyski"), "kind").values == {"names": ("Staszów",), "kind": "urban_rural", "own_kind": "rural"}

    def test_several_gminas_are_compared_kind_by_kind(self) -> None:
        place = {"gmina": "Wiązowna, Otwock", "powiat": "otwocki", "voivodeship": "mazowieckie"}

        found = fit("Lyski", place=place)

        assert told(found, "kind") == [("alike", "alike"), ("different", "different")]

    def test_what_the_record_leaves_open_stays_open(self) -> None:
        place = {
            "locality": "Bogusławice",
            "gmina": "Oleśnica",
            "powiat": "oleśnicki",
            "voivodeship": "dolnośląskie",
        }

        assert told(fit("Lyski", place=place), "kind") == [("unknown", "two_kinds")]
        assert told(fit("Lyski", place={"voivodeship": "łódzkie"}), "kind") == [("unknown", "voivodeship")]

    def test_a_powiat_has_no_kind(self) -> None:
        assert told(fit("powiat rybnicki"), "kind") == [("unknown", "own_is_powiat")]


class TestSize:
    def test_numbers_up_to_twice_the_other_are_alike(self) -> None:
        assert told(fit("Wołów"), "size") == [("alike", "alike")]
        assert told(fit("Kraków"), "size") == [("different", "smaller")]
        assert told(fit("Cisna"), "size") == [("different", "larger")]
        assert only(fit("Cisna"), "size").values["units"] == (Sized("Staszów", 24_888),)

    def test_a_number_that_holds_no_more_is_not_used(self) -> None:
        assert told(fit("Supraśl"), "size") == [("unknown", "own_gmina_not_counted")]

    def test_unlike_units_are_not_compared(self) -> None:
        assert told(fit("powiat rybnicki"), "size") == [("unknown", "unlike_units")]
        whole = {"powiat": "toruński", "voivodeship": "kujawsko-pomorskie"}
        assert told(fit("powiat rybnicki", place=whole), "size") == [("alike", "alike")]
        assert told(fit("Lyski", place=whole), "size") == []

    @given(ANY_GMINA, ANY_GMINA)
    def test_it_does_not_matter_who_compares(self, one: str, other: str) -> None:
        a, b = register().gminas[one], register().gminas[other]

        def said(here: str, there: str) -> str | None:
            gmina = register().gminas[there]
            area = {
                "level": "gmina",
                "name": f"gmina {gmina.name}",
                "gmina": gmina.name,
                "powiat_code": gmina.powiat.code,
                "voivodeship": gmina.voivodeship,
            }
            own = of_code(here)
            assert own is not None
            found = compare(record(areas=[area], place={"voivodeship": gmina.voivodeship}), own)
            return next((item.reason for item in found.statements if item.aspect == "size"), None)

        if a.population and b.population and one != other and {a.kind, b.kind} == {"urban_rural"}:
            turned = {"larger": "smaller", "smaller": "larger", "alike": "alike"}
            assert said(other, one) == turned[said(one, other) or ""]
            assert (said(one, other) == "alike") == (
                max(a.population, b.population) <= TWICE * min(a.population, b.population)
            )


class TestWhere:
    def test_the_smallest_shared_unit_is_told_and_the_difference_below_it(self) -> None:
        assert told(fit("Osiek, powiat staszowski"), "region") == [("alike", "same_powiat")]
        assert told(fit("Sandomierz"), "region") == [("alike", "same_subregion")]
        assert told(fit("Kielce"), "region") == [("alike", "same_voivodeship"), ("different", "other_subregion")]
        assert told(fit("Lyski"), "region") == [("different", "other_voivodeship")]

    def test_the_own_gmina_needs_no_more_words(self) -> None:
        found = fit("Staszów")

        assert told(found, "place") == [("alike", "own_gmina")]
        assert [told(found, aspect) for aspect in ("kind", "size", "region", "distance")] == [[], [], [], []]

    def test_the_whole_own_powiat(self) -> None:
        place = {"powiat": "rybnicki", "voivodeship": "śląskie"}

        assert told(fit("powiat rybnicki", place=place), "place") == [("alike", "own_powiat")]
        assert told(fit("Lyski", place=place), "place") == [("alike", "own_powiat")]

    def test_the_distance_is_that_of_the_nearest_place(self) -> None:
        two = {"gmina": "Staszów, Opatów", "voivodeship": "świętokrzyskie"}

        found = fit("Opatów, woj. świętokrzyskie", place=two)
        far = fit("Lyski")

        assert found.distance_km == 0
        assert far.distance_km == pytest.approx(205, abs=10)
        assert only(far, "distance").values["km"] == round(far.distance_km or 0)

    def test_a_distance_from_the_seat_of_a_powiat_says_so(self) -> None:
        place = {"powiat": "toruński", "voivodeship": "kujawsko-pomorskie"}

        assert told(fit("Lyski", place=place), "distance") == [("different", "rough")]
        assert told(fit("Lyski"), "distance") == [("different", "straight")]
        assert told(fit("Lyski", place={"voivodeship": "łódzkie"}), "distance") == [("unknown", "no_coordinates")]


class TestHow:
    def test_forms_of_the_act_are_open_to_all_and_other_law_is_to_be_checked(self) -> None:
        found = fit("Lyski")

        assert told(found, "form") == [("alike", "in_act"), ("unknown", "other_law")]
        in_act = next(one for one in found.statements if one.aspect == "form")
        assert in_act.values == {"form": "task_contract", "articles": ("art. 5 ust. 2 pkt 1",)}

    @pytest.mark.parametrize(
        ("reach", "gmina", "powiat"),
        [
            ("local", "alike", "different"),
            ("subregional", "different", "alike"),
            ("regional", "different", "different"),
            ("national", "different", "different"),
        ],
    )
    def test_reach_is_held_against_the_unit(self, reach: str, gmina: str, powiat: str) -> None:
        assert only(fit("Lyski", reach=reach), "reach").verdict == gmina
        assert only(fit("powiat rybnicki", reach=reach), "reach").verdict == powiat

    def test_partners_and_money_are_told_and_never_judged(self) -> None:
        found = fit("Lyski")

        partners = [one for one in found.statements if one.aspect == "partners"]
        assert [(one.reason, one.values["partners"]) for one in partners] == [
            ("public", (Named("Ośrodek Pomocy Społecznej w Staszowie", "lead"),)),
            ("ngo", (Named("Stowarzyszenie „Sąsiad”", "partner"),)),
        ]
        budget = only(found, "budget")
        assert budget.reason == "some"
        assert budget.values == {"amounts": (Amount("Budżet gminy", 12_500.0),), "sum": 12_500.0}
        assert {one.verdict for one in (*partners, budget)} == {"unknown"}

    def test_silence_of_the_source_is_told(self) -> None:
        found = fit("Lyski", funding=[], partners=[], results=None, lessons=None, years={})

        assert told(found, "budget") == [("unknown", "none")]
        assert told(found, "partners") == [("unknown", "none")]
        assert only(found, "record").values == {"fields": ("results", "lessons", "years")}


@given(practices, ANY_PLACE)
def test_every_statement_rests_on_a_field_or_on_the_register(found: Practice, own: OwnPlace) -> None:
    for statement in compare(found, own).statements:
        assert statement.rests_on
        assert set(statement.rests_on) <= FIELDS
        assert statement.verdict in VERDICTS


@given(practices, ANY_PLACE)
def test_the_same_is_said_each_time_and_nothing_is_said_twice(found: Practice, own: OwnPlace) -> None:
    once = compare(found, own)

    assert compare(found, own) == once
    assert len(once.statements) == len({repr(one) for one in once.statements})
    assert sum(len(once.of(verdict)) for verdict in VERDICTS) == len(once.statements)


@given(practices, ANY_PLACE)
def test_what_depends_on_the_practice_alone_does_not_change_with_the_place(found: Practice, own: OwnPlace) -> None:
    other = place_named("Lyski")

    def alone(fit: Fit) -> list[Statement]:
        return [one for one in fit.statements if "register" not in one.rests_on and one.aspect != "reach"]

    assert alone(compare(found, own)) == alone(compare(found, other))
