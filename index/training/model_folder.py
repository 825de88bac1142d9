"""Writes lemma vectors as a folder that sentence-transformers opens and `index.static_encoder` serves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from index.static_encoder import PROVENANCE, TOKENIZER, WEIGHTS

UNKNOWN_TOKEN = "[UNK]"  # noqa: S105 (the name of a vocabulary entry)
_MODULES = [
    {"idx": 0, "name": "0", "path": "0_StaticEmbedding", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]


def write_model(
    folder: Path, vocabulary: Sequence[str], vectors: NDArray[np.float32], provenance: dict[str, object]
) -> None:
    """Writes rows [V, D] as 16-bit weights after a zero row for unknown words. `provenance` is kept beside them."""
    rows = np.vstack([np.zeros((1, vectors.shape[1])), vectors])
    numbers = {UNKNOWN_TOKEN: 0} | {lemma: number for number, lemma in enumerate(vocabulary, start=1)}
    tokenizer: dict[str, object] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": numbers, "unk_token": UNKNOWN_TOKEN},
    }
    (folder / WEIGHTS).parent.mkdir(parents=True, exist_ok=True)
    # safetensors writes the bytes as they lie: they must lie row by row.
    save_file({"embedding.weight": np.ascontiguousarray(rows, dtype=np.float16)}, folder / WEIGHTS)
    _write_json(folder / TOKENIZER, tokenizer)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / PROVENANCE, provenance)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
