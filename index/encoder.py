"""Texts to vectors: the protocol that every encoder keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class ModelMissing(Exception):
    """A model named in the settings cannot be loaded; the message says in Polish what to do."""


class EncoderMissing(ModelMissing):
    """The encoder named in the settings cannot be loaded."""


class Encoder(Protocol):
    """Turns texts into float32 vectors [n, dim] of unit length; a text without a known word gives zeros."""

    @property
    def name(self) -> str: ...

    @property
    def dim(self) -> int: ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text could get another vector."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...
