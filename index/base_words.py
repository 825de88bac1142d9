"""The words of a base as the own encoder sees them: one direction and one weight for each lemma."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.static_encoder import StaticEncoder

# From this cosine on two texts are one: the same lemmas.
SAME = 0.999


def write_lemmas(path: Path, lemmas: Sequence[str]) -> None:
    """Writes the lemmas of a base, one a line."""
    path.write_text("".join(f"{lemma}\n" for lemma in lemmas), encoding="utf-8")


def read_lemmas(path: Path) -> list[str]:
    """What `write_lemmas` wrote."""
    return path.read_text(encoding="utf-8").split("\n")[:-1]


class BaseWords:
    """The lemmas of a base, numbered in their order; `directions` [n, dim] of length 1 and `lengths` [n], both 0 for a lemma
    that the encoder does not know."""

    def __init__(self, lemmas: Sequence[str], encoder: StaticEncoder) -> None:
        self._encoder = encoder
        self.numbers = {lemma: number for number, lemma in enumerate(lemmas)}
        self.directions, self.lengths = _split(encoder.rows(lemmas))
        # One query is compared with words of records and with words of names.
        self._nearness = lru_cache(maxsize=2)(self._compared)

    def __len__(self) -> int:
        return len(self.numbers)

    def known(self, lemmas: Sequence[str]) -> list[str]:
        """The distinct ones that the base holds or the encoder knows, in their order."""
        return [lemma for lemma in dict.fromkeys(lemmas) if lemma in self.numbers or lemma in self._encoder]

    def nearness(self, lemmas: Sequence[str]) -> Vectors:
        """Cosines [words of the base, lemmas], not to be written to; 1 for the same word, 0 where the encoder does not know one of
        the two."""
        return self._nearness(tuple(lemmas))

    def _compared(self, lemmas: tuple[str, ...]) -> Vectors:
        asked, _ = _split(self._encoder.rows(lemmas))
        cosines: Vectors = self.directions @ asked.T
        for column, lemma in enumerate(lemmas):
            if (number := self.numbers.get(lemma)) is not None:
                cosines[number, column] = 1.0
        cosines.flags.writeable = False
        return cosines

    def products(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """Inner products [words of the base] of the weighted rows with the vector of a text of these lemmas."""
        vector = self._encoder.encode_lemmas([lemmas])[0]
        return np.asarray(self.lengths * (self.directions @ vector), dtype=np.float32)


def _split(rows: Vectors) -> tuple[Vectors, NDArray[np.float32]]:
    lengths = np.linalg.norm(rows, axis=1)
    directions = np.zeros_like(rows)
    np.divide(rows, lengths[:, None], out=directions, where=lengths[:, None] > 0)
    return directions, lengths.astype(np.float32)
