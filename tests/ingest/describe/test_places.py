"""Places and what they are to the practice."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.describe.partners import partners_in
from ingest.describe.place_mentions import place_mentions
from ingest.describe.places import blocked_spots, places
from ingest.describe.villages import base_name
from tests.ingest.describe.conftest import Sheets


def found(sheet: Sheets, *texts: str) -> list[tuple[str, dict[str, Any]]]:
    page = sheet(*texts)
    named = partners_in(page)
    mentions = place_mentions(page, blocked_spots(named))
    return [(f.field, f.value) for f in places(page, mentions, named) if isinstance(f.value, dict)]


def names(sheet: Sheets, *texts: str) -> list[tuple[str, object]]:
    return [
        (role, value["locality"] or value["gmina"] or value["powiat"] or value["voivodeship"])
        for role, value in found(sheet, *texts)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seminarium odbędzie się w Wiśle.", [("event_place", "Wisła")]),
        (
            "Plan obejmuje gminy Lyski, Jejkowice i Gaszowice.",
            [("area_of_action", "Lyski"), ("area_of_action", "Jejkowice"), ("area_of_action", "Gaszowice")],
        ),
        ("Zapraszamy mieszkańców powiatu rybnickiego.", [("area_of_action", "rybnicki")]),
        ("Pomaga Związek Gmin Doliny z siedzibą w Rybniku.", [("partner_seat", "Rybnik")]),
        ("Zupę gotowano w świetlicy w Pajtunach.", [("event_place", "Pajtuny")]),
        ("Park powstał w Starych Oborzyskach.", [("area_of_action", "Stare Oborzyska")]),
        ("Na podróż czekali mieszkańcy Wetliny.", [("area_of_action", "Wetlina")]),
        ("Lodówka stoi w Gorzowie Wlkp. przy rynku.", [("area_of_action", "Gorzów Wielkopolski")]),
    ],
)
def test_the_words_around_a_place_tell_its_role(sheet: Sheets, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(sheet, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pomagali wolontariusze z Warszawy, Poznania i Gdańska.",
        "Podobne urządzenia działają w Krakowie.",
        "Dojazd autobusem z Cieszyna.",
        "Film „Zima w Wiśle” pokazano seniorom.",
        "Środki Regionalnego Programu Operacyjnego Województwa Łódzkiego.",
        "Spotkanie przy ul. Warszawskiej w Internecie.",
    ],
)
def test_places_without_a_role_are_left_out(sheet: Sheets, text: str) -> None:
    assert names(sheet, text) == []


def test_where_a_partner_sits_is_not_where_the_practice_worked(sheet: Sheets) -> None:
    text = "Fundacja „Dom Nadziei” z Gdyni uczy dzieci z gminy Sierakowice w powiecie kartuskim."

    assert names(sheet, text) == [("partner_seat", "Gdynia"), ("area_of_action", "Sierakowice")]


def test_an_ambiguous_name_without_help_stays_ambiguous(sheet: Sheets) -> None:
    ((role, value),) = found(sheet, "Spotkanie odbędzie się w Dąbrowie.")

    assert role == "event_place"
    assert (value["locality"], value["voivodeship"]) == ("Dąbrowa", None)
    assert {area["status"] for area in value["areas"]} == {"ambiguous"}
    assert len({area["voivodeship"] for area in value["areas"]}) > 1


def test_other_places_of_the_document_settle_an_ambiguous_name(sheet: Sheets) -> None:
    (_, area), _ = found(sheet, "Plac zabaw dla gminy Stężyca.", "Pomagał Urząd Miejski w Kartuzach.")

    assert (area["gmina"], area["powiat"], area["voivodeship"]) == ("Stężyca", "kartuski", "pomorskie")


def test_a_village_that_the_gazetteer_does_not_hold_keeps_its_name_and_no_voivodeship(sheet: Sheets) -> None:
    ((_, value),) = found(sheet, "Plac zabaw otwarto w Garbnie.")

    assert value == {"locality": "Garbno", "gmina": None, "powiat": None, "voivodeship": None, "areas": []}


def test_a_lone_namesake_far_from_everything_else_is_left_open(sheet: Sheets) -> None:
    near = found(sheet, "Zajęcia w gminie Dorohusk odbyły się w Świerżach.")
    far = found(sheet, "Zajęcia w gminie Polanów odbyły się w Świerżach.")

    assert [value["voivodeship"] for _, value in near if value["locality"] == "Świerże"] == ["lubelskie"]
    assert [value["areas"] for _, value in far if value["locality"] == "Świerże"] == [[]]


def test_the_larger_unit_beside_a_place_only_says_where_it_lies(sheet: Sheets) -> None:
    assert names(sheet, "Park powstał w Suchowoli, jednej z mniejszych gmin powiatu sokólskiego.") == [
        ("area_of_action", "Suchowola")
    ]


def test_the_seat_of_a_local_office_stands_in_for_an_area_that_is_not_told(sheet: Sheets) -> None:
    assert names(sheet, "Zajęcia prowadzi Gminny Ośrodek Kultury w Istebnej.") == [
        ("partner_seat", "Istebna"),
        ("area_of_action", "Istebna"),
    ]


def test_cells_of_a_column_of_places(sheet: Sheets) -> None:
    rows = ("| Sołectwo | Zadanie", "| Racot | remiza", "| Stare Oborzyska | boisko")

    assert names(sheet, *rows) == [("area_of_action", "Racot"), ("area_of_action", "Stare Oborzyska")]


@pytest.mark.parametrize(
    ("words", "base"),
    [
        (("Pajtunach",), "Pajtuny"),
        (("Skoczowie",), "Skoczów"),
        (("Ropicy", "Górnej"), "Ropica Górna"),
        (("Starych", "Oborzyskach"), "Stare Oborzyska"),
        (("Siennicy", "Nadolnej"), "Siennica Nadolna"),
        (("Internecie",), None),
    ],
)
def test_villages_come_to_their_base_form(words: tuple[str, ...], base: str | None) -> None:
    assert base_name(words, governed=True) == base
