"""A query compared with the pieces of a passage: its sentences, what opens it (title, need, heading), and what people ask
when it is the answer (`index.asked`).

The mean over a whole record blurs what one sentence says; a need asks for the need, and a title names the thing. A
sentence is read together with the title, without which it often lacks its topic ("Zajęcia odbywają się dwa razy w
tygodniu."); the labels of a practice count as one more. Scores are cosines of the own encoder. The vector of a piece is a
sum of word rows, so its product with the query is a sum of one product for each word: no vector of a piece is kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.lemmas import lemmas
from corpus.practice import Practice
from index.asked import Asked
from index.base_words import SAME, BaseWords
from index.passages import HEADING_SEPARATOR, Passage, field_text


class Kind(IntEnum):
    """What a piece is to its passage. The numbers stand in files."""

    SENTENCE = 0
    OPENING = 1
    ASKED = 2
    TOPIC = 3
    JUDGED = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """The lemmas of a piece of passage number `passage`."""

    passage: int
    kind: Kind
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PieceScores:
    """Best scores [passages] in [0, 1] over the pieces of each kind; `asked` over needs written for the practice and over those
    for which it was judged useful."""

    sentences: NDArray[np.float32]
    openings: NDArray[np.float32]
    asked: NDArray[np.float32]
    topics: NDArray[np.float32]


def pieces_of(number: int, passage: Passage, record: Practice | Document) -> list[Piece]:
    """The pieces that stand in one passage of a record: sentences, the title, and the need of a practice or the heading in a
    document."""
    sentences = [f"{passage.title}\n{line}" for line in passage.text.splitlines()]
    if isinstance(record, Practice):
        second = field_text(record, "need")
    else:
        second = passage.heading.split(HEADING_SEPARATOR)[-1] if passage.heading else ""
    openings = [Piece(number, Kind.OPENING, tuple(lemmas(text))) for text in (passage.title, second) if text]
    inside = [Piece(number, Kind.SENTENCE, tuple(lemmas(text))) for text in (*sentences, passage.labels) if text]
    return [*openings, *inside]


def asked_pieces(number: int, asked: Asked) -> list[Piece]:
    """What people ask when the record of this passage is the answer."""
    texts = {Kind.ASKED: asked.needs, Kind.TOPIC: asked.topics, Kind.JUDGED: asked.judged}
    return [Piece(number, kind, tuple(lemmas(text))) for kind in texts for text in texts[kind]]


def write_pieces(path: Path, words: BaseWords, pieces: Iterable[Piece], passages: int) -> None:
    """Writes the pieces of all passages. Lemmas that the base or the encoder does not know are left out."""
    flat, starts, holders, kinds, lengths = array("i"), array("q"), array("i"), array("b"), array("f")
    for piece in pieces:
        numbers = [words.numbers[lemma] for lemma in piece.lemmas if words.lengths[words.numbers[lemma]] > 0]
        rows = words.directions[numbers] * words.lengths[numbers][:, None]
        length = float(np.linalg.norm(rows.sum(axis=0)))
        if length > 0:
            starts.append(len(flat))
            flat.extend(numbers)
            holders.append(piece.passage)
            kinds.append(piece.kind)
            lengths.append(length)
    np.savez(
        path,
        words=np.array(flat, dtype=np.int32),
        starts=np.array(starts, dtype=np.int64),
        passages=np.array(holders, dtype=np.int32),
        kinds=np.array(kinds, dtype=np.int8),
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
            self._kinds: NDArray[np.int8] = arrays["kinds"]
            self._lengths: NDArray[np.float32] = arrays["lengths"]
            self._size = int(arrays["size"])

    def search(self, lemmas: Sequence[str], *, without: Sequence[str] = ()) -> PieceScores:
        """Scores of all passages for the lemmas of a query; judged needs of just the lemmas `without` stay out."""
        if not len(self._starts):
            nothing = np.zeros(self._size, dtype=np.float32)
            return PieceScores(nothing, nothing, nothing, nothing)
        cosines = self._cosines(lemmas)
        if without:
            cosines[(self._kinds == Kind.JUDGED) & (self._cosines(without) >= SAME)] = 0.0
        sentences, openings, written, topics, judged = (self._best(cosines, self._kinds == kind) for kind in Kind)
        return PieceScores(sentences, openings, np.maximum(written, judged), topics)

    def _cosines(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        products = self._base.products(lemmas)
        return np.asarray(np.add.reduceat(products[self._words], self._starts) / self._lengths, dtype=np.float32)

    @property
    def with_asked(self) -> NDArray[np.int32]:
        """The numbers of the passages of which it is known what people ask, each once."""
        return np.unique(self._passages[(self._kinds == Kind.ASKED) | (self._kinds == Kind.TOPIC)])

    def _best(self, cosines: NDArray[np.float32], chosen: NDArray[np.bool_]) -> NDArray[np.float32]:
        best = np.zeros(self._size, dtype=np.float32)
        np.maximum.at(best, self._passages[chosen], cosines[chosen])
        return np.minimum(best, 1.0, dtype=np.float32)
