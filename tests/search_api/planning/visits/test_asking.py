"""What to ask the hosts: what the record does not tell."""

from __future__ import annotations

from typing import Any

from corpus.practice import Funding, Partner, Years
from search_api.planning.visits.asking import CODES, MOST, asks_in_turn, asks_of
from tests.search_api.planning.visits.made_up import candidate

TOLD: dict[str, Any] = {
    "results": "Z klubu korzysta 40 osób.",
    "lessons": "Trzeba było zacząć od sołtysów.",
    "funding": (Funding(source="Budżet gminy", amount_pln=12_000),),
    "years": Years(start=2014, end=2015),
    "cooperation_forms": ("local_initiative",),
}


def test_a_record_that_tells_much_leaves_what_no_record_tells() -> None:
    asks = asks_of(candidate("klub", {0: 1.0}, **TOLD), 2026)

    assert asks == ("what_remained", "form_local_initiative", "keeping", "documents", "roles")


def test_what_could_be_asked_anywhere_is_asked_in_turn() -> None:
    stops = [candidate(name, {0: 1.0}, **TOLD) for name in ("klub", "rada", "fundusz")]

    asks = asks_in_turn(stops, 2026)

    assert [asks[name][-2:] for name in ("klub", "rada", "fundusz")] == [
        ("documents", "roles"),
        ("beginning", "documents"),
        ("roles", "beginning"),
    ]


def test_forms_that_were_not_asked_about_come_first() -> None:
    first = candidate("klub", {0: 1.0}, **{**TOLD, "cooperation_forms": ("local_initiative", "regranting")})
    second = candidate(
        "rada", {0: 1.0}, **{**TOLD, "cooperation_forms": ("regranting", "local_initiative", "consultation")}
    )

    asks = asks_in_turn([first, second], 2026)["rada"]

    assert [code for code in asks if code.startswith("form_")] == ["form_consultation", "form_regranting"]


def test_a_bare_record_leaves_the_most_telling_questions() -> None:
    asks = asks_of(candidate("klub", {0: 1.0}, sides="public", evidence_level="E1", years=Years()), 2026)

    assert asks == (
        "hosts",
        "results",
        "still_running",
        "lessons",
        "funding",
        "years",
        "form_partnership_agreement",
        "documents",
    )
    assert len(asks) == MOST


def test_evidence_decides_what_is_asked_about_results() -> None:
    def asked(level: str) -> set[str]:
        one = candidate("klub", {0: 1.0}, **{**TOLD, "evidence_level": level})
        return {"outcome", "results", "results_figures"} & set(asks_of(one, 2026))

    assert [asked(level) for level in ("E0", "E1", "E2", "E3", "E4")] == [
        {"outcome"},
        {"results"},
        {"results_figures"},
        set(),
        set(),
    ]


def test_who_pays_after_the_grant_is_asked_where_somebody_paid() -> None:
    free = candidate("klub", {0: 1.0}, **{**TOLD, "funding": ()})
    paid = candidate(
        "klub",
        {0: 1.0},
        **{**TOLD, "funding": (), "partners": (Partner(name="Gmina", sector="public", role="funder"),)},
    )

    assert "keeping" not in asks_of(free, 2026)
    assert "keeping" in asks_of(paid, 2026)


def test_every_code_stands_in_the_list_that_the_catalogue_follows() -> None:
    assert set(asks_of(candidate("klub", {0: 1.0}), 2026)) <= set(CODES)
    assert len(CODES) == len(set(CODES))
