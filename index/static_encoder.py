"""The project's own static encoder, served by numpy alone.

It is kept as a sentence-transformers folder (one StaticEmbedding module and a Normalize module): rows of 16-bit weights,
one per lemma, already weighted; row 0 is the unknown word, all zeros. A text is the mean of the rows of its lemmas, brought
to unit length. Trained by `index.training`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from corpus.lemmas import fingerprint as analyser_fingerprint
from corpus.lemmas import lemmas
from corpus.once import once
from index.encoder import EncoderMissing, Vectors

OWN = "own"
OWN_FOLDER = Path(__file__).parent / "models" / "own"
WEIGHTS = "0_StaticEmbedding/model.safetensors"
TOKENIZER = "0_StaticEmbedding/tokenizer.json"
PROVENANCE = "provenance.json"


class StaticEncoder:
    """Mean of weighted lemma rows. Raises EncoderMissing when the folder is not a model of this kind."""

    def __init__(self, folder: Path) -> None:
        try:
            self._rows: NDArray[np.float16] = load_file(folder / WEIGHTS)["embedding.weight"]
            content = (folder / TOKENIZER).read_bytes()
            self._vocabulary: dict[str, int] = json.loads(content)["model"]["vocab"]
        except (OSError, KeyError, TypeError, ValueError, SafetensorError) as error:
            raise EncoderMissing(_unusable(folder, str(error))) from error
        if self._rows.ndim != 2 or max(self._vocabulary.values(), default=0) >= len(self._rows):
            raise EncoderMissing(_unusable(folder, "słownik i wagi nie pasują do siebie"))
        self._name = OWN if folder == OWN_FOLDER else str(folder)
        digest = hashlib.sha256(analyser_fingerprint().encode())
        digest.update(content)
        digest.update(self._rows.tobytes())
        self._fingerprint = f"{OWN}-{digest.hexdigest()[:16]}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def dim(self) -> int:
        return int(self._rows.shape[1])

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_lemmas([lemmas(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.encode_queries(texts)

    def __contains__(self, lemma: str) -> bool:
        """True when the model has a row for this lemma."""
        return lemma in self._vocabulary

    def rows(self, lemmas: Sequence[str]) -> Vectors:
        """The weighted rows [n, dim] of the lemmas, zeros for one that the model does not know."""
        numbers = np.array([self._vocabulary.get(lemma, 0) for lemma in lemmas], dtype=np.int64)
        return np.asarray(self._rows[numbers], dtype=np.float32).reshape(len(numbers), self.dim)

    def encode_lemmas(self, texts: Sequence[Sequence[str]]) -> Vectors:
        """The same for texts that are lemmas already."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, words in enumerate(texts):
            rows = [row for row in map(self._vocabulary.get, words) if row is not None]
            if rows:
                vectors[number] = self._rows[rows].sum(axis=0, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


def _unusable(folder: Path, reason: str) -> str:
    return f"Nie można otworzyć modelu w folderze „{folder}” ({reason}). Zainstaluj program ponownie."


def is_static_folder(folder: Path) -> bool:
    """True for a folder that `index.training` wrote: it takes lemmas, unlike other sentence-transformers folders."""
    return (folder / PROVENANCE).is_file() and (folder / WEIGHTS).is_file()


@once
def own_encoder() -> StaticEncoder:
    """The shipped encoder, read on first use."""
    return StaticEncoder(OWN_FOLDER)
