"""Names in text by the pipeline that is shipped."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ingest import entities
from ingest.entities import Entity, PipelineMissing


def test_names_of_all_kinds_are_found_with_their_places() -> None:
    text = "W czerwcu 2014 roku Anna Nowak ze Stowarzyszenia „Razem” spotkała się w Rybniku z sąsiadami znad Odry."

    found = entities.entities(text)

    assert {entity.label for entity in found} <= set(entities.LABELS)
    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    assert Entity("persName", 20, 30, "Anna Nowak") in found
    assert ("placeName", "Rybniku") in {(entity.label, entity.text) for entity in found}


def test_inflected_surnames_that_no_training_text_holds_are_found() -> None:
    assert [entity.label for entity in entities.entities("Rozmowa z Marcinem Stempniakiem.")] == ["persName"]


def test_texts_are_read_together_and_keep_their_order() -> None:
    texts = ["Anna Nowak dziękuje.", "", "Nic.", "Mieszka w Rybniku."]

    assert entities.entities_of(texts) == [entities.entities(text) for text in texts]


@pytest.mark.parametrize("gap", ["\n\n", " ", ". "])
def test_a_long_text_is_read_in_pieces_without_losing_a_place(gap: str) -> None:
    text = gap.join(["Anna Nowak mieszka w Rybniku"] * (2 * entities.PIECE_CHARACTERS // 25))

    found = entities.entities(text)

    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    assert sum(entity.text == "Anna Nowak" for entity in found) > entities.PIECE_CHARACTERS // 25


def test_a_text_without_a_gap_is_read_too() -> None:
    assert isinstance(entities.entities("a" * (entities.PIECE_CHARACTERS + 5)), tuple)


@pytest.mark.parametrize("name", ["nie_ma_takiego", "folder/potok", "/nie/ma/potoku"])
def test_a_pipeline_that_is_not_there_is_named_with_the_way_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(entities.VARIABLE, name)

    with pytest.raises(PipelineMissing, match=f"{name}.*make polish-model"):
        entities.check()


def test_the_fingerprint_names_the_pipeline() -> None:
    assert entities.fingerprint() == entities.fingerprint()
    assert entities.fingerprint().startswith("pl_")


def test_the_model_is_small_and_comes_with_its_licence() -> None:
    files = [path for path in entities.OWN.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) <= 25 * 10**6
    assert "GNU GENERAL PUBLIC LICENSE" in (entities.OWN / "LICENSE").read_text(encoding="utf-8")
    assert "NKJP" in (entities.OWN / "NOTICE").read_text(encoding="utf-8")


def test_neither_the_server_nor_the_commands_import_spacy() -> None:
    code = (
        "import sys, search_api.app, search_api.cli, ingest.pipeline, ingest.entities, ingest.privacy\n"
        "sys.exit('spacy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
