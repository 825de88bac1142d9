"""What a person types becomes a card: amounts and years as people write them, each fault at its own field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from corpus.practice import Practice
from ingest.typed import Typed, TypedMoney, TypedPartner, TypedSource, tidy, typed_of
from ingest.typed_card import read_typed
from tests.corpus.records import practice, practices

TOLD = Typed(
    need="Samotni seniorzy nie mieli gdzie się spotkać.",
    actions="Gmina oddała salę.",
    place="Rybnik",
    title="Klub seniora",
)


def codes(**changes: Any) -> list[tuple[str, str]]:
    typed = Typed(**{name: getattr(TOLD, name) for name in Typed.__slots__} | changes)
    return [(fault.field, fault.code) for fault in read_typed(typed, this_year=2026).faults]


def card(**changes: Any) -> dict[str, Any]:
    typed = Typed(**{name: getattr(TOLD, name) for name in Typed.__slots__} | changes)
    found = read_typed(typed, this_year=2026)
    assert found.faults == ()
    return found.card


def test_four_fields_are_enough() -> None:
    assert codes() == []
    assert [field for field, _ in codes(need="", actions="", place="", title="")] == [
        "need",
        "actions",
        "place",
        "title",
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12 tys. zł", 12000.0),
        ("12,5 tys", 12500.0),
        ("500,-", 500.0),
        ("10.000,- zł", 10000.0),
        ("ok. 3 000 złotych", 3000.0),
        ("2 mln zł", 2e6),
        ("0", 0.0),
        ("", None),
        ("nie dotyczy", None),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: float | None) -> None:
    assert card(funding=(TypedMoney("Gmina", text),))["funding"] == [{"source": "Gmina", "amount_pln": amount}]


@pytest.mark.parametrize("text", ["worek złota", "100 euro", "od 10 do 12 tys. zł", "30 osób"])
def test_an_amount_that_is_not_understood_is_asked_for(text: str) -> None:
    assert codes(funding=(TypedMoney("Gmina", text),)) == [("funding.0.amount", "amount")]


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2019", "", {"start": 2019, "end": None}),
        ("od maja 2019 r.", "2021", {"start": 2019, "end": 2021}),
        ("2019", "nadal", {"start": 2019, "end": None}),
        ("", "do dziś", None),
        ("2019", "2030", {"start": 2019, "end": 2030}),
    ],
)
def test_years_are_read_as_people_write_them(first: str, last: str, years: object) -> None:
    assert card(year_from=first, year_to=last).get("years") == years


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        ("dawno", "", ("year_from", "year")),
        ("19", "", ("year_from", "year")),
        ("2014-2016", "", ("year_from", "year")),
        ("2027", "", ("year_from", "year_ahead")),
        ("2019", "2018", ("year_to", "year_order")),
        ("2019", "kiedyś", ("year_to", "year")),
    ],
)
def test_years_that_cannot_be_are_asked_for(first: str, last: str, fault: tuple[str, str]) -> None:
    assert codes(year_from=first, year_to=last) == [fault]


def test_who_a_partner_is_follows_from_the_name_where_it_says_so() -> None:
    rows = (TypedPartner("OSP Rybnik"), TypedPartner("Jacyś ludzie", "informal", "lead"))

    assert card(partners=rows)["partners"] == [
        {"name": "OSP Rybnik", "sector": "ngo", "role": "partner"},
        {"name": "Jacyś ludzie", "sector": "informal", "role": "lead"},
    ]
    assert codes(partners=(TypedPartner("Jacyś ludzie"),)) == [("partners.0.sector", "partner_sector")]
    assert codes(partners=(TypedPartner("", "ngo"),)) == [("partners.0.name", "partner_name")]


@pytest.mark.parametrize(
    ("address", "stored", "title"),
    [
        ("www.gmina.example/klub", "https://www.gmina.example/klub", "www.gmina.example"),
        ("http://gmina.example", "http://gmina.example", "gmina.example"),
    ],
)
def test_an_address_may_lack_its_beginning_and_its_title(address: str, stored: str, title: str) -> None:
    assert card(sources=(TypedSource(address),))["sources"] == [{"url": stored, "title": title}]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://gmina.example", "gmina pl", "https://", "http://[", '"><b>'],
)
def test_what_is_no_web_address_is_asked_for(address: str) -> None:
    assert codes(sources=(TypedSource(address),)) == [("sources.0.url", "source_url")]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"need": "a" * 5001}, ("need", "too_long")),
        ({"title": "a" * 201}, ("title", "too_long")),
        ({"place": "Rybnik " * 100}, ("place", "too_long")),
        ({"institution": "a" * 251}, ("institution", "too_long")),
        ({"themes": ("kosmos",)}, ("themes", "choice")),
        ({"voivodeship": "kosmos"}, ("voivodeship", "choice")),
        ({"reach": "kosmos"}, ("reach", "choice")),
        ({"themes": ("seniors", "youth", "health", "education", "housing", "safety_rescue", "addictions")},
         ("themes", "too_many")),
        ({"funding": (TypedMoney("", "12 zł"),)}, ("funding.0.source", "money_source")),
        ({"sources": (TypedSource("", "artykuł"),)}, ("sources.0.url", "source_url_missing")),
        ({"place": "Dąbrowa"}, ("place", "place_ambiguous_options")),
        ({"place": "Xyzków"}, ("place", "place_unknown")),
    ],
)  # fmt: skip
def test_a_fault_names_its_field(changes: dict[str, Any], fault: tuple[str, str]) -> None:
    assert codes(**changes) == [fault]


def test_tidying_takes_out_what_nobody_sees_and_rows_without_text() -> None:
    typed = Typed(
        title="Klub\u202e senio\u200bra",
        need="jedno\r\n\r\n\r\n\r\ndrugie",
        partners=(TypedPartner("", "", "partner"), TypedPartner(" Gmina ", "", "partner")),
        funding=(TypedMoney(),),
        themes=("seniors", "seniors"),
    )

    found = tidy(typed)

    assert (found.title, found.need) == ("Klub seniora", "jedno\n\ndrugie")
    assert found.partners == (TypedPartner("Gmina", "", "partner"),)
    assert (found.funding, found.themes) == ((), ("seniors",))
    assert tidy(found) == found


def test_a_practice_typed_and_read_again_is_the_same() -> None:
    told = practice().model_dump(mode="json", exclude={"id", "kind", "areas", "licence"}, exclude_none=True)

    found = read_typed(typed_of(told), this_year=2026).card

    assert found.keys() - {"areas", "institution", "role"} >= {"title", "place", "years", "partners", "funding"}
    for name in ("title", "need", "actions", "results", "lessons", "place", "years", "partners", "themes", "reach"):
        assert found[name] == told[name], name
    assert found["funding"] == [
        {"source": "Budżet gminy", "amount_pln": 12500.0},
        {"source": "Zbiórka parafii", "amount_pln": None},
    ]


@given(practices)
def test_any_practice_can_be_typed_and_typing_it_again_changes_nothing(drawn: Practice) -> None:
    typed = typed_of(drawn.model_dump(mode="json"))

    assert tidy(typed) == typed
    assert typed_of(drawn.model_dump(mode="json")) == typed


def test_a_card_of_a_draft_may_lack_any_part() -> None:
    typed = typed_of({"funding": [{"amount_pln": 12500}], "partners": [{"name": "Gmina Lyski"}], "sources": [{}]})

    assert [(one.source, one.amount) for one in typed.funding] == [("", "12 500 zł")]
    assert typed.partners[0].name == "Gmina Lyski"
    assert typed.sources == ()
