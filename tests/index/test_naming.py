"""Is the matter of a record, or a missing one, named in a query?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.lemmas import lemmas
from index.base_words import BaseWords
from index.naming import LONGEST, Matter, NamedMatters, Naming, write_names
from index.static_encoder import own_encoder

HELD = {
    0: ("schronisko dla psów", "zwierzęta bez domu w gminie"),
    2: ("obiady dla seniorów", "gotowanie dla starszych"),
}
LACKING = (
    ("leśne przedszkole", "przedszkole w lesie"),
    ("rodziny zastępcze", "Szukamy w całym powiecie ludzi, którzy wezmą do siebie dzieci z domu dziecka."),
)
PASSAGES = 3


def opened(
    folder: Path, held: Mapping[int, tuple[str, ...]] = HELD, lacking: tuple[tuple[str, ...], ...] = LACKING
) -> Naming:
    matters = [Matter(holder, True, tuple(tuple(lemmas(way)) for way in ways)) for holder, ways in held.items()]
    matters += [Matter(number, False, tuple(tuple(lemmas(way)) for way in ways)) for number, ways in enumerate(lacking)]
    words = BaseWords(sorted({lemma for matter in matters for way in matter.ways for lemma in way}), own_encoder())
    write_names(folder / "names.npz", words, matters, PASSAGES)
    return Naming(folder / "names.npz", words)


@pytest.fixture
def naming(tmp_path: Path) -> Naming:
    return opened(tmp_path)


def named(naming: Naming, query: str) -> NamedMatters:
    return naming.search(lemmas(query))


def test_a_matter_is_named_by_the_passage_that_holds_it(naming: Naming) -> None:
    found = named(naming, "kto prowadzi schronisko dla bezdomnych psów w małym mieście")

    assert found.held.shape == (PASSAGES,)
    assert found.held[0] == found.held.max()
    assert found.held[0] > 0.4
    assert found.held[1] == 0
    assert found.held[0] > found.missing


def test_a_missing_matter_is_named_in_inflected_words(naming: Naming) -> None:
    found = named(naming, "jak założyć przedszkola leśne")

    assert found.missing > 0.4
    assert found.missing > found.held.max()


def test_a_near_word_stands_for_the_word(naming: Naming) -> None:
    near, far = named(naming, "obiady dla emerytów"), named(naming, "obiady dla dzieci")

    assert near.held[2] > far.held[2] > 0


def test_half_a_name_is_no_name(naming: Naming) -> None:
    whole, half = named(naming, "leśne przedszkole"), named(naming, "przedszkole")

    assert half.missing < 0.8 * whole.missing


def test_a_word_of_the_frame_tells_less_than_a_topic(tmp_path: Path) -> None:
    # Given two names of one common and one telling word each
    naming = opened(tmp_path, {0: ("grupa hospicjum",)}, ())

    assert named(naming, "hospicjum").held[0] > 2 * named(naming, "grupa").held[0]


def test_a_long_way_to_ask_is_no_name(naming: Naming) -> None:
    sentence = LACKING[1][1]

    assert len(lemmas(sentence)) > LONGEST
    assert named(naming, "ludzie wezmą dzieci z domu dziecka w powiecie").missing < 0.2


def test_gaps_that_stay_out_name_nothing(naming: Naming) -> None:
    query = lemmas("leśne przedszkole")

    assert naming.search(query, but={0}).missing < 0.1
    assert naming.search(query, but={1}).missing == naming.search(query).missing


def test_nothing_asked_or_nothing_known_names_nothing(naming: Naming, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = opened(tmp_path / "empty", {}, ())

    for found in (named(naming, ""), named(empty, "leśne przedszkole")):
        assert found.held.tolist() == [0.0] * PASSAGES
        assert found.missing == 0.0
