"""The plain peer of the benchmark: eager BM25 over raw words plus a flat vector index, none of our layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.language import raw_words
from corpus.practice import Practice
from index.dense import flat_index
from index.encoder import Encoder
from index.passages import CONTENT_FIELDS, field_text


class PeerMissing(Exception):
    """The package of the peer is not installed; the message says in Polish what to do."""


class PlainPeer:
    """Scores every practice by both ways, adds them, takes the best."""

    def __init__(self, practices: Sequence[Practice], encoder: Encoder) -> None:
        try:
            import bm25s
        except ImportError as error:
            raise PeerMissing(
                "Pomiar porównawczy wymaga pakietu bm25s. Zainstaluj dodatek: pip install 'dobre-praktyki[dev]'."
            ) from error
        texts = [
            " ".join([practice.title, *(field_text(practice, field) for field in CONTENT_FIELDS)])
            for practice in practices
        ]
        self._ids = [practice.id for practice in practices]
        self._encoder = encoder
        self._bm25: Any = bm25s.BM25()
        self._bm25.index([raw_words(text) for text in texts], show_progress=False)
        self._vectors = flat_index(encoder.encode_passages(texts))

    def search(self, query: str, limit: int) -> list[str]:
        """Ids of the best practices."""
        size = len(self._ids)
        dense: NDArray[np.float32] = np.zeros(size, dtype=np.float32)
        products, numbers = self._vectors.search(self._encoder.encode_queries([query]), size)
        dense[numbers[0]] = products[0]
        words = [word for word in raw_words(query) if word in self._bm25.vocab_dict]
        lexical = self._bm25.get_scores(words) if words else np.zeros(size)
        scores = lexical / max(float(lexical.max()), 1e-9) + dense
        return [self._ids[number] for number in np.argsort(-scores)[:limit]]
