"""The adapter of sentence-transformers: prefixes, fingerprint, errors; over a stand-in library, and over small real models."""

from __future__ import annotations

import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoder import EncoderMissing
from index.encoders import load_encoder
from index.hub_encoder import HubEncoder
from index.static_encoder import OWN_FOLDER
from tests.index.small_models import encoder_folder


class Tensor:
    """As much of a tensor as the fingerprint needs."""

    def __init__(self, *values: float) -> None:
        self._values = np.array(values, dtype=np.float32)
        self.shape = self._values.shape

    def float(self) -> Tensor:
        return self

    def cpu(self) -> Tensor:
        return self

    def numpy(self) -> NDArray[np.float32]:
        return self._values


class StandIn:
    """A model whose vectors are (3, 0, 4), zeros for a text without letters, and that remembers what it was given."""

    weights: tuple[float, ...] = (1.0, 2.0)
    prompts: dict[str, str] = {"query": "", "document": ""}  # noqa: RUF012 (as in the library)
    seen: tuple[str, ...] = ()

    def __init__(self, name: str, trust_remote_code: bool) -> None:
        assert not trust_remote_code
        if name == "nie/ma-takiego":
            raise OSError("We couldn't connect")
        if name == "obcy/program":
            raise ValueError("Loading obcy/program requires you to set `trust_remote_code=True`.")

    def state_dict(self) -> dict[str, Tensor]:
        return {"weights": Tensor(*self.weights)}

    def encode_query(self, texts: Sequence[str], prompt: str, **_: Any) -> NDArray[np.float16]:
        return self.encode([f"{prompt}{text}" for text in texts])

    encode_document = encode_query

    def encode(self, texts: Sequence[str], **_: Any) -> NDArray[np.float16]:
        type(self).seen = tuple(texts)
        return np.array([[3, 0, 4] if any(map(str.isalpha, text)) else [0, 0, 0] for text in texts], dtype=np.float16)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[StandIn]:
    library = types.ModuleType("sentence_transformers")
    library.SentenceTransformer = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    return StandIn


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("sdadas/mmlw-retrieval-roberta-base", "zapytanie: seniorzy", "seniorzy"),
        ("intfloat/multilingual-e5-small", "query: seniorzy", "passage: seniorzy"),
        ("/modele/wlasny", "seniorzy", "seniorzy"),
    ],
)
def test_texts_get_the_prefixes_that_the_model_card_demands(
    stand_in: type[StandIn], name: str, query: str, passage: str
) -> None:
    encoder = load_encoder(name)

    encoder.encode_queries(["seniorzy"])
    assert stand_in.seen == (query,)
    encoder.encode_passages(["seniorzy"])
    assert stand_in.seen == (passage,)
    assert (encoder.name, encoder.dim) == (name, 3)


def test_a_model_that_brings_its_own_program_is_refused_with_the_reason(stand_in: type[StandIn]) -> None:
    with pytest.raises(EncoderMissing, match=r"„obcy/program” działa tylko z programem ze swojej strony"):
        load_encoder("obcy/program")


def test_vectors_are_of_unit_length_in_32_bits(stand_in: type[StandIn]) -> None:
    vectors = HubEncoder("/modele/wlasny").encode_passages(["seniorzy", "..."])

    assert vectors.dtype == np.float32
    assert vectors == pytest.approx(np.array([[0.6, 0, 0.8], [0, 0, 0]]), abs=1e-7)


def test_no_texts_give_no_vectors_of_the_right_width(stand_in: type[StandIn]) -> None:
    assert HubEncoder("/modele/wlasny").encode_queries([]).shape == (0, 3)


def test_the_fingerprint_changes_with_weights_and_prefixes(
    stand_in: type[StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = HubEncoder("/a").fingerprint, HubEncoder("/b").fingerprint
    prefixed = HubEncoder("/multilingual-e5").fingerprint
    monkeypatch.setattr(stand_in, "weights", (1.0, 3.0))
    trained_on = HubEncoder("/a").fingerprint

    # The same weights under another path are the same encoder
    assert first == again
    assert len({first, prefixed, trained_on}) == 3


def test_a_model_that_cannot_be_had_is_named_in_polish(stand_in: type[StandIn]) -> None:
    with pytest.raises(EncoderMissing, match=r"„nie/ma-takiego”\. Sprawdź nazwę"):
        load_encoder("nie/ma-takiego")


def test_the_real_library_opens_a_local_folder() -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")

    encoder = HubEncoder(str(OWN_FOLDER))

    vectors = encoder.encode_queries(["senior klub", "młodzież"])
    assert vectors.shape == (2, encoder.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real transformer whose folder names a prompt for queries."""
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")
    return encoder_folder(tmp_path_factory.mktemp("modele") / "maly", prompts={"query": "pytanie: "})


def test_a_real_transformer_gives_the_query_its_own_prompt_and_the_passage_none(folder: Path) -> None:
    encoder = load_encoder(str(folder))

    asked = encoder.encode_queries(["samotni seniorzy"])
    same, without = encoder.encode_passages(["pytanie: samotni seniorzy", "samotni seniorzy"])

    assert encoder.dim == 16
    assert asked[0] == pytest.approx(same, abs=1e-5)
    assert asked[0] != pytest.approx(without, abs=1e-2)
    # The model itself does not normalise; the adapter does
    assert np.linalg.norm(asked, axis=1) == pytest.approx([1], abs=1e-5)


def test_a_text_gets_the_same_vector_alone_and_among_others(folder: Path) -> None:
    encoder = load_encoder(str(folder))

    together = encoder.encode_passages(["klub", "samotni seniorzy na wsi", "dowóz dzieci do szkoły"])

    assert encoder.encode_passages(["klub"])[0] == pytest.approx(together[0], abs=1e-5)


def test_other_weights_are_another_encoder_and_a_copied_folder_is_not(folder: Path, tmp_path: Path) -> None:
    first = load_encoder(str(folder)).fingerprint

    assert load_encoder(str(encoder_folder(tmp_path / "kopia", prompts={"query": "pytanie: "}))).fingerprint == first
    assert load_encoder(str(encoder_folder(tmp_path / "inny", seed=1))).fingerprint != first


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "pusty").mkdir()

    with pytest.raises(EncoderMissing, match="pusty"):
        load_encoder(str(tmp_path / "pusty"))
