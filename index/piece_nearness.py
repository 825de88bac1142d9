"""A query compared with the pieces of a passage: its sentences, and what opens it (title, need, heading).

The mean over a whole record blurs what one sentence says; a need asks for the need, and a title names the thing. A
sentence is read together with the title, without which it often lacks its topic ("Zajęcia odbywają się dwa razy w
tygodniu."); the labels of a practice count as one more. Scores are cosines of the own encoder. The vector of a piece is a
sum of word rows, so its product with the query is a sum of one product for each word: no vector of a piece is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.lemmas import lemmas
from corpus.practice import Practice
from index.base_words import BaseWords
from index.passages import HEADING_SEPARATOR, Passage, field_text


@dataclass(frozen=True, slots=True)
class Piece:
    """The lemmas of a piece of passage number `passage`; `opening` tells title, need and heading from sentences."""

    passage: int
    opening: bool
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PieceScores:
    """Best scores [passages] in [0, 1] over sentences and over openings."""

    sentences: NDArray[np.float32]
    openings: NDArray[np.float32]


def pieces_of(number: int, passage: Passage, record: Practice | Document) -> list[Piece]:
    """The pieces of one passage of a record: sentences, the title, and the need of a practice or the heading in a document."""
    sentences = [f"{passage.title}\n{line}" for line in passage.text.splitlines()]
    if isinstance(record, Practice):
        second = field_text(record, "need")
    else:
        second = passage.heading.split(HEADING_SEPARATOR)[-1] if passage.heading else ""
    pieces = [(True, passage.title), (True, second), *((False, text) for text in (*sentences, passage.labels))]
    return [Piece(number, opening, tuple(lemmas(text))) for opening, text in pieces if text]


def write_pieces(path: Path, words: BaseWords, pieces: Iterable[Piece], passages: int) -> None:
    """Writes the pieces of all passages. Lemmas that the base or the encoder does not know are left out."""
    flat, starts, holders, openings, lengths = array("i"), array("q"), array("i"), array("b"), array("f")
    for piece in pieces:
        numbers = [words.numbers[lemma] for lemma in piece.lemmas if words.lengths[words.numbers[lemma]] > 0]
        rows = words.directions[numbers] * words.lengths[numbers][:, None]
        length = float(np.linalg.norm(rows.sum(axis=0)))
        if length > 0:
            starts.append(len(flat))
            flat.extend(numbers)
            holders.append(piece.passage)
            openings.append(piece.opening)
            lengths.append(length)
    np.savez(
        path,
        words=np.array(flat, dtype=np.int32),
        starts=np.array(starts, dtype=np.int64),
        passages=np.array(holders, dtype=np.int32),
        openings=np.array(openings, dtype=np.bool_),
        lengths=np.array(lengths, dtype=np.float32),
        size=np.int64(passages),
    )


class PieceNearness:
    """Searches a file that `write_pieces` made. Reading only, safe to share between threads."""

    def __init__(self, path: Path, words: BaseWords) -> None:
        self._base = words
        with np.load(path, allow_pickle=False) as arrays:
            self._words: NDArray[np.int32] = arrays["words"]
            self._starts: NDArray[np.int64] = arrays["starts"]
            self._passages: NDArray[np.int32] = arrays["passages"]
            self._openings: NDArray[np.bool_] = arrays["openings"]
            self._lengths: NDArray[np.float32] = arrays["lengths"]
            self._size = int(arrays["size"])

    def search(self, lemmas: Sequence[str]) -> PieceScores:
        """Scores of all passages for the lemmas of a query."""
        if not len(self._starts):
            nothing = np.zeros(self._size, dtype=np.float32)
            return PieceScores(nothing, nothing)
        products = self._base.products(lemmas)
        cosines = (np.add.reduceat(products[self._words], self._starts) / self._lengths).astype(np.float32)
        return PieceScores(self._best(cosines, ~self._openings), self._best(cosines, self._openings))

    def _best(self, cosines: NDArray[np.float32], chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
        best = np.zeros(self._size, dtype=np.float32)
        np.maximum.at(best, self._passages[chosen], cosines[chosen])
        return np.minimum(best, 1.0, dtype=np.float32)
