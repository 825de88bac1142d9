"""BM25 and names in tantivy, held to the textbook."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.lexical import BOOSTS, LexicalIndex, LexicalPassage, write_lexical
from index.reference import PlainBm25

_numbers = itertools.count()


def indexed(folder: Path, passages: Sequence[LexicalPassage]) -> LexicalIndex:
    """An index of the passages in a folder of its own below `folder`."""
    place = folder / f"lexical-{next(_numbers)}"
    write_lexical(place, passages)
    return LexicalIndex(place)


def body(text: str) -> LexicalPassage:
    return LexicalPassage([], text.split(), [], [])


def named(*names: str, places: Sequence[str] = ()) -> LexicalPassage:
    return LexicalPassage([], ["praktyka"], [name.split() for name in names], [name.split() for name in places])


def found(index: LexicalIndex, *words: str) -> dict[int, float]:
    passages, scores = index.search(words, 1000)
    return {int(number): float(score) for number, score in zip(passages, scores, strict=True)}


# tantivy keeps the length of a text exactly up to 40 words and roughly above: short texts compare exactly.
texts = st.lists(st.lists(st.sampled_from("klub senior wieś straż dom żłobek".split()), max_size=12), max_size=8)
queries = st.lists(st.sampled_from("klub senior wieś straż nieznane".split()), max_size=4, unique=True)


@settings(max_examples=40)
@given(texts, queries)
def test_scores_are_those_of_the_textbook(scratch: Path, documents: list[list[str]], query: list[str]) -> None:
    # Given the same short texts in the index and in the plain reference
    index = indexed(scratch, [LexicalPassage([], words, [], []) for words in documents])
    reference = PlainBm25([f"{number:03}" for number in range(len(documents))], documents)

    # When both are asked
    scores = found(index, *query)

    # Then the same texts are found, with the same scores
    expected = {number: score for number, score in enumerate(reference.scores(query)) if score > 0}
    assert scores == pytest.approx(expected, rel=1e-4)


@settings(max_examples=15)
@given(texts, texts, queries)
def test_a_title_adds_its_own_score_with_its_boost(
    scratch: Path, bodies: list[list[str]], titles: list[list[str]], query: list[str]
) -> None:
    size = min(len(bodies), len(titles))
    pairs = list(zip(bodies[:size], titles[:size], strict=True))
    index = indexed(scratch, [LexicalPassage(title, words, [], []) for words, title in pairs])
    ids = [str(number) for number in range(size)]
    by_field = {"body": PlainBm25(ids, bodies[:size]), "title": PlainBm25(ids, titles[:size])}

    scores = found(index, *query)

    totals = [
        sum(boost * by_field[field].scores(query)[number] for field, boost in BOOSTS.items()) for number in range(size)
    ]
    assert scores == pytest.approx({number: score for number, score in enumerate(totals) if score > 0}, rel=1e-4)


def test_the_best_of_many_come_first_and_the_rest_is_cut(tmp_path: Path) -> None:
    index = indexed(tmp_path, [body(f"klub {'senior ' * number}") for number in range(8)])

    passages, scores = index.search(["klub"], 3)

    # The shorter the text, the more its one "klub" counts
    assert passages.tolist() == [0, 1, 2]
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)


@pytest.mark.parametrize(
    "word", ["AND", "OR", "NOT", '"', ":", "*", "klub*", "body:klub", "(", "~", "^2", "\\", "[a", "';DROP", "🏡"]
)
def test_characters_of_query_languages_are_plain_words(tmp_path: Path, word: str) -> None:
    # Given one text with the word itself and one that it would match if it were syntax
    index = indexed(tmp_path, [body(f"dom {word}"), body("klub")])

    # When it is asked for, then it finds itself and nothing else
    assert set(found(index, word)) == {0}


def test_words_are_taken_letter_by_letter(tmp_path: Path) -> None:
    # The index neither lowers nor stems: lemmas come ready, and "łąka" is not "laka"
    index = indexed(tmp_path, [body("łąka"), body("laka"), body("Łąka")])

    assert set(found(index, "łąka")) == {0}


def test_an_index_without_passages_answers_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path, [])

    assert found(index, "klub") == {}
    assert index.named(["klub"], whole=True, fields=("names",), limit=5).size == 0
    assert index.document_frequency("klub") == 0


def test_a_query_without_words_finds_nothing(tmp_path: Path) -> None:
    index = indexed(tmp_path, [body("klub")])

    passages, scores = index.search([], 10)

    assert (passages.size, scores.size) == (0, 0)
    assert passages.dtype == np.int64


def test_document_frequency_counts_passages_not_occurrences(tmp_path: Path) -> None:
    index = indexed(tmp_path, [body("klub klub klub"), body("klub dom"), body("dom")])

    assert index.document_frequency("klub") == 2
    assert index.document_frequency("nieznane") == 0


def names_of(index: LexicalIndex, name: str, *, whole: bool, places: bool = False) -> list[int]:
    fields = ("names", "places") if places else ("names",)
    return sorted(index.named(name.split(), whole=whole, fields=fields, limit=10).tolist())


@pytest.fixture
def registry(tmp_path: Path) -> LexicalIndex:
    return indexed(
        tmp_path,
        [
            named("klub senior", "stowarzyszenie gineka", places=["rybnik"]),
            named("klub senior w rybnik", "gmina rybnik"),
            named("senior klub", "stowarzyszenie", "gineka fundacja"),
        ],
    )


def test_a_whole_name_is_that_name_and_no_longer_one(registry: LexicalIndex) -> None:
    assert names_of(registry, "klub senior", whole=True) == [0]
    assert names_of(registry, "rybnik", whole=True) == []
    assert names_of(registry, "rybnik", whole=True, places=True) == [0]


def test_a_part_of_a_name_is_a_phrase_in_order(registry: LexicalIndex) -> None:
    assert names_of(registry, "klub senior", whole=False) == [0, 1]
    assert names_of(registry, "gineka", whole=False) == [0, 2]


def test_a_phrase_never_runs_over_the_end_of_a_name(registry: LexicalIndex) -> None:
    # Passage 2 has a name that ends with "stowarzyszenie", and the next one begins with "gineka"
    assert names_of(registry, "stowarzyszenie gineka", whole=False) == [0]


def test_no_words_name_nothing(registry: LexicalIndex) -> None:
    assert names_of(registry, "", whole=True) == []


def test_the_same_passages_give_the_same_answers_from_a_second_index(tmp_path: Path) -> None:
    passages = [body(f"klub {word}") for word in "senior dom wieś dom straż".split()]
    first, second = indexed(tmp_path, passages), indexed(tmp_path, passages)

    assert first.search(["klub", "dom"], 10)[0].tolist() == second.search(["klub", "dom"], 10)[0].tolist()
