"""Themes and forms lead to articles of the act, marked as derived."""

from __future__ import annotations

from corpus import vocabulary
from corpus.legal import legal_bases
from tests.corpus.records import practice


def test_a_practice_for_seniors_by_contract_rests_on_spheres_and_a_form() -> None:
    bases = legal_bases(practice(themes=["seniors"], cooperation_forms=["task_contract"]))

    assert [(basis.code, basis.article) for basis in bases] == [
        ("art4.10", "art. 4 ust. 1 pkt 10"),
        ("art5.2.1", "art. 5 ust. 2 pkt 1"),
    ]
    assert bases[0].label == "osoby w wieku emerytalnym"
    assert all(basis.derived and basis.legal_state == "Dz.U. 2024 poz. 1491" for basis in bases)


def test_a_basis_that_two_codes_share_stands_once() -> None:
    bases = legal_bases(
        practice(themes=["environment", "animal_welfare"], cooperation_forms=["small_grant", "regranting"])
    )

    assert [basis.code for basis in bases] == ["art4.18", "art19a", "art5.2.1", "art16a"]


def test_forms_outside_the_act_derive_nothing() -> None:
    bases = legal_bases(
        practice(themes=["transport_mobility"], cooperation_forms=["village_fund", "participatory_budget"])
    )

    assert bases == ()


def test_every_theme_and_form_has_its_row() -> None:
    for theme in vocabulary.load("themes").codes:
        legal_bases(practice(themes=[theme]))
    for form in vocabulary.load("cooperation_forms").codes:
        legal_bases(practice(cooperation_forms=[form]))


def test_the_article_shown_with_a_theme_is_the_first_basis_derived_from_it() -> None:
    for term in vocabulary.load("themes").terms:
        first = legal_bases(practice(themes=[term.code], cooperation_forms=[]))[:1]

        assert term.article == (first[0].article if first else None), term.code
