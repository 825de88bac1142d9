"""The thesaurus: words for the same thing, shipped as files that people edit."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from corpus import vocabulary
from corpus.lemmas import lemmas, lemmatiser
from corpus.thesaurus import GENERAL, Concept, ThesaurusDamaged, faults, read_thesaurus, thesaurus

SENIORS = """\
concepts:
  - id: seniors
    pref: osoby starsze
    alt: [senior, emeryt]
    hidden: [dziadki]
    voiced:
      - nikt nie ma czasu dla starszych ludzi
  - id: senior-club
    pref: klub seniora
    broader: seniors
    related: [ngo]
"""
GENERAL_FILE = "concepts:\n  - {id: ngo, pref: organizacja pozarządowa}\n"
# A concept may be found by these words, but nobody is shown them. Names of organisations keep theirs.
BLUNT = re.compile(
    r"inwalid|upośledz|kalek|menel|narkoman|żul\b|cygan|patolog|kloszard|bidul|alkoholik|pijac|starcy|starców|wariat|więźni"
    r"|nałóg|nałog|niepełnosprawni\b|bezdomni\b|popegeer.*środowisk|slums",
    re.IGNORECASE,
)
NAMES = {
    "Polski Związek Emerytów, Rencistów i Inwalidów",
    "anonimowi narkomani",
    "dorosłe dzieci alkoholików",
    "gminny program przeciwdziałania narkomanii",
    "inwalidzi wojenni",
    "narkomania",
    "przeciwdziałanie narkomanii",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files to read, and to damage."""
    (tmp_path / "seniors.yaml").write_text(SENIORS, encoding="utf-8")
    (tmp_path / f"{GENERAL}.yaml").write_text(GENERAL_FILE, encoding="utf-8")
    return tmp_path


def test_a_file_gives_its_concepts_and_its_name_is_their_theme(folder: Path) -> None:
    ngo, seniors, club = read_thesaurus(folder)

    assert ngo == Concept("ngo", "organizacja pozarządowa")
    assert seniors.theme == "seniors"
    assert seniors.terms == ("osoby starsze", "senior", "emeryt", "dziadki")
    assert seniors.voiced == ("nikt nie ma czasu dla starszych ludzi",)
    assert (club.broader, club.related) == ("seniors", ("ngo",))


def test_a_hidden_term_is_shown_as_the_preferred_one(folder: Path) -> None:
    seniors = read_thesaurus(folder)[1]

    assert [seniors.shown(term) for term in ("senior", "dziadki")] == ["senior", "osoby starsze"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("broader: seniors", "broader: seniorzy", "Pojęcie „senior-club” wskazuje „seniorzy”, a takiego nie ma."),
        ("related: [ngo]", "related: [rada]", "Pojęcie „senior-club” wskazuje „rada”, a takiego nie ma."),
        ("related: [ngo]", "related: [senior-club]", "Pojęcie „senior-club” wskazuje samo siebie."),
        ("id: senior-club", "id: seniors", "Pojęcie „seniors” stoi dwa razy."),
        ("klub seniora", "Emeryt", "Słowa „Emeryt” stoją dwa razy: w pojęciach „seniors” i „senior-club”."),
        ("dziadki", "senior", "Słowa „senior” stoją dwa razy: w pojęciach „seniors” i „seniors”."),
        ("    hidden", "    broader: senior-club\n    hidden", "jest szersze od samego siebie"),
        ("alt: [senior, emeryt]", "alt: senior", "pole „alt” to lista tekstów"),
        ("alt: [senior, emeryt]", "alt: [senior, 60]", "pole „alt” to lista tekstów"),
        ("alt: [senior, emeryt]", "alt: [senior, nie, '']", "pole „alt” to lista tekstów"),
        ("pref: klub seniora", "nazwa: klub seniora", "pojęcie 2: nieznane pola: nazwa"),
        ("    pref: klub seniora\n", "", "pojęcie 2: pole „pref” musi mieć tekst"),
        ("broader: seniors", "broader: [seniors]", "pole „broader” to identyfikator jednego pojęcia"),
        ("alt: [senior", "alt: [[senior", "to nie jest poprawny YAML"),
        ("concepts:", "pojęcia:", "na początku potrzebna jest lista „concepts”"),
        (SENIORS, "concepts: [seniors]", "pojęcie 1: potrzebne są pola"),
    ],
)
def test_a_fault_is_named(folder: Path, old: str, new: str, fault: str) -> None:
    path = folder / "seniors.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(ThesaurusDamaged, match=re.escape(fault)):
        read_thesaurus(folder)


def test_all_faults_between_concepts_are_told_at_once() -> None:
    found = faults([Concept("a", "las", broader="b"), Concept("b", "bór", broader="a"), Concept("c", "las")])

    assert len(found) == 3


def test_a_circle_is_told_for_its_members_only() -> None:
    circle = [Concept("a", "las", broader="b"), Concept("b", "bór", broader="a"), Concept("c", "gaj", broader="a")]

    assert [fault.split("”")[0] for fault in faults(circle)] == ["Pojęcie „a", "Pojęcie „b"]


def test_the_shipped_concepts_are_sound_and_cover_every_theme() -> None:
    themes = {concept.theme for concept in thesaurus()}

    assert themes == {None, *vocabulary.load("themes").codes}


def test_ids_are_plain_words() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id) for concept in thesaurus())


def test_no_phrase_reads_the_same_in_two_concepts() -> None:
    # Compared by lemmas, as texts are: "nałogi" and "nałóg" are one phrase
    owners = defaultdict(set)
    for concept in thesaurus():
        for term in concept.terms:
            owners[tuple(lemmas(term))].add(concept.id)

    assert {phrase: ids for phrase, ids in owners.items() if len(ids) > 1} == {}


def test_every_term_says_something() -> None:
    # "BO" (budżet obywatelski) would read as the conjunction "bo"
    empty = [
        term
        for concept in thesaurus()
        for term in concept.terms
        if all(map(lemmatiser().is_function_word, lemmas(term)))
    ]

    assert empty == []


def test_blunt_words_are_hidden() -> None:
    shown = {term for concept in thesaurus() for term in (concept.pref, *concept.alt)}

    assert {term for term in shown if BLUNT.search(term)} == NAMES


def test_a_problem_is_voiced_once() -> None:
    voiced = [problem for concept in thesaurus() for problem in concept.voiced]

    assert len(set(voiced)) == len(voiced)
