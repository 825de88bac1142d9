"""How likely a sentence or item states a need: logistic regression over its features and its vector.

log(p / (1 - p)) = bias + sum of the weights of its features + vector · direction, where the vector is that of the own encoder
(index/static_encoder.py). Trained by `train_needs.py`; kept as one JSON file with where it comes from. Needs numpy alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from index.static_encoder import own_encoder
from search_api.planning.need_features import features_of
from search_api.planning.need_units import Unit

SHIPPED = Path(__file__).parent / "models" / "needs.json"
FORMAT = 1

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NeedModel:
    """`weights` by the name of a feature, `direction` [256] for the vector. A unit is proposed from probability `enough` on, and
    offered apart from `perhaps` on; `perhaps` <= `enough`."""

    weights: dict[str, float]
    direction: Floats
    bias: float
    enough: float
    perhaps: float
    provenance: dict[str, Any]

    def probabilities(self, units: Sequence[Unit], document: Document) -> list[float]:
        """One for each unit of the document, in order, between 0 and 1."""
        if not units:
            return []
        found = list(features_of(units, document))
        vectors = own_encoder().encode_lemmas([words for _, words in found])
        weights = self.weights
        # An exact sum: it does not depend on the order in which a set is walked.
        sums = [math.fsum([weights[name] for name in names if name in weights]) for names, _ in found]
        logits = self.bias + np.array(sums) + vectors.astype(np.float64) @ self.direction
        return [float(one) for one in 1.0 / (1.0 + np.exp(-logits))]


def read_model(path: Path) -> NeedModel:
    """The model of a file. Raises OSError, KeyError or ValueError for one that cannot be read."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise ValueError(f"{path}: format {content['format']}, expected {FORMAT}")
    direction = np.array(content["direction"], dtype=np.float64)
    if direction.shape != (own_encoder().dim,):
        raise ValueError(f"{path}: direction has shape {direction.shape}, the encoder {own_encoder().dim}")
    return NeedModel(
        content["weights"], direction, content["bias"], content["enough"], content["perhaps"], content["provenance"]
    )


def write_model(model: NeedModel, path: Path) -> None:
    """Writes the file: byte for byte the same for the same model."""
    content = {
        "format": FORMAT,
        "provenance": model.provenance,
        "enough": model.enough,
        "perhaps": model.perhaps,
        "bias": round(model.bias, 4),
        "direction": [round(float(one), 4) for one in model.direction],
        "weights": {name: round(model.weights[name], 4) for name in sorted(model.weights)},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


@cache
def shipped() -> NeedModel:
    """The model that comes with the project, read on first use."""
    return read_model(SHIPPED)
