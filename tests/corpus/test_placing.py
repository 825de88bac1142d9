"""From the place of a record to its areas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import distance_km, gazetteer
from corpus.practice import Area, Place

SHARED = Path(__file__).parents[2].parent / "shared" / "practices" / "practices.jsonl"
STARTER = Path(__file__).parents[2] / "corpus" / "practices"


def areas(
    voivodeship: str, powiat: str | None = None, gmina: str | None = None, locality: str | None = None
) -> tuple[Area, ...]:
    return gazetteer().areas_of(Place(locality=locality, gmina=gmina, powiat=powiat, voivodeship=voivodeship))


def test_a_village_of_the_gazetteer_is_placed_itself() -> None:
    (area,) = areas("śląskie", "bielski", "Buczkowice", "Buczkowice")
    assert (area.powiat_code, area.subregion, area.coordinates_of) == ("teryt:2402", "nuts:PL225", "locality")
    assert area.reason is None


def test_a_village_too_small_for_the_gazetteer_is_placed_at_the_seat_of_its_gmina() -> None:
    (area,) = areas("podkarpackie", "leski", "Cisna", "Wetlina")
    assert (area.locality, area.gmina, area.subregion) == ("Wetlina", "Cisna", "nuts:PL821")
    assert area.coordinates_of == "gmina"
    assert area.reason == "„Wetlina”: miejscowości nie ma w spisie. Współrzędne siedziby gminy: Cisna."


def test_without_gmina_it_is_placed_at_the_seat_of_its_powiat() -> None:
    (area,) = areas("lubelskie", "hrubieszowski", None, "Gozdów")
    assert area.coordinates_of == "powiat"
    assert area.reason is not None
    assert area.reason.endswith("Współrzędne siedziby powiatu: Hrubieszów.")


def test_a_namesake_elsewhere_in_the_voivodeship_is_not_taken() -> None:
    # Given a Wysoka that the gazetteer holds elsewhere in dolnośląskie, the one of gmina Przemków stays unplaced
    (area,) = areas("dolnośląskie", "polkowicki", "Przemków", "Wysoka")
    seat = gazetteer().powiats["teryt:0216"]
    assert area.coordinates_of == "gmina"
    assert area.lat is not None
    assert area.lon is not None
    assert distance_km(area.lat, area.lon, seat.lat, seat.lon) < 30


def test_several_powiats_and_several_localities_give_an_area_each() -> None:
    found = areas("lubuskie", "międzyrzecki i wschowski", None, "Międzyrzecz i Wschowa")
    assert [(area.locality, area.powiat_code) for area in found] == [
        ("Międzyrzecz", "teryt:0803"),
        ("Wschowa", "teryt:0812"),
    ]


def test_a_powiat_that_no_locality_stands_for_is_an_area_of_its_own() -> None:
    found = areas("podlaskie", "hajnowski, bielski", None, "Hajnówka")
    assert [(area.level, area.powiat_code) for area in found] == [("locality", "teryt:2005"), ("powiat", "teryt:2003")]


def test_a_list_of_gminas_without_powiat() -> None:
    found = areas("świętokrzyskie", None, "Łączna, Wąchock, Bodzentyn, Bieliny, Suchedniów, Górno, Masłów")
    assert [area.level for area in found] == ["gmina"] * 7
    assert {area.status for area in found} == {"resolved"}
    assert {area.subregion for area in found} == {"nuts:PL721"}


def test_a_city_its_part_and_its_neighbour() -> None:
    (orunia,) = areas("pomorskie", "Gdańsk (miasto na prawach powiatu)", "Gdańsk", "Gdańsk (Orunia)")
    assert (orunia.locality, orunia.powiat_code, orunia.coordinates_of) == ("Gdańsk (Orunia)", "teryt:2261", "gmina")
    (praga,) = areas("mazowieckie", "Warszawa (miasto na prawach powiatu)", "Warszawa", "Warszawa-Praga-Północ")
    assert (praga.powiat_code, praga.coordinates_of) == ("teryt:1465", "locality")
    both = areas("pomorskie", "Gdańsk (miasto na prawach powiatu)", "Gdańsk", "Gdańsk, Sopot")
    assert [area.powiat_code for area in both] == ["teryt:2261", "teryt:2264"]


def test_a_seat_that_is_a_city_does_not_lie_in_its_powiat() -> None:
    (area,) = areas("wielkopolskie", "koniński", None, "Konin")
    assert (area.level, area.powiat_code) == ("powiat", "teryt:3010")
    assert area.reason is not None


def test_remarks_and_surroundings_are_no_places() -> None:
    (folwark,) = areas("podlaskie", "suwalski", "Suwałki (gmina wiejska)", "Stary Folwark i okolice")
    assert (folwark.locality, folwark.powiat_code) == ("Stary Folwark", "teryt:2012")
    (bolegorzyn,) = areas("zachodniopomorskie", "drawski", "Ostrowice (gmina później zlikwidowana)", "Bolegorzyn")
    assert (bolegorzyn.gmina, bolegorzyn.subregion) == ("Ostrowice", "nuts:PL427")
    found = areas("zachodniopomorskie", "szczecinecki", "Szczecinek (gmina wiejska) i sąsiednie", "Szczecinek")
    assert [area.locality for area in found] == ["Szczecinek"]


@pytest.mark.parametrize("locality", [None, "całe województwo"])
def test_a_whole_voivodeship_has_no_coordinates_and_says_why(locality: str | None) -> None:
    (area,) = areas("łódzkie", None, None, locality)
    assert (area.level, area.status, area.lat, area.subregion) == ("voivodeship", "resolved", None, None)
    assert area.reason


def test_a_powiat_of_another_voivodeship_is_not_taken() -> None:
    (area,) = areas("śląskie", "staszowski")
    assert (area.status, area.subregion) == ("unresolved", None)
    assert area.reason == "„staszowski”: nie ma takiego powiatu w spisie (woj. śląskie)."


def test_villages_far_from_each_other_are_doubted_when_no_powiat_is_given() -> None:
    found = areas("zachodniopomorskie", None, None, "Gostyń, Kłęby, Mechowo, Kozielice")
    assert "resolved" not in {area.status for area in found}
    assert all(area.reason for area in found)


NAMES = st.lists(
    st.sampled_from(
        [
            "Tarnów",
            "tarnowski",
            "Gdańsk (Orunia)",
            "Biała",
            "i okolice",
            "(",
            "gmina",
            "bielski",
            "Zalesie",
            "Konin",
            ",",
            " i ",
            "x",
            "-",
        ]
    ),
    max_size=5,
).map(" ".join)


@given(st.sampled_from(["małopolskie", "śląskie", "wielkopolskie"]), NAMES, NAMES, NAMES)
def test_any_words_give_areas_of_the_voivodeship_with_a_reason_for_what_is_missing(
    voivodeship: str, powiat: str, gmina: str, locality: str
) -> None:
    found = areas(voivodeship, powiat.strip() or None, gmina.strip() or None, locality.strip() or None)
    assert found
    for area in found:
        assert area.voivodeship == voivodeship
        assert (area.subregion and area.lat is not None and area.status == "resolved") or area.reason


def starter_places() -> list[tuple[str, Place]]:
    """The places of the starter practices, from the shared file where present, else from the project's own cards."""
    if SHARED.exists():
        records = (json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines())
        return [(record["id"], Place(**record["place"])) for record in records]
    if not STARTER.exists():
        pytest.skip("neither shared/practices nor corpus/practices is here")
    import yaml

    cards = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(STARTER.glob("*/*.yaml")))
    return [(card["id"], Place(**card["place"])) for card in cards]


def test_every_starter_practice_has_a_voivodeship_and_a_reason_where_it_is_less_precise() -> None:
    for name, place in starter_places():
        found = gazetteer().areas_of(place)
        assert found, name
        for area in found:
            assert area.voivodeship == place.voivodeship, name
            placed = area.subregion is not None and area.lat is not None
            assert placed or area.reason, name
            assert area.status == "resolved" or area.reason, name


def test_starter_practices_that_name_a_powiat_or_gmina_have_podregion_and_coordinates() -> None:
    named = [(name, place) for name, place in starter_places() if place.powiat or place.gmina]
    open_ones = [
        name
        for name, place in named
        if not all(area.subregion and area.lat is not None for area in gazetteer().areas_of(place))
    ]
    assert len(open_ones) <= 0.02 * len(named), open_ones
