"""The model folder: what is trained is what is served, here and in sentence-transformers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from corpus.lemmas import lemmas
from index.static_encoder import OWN_FOLDER, TOKENIZER, WEIGHTS, StaticEncoder, own_encoder
from index.training.model_folder import UNKNOWN_TOKEN, write_model

WORDS = ("senior", "klub", "żłobek", "łąka")


def test_rows_are_written_after_a_row_of_zeros_in_16_bits(tmp_path: Path) -> None:
    vectors = np.arange(12, dtype=np.float32).reshape(4, 3)

    write_model(tmp_path, WORDS, vectors, {"tokens": 7})

    rows = load_file(tmp_path / WEIGHTS)["embedding.weight"]
    assert rows.dtype == np.float16
    assert rows.tolist() == [[0, 0, 0], *vectors.tolist()]
    vocabulary = json.loads((tmp_path / TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    assert vocabulary == {UNKNOWN_TOKEN: 0, "senior": 1, "klub": 2, "żłobek": 3, "łąka": 4}
    assert json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8")) == {"tokens": 7}


def test_vectors_in_columns_are_written_row_by_row(tmp_path: Path) -> None:
    # The result of a factorisation often lies in columns; the file format keeps bytes as they lie
    vectors = np.asfortranarray(np.arange(12, dtype=np.float32).reshape(4, 3))

    write_model(tmp_path, WORDS, vectors, {})

    assert load_file(tmp_path / WEIGHTS)["embedding.weight"][2].tolist() == [3, 4, 5]


@pytest.mark.parametrize("order", ["C", "F"])
def test_what_is_written_is_what_is_served(tmp_path: Path, order: str) -> None:
    vectors = np.random.default_rng(1).normal(size=(4, 8)).astype(np.float32)
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    write_model(tmp_path, WORDS, np.asarray(vectors, order="F" if order == "F" else "C"), {})

    served = StaticEncoder(tmp_path).encode_queries(["seniorzy", "klubem", "żłobkami", "łąki"])

    assert served == pytest.approx(units, abs=2e-3)


def test_the_same_vectors_give_the_same_bytes(tmp_path: Path) -> None:
    vectors = np.ones((4, 2), dtype=np.float32)
    for name in ("a", "b"):
        write_model(tmp_path / name, WORDS, vectors, {"recipe": {"seed": 0}})

    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file())
    assert len(files) == 4
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in files)


def test_sentence_transformers_opens_the_shipped_folder_and_agrees() -> None:
    library = pytest.importorskip("sentence_transformers", reason="needs the extra hub")
    texts = ["samotni seniorzy na wsi", "ochotnicza straż pożarna xyzzy", "koło gospodyń wiejskich i młodzież"]

    model = library.SentenceTransformer(str(OWN_FOLDER), device="cpu")

    theirs = model.encode([" ".join(lemmas(text)) for text in texts])
    assert theirs == pytest.approx(own_encoder().encode_passages(texts), abs=1e-3)
