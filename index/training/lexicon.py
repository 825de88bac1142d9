"""What the lexicon of local life (`index.lexicon`) teaches the vectors before they are tuned.

The rows of its lemmas begin nearer to those of their associates (Faruqui et al., "Retrofitting word vectors to semantic lexicons",
NAACL 2015: one step of it), lemmas that the texts lack get a row, and the tuning goes on pairing them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.lemmas import lemmas
from index.lexicon import Word
from index.training.vectors import Matrix

# Lengths of rows by weight of the lemma: a frame word ("grupa", "szukać") counts less than a topic ("hospicjum").
LENGTHS = (0.6, 0.85, 1.0, 1.15)
# How far a row turns towards its associates, between 0 and 1.
TURN = 0.3
# A lemma that the texts lack is a rare one: it gets the length of this percentile.
_RARE = 80
# The least weight of a lemma that enters the vocabulary: names of persons have none.
_ENTERS = 2


def taught(vocabulary: Sequence[str], vectors: Matrix, words: Sequence[Word]) -> tuple[tuple[str, ...], Matrix]:
    """The vocabulary with the lemmas that it lacked, and the rows [V, D] turned and scaled as the words say."""
    numbers = {lemma: number for number, lemma in enumerate(vocabulary)}
    lengths = np.linalg.norm(vectors, axis=1)
    towards = {word.lemma: _direction(word, numbers, vectors) for word in words}
    added = [word.lemma for word in words if word.lemma not in numbers and word.weight >= _ENTERS]
    added = [lemma for lemma in added if towards[lemma].any()]
    new = np.array([towards[lemma] for lemma in added], dtype=np.float32).reshape(-1, vectors.shape[1])
    rows = np.vstack([vectors, new * np.percentile(lengths, _RARE)])
    for word in words:
        number = numbers.get(word.lemma)
        if number is not None:
            turned = (1 - TURN) * vectors[number] / max(float(lengths[number]), 1e-9) + TURN * towards[word.lemma]
            rows[number] = turned / max(float(np.linalg.norm(turned)), 1e-9) * lengths[number]
    together = (*vocabulary, *added)
    weights = {word.lemma: LENGTHS[word.weight] for word in words}
    factors = np.array([weights.get(lemma, 1.0) for lemma in together], dtype=np.float32)
    return together, np.asarray(rows * factors[:, None], dtype=np.float32)


def _direction(word: Word, numbers: dict[str, int], vectors: Matrix) -> Matrix:
    """The direction [D] of the sum of the rows of the associates, zeros when none is known."""
    rows = [numbers[lemma] for text in word.associates for lemma in lemmas(text) if lemma in numbers]
    total = vectors[rows].sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)
