"""Any sentence-transformers model, by hub name or local folder. The only serving module that may import torch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from index.encoder import EncoderMissing, Vectors

_BATCH = 32
# Prefixes that the cards of these families demand, by a piece of the model's name: (query, passage).
_PREFIXES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("mmlw-retrieval", ("zapytanie: ", "")),
    ("multilingual-e5", ("query: ", "passage: ")),
    (
        "stella-pl-retrieval",
        ("Instruct: Given a web search query, retrieve relevant passages that answer the query.\nQuery: ", ""),
    ),
)


class HubEncoder:
    """Pooling and normalisation come from the model itself; vectors are brought to unit length.

    Raises EncoderMissing when the extra `hub` is not installed or the model cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderMissing(
                f"Koder „{name}” wymaga pakietu sentence-transformers. Zainstaluj dodatek: pip install 'dobre-praktyki[hub]'."
            ) from error
        try:
            self._model: Any = SentenceTransformer(name, trust_remote_code=False)
        except (OSError, ValueError) as error:
            raise EncoderMissing(
                f"Nie można wczytać modelu „{name}”. Sprawdź nazwę i połączenie z siecią albo podaj folder z modelem."
            ) from error
        self._name = name
        self._prefixes = next((prefixes for piece, prefixes in _PREFIXES if piece in name), ("", ""))
        digest = hashlib.sha256(repr(self._prefixes).encode())
        for key, tensor in sorted(self._model.state_dict().items()):
            digest.update(f"{key} {tuple(tensor.shape)}".encode())
            digest.update(tensor.float().cpu().numpy().tobytes())
        # The method that tells the dimension has changed its name between versions; a vector has not.
        self._dim = int(self._model.encode(["praktyka"], convert_to_numpy=True, show_progress_bar=False).shape[1])
        self._fingerprint = f"hub-{digest.hexdigest()[:16]}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def dim(self) -> int:
        return self._dim

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._prefixes[0], texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._prefixes[1], texts)

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        encoded = self._model.encode(
            [prefix + text for text in texts], batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False
        )
        # Unit length in 32 bits: a model in 16 bits brings it only to three places.
        vectors = np.asarray(encoded, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0))
