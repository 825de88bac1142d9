"""Textbook BM25, by hand."""

from __future__ import annotations

import pytest

from index.reference import PlainBm25

# Lengths 2, 4 and 3 words: the average is 3.
CLUB = "klub senior".split()
HOME = "dom senior senior wieś".split()
FIRE = "straż klub wieś".split()
BM25 = PlainBm25(["klub", "dom", "straz"], [CLUB, HOME, FIRE])


def test_scores_by_hand() -> None:
    # "senior" stands in 2 of 3 documents: idf = ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln(1.6) = 0.470004
    # score = idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 3))
    # klub:  tf 1, length 2: 2.2 / (1 + 1.2 * 0.75) = 2.2 / 1.9 = 1.157895, times idf: 0.544215
    # dom:   tf 2, length 4: 4.4 / (2 + 1.2 * 1.25) = 4.4 / 3.5 = 1.257143, times idf: 0.590862
    assert BM25.scores(["senior"]) == pytest.approx([0.544215, 0.590862, 0.0], abs=1e-6)


def test_words_add_up_and_each_counts_once() -> None:
    # "straż" stands in 1 of 3 documents: idf = ln(1 + 2.5 / 1.5) = 0.980829; fire: tf 1, length 3: 2.2 / 2.2 = 1
    # "klub" as "senior": idf 0.470004; club: 1.157895, fire: 1
    expected = [0.470004 * 1.157895, 0.0, 0.980829 + 0.470004]

    assert BM25.scores(["straż", "klub"]) == pytest.approx(expected, abs=1e-6)
    assert BM25.scores(["klub", "straż", "klub", "nieznane"]) == pytest.approx(expected, abs=1e-6)


def test_ranking_leaves_out_what_shares_no_word_and_settles_ties_by_id() -> None:
    assert BM25.ranking(["senior"], 10) == ["dom", "klub"]
    assert BM25.ranking(["senior"], 1) == ["dom"]
    assert BM25.ranking(["nieznane"], 10) == []
    assert PlainBm25(["b", "a", "c"], [["klub"], ["klub"], ["dom"]]).ranking(["klub"], 10) == ["a", "b"]


def test_nothing_to_search_gives_nothing() -> None:
    assert PlainBm25([], []).ranking(["klub"], 10) == []
    assert PlainBm25(["a"], [[]]).ranking(["klub"], 10) == []
    assert BM25.ranking([], 10) == []
