"""The model that finds needs: what it looks at, that it answers the same each time, and that its file is fresh."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.static_encoder import own_encoder
from search_api.planning.need_documents import read_document
from search_api.planning.need_features import features_of
from search_api.planning.need_limits import MOST_CHARACTERS, MOST_PERHAPS
from search_api.planning.need_model import SHIPPED, read_model, shipped, write_model
from search_api.planning.need_units import units_of
from tests.search_api.planning.test_needs_documents import blocks

DOCUMENT = blocks(
    ("heading", "Co przeszkadza"),
    ("paragraph", "Młodzież nie ma gdzie się spotkać. Biblioteka działa od 1950 roku."),
    ("list_item", "brak lekarza"),
)


def names_of(text: str) -> frozenset[str]:
    document = blocks(("paragraph", text))
    ((names, _),) = features_of(units_of(document, MOST_CHARACTERS), document)
    return names


def test_words_grammar_and_shape_of_a_sentence_are_looked_at() -> None:
    names = names_of("Seniorzy nie dojechaliby do lekarza o 15.40.")

    assert {"lemma:lekarz", "pair:do_lekarz", "word:seniorzy", "form:praet:perf", "shape:hour", "not:praet"} <= names


def test_a_word_of_trouble_is_told_from_its_denial() -> None:
    assert "trouble:told" in names_of("Badanie wykazało niedobór miejsc.")
    assert "trouble:denied" in names_of("Badanie nie wykazało natomiast niedoboru miejsc.")
    assert "trouble:denied" in names_of("Autobus jeździ co kwadrans, nie ma co narzekać.")
    assert not {"trouble:told", "trouble:denied"} & names_of("Autobus jeździ co kwadrans.")


def test_who_speaks_is_not_looked_at() -> None:
    names = names_of("Prezeska klubu: – Trenujemy na korytarzu.")

    assert "shape:spoken" in names
    assert "lemma:prezeska" not in names


def test_place_and_headings_are_looked_at() -> None:
    every = [names for names, _ in features_of(units_of(DOCUMENT, MOST_CHARACTERS), DOCUMENT)]

    assert "place:item needs" in every[-1]
    assert all("heading:przeszkadzać" in names for names in every)


def test_a_need_is_likelier_than_a_fact_beside_it() -> None:
    units = units_of(DOCUMENT, MOST_CHARACTERS)
    need, fact, item = shipped().probabilities(units, DOCUMENT)

    assert fact < 0.5 < min(need, item)


def test_the_same_document_gives_the_same_probabilities() -> None:
    units = units_of(DOCUMENT, MOST_CHARACTERS)

    assert shipped().probabilities(units, DOCUMENT) == shipped().probabilities(units, DOCUMENT)


def test_what_lies_below_the_threshold_is_offered_apart_and_never_twice() -> None:
    # Between the two thresholds lies everything that is not quite sure.
    sure = replace(shipped(), enough=0.9, perhaps=0.02)
    found = read_document(DOCUMENT, sure)
    proposed, apart = ({need.text for need in needs} for needs in (found.needs, found.perhaps))

    assert proposed.isdisjoint(apart)
    assert proposed | apart >= {"Młodzież nie ma gdzie się spotkać", "Co przeszkadza: brak lekarza"}
    assert not {need.text for need in read_document(DOCUMENT, replace(sure, perhaps=0.9)).perhaps}


def test_no_more_is_offered_apart_than_a_person_reads() -> None:
    many = blocks(*(("paragraph", f"Świetlica numer {number} stoi pusta.") for number in range(200)))

    assert len(read_document(many, replace(shipped(), enough=1.0, perhaps=0.0)).perhaps) == MOST_PERHAPS


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_model(shipped(), tmp_path / "needs.json")

    assert (tmp_path / "needs.json").read_bytes() == SHIPPED.read_bytes()
    again = read_model(tmp_path / "needs.json")
    assert again.weights == shipped().weights
    assert np.array_equal(again.direction, shipped().direction)


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "needs.json"
    path.write_text(SHIPPED.read_text(encoding="utf-8").replace('"format": 1', '"format": 2'), encoding="utf-8")

    with pytest.raises(ValueError, match="format 2"):
        read_model(path)


def test_the_shipped_model_was_trained_with_the_shipped_encoder() -> None:
    """Else: `python -m search_api.planning.train_needs … --out` (docs/needs.md)."""
    assert shipped().provenance["encoder"] == own_encoder().fingerprint
