"""Any sentence-transformers encoder, by hub name or local folder. Of the serving modules only this one and
`index.cross_encoder` may import torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index.encoder import EncoderMissing, Vectors
from index.hub_models import NotLoaded, loaded, weights_digest
from index.prefixes import prefixes_of

_BATCH = 32


class HubEncoder:
    """Pooling and normalisation come from the model itself, prefixes from it or its family; vectors are of unit length.

    Raises EncoderMissing when the extra `hub` is not installed or the model cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        try:
            self._model: Any = loaded("Koder", name, lambda: _model(name))
        except NotLoaded as error:
            raise EncoderMissing(str(error)) from error
        self._name = name
        self._prefixes = prefixes_of(name, self._model.prompts)
        # The method that tells the dimension has changed its name between versions; a vector has not.
        self._dim = int(self._model.encode(["praktyka"], convert_to_numpy=True, show_progress_bar=False).shape[1])
        self._fingerprint = f"hub-{weights_digest(self._model, repr(self._prefixes))}"

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
        return self._encode(self._model.encode_query, self._prefixes.query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_document, self._prefixes.passage, texts)

    def _encode(self, encode: Callable[..., Any], prefix: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        # The prompt is given even when it is empty: left out, the default prompt of the model would come before it.
        encoded = encode(list(texts), prompt=prefix, batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False)
        # Unit length in 32 bits: a model in 16 bits brings it only to three places.
        vectors = np.asarray(encoded, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0))


def _model(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, trust_remote_code=False)
