"""The encoder that a setting names."""

from __future__ import annotations

from index.encoder import Encoder
from index.static_encoder import OWN, own_encoder


def load_encoder(name: str) -> Encoder:
    """The encoder of the setting PRAKTYKI_ENCODER: "own", or a sentence-transformers model by hub name or local folder."""
    if name == OWN:
        return own_encoder()
    from index.hub_encoder import HubEncoder

    return HubEncoder(name)
