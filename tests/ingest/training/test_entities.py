"""A handful of sentences goes the whole way to a pipeline that is saved, opened and measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import spacy
from spacy.cli.evaluate import evaluate

from ingest import entities
from ingest.training.entities import train, write_corpora, write_model
from ingest.training.nkjp import samples
from tests.ingest.training.test_nkjp import corpus

SENTENCES = (
    "Anna|subst|B-persName mieszka w|prep Rybniku|subst|B-placeName-settlement .",
    "Jan|subst|B-persName pracuje w|prep Urzędzie|subst|B-orgName Gminy|subst|I-orgName .",
    "Wczoraj Anna|subst|B-persName była w|prep Wiśle|subst|B-placeName-settlement .",
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nazwy")
    lines = [line for number in range(40) for line in corpus(*SENTENCES, name=f"Gazeta{number}")]
    corpora = write_corpora(samples(lines), folder / "corpora")
    write_model(train(corpora, max_steps=20), folder / "model")
    evaluate(str(folder / "model"), corpora.held_out, output=folder / "scores.json", silent=True)
    return folder


def test_the_pipeline_learns_and_is_measured_on_what_it_has_not_seen(trained: Path) -> None:
    scores = json.loads((trained / "scores.json").read_text(encoding="utf-8"))

    assert scores["ents_f"] > 0.5
    assert set(scores["ents_per_type"]) == {"persName", "placeName", "orgName"}


def test_no_word_of_the_training_text_is_shipped(trained: Path) -> None:
    strings = json.loads((trained / "model/vocab/strings.json").read_text(encoding="utf-8"))

    assert set(strings) <= set(entities.LABELS)
    assert spacy.load(trained / "model").meta["license"] == "GPL-3.0"


def test_a_folder_can_be_set(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(entities.VARIABLE, str(trained / "model"))

    found = entities.entities("Anna mieszka w Rybniku.")

    assert {entity.label for entity in found} <= set(entities.LABELS)
    assert entities.check() == str(trained / "model")
    assert entities.fingerprint().startswith("pl_dobre_praktyki_entities-")


def test_the_installed_package_goes_before_the_own_pipeline(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A package as spaCy makes it: __init__.py with load(), meta.json beside it, here with a parser that is not needed.
    nlp = spacy.load(trained / "model")
    nlp.add_pipe("sentencizer")
    nlp.meta.update({"name": "core_news_sm", "version": "3.8.0"})
    package = tmp_path / entities.PACKAGE
    package.mkdir()
    nlp.to_disk(package / "pl_core_news_sm-3.8.0")
    (package / "meta.json").write_text(json.dumps(nlp.meta), encoding="utf-8")
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    described = tmp_path / f"{entities.PACKAGE}-3.8.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {entities.PACKAGE}\nVersion: 3.8.0\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv(entities.VARIABLE, raising=False)
    entities.pipeline.cache_clear()
    try:
        assert entities.source(entities.AUTO) == entities.PACKAGE
        assert entities.pipeline(entities.AUTO).pipe_names == ["name_features", "ner"]
    finally:
        sys.modules.pop(entities.PACKAGE, None)
        entities.pipeline.cache_clear()
