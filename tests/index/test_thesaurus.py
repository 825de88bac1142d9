"""Passages scored by concepts: recognised in any form, near by the thesaurus, shown without hidden words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.lemmas import lemmas
from corpus.thesaurus import Concept, thesaurus
from index.answer import SharedConcept
from index.concept_table import BROADER, NARROWER, RELATED, ConceptTable
from index.thesaurus import ConceptIndex, write_concepts

CONCEPTS = (
    Concept("seniors", "osoby starsze", alt=("senior", "emeryt"), hidden=("dziadki",), related=("loneliness",)),
    Concept("seniors-council", "rada seniorów", alt=("GRS",), broader="advisory"),
    Concept("advisory", "ciało doradcze", alt=("zespół doradczy", "bo")),
    Concept("loneliness", "samotność", alt=("osamotnienie",)),
    Concept(
        "homeless",
        "osoby w kryzysie bezdomności",
        alt=("osoby bezdomne", "osoby bez domu"),
        hidden=("bezdomni", "kloszard"),
    ),
    Concept("library", "biblioteka", alt=("czytelnia",)),
)
PASSAGES = (
    "Gminna rada seniorów spotyka się co miesiąc.",
    "Biblioteka zaprasza emerytów i osoby starsze na kawę.",
    "Zespół doradczy przy wójcie.",
    "Walczymy z samotnością: czytelnia, czytelnia i jeszcze raz czytelnia.",
    "Ogrzewalnia dla bezdomnych.",
    "Plan ogólny gminy.",
)


def written(folder: Path, passages: Sequence[str] = PASSAGES) -> ConceptIndex:
    write_concepts(folder, [lemmas(passage) for passage in passages], CONCEPTS)
    return ConceptIndex(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ConceptIndex:
    return written(tmp_path_factory.mktemp("small") / "concepts")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> ConceptIndex:
    """The shipped thesaurus over one passage."""
    folder = tmp_path_factory.mktemp("shipped") / "concepts"
    write_concepts(folder, [lemmas("Klub seniora w świetlicy")])
    return ConceptIndex(folder)


@pytest.mark.parametrize(
    ("need", "concept"),
    [
        ("kołom gospodyń wiejskich", "kgw"),
        ("kola gospodyn wiejskich", "kgw"),
        ("SAMOTNYCH SENIORÓW", "loneliness-seniors"),
        ("rodzin zastępczych", "foster-family"),
        ("rodziny zastepczej", "foster-family"),
        ("z funduszu sołeckiego", "solecki-fund"),
        ("psy bez właścicieli", "stray-animals"),
        ("dzieciom z autyzmem", "autism"),
        ("w pustej szkole, czyli w pustostanie", "vacant-building"),
        ("dla kopciuchów nie ma miejsca", "air-quality"),
    ],
)
def test_the_shipped_concepts_are_recognised_whatever_the_form(shipped: ConceptIndex, need: str, concept: str) -> None:
    assert concept in shipped.recognised(lemmas(need))


def test_words_that_only_look_like_a_name_are_none(shipped: ConceptIndex) -> None:
    # "BO", "PSU", "OKO" and "osoby potrzebujące" have everyday doubles
    assert shipped.recognised(lemmas("bo psu wpadło coś w oko i potrzebuje")) == ()


def test_a_longer_phrase_counts_with_the_ones_inside_it(index: ConceptIndex) -> None:
    assert index.recognised(lemmas("gminnych rad seniorów")) == ("seniors", "seniors-council")


def test_passages_that_name_the_concept_in_other_words_are_found(index: ConceptIndex) -> None:
    passages, scores = index.search(lemmas("Czy są czytelnie?"))

    assert passages.tolist() == [1, 3]
    assert scores.dtype == np.float32
    assert ((scores > 0) & (scores <= 1)).all()


@pytest.mark.parametrize(
    ("need", "passage"),
    [
        ("GRS", 2),  # the wider concept of what was asked for
        ("zespół doradczy", 0),  # the narrower one
        ("osamotnienie", 1),  # one beside it, though only the other entry says so
        ("dziadki", 3),
    ],
)
def test_neighbouring_concepts_count_a_part(index: ConceptIndex, need: str, passage: int) -> None:
    passages, scores = index.search(lemmas(need))

    assert passage in passages.tolist()
    assert scores[passages.tolist().index(passage)] < scores.max()


def test_what_stands_next_to_a_concept_has_the_best_share_that_links_them() -> None:
    wide = Concept("wide", "las", related=("narrow",))
    narrow = Concept("narrow", "bór", broader="wide")

    table = ConceptTable.of([wide, narrow])

    assert table.neighbours(1) == {0: BROADER}
    assert table.neighbours(0) == {1: max(RELATED, NARROWER)}


@pytest.mark.parametrize("need", ["", "?!", "coś zupełnie innego", "bo"])
def test_a_query_without_a_concept_finds_nothing(index: ConceptIndex, need: str) -> None:
    passages, scores = index.search(lemmas(need))

    assert (passages.size, scores.size) == (0, 0)
    assert passages.dtype == np.int64


@pytest.mark.parametrize("passages", [(), ("",), ("Plan ogólny",)])
def test_passages_without_concepts_are_never_found(tmp_path: Path, passages: tuple[str, ...]) -> None:
    found, _ = written(tmp_path / "concepts", passages).search(lemmas("klub seniora"))

    assert found.size == 0


WORDS = st.sampled_from("senior rada emeryt samotność biblioteka czytelnia zespół doradczy kloszard plan".split())
TEXTS = st.lists(WORDS, max_size=8)


@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=6), TEXTS)
def test_search_is_the_cosine_of_concept_vectors(scratch: Path, passages: list[list[str]], query: list[str]) -> None:
    folder = scratch / f"concepts-{len(list(scratch.iterdir()))}"
    write_concepts(folder, passages, CONCEPTS)

    found, scores = ConceptIndex(folder).search(query)

    expected = _slow_cosines(passages, query)
    assert found.tolist() == [number for number, score in enumerate(expected) if score > 0]
    assert scores == pytest.approx([score for score in expected if score > 0], abs=1e-6)


def _slow_cosines(passages: list[list[str]], query: list[str]) -> list[float]:
    phrases = {tuple(lemmas(term)): c.id for c in CONCEPTS for term in c.terms if term != "bo"}

    def counts(words: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if concept := phrases.get(tuple(words[start:end])):
                    found[concept] = found.get(concept, 0) + 1
        return found

    held = [counts(words) for words in passages]
    idf = {
        c.id: math.log(1 + (len(held) - n + 0.5) / (n + 0.5))
        for c in CONCEPTS
        for n in [sum(c.id in found for found in held)]
    }
    asked = {concept: 1 + math.log(count) for concept, count in counts(query).items()}
    spread = dict(asked)
    for c in CONCEPTS:
        links = [(c.id, other, RELATED) for other in c.related] + [(other, c.id, RELATED) for other in c.related]
        if c.broader:
            links += [(c.id, c.broader, BROADER), (c.broader, c.id, NARROWER)]
        for source, target, share in links:
            if source in asked:
                spread[target] = max(spread.get(target, 0.0), share * asked[source])
    query_vector = {concept: weight * idf[concept] for concept, weight in spread.items()}
    cosines = []
    for found in held:
        vector = {concept: (1 + math.log(count)) * idf[concept] for concept, count in found.items()}
        product = sum(weight * query_vector.get(concept, 0.0) for concept, weight in vector.items())
        lengths = math.hypot(*vector.values()) * math.hypot(*query_vector.values())
        cosines.append(product / lengths if product else 0.0)
    return cosines


def test_the_reason_names_the_words_of_both_sides(index: ConceptIndex) -> None:
    reasons = index.shared(lemmas("zajęcia dla seniorów w czytelniach"), lemmas(PASSAGES[1]))

    assert {replace(reason, phrases=()) for reason in reasons} == {
        SharedConcept("seniors", "senior", "osoby starsze"),
        SharedConcept("library", "czytelnia", "biblioteka"),
    }
    # And the words of the record by which it is known, to be marked there
    assert {reason.phrases for reason in reasons} == {
        (("osoba", "stary"), ("emeryt",)),
        (("biblioteka",),),
    }


def test_rarer_concepts_come_first(tmp_path: Path) -> None:
    index = written(tmp_path / "concepts", (*PASSAGES, "Seniorzy", "Seniorzy", "Seniorzy"))

    reasons = index.shared(lemmas("zajęcia dla seniorów w czytelniach"), lemmas(PASSAGES[1]))

    assert [reason.concept for reason in reasons] == ["library", "seniors"]


def test_words_that_both_sides_use_are_no_reason_of_this_kind(index: ConceptIndex) -> None:
    assert index.shared(lemmas("Biblioteka dla emerytek i emerytów"), lemmas("w bibliotekach emeryci")) == ()


@pytest.mark.parametrize(
    ("need", "text", "reason"),
    [
        ("nocleg osób bez domu", "kloszardzi na dworcu", ("osoby bez domu", "osoby w kryzysie bezdomności")),
        ("kloszardzi na dworcu", "nocleg dla osób bezdomnych", ("osoby w kryzysie bezdomności", "osoby bezdomne")),
        ("dziadki siedzą same", "klub dla emerytów", ("osoby starsze", "emeryt")),
    ],
)
def test_a_hidden_word_finds_and_is_not_shown(
    index: ConceptIndex, need: str, text: str, reason: tuple[str, str]
) -> None:
    (shared,) = index.shared(lemmas(need), lemmas(text))

    assert (shared.in_query, shared.in_record) == reason


def test_no_hidden_term_of_the_shipped_thesaurus_is_ever_shown(shipped: ConceptIndex) -> None:
    hidden = {term for concept in thesaurus() for term in concept.hidden}
    everything = [lemma for concept in thesaurus() for term in concept.terms for lemma in [*lemmas(term), "."]]
    preferred = [lemma for concept in thesaurus() for lemma in [*lemmas(concept.pref), "."]]
    told = [lemma for term in sorted(hidden) for lemma in [*lemmas(term), "."]]

    reasons = [*shipped.shared(told, preferred), *shipped.shared(preferred, told), *shipped.shared(everything, told)]

    assert reasons
    assert hidden.isdisjoint(word for reason in reasons for word in (reason.in_query, reason.in_record))


def test_the_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    written(tmp_path / "a")
    written(tmp_path / "b")

    names = sorted(path.name for path in (tmp_path / "a").iterdir())

    assert names == sorted(path.name for path in (tmp_path / "b").iterdir())
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    table = ConceptTable.of(thesaurus())
    table.write(tmp_path / "table.json")

    read = ConceptTable.read(tmp_path / "table.json")

    assert read.ids == table.ids
    assert [read.neighbours(n) for n in range(len(read.ids))] == [table.neighbours(n) for n in range(len(table.ids))]
    for concept in thesaurus():
        words = lemmas(concept.pref)
        assert read.counts(words) == table.counts(words)
        assert read.named(words) == table.named(words)
