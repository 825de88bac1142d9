"""What words mean in local life: the file, and what it teaches vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.lexicon import Word, lexicon_weights, read_lexicon
from index.training.lexicon import LENGTHS, taught
from index.training.vectors import Matrix

WORDS = ("senior", "emeryt", "rower", "trasa", "duży")


def start() -> Matrix:
    return np.eye(len(WORDS), 8, dtype=np.float32)


def cosine(one: Matrix, other: Matrix) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def test_a_row_turns_towards_its_associates_and_no_other_turns() -> None:
    vocabulary, rows = taught(WORDS, start(), [Word("emeryt", 2, ("senior",))])

    assert vocabulary == WORDS
    assert cosine(rows[1], rows[0]) > 0.3
    assert rows[[0, 2, 3, 4]] == pytest.approx(start()[[0, 2, 3, 4]])


def test_a_word_that_the_texts_lack_gets_a_row_from_its_associates() -> None:
    vocabulary, rows = taught(
        WORDS, start(), [Word("utw", 3, ("senior", "nikt")), Word("oksana", 1, ("emeryt",)), Word("xyz", 3, ())]
    )

    # A name and a word without a known associate stay out
    assert vocabulary == (*WORDS, "utw")
    assert cosine(rows[-1], rows[0]) == pytest.approx(1.0)


def test_a_word_of_the_frame_counts_less_than_a_topic() -> None:
    _, rows = taught(WORDS, start(), [Word("duży", 0, ()), Word("rower", 3, ("trasa",))])
    lengths = np.linalg.norm(rows, axis=1)

    assert lengths.tolist() == pytest.approx([1, 1, LENGTHS[3], 1, LENGTHS[0]])


def test_the_shipped_lexicon_is_whole() -> None:
    words = read_lexicon()

    lemmas = [word.lemma for word in words]
    assert lemmas == sorted(set(lemmas))
    assert len(words) == 9_600
    assert all(word.associates for word in words if word.weight >= 2)
    known = {word.lemma: word for word in words}
    assert known["pcpr"].weight == 3
    assert "powiatowe centrum pomocy rodzinie" in known["pcpr"].associates
    assert lexicon_weights() == {word.lemma: word.weight for word in words}


def test_a_line_without_a_weight_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("senior\t7\temeryt\n", encoding="utf-8")

    with pytest.raises(ValueError, match="senior"):
        read_lexicon(path)
