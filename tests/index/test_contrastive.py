"""Tuning on pairs: needs come near the practices that answer them, and little else moves."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.lexicon import Word
from index.training.contrastive import Tuning, tune
from index.training.pairs import Concept, Example, Material, WordPairs, read_concepts, read_examples, word_pairs
from index.training.vectors import Matrix

WORDS = ("senior", "dziadek", "emeryt", "obiad", "rower", "trasa", "kolarz", "mapa", "kamień")
NUMBERS = {word: number for number, word in enumerate(WORDS)}
QUICK = Tuning(steps=30, batch=4, seeds=2, concept_share=0.25)


def ids(text: str) -> tuple[int, ...]:
    return tuple(NUMBERS[word] for word in text.split() if word in NUMBERS)


def start() -> Matrix:
    """Nine words in different directions, none near another."""
    return np.eye(len(WORDS), 12, dtype=np.float32) + 0.05


EXAMPLES = [
    Example(ids("senior obiad"), (ids("dziadek"), ids("emeryt"))),
    Example(ids("rower trasa"), (ids("kolarz"), ids("mapa"))),
]
CONCEPTS = [Concept((ids("senior"), ids("emeryt")), (ids("dziadek"),))]
MATERIAL = Material(EXAMPLES, [], CONCEPTS, [])


def nearness(rows: Matrix, one: str, other: str) -> float:
    a, b = rows[NUMBERS[one]], rows[NUMBERS[other]]
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_a_need_comes_nearer_to_its_practice_than_to_another() -> None:
    begun = start()
    rows = tune(begun, MATERIAL, QUICK)

    assert nearness(rows, "dziadek", "senior") > nearness(begun, "dziadek", "senior") + 0.1
    assert nearness(rows, "dziadek", "senior") > nearness(rows, "dziadek", "rower")
    assert nearness(rows, "kolarz", "trasa") > nearness(rows, "kolarz", "obiad")


def test_a_word_of_no_pair_stays_where_it_was() -> None:
    begun = start()
    rows = tune(begun, MATERIAL, QUICK)

    assert rows[NUMBERS["kamień"]] == pytest.approx(begun[NUMBERS["kamień"]], abs=1e-6)


def test_a_stronger_pull_keeps_the_rows_nearer_to_the_start() -> None:
    begun = start()
    free = tune(begun, MATERIAL, Tuning(steps=30, batch=4, seeds=1, pull=0.0))
    held = tune(begun, MATERIAL, Tuning(steps=30, batch=4, seeds=1, pull=100.0))

    assert np.linalg.norm(held - begun) < np.linalg.norm(free - begun)


def test_the_same_input_gives_the_same_rows() -> None:
    assert np.array_equal(tune(start(), MATERIAL, QUICK), tune(start(), MATERIAL, QUICK))


def test_pairs_are_read_and_texts_without_a_known_word_left_out(tmp_path: Path) -> None:
    records = [
        {"practice": "senior obiad", "needs": ["dziadek", "nikt", "emeryt"]},
        {"practice": "nikt", "needs": ["dziadek"]},
        {"practice": "rower", "needs": ["nikt"]},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")

    assert read_examples(path, ids) == [Example(ids("senior obiad"), (ids("dziadek"), ids("emeryt")))]


def test_concepts_need_something_to_pair(tmp_path: Path) -> None:
    records = [
        {"pref": "senior", "alt": ["emeryt", "nikt"], "problem_phrases": ["dziadek nikt"]},
        {"pref": "rower", "alt": [], "problem_phrases": []},
        {"pref": "nikt", "alt": [], "problem_phrases": ["kolarz", "mapa"]},
    ]
    path = tmp_path / "thesaurus.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")

    assert read_concepts(path, ids) == [Concept((ids("senior"), ids("emeryt")), (ids("dziadek"),))]


def test_a_lemma_comes_nearer_to_what_it_is_associated_with() -> None:
    begun = start()
    words = [
        WordPairs(ids("kolarz"), (ids("rower"), ids("trasa")), 1.0),
        WordPairs(ids("emeryt"), (ids("senior"),), 1.0),
    ]
    rows = tune(begun, Material(EXAMPLES, [], CONCEPTS, words), QUICK)
    without = tune(begun, MATERIAL, QUICK)

    assert nearness(rows, "kolarz", "rower") > nearness(without, "kolarz", "rower")
    assert nearness(rows, "emeryt", "senior") > nearness(rows, "emeryt", "rower")


def test_needs_of_real_practices_are_tuned_on_beside_invented_ones() -> None:
    real = [Example(ids("obiad"), (ids("mapa"),))]
    rows = tune(start(), Material(EXAMPLES, real, CONCEPTS, []), QUICK)

    assert nearness(rows, "mapa", "obiad") > nearness(start(), "mapa", "obiad")


def test_a_word_that_tells_of_no_topic_is_paired_with_nothing() -> None:
    words = [
        Word("senior", 3, ("emeryt", "nikt")),
        Word("trasa", 1, ("mapa",)),
        Word("rower", 0, ("kolarz",)),
        Word("obiad", 2, ()),
    ]

    assert word_pairs(words, ids) == [
        WordPairs(ids("senior"), (ids("emeryt"),), 1.0),
        WordPairs(ids("trasa"), (ids("mapa"),), 0.3),
    ]
