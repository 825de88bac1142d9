"""The vocabularies hold the codes of the record, with labels and synonyms fit to be shown and searched."""

from __future__ import annotations

import csv
from typing import get_args

import pytest

from corpus import practice, vocabulary
from tests.corpus.records import SHARED

SIZES = {
    "themes": 29,
    "target_groups": 22,
    "cooperation_forms": 19,
    "sectors": 6,
    "roles": 3,
    "reach": 4,
    "voivodeships": 16,
    "kinds": 2,
    "evidence_levels": 5,
    "legal_spheres": 41,
    "legal_forms": 15,
    "programme_elements": 11,
    "completeness": 7,
    "table_columns": 27,
}
SEARCHED = ("themes", "target_groups", "cooperation_forms")


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_each_vocabulary_is_complete(name: str, size: int) -> None:
    assert len(vocabulary.load(name).terms) == size


@pytest.mark.parametrize("name", SIZES)
def test_labels_stand_in_the_middle_of_a_sentence_and_differ(name: str) -> None:
    terms = vocabulary.load(name).terms

    for term in terms:
        assert term.pl[0].islower() or term.pl.startswith(("NGO", "JST")), term.code
        assert not term.pl.endswith(".")
        assert term.en
    assert len({term.pl for term in terms}) == len(terms)


@pytest.mark.parametrize("name", SIZES)
def test_synonyms_are_texts_and_stand_once(name: str) -> None:
    for term in vocabulary.load(name).terms:
        assert all(isinstance(synonym, str) and synonym.strip() == synonym for synonym in term.synonyms)
        assert len(set(term.synonyms) | {term.pl}) == len(term.synonyms) + 1, term.code


@pytest.mark.parametrize("name", SEARCHED)
def test_what_people_type_leads_to_every_code(name: str) -> None:
    for term in vocabulary.load(name).terms:
        assert len(term.synonyms) >= 6, term.code


@pytest.mark.parametrize(
    ("word", "theme"),
    [
        ("dziadkowie", "seniors"),
        ("kopciuchy", "energy_climate"),
        ("bezrobotni", "employment_reintegration"),
        ("bezpański pies", "animal_welfare"),
        ("brak autobusu", "transport_mobility"),
        ("darmowy prawnik", "citizen_advice"),
        ("koło gospodyń wiejskich", "rural_development"),
    ],
)
def test_everyday_words_are_synonyms_of_a_theme(word: str, theme: str) -> None:
    assert word in vocabulary.load("themes").term(theme).synonyms


@pytest.mark.parametrize(
    ("name", "literal"),
    [
        ("sectors", practice.Sector),
        ("roles", practice.Role),
        ("reach", practice.Reach),
        ("evidence_levels", practice.EvidenceLevel),
    ],
)
def test_closed_sets_of_the_record_and_their_vocabularies_agree(name: str, literal: object) -> None:
    assert vocabulary.load(name).codes == get_args(literal)


@pytest.mark.parametrize("name", ["legal_spheres", "legal_forms", "programme_elements", "themes", "cooperation_forms"])
def test_articles_come_with_the_legal_state(name: str) -> None:
    assert vocabulary.load(name).legal_state == "Dz.U. 2024 poz. 1491"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside this checkout")
def test_the_spheres_are_those_of_the_act() -> None:
    with (SHARED / "ustawa_art4.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert list(vocabulary.load("legal_spheres").codes) == [row["code"] for row in rows]
