"""Tuning on pairs: needs come near the practices that answer them, and little else moves."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.cards import STARTER, load_folder
from index.filters import Filters
from index.judgements import Need
from index.lexicon import Word
from index.training.contrastive import Tuning, tune
from index.training.pairs import (
    Concept,
    Example,
    Judged,
    JudgedBase,
    Material,
    WordPairs,
    judged_base,
    read_concepts,
    read_examples,
    word_pairs,
)
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
NOBODY = JudgedBase((), (), ())
MATERIAL = Material(EXAMPLES, [], NOBODY, CONCEPTS, [])


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
    rows = tune(begun, Material(EXAMPLES, [], NOBODY, CONCEPTS, words), QUICK)
    without = tune(begun, MATERIAL, QUICK)

    assert nearness(rows, "kolarz", "rower") > nearness(without, "kolarz", "rower")
    assert nearness(rows, "emeryt", "senior") > nearness(rows, "emeryt", "rower")


def test_needs_of_real_practices_are_tuned_on_beside_invented_ones() -> None:
    real = [Example(ids("obiad"), (ids("mapa"),))]
    rows = tune(start(), Material(EXAMPLES, real, NOBODY, CONCEPTS, []), QUICK)

    assert nearness(rows, "mapa", "obiad") > nearness(start(), "mapa", "obiad")


def test_of_two_practices_judged_useful_the_better_one_comes_nearer() -> None:
    # Given a need for which one practice is clearly useful, one a little, and one not at all
    practices = (ids("rower"), ids("trasa"), ids("obiad"))
    judged = JudgedBase(practices, (Judged(ids("mapa"), {0: 7.0, 1: 1.0}),), ())

    rows = tune(start(), Material(EXAMPLES[:1], [], judged, CONCEPTS, []), QUICK)

    near = [nearness(rows, "mapa", word) for word in ("rower", "trasa", "obiad")]
    assert near == sorted(near, reverse=True)
    assert near[0] > nearness(start(), "mapa", "rower") + 0.1


def test_a_need_without_an_answer_moves_away_from_what_is_held() -> None:
    practices = (ids("rower"), ids("obiad"))
    answered = (Judged(ids("mapa"), {0: 7.0}),)
    begun = start() + 0.6 * np.eye(len(WORDS), 12, dtype=np.float32)[:, ::-1]

    def best(unanswered: tuple[tuple[int, ...], ...]) -> float:
        judged = JudgedBase(practices, answered, unanswered)
        rows = tune(begun, Material(EXAMPLES[:1], [], judged, CONCEPTS, []), QUICK)
        return max(nearness(rows, "kamień", word) for word in ("rower", "obiad"))

    assert best((ids("kamień"),)) < best(())


def test_judged_needs_are_read_with_their_gains_and_those_without_an_answer_apart() -> None:
    practices = sorted(load_folder(STARTER), key=lambda practice: practice.id)[:3]
    first, second = practices[0].id, practices[1].id

    def words(text: str) -> tuple[int, ...]:
        return () if text == "nikt" else (len(text),)

    base = judged_base(
        practices,
        [
            Need("a", "rower", "", Filters(), {first: 3, second: 1, "inna": 3}),
            Need("b", "kamień", "", Filters(), {second: 1}),
            Need("c", "nikt", "", Filters(), {first: 3}),
            Need("d", "obiad", "", Filters(), {"inna": 3}),
        ],
        words,
    )

    assert len(base.practices) == 3
    assert base.answered == (Judged((5,), {0: 7.0, 1: 1.0}),)
    assert base.unanswered == ((6,),)


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
