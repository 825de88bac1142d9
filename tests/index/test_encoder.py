"""The own static encoder, and what happens when an encoder cannot be had."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.encoder import EncoderMissing, Vectors
from index.encoders import load_encoder
from index.static_encoder import OWN_FOLDER, TOKENIZER, WEIGHTS, StaticEncoder, own_encoder
from index.training.model_folder import write_model

WORDS = ("senior", "klub", "wieś")
ROWS = np.array([[3, 4], [0, 2], [-3, -4]], dtype=np.float32)


@pytest.fixture
def small(tmp_path: Path) -> StaticEncoder:
    write_model(tmp_path, WORDS, ROWS, {})
    return StaticEncoder(tmp_path)


def one(encoder: StaticEncoder, text: str) -> Vectors:
    return np.asarray(encoder.encode_queries([text])[0])


def test_a_text_is_the_direction_of_the_sum_of_its_lemmas(small: StaticEncoder) -> None:
    # senior (3, 4) + klub (0, 2) = (3, 6), brought to unit length: (1, 2) / sqrt(5)
    assert one(small, "Kluby seniora") == pytest.approx([1 / 5**0.5, 2 / 5**0.5])
    assert one(small, "seniorami") == pytest.approx([0.6, 0.8])


def test_unknown_words_change_nothing_and_alone_they_are_zeros(small: StaticEncoder) -> None:
    assert one(small, "xyzzy seniorów i 2024") == pytest.approx([0.6, 0.8])
    assert one(small, "xyzzy").tolist() == [0, 0]
    assert one(small, "").tolist() == [0, 0]
    # Words that cancel each other out are no direction
    assert one(small, "senior na wsi").tolist() == [0, 0]


def test_no_texts_give_no_vectors(small: StaticEncoder) -> None:
    assert small.encode_passages([]).shape == (0, 2)


def test_lemmas_that_are_ready_give_the_same_vectors(small: StaticEncoder) -> None:
    assert np.array_equal(small.encode_lemmas([["senior", "klub"]]), small.encode_queries(["senior, klub"]))


def test_the_shipped_encoder_gives_unit_vectors_and_zeros() -> None:
    vectors = own_encoder().encode_passages(["samotni seniorzy na wsi", "xyzzyq", "ochotnicza straż pożarna"])

    assert vectors.dtype == np.float32
    assert vectors.shape == (3, own_encoder().dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 1], abs=1e-5)


def test_the_shipped_encoder_brings_near_what_is_near_in_meaning() -> None:
    need, near, far = own_encoder().encode_queries(
        ["samotni seniorzy", "osoby starsze i emeryci", "remont drogi powiatowej"]
    )

    assert need @ near > need @ far + 0.2


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_a_text_gets_the_same_vector_in_any_company(texts: list[str]) -> None:
    together = own_encoder().encode_passages(texts)

    alone = [own_encoder().encode_passages([text])[0] for text in texts]
    assert np.array_equal(together, np.array(alone))
    assert np.isfinite(together).all()


def test_the_shipped_model_is_small() -> None:
    assert sum(path.stat().st_size for path in OWN_FOLDER.rglob("*") if path.is_file()) < 30_000_000


def test_the_fingerprint_changes_with_weights_and_words(tmp_path: Path) -> None:
    for name, words, rows in [
        ("same", WORDS, ROWS),
        ("again", WORDS, ROWS),
        ("weights", WORDS, ROWS + 1),
        ("words", ("senior", "klub", "dom"), ROWS),
    ]:
        write_model(tmp_path / name, words, rows, {})
    same, again, weights, words_ = (
        StaticEncoder(tmp_path / name).fingerprint for name in ("same", "again", "weights", "words")
    )

    assert same == again
    assert len({same, weights, words_}) == 3


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _rename_word(folder: Path) -> None:
    content = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))
    content["model"]["vocab"]["dom"] = 99
    (folder / TOKENIZER).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / WEIGHTS).unlink(), id="no weights"),
        pytest.param(lambda folder: (folder / TOKENIZER).unlink(), id="no words"),
        pytest.param(lambda folder: _cut(folder / WEIGHTS), id="half of the weights"),
        pytest.param(lambda folder: _cut(folder / TOKENIZER), id="half of the words"),
        pytest.param(lambda folder: (folder / WEIGHTS).write_bytes(b""), id="empty weights"),
        pytest.param(lambda folder: (folder / TOKENIZER).write_text("[]"), id="another kind of words"),
        pytest.param(lambda folder: (folder / TOKENIZER).write_text("{}"), id="no model in words"),
        pytest.param(_rename_word, id="a word without a row"),
        pytest.param(shutil.rmtree, id="no folder"),
    ],
)
def test_a_damaged_model_folder_is_named_in_polish(tmp_path: Path, damage: object) -> None:
    folder = tmp_path / "model"
    write_model(folder, WORDS, ROWS, {})
    assert callable(damage)
    damage(folder)

    with pytest.raises(EncoderMissing, match="Nie można otworzyć modelu") as caught:
        StaticEncoder(folder)

    assert str(folder) in str(caught.value)


def test_the_setting_own_is_the_shipped_encoder() -> None:
    assert load_encoder("own") is own_encoder()


def test_a_folder_that_was_trained_here_is_served_by_lemmas(tmp_path: Path) -> None:
    write_model(tmp_path / "model", ["senior"], np.ones((1, 2), dtype=np.float32), {})

    encoder = load_encoder(str(tmp_path / "model"))

    assert isinstance(encoder, StaticEncoder)
    assert encoder.name == str(tmp_path / "model")
    assert np.linalg.norm(encoder.encode_queries(["seniorami"])[0]) == pytest.approx(1.0)


def test_a_hub_model_without_its_package_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(EncoderMissing, match=r"pip install 'dobre-praktyki\[hub\]'") as caught:
        load_encoder("sdadas/mmlw-retrieval-roberta-base")

    assert "sdadas/mmlw-retrieval-roberta-base" in str(caught.value)
