"""From candidates all over the country to a few areas, the towns to sleep in, and what is not seen twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.gminas import register
from corpus.practice import Partner, Practice
from search_api.planning.visits.areas import RADIUS_KM, Area, Areas
from search_api.planning.visits.candidates import pool
from search_api.planning.visits.exclusive import exclusive, repeated
from search_api.planning.visits.naming import beyond, town_of
from search_api.planning.visits.nights import is_town, night_options
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.spots import apart_km, spot_of_gmina, spot_of_place
from tests.search_api.planning.visits.made_up import (
    INITIATIVE,
    LUBLIN,
    OPOLE,
    RYBNIK,
    SENIORS,
    candidate,
    engine_of,
    near,
    place,
    practice_in,
)

GMINAS = register().gminas
REQUEST = VisitRequest((Topic(SENIORS), Topic(INITIATIVE)), place(RYBNIK))
AROUND_OPOLE = [
    practice_in(f"opole-{number}", [gmina], (SENIORS, INITIATIVE)[number % 2])
    for number, gmina in enumerate(near(OPOLE, 30)[:5])
]
AROUND_LUBLIN = [
    practice_in(f"lublin-{number}", [gmina], (SENIORS, INITIATIVE)[number % 2])
    for number, gmina in enumerate(near(LUBLIN, 30)[:6])
]
OPOLE_SPOT = spot_of_place(place(OPOLE))


def areas(practices: Sequence[Practice], request: VisitRequest = REQUEST) -> tuple[Area, ...]:
    return Areas(pool(request, engine_of(practices)).found, request).ranked()


def ids(area: Area) -> set[str]:
    return {one.practice.id for one in area.candidates}


def test_what_lies_together_is_one_area_and_the_nearer_of_like_ones_is_the_better() -> None:
    found = areas([*AROUND_OPOLE, *AROUND_LUBLIN])

    assert [ids(area) for area in found] == [{one.id for one in AROUND_OPOLE}, {one.id for one in AROUND_LUBLIN}]
    assert found[0].estimate > found[1].estimate
    assert found[0].tour == 5


def test_a_stop_on_the_way_belongs_to_the_area_and_one_aside_does_not() -> None:
    # Given Kraków on the way from Rybnik to Lublin, and Szczecin
    on_way = practice_in("krakow", [GMINAS["teryt:1261011"]])
    aside = practice_in("szczecin", [GMINAS["teryt:3262011"]])
    lublin = next(area for area in areas([*AROUND_LUBLIN, on_way, aside]) if "lublin-0" in ids(area))

    assert "krakow" in ids(lublin)
    assert "szczecin" not in ids(lublin)


def test_a_practice_of_several_places_is_visited_where_the_area_is() -> None:
    wide = practice_in("dwa-miasta", [GMINAS[OPOLE], GMINAS[LUBLIN]])
    found = areas([*AROUND_OPOLE, *AROUND_LUBLIN, wide])

    spots = {one.spot.name for area in found for one in area.candidates if one.practice.id == "dwa-miasta"}

    assert spots == {"Opole", "Lublin"}


def test_what_must_be_seen_stands_first_in_every_area() -> None:
    # Given a must that lies far from the others
    must = practice_in("gdansk", [GMINAS["teryt:2261011"]])
    found = areas([*AROUND_OPOLE, must], replace(REQUEST, must=("gdansk",), days=4))

    assert found
    assert all(area.candidates[0].practice.id == "gdansk" for area in found)


def test_an_area_holds_what_is_within_an_hour_s_drive_of_its_middle() -> None:
    found = areas([practice_in(f"p-{number:03d}", [gmina]) for number, gmina in enumerate(near(LUBLIN, 120)[::4])])

    assert found
    for area in found:
        start = spot_of_place(REQUEST.start)
        straight = apart_km(start, area.middle)
        for one in area.candidates:
            detour = apart_km(start, one.spot) + apart_km(one.spot, area.middle) - straight
            assert apart_km(area.middle, one.spot) <= RADIUS_KM or detour <= 30
        assert len(area.candidates) <= 25


def test_areas_without_named_practices() -> None:
    found = Areas(pool(REQUEST, engine_of([*AROUND_OPOLE, *AROUND_LUBLIN])).found, REQUEST)

    assert [ids(area) for area in found.ranked(frozenset(one.id for one in AROUND_OPOLE))] == [
        {one.id for one in AROUND_LUBLIN}
    ]


def test_nights_are_spent_in_towns_near_the_stops() -> None:
    villages = [spot_of_gmina(one) for one in near(OPOLE, 45) if one.kind == "rural"]

    found = night_options(villages, ())

    assert "Opole" in {spot.name for spot in found}
    assert 1 <= len(found) <= 4
    assert all(is_town(spot) for spot in found)
    assert len({spot.name for spot in found}) == len(found)


def test_nobody_sleeps_in_the_own_subregion_if_another_town_is_there() -> None:
    subregion = place(OPOLE).subregion

    assert all(spot.subregion != subregion for spot in night_options([OPOLE_SPOT], (subregion,)))


def test_an_area_is_named_after_a_town_of_its_route() -> None:
    lyski = spot_of_place(place("teryt:2412042"))
    village = next(spot_of_gmina(one) for one in near(OPOLE, 10) if one.kind == "rural")
    rybnik, lublin = (spot_of_place(place(code)) for code in (RYBNIK, LUBLIN))

    # The largest of the towns that have most stops around them, and none that nobody stops in
    assert town_of([lyski]).name == "Lyski"
    assert town_of([village, OPOLE_SPOT, rybnik]).name == "Opole"
    assert town_of([rybnik, lublin, village]).name == "Lublin"


def test_a_stop_that_is_not_around_the_named_place_is_named_beside_it() -> None:
    village, farther = (spot_of_gmina(one) for one in (near(OPOLE, 10)[1], near(OPOLE, 60)[-1]))
    rybnik, lublin = (spot_of_place(place(code)) for code in (RYBNIK, LUBLIN))

    assert beyond([OPOLE_SPOT, village, farther], OPOLE_SPOT) is None
    assert beyond([OPOLE_SPOT, rybnik, lublin], OPOLE_SPOT) == "Lublin"
    assert beyond([OPOLE_SPOT, village, rybnik], OPOLE_SPOT) == "Rybnik"
    assert beyond([village], village) is None


def test_a_remote_area_is_named_after_the_stop_in_its_middle() -> None:
    # Given three villages of the Bieszczady without a larger town near them
    villages = [spot_of_gmina(one) for one in GMINAS.values() if one.powiat.name == "bieszczadzki"]

    assert town_of(villages).name in {spot.name for spot in villages}


def test_the_same_partners_at_one_place_on_one_topic_are_seen_once() -> None:
    partners = (
        Partner(name="Gmina Opole", sector="public", role="lead"),
        Partner(name="Stowarzyszenie Sąsiedzi", sector="ngo", role="partner"),
    )
    first = candidate("jeden", {0: 1.0}, partners=partners)
    again = candidate("dwa", {0: 0.5}, partners=partners)
    other_topic = candidate("trzy", {1: 1.0}, partners=partners)
    others = candidate("cztery", {0: 1.0})

    assert exclusive((first, again, other_topic, others), ()) == (frozenset((1, 2)),)


def test_near_copies_are_seen_once_and_linked_ones_together() -> None:
    those = tuple(candidate(name, {0: 1.0}) for name in ("a", "b", "c", "d"))

    assert exclusive(those, (frozenset(("a", "b")), frozenset(("b", "d")))) == (frozenset((1, 2, 4)),)


def test_what_repeats_a_must_gives_way_to_it_and_two_musts_are_both_seen() -> None:
    first, second = (replace(candidate(name, {0: 1.0}), must=True) for name in ("a", "b"))
    copy = candidate("c", {0: 1.0})
    copies = (frozenset(("a", "b", "c")),)

    assert repeated((first, second, copy), copies) == {"c": "a"}
    assert exclusive((first, second), copies) == ()
