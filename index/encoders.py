"""The encoder that a setting names."""

from __future__ import annotations

from pathlib import Path

from index.encoder import Encoder
from index.static_encoder import OWN, StaticEncoder, is_static_folder, own_encoder


def load_encoder(name: str) -> Encoder:
    """The encoder of the setting PRAKTYKI_ENCODER: "own", a folder that `index.training` wrote, or any other
    sentence-transformers model by hub name or local folder. Raises EncoderMissing."""
    if name == OWN:
        return own_encoder()
    if is_static_folder(Path(name)):
        return StaticEncoder(Path(name))
    from index.hub_encoder import HubEncoder

    return HubEncoder(name)
