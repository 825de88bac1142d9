"""Any cross-encoder of sentence-transformers as a reranker, by hub name or local folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.hub_models import NotLoaded, loaded, weights_digest
from index.reranker import Relevance, RerankerMissing

_BATCH = 16


class HubReranker:
    """Raises RerankerMissing when the extra `hub` is not installed, or the model cannot be loaded or was not trained to give
    one score for a pair."""

    def __init__(self, name: str) -> None:
        try:
            self._model: Any = loaded("Model kolejności", name, lambda: _model(name))
        except NotLoaded as error:
            raise RerankerMissing(str(error)) from error
        if self._model.num_labels != 1 or not _scores_pairs(self._model):
            raise RerankerMissing(
                f"Model „{name}” nie ocenia, czy tekst odpowiada na pytanie. "
                "Podaj w PRAKTYKI_RERANKER model do zmiany kolejności wyników; listę ma docs/encoders.md."
            )
        self._name = name
        self._fingerprint = f"hub-{weights_digest(self._model, 'cross-encoder')}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def relevance(self, query: str, texts: Sequence[str]) -> Relevance:
        if not texts:
            return np.zeros(0, dtype=np.float32)
        scores = self._model.predict(
            [(query, text) for text in texts], batch_size=_BATCH, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(scores, dtype=np.float32)


def _scores_pairs(model: Any) -> bool:
    """False for an encoder or a bare transformer, to which the library would add an untrained last layer of random weights."""
    trained_as = (getattr(model.config, "architectures", None) or [""])[0]
    return str(trained_as).endswith(("ForSequenceClassification", "ForCausalLM"))


def _model(name: str) -> Any:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    # Without the sigmoid that most models end in: near 1 it makes different scores equal.
    return CrossEncoder(name, trust_remote_code=False, activation_fn=Identity())
