"""Which practices may be stops, and why the others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.gminas import register
from corpus.practice import Partner
from search_api.planning.visits.candidates import Pool, pool
from search_api.planning.visits.hosts import hosts_of
from search_api.planning.visits.request import Topic, VisitRequest
from tests.search_api.planning.visits.made_up import (
    INITIATIVE,
    LUBLIN,
    OPOLE,
    RYBNIK,
    SENIORS,
    engine_of,
    near,
    place,
    practice_in,
)

GMINAS = register().gminas
IN_OPOLE = practice_in("opole-klub", [GMINAS[OPOLE]])
IN_LUBLIN = practice_in("lublin-klub", [GMINAS[LUBLIN]])
AT_HOME = practice_in("rybnik-klub", [GMINAS[RYBNIK]])
NOWHERE = practice_in("bez-miejsca", [])
ABOUT_INITIATIVE = practice_in("opole-inicjatywa", [GMINAS[OPOLE]], INITIATIVE)
ALL = (IN_OPOLE, IN_LUBLIN, AT_HOME, NOWHERE, ABOUT_INITIATIVE)
REQUEST = VisitRequest((Topic(SENIORS),), place(RYBNIK))


def ids(found: Pool) -> set[str]:
    return {one.practice.id for one in found.found}


def reason(found: Pool, record_id: str) -> tuple[str, bool]:
    return next((one.reason, one.asked_for) for one in found.left_out if one.id == record_id)


def test_strong_hits_with_coordinates_outside_the_own_subregion_may_be_stops() -> None:
    found = pool(REQUEST, engine_of(ALL))

    assert ids(found) == {"opole-klub", "lublin-klub"}
    assert reason(found, "rybnik-klub") == ("own_subregion", False)
    assert reason(found, "bez-miejsca") == ("no_coordinates", False)
    assert [one.id for one in found.own_experience] == ["rybnik-klub"]


def test_the_own_subregion_may_be_allowed() -> None:
    assert "rybnik-klub" in ids(pool(replace(REQUEST, own_subregion_allowed=True), engine_of(ALL)))


def test_the_own_place_need_not_be_the_start() -> None:
    # Given visitors from Opole whose bus starts in Rybnik
    found = pool(replace(REQUEST, own=place(OPOLE)), engine_of(ALL))

    assert ids(found) == {"rybnik-klub", "lublin-klub"}


def test_every_limit_gives_its_reason() -> None:
    far = pool(replace(REQUEST, max_distance_km=100.0), engine_of(ALL))
    elsewhere = pool(replace(REQUEST, voivodeships=("lubelskie",)), engine_of(ALL))
    not_there = pool(replace(REQUEST, not_subregions=(place(OPOLE).subregion,)), engine_of(ALL))
    never = pool(replace(REQUEST, never=("opole-klub",), never_places=(LUBLIN,)), engine_of(ALL))

    assert reason(far, "lublin-klub") == ("too_far", False)
    assert next(one.values["place"] for one in far.left_out if one.id == "lublin-klub") == "Lublin"
    assert reason(elsewhere, "opole-klub") == ("outside_region", False)
    assert reason(not_there, "opole-klub") == ("outside_region", False)
    assert reason(never, "opole-klub") == ("never", False)
    assert reason(never, "lublin-klub") == ("never", False)


def test_of_several_places_the_nearest_within_the_limits_comes_first() -> None:
    # Given a practice of Lublin, Opole and Warszawa
    wide = practice_in("trzy-miasta", [GMINAS[LUBLIN], GMINAS[OPOLE], GMINAS["teryt:1465011"]])
    anywhere = pool(REQUEST, engine_of((wide,)))
    east = pool(replace(REQUEST, voivodeships=("lubelskie", "mazowieckie")), engine_of((wide,)))

    assert [one.spot.name for one in anywhere.found[0].spots] == ["Opole", "Warszawa", "Lublin"]
    assert [one.spot.name for one in east.found[0].spots] == ["Warszawa", "Lublin"]


def test_what_must_be_seen_is_a_candidate_whatever_its_topic() -> None:
    found = pool(replace(REQUEST, must=("opole-inicjatywa", "rybnik-klub", "nie-ma")), engine_of(ALL))

    must = next(one for one in found.found if one.must)
    assert (must.practice.id, must.fits) == ("opole-inicjatywa", ())
    assert reason(found, "rybnik-klub") == ("own_subregion", True)
    assert reason(found, "nie-ma") == ("not_in_base", True)


def test_a_place_that_must_be_seen_brings_its_best_practice_on_the_topics() -> None:
    found = pool(replace(REQUEST, must_places=(OPOLE,)), engine_of(ALL))

    assert [one.practice.id for one in found.found if one.must] == ["opole-klub"]


def test_a_place_without_a_practice_on_the_topics_brings_another_one() -> None:
    found = pool(replace(REQUEST, must_places=(OPOLE,)), engine_of((IN_LUBLIN, ABOUT_INITIATIVE)))

    assert [one.practice.id for one in found.found if one.must] == ["opole-inicjatywa"]


@pytest.mark.parametrize(
    ("code", "reason_told"),
    [("teryt:1661011", "not_in_base"), ("teryt:9999999", "not_in_base"), (RYBNIK, "own_subregion")],
)
def test_a_place_that_cannot_be_seen_is_told_by_its_code(code: str, reason_told: str) -> None:
    found = pool(replace(REQUEST, must_places=(code,)), engine_of((AT_HOME, IN_LUBLIN)))

    assert reason(found, code) == (reason_told, True)


def test_weak_hits_are_named_and_never_stops() -> None:
    # Given a topic of which the practices share one word in three
    found = pool(replace(REQUEST, topics=(Topic("Klub szachowy żeglarzy"), Topic(SENIORS))), engine_of((IN_OPOLE,)))

    assert [fit.topic for fit in found.found[0].fits] == [1]
    assert [one.topic for one in found.unmatched] == [0]
    assert found.unmatched[0].weak == ("opole-klub",)


def test_many_that_a_limit_keeps_out_are_counted_and_few_are_named() -> None:
    those = [practice_in(f"klub-{number:02d}", [gmina]) for number, gmina in enumerate(near(LUBLIN, 40)[:20])]
    found = pool(replace(REQUEST, max_distance_km=50.0), engine_of(those))

    assert len(found.kept_out) == 20
    assert len(found.left_out) == 6


def test_evidence_both_sides_and_a_like_gmina_make_a_stop_worth_more() -> None:
    # Given visitors from the villages of Lyski, and practices of villages and of a city
    villages = [one for one in near(OPOLE, 60) if one.kind == "rural" and 6_000 < (one.population or 0) < 14_000]
    like = practice_in("wies", villages[:1])
    unlike = practice_in("miasto", [GMINAS[OPOLE]])
    announced = practice_in("zapowiedz", villages[:1], evidence_level="E0")
    one_side = practice_in("sam-urzad", villages[:1], sides="public")
    request = VisitRequest((Topic(SENIORS),), place("teryt:2412042"))

    found = {
        one.practice.id: one.at(one.spots[0])
        for one in pool(request, engine_of((like, unlike, announced, one_side))).found
    }

    assert found["wies"].worth > found["miasto"].worth
    assert found["wies"].worth > found["zapowiedz"].worth
    assert found["wies"].worth > found["sam-urzad"].worth
    assert found["wies"].worth_of == {"evidence": 1.0, "hosts": 1.0, "context": 1.2, "age": 1.0, "precision": 1.0}


def test_what_ended_long_ago_is_worth_less_in_the_year_of_the_visit() -> None:
    ended = practice_in("dawna", [GMINAS[OPOLE]], years={"start": 2005, "end": 2010})
    found = pool(REQUEST, engine_of((ended,)))

    assert found.year == 2026  # of the snapshot
    assert found.found[0].at(found.found[0].spots[0]).worth_of["age"] == 0.6


def test_hosts_are_the_local_office_and_organisations_not_who_only_paid_from_afar() -> None:
    # Given partners as records name them
    named = (
        Partner(name="Województwo Opolskie", sector="public", role="funder"),
        Partner(name="Gmina Leśnica", sector="public", role="funder"),
        Partner(name="Szkoła Podstawowa w Leśnicy", sector="public", role="partner"),
        Partner(name="Ośrodek Pomocy Społecznej w Leśnicy", sector="public", role="lead"),
        Partner(name="Caritas", sector="church", role="partner"),
        Partner(name="Stowarzyszenie Odnowy Wsi", sector="ngo", role="partner"),
        Partner(name="Fundacja z Warszawy", sector="ngo", role="funder"),
    )
    one = pool(REQUEST, engine_of((practice_in("lesnica", [GMINAS[OPOLE]], partners=named),))).found[0].hosts

    assert [partner.name for partner in one.authorities] == ["Gmina Leśnica", "Ośrodek Pomocy Społecznej w Leśnicy"]
    assert [partner.name for partner in one.organisations] == ["Stowarzyszenie Odnowy Wsi"]
    assert len(one.others) == 4


@pytest.mark.parametrize(
    "name",
    [
        "Województwo Opolskie",
        "Samorząd Województwa Kujawsko-Pomorskiego",
        "Urząd Marszałkowski w Szczecinie",
        "Urząd Marszałkowski Województwa Podlaskiego",
        "Departament Kultury Urzędu Marszałkowskiego",
        "Marszałek Województwa Śląskiego",
        "Zarząd Województwa Lubelskiego",
        "Sejmik Województwa Opolskiego",
    ],
)
def test_the_self_government_of_a_voivodeship_is_an_authority_where_it_did_more_than_pay(name: str) -> None:
    """In a gmina too, whatever it calls itself; the payer of a local thing is none, that of a regional one is."""

    def side(role: str, reach: str) -> bool:
        partners = (Partner.model_validate({"name": name, "sector": "public", "role": role}),)
        return bool(hosts_of(practice_in("wies", [GMINAS[OPOLE]], partners=partners, reach=reach)).authorities)

    assert side("lead", "local")
    assert side("partner", "subregional")
    assert side("funder", "regional")
    assert not side("funder", "local")


@pytest.mark.parametrize(
    ("name", "authority"),
    [
        ("Opolski Urząd Wojewódzki", False),
        ("Wojewoda Opolski", False),
        ("Wojewódzki Fundusz Ochrony Środowiska i Gospodarki Wodnej w Opolu", False),
        ("Wojewódzka Biblioteka Publiczna", False),
        ("moderatorzy odnowy wsi województwa opolskiego", False),
        ("Szkoła Podstawowa w Leśnicy", False),
        ("Samorządy lokalne z województwa opolskiego", True),
        ("Gminy województwa opolskiego", True),
        ("Gmina Leśnica (dotacja PFRON)", True),
        ("Województwo Opolskie i powiat strzelecki", True),
    ],
)
def test_the_state_is_no_self_government_and_a_gmina_stays_one_in_its_voivodeship(name: str, authority: bool) -> None:
    partners = (Partner(name=name, sector="public", role="partner"),)
    found = hosts_of(practice_in("wies", [GMINAS[OPOLE]], partners=partners, reach="local"))

    assert bool(found.authorities) is authority
