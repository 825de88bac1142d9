"""Whether a snapshot may be searched with what serves: the same encoder, the same words, the same lemmas."""

from __future__ import annotations

from corpus.lemmas import fingerprint as analyser_fingerprint
from index.encoder import Encoder
from index.snapshot import EncoderMismatch, Manifest
from index.static_encoder import own_encoder


def check_fit(manifest: Manifest, encoder: Encoder) -> None:
    """Raises EncoderMismatch, in Polish with what to do, when the snapshot was built with something else."""
    if manifest.encoder_fingerprint != encoder.fingerprint:
        raise EncoderMismatch(
            f"Indeks zbudowano koderem „{manifest.encoder}”, a ustawiony jest „{encoder.name}” (lub jego inna wersja). "
            "Zbuduj indeks od nowa: praktyki build."
        )
    if manifest.words_fingerprint != own_encoder().fingerprint:
        raise EncoderMismatch(
            "Indeks zbudowano z inną wersją własnego modelu słów. Zbuduj indeks od nowa: praktyki build."
        )
    if manifest.analyser_fingerprint != analyser_fingerprint():
        raise EncoderMismatch(
            "Indeks zbudowano z inną wersją słownika odmiany wyrazów. Zbuduj indeks od nowa: praktyki build."
        )
