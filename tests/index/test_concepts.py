"""Concepts recognised by the labels and synonyms of the vocabularies, whatever the inflection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import vocabulary
from corpus.lemmas import lemmas
from index.concepts import VOCABULARIES, ConceptMatcher, concept_codes

SMALL = ConceptMatcher(
    [
        ("rada", "council"),
        ("rada seniorów", "seniors_council"),
        ("senior", "seniors"),
        ("senior", "older_people"),
        ("koło gospodyń wiejskich", "rural_women"),
        ("!!!", "nothing"),
    ]
)


def codes(text: str) -> tuple[str, ...]:
    return SMALL.codes(lemmas(text))


def test_the_longest_phrase_counts_and_what_lies_inside_it_does_not() -> None:
    assert codes("gminne rady seniorów") == ("seniors_council",)
    assert codes("rada gminy dla seniorów") == ("council", "older_people", "seniors")


def test_codes_come_in_order_of_appearance_and_once() -> None:
    assert codes("senior w kole gospodyń wiejskich, seniorzy w radzie") == (
        "older_people",
        "seniors",
        "rural_women",
        "council",
    )


def test_an_unfinished_phrase_is_none() -> None:
    assert codes("koło gospodyń miejskich") == ()
    assert codes("koło gospodyń") == ()
    assert codes("") == ()


def test_a_matcher_without_phrases_finds_nothing() -> None:
    assert ConceptMatcher([]).codes(["senior"]) == ()


@pytest.mark.parametrize(
    ("need", "code"),
    [
        ("samotnych seniorów na wsi", "seniors"),
        ("kołom gospodyń wiejskich", "rural_development"),
        ("umowa o inicjatywę lokalną", "local_initiative"),
        ("inicjatywy lokalnej", "local_initiative"),
        ("bezdomni zimą", "homelessness"),
        ("budzet obywatelski w miescie", "participatory_budget"),
    ],
)
def test_the_vocabularies_recognise_needs_in_any_case(need: str, code: str) -> None:
    assert code in concept_codes(lemmas(need))


def test_a_phrase_of_one_vocabulary_does_not_hide_that_of_another() -> None:
    assert {"homeless", "homelessness"} <= concept_codes(lemmas("osobom bezdomnym"))


TERMS = [(term.pl, term.code) for name in VOCABULARIES for term in vocabulary.load(name).terms]


@given(st.sampled_from(TERMS))
def test_every_label_finds_its_own_code(term: tuple[str, str]) -> None:
    label, code = term

    assert code in concept_codes(lemmas(label))


@given(st.lists(st.sampled_from("rada senior koło gospodyni wiejski dla w".split()), max_size=12))
def test_every_code_found_has_its_phrase_in_the_text(words: list[str]) -> None:
    phrases = {
        "council": "rada",
        "seniors_council": "rada senior",
        "seniors": "senior",
        "older_people": "senior",
        "rural_women": "koło gospodyni wiejski",
    }

    found = SMALL.codes(words)

    assert len(found) == len(set(found))
    assert all(f" {phrases[code]} " in f" {' '.join(words)} " for code in found)
