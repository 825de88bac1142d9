"""A reranker of sentence-transformers, over a small real cross-encoder that the test writes."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.practice import Practice
from index.encoder import ModelMissing
from index.filters import Filters
from index.passages import practice_passages
from index.reranker import RerankerMissing, load_second_look
from index.searcher import Searcher
from tests.index.small_models import encoder_folder, reranker_folder

TEXTS = ["Klub seniora w remizie.", "Dowóz dzieci do szkoły.", "Samotni seniorzy na wsi " * 20, "Łąka"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")
    return reranker_folder(tmp_path_factory.mktemp("modele") / "kolejnosc")


def test_a_pair_gets_the_score_of_the_library_before_any_sigmoid(folder: Path) -> None:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    look = load_second_look(str(folder), 7)

    assert look is not None
    assert (look.depth, look.reranker.name) == (7, str(folder))
    theirs = CrossEncoder(str(folder), activation_fn=Identity()).predict([("samotność", text) for text in TEXTS])
    found = look.reranker.relevance("samotność", TEXTS)
    assert found.dtype == np.float32
    assert found == pytest.approx(theirs, abs=1e-5)
    assert len(set(found.tolist())) == len(TEXTS)
    assert look.reranker.relevance("samotność", []).shape == (0,)


def test_the_fingerprint_is_that_of_the_weights(folder: Path, tmp_path: Path) -> None:
    def fingerprint(path: Path) -> str:
        look = load_second_look(str(path), 1)
        assert look is not None
        return look.reranker.fingerprint

    assert fingerprint(reranker_folder(tmp_path / "kopia")) == fingerprint(folder)
    assert fingerprint(reranker_folder(tmp_path / "inny", seed=1)) != fingerprint(folder)


def test_the_hits_come_in_the_order_of_the_model(folder: Path, data_dir: Path, searcher: Searcher) -> None:
    # Given the five best practices and what the model says of their texts
    need, practices = "klub dla osób starszych", Filters(kinds=("practice",))
    look = load_second_look(str(folder), 5)
    assert look is not None
    best = [searcher.record(hit.record_id) for hit in searcher.search(need, Filters(), 5, 0).hits]
    texts = {record.id: practice_passages(record)[0].scored_text for record in best if isinstance(record, Practice)}
    relevance = dict(zip(texts, look.reranker.relevance(need, list(texts.values())).tolist(), strict=True))

    # When the model looks at them
    with Searcher.open(data_dir, second_look=look) as running:
        found = [hit.record_id for hit in running.search(need, practices, 5, 0).hits]

    # Then they come in its order, which is another one
    assert found == sorted(relevance, key=lambda record_id: -relevance[record_id])
    assert found != list(texts)


@pytest.mark.parametrize("kind", ["three labels", "an encoder", "a bare transformer"])
def test_a_model_that_was_not_trained_to_score_pairs_is_refused(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")
    if kind == "three labels":
        path = reranker_folder(tmp_path / "model", labels=3)
    else:
        path = encoder_folder(tmp_path / "model")
        path = path if kind == "an encoder" else path.with_name("model-bert")

    with pytest.raises(RerankerMissing, match=r"nie ocenia, czy tekst odpowiada.*PRAKTYKI_RERANKER"):
        load_second_look(str(path), 20)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="needs the extra hub")

    with pytest.raises(RerankerMissing, match=r"nie-ma.*podaj folder z modelem"):
        load_second_look(str(tmp_path / "nie-ma"), 20)


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(ModelMissing, match=r"pip install 'dobre-praktyki\[hub\]'"):
        load_second_look("sdadas/polish-reranker-roberta-v2", 20)
