"""Word by word: for each word asked for, the same word or one near to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.base_words import BaseWords, read_lemmas, write_lemmas
from index.static_encoder import own_encoder
from index.word_nearness import FLOOR, WordNearness, write_word_postings

VOCABULARY = ["senior", "starszy", "samotny", "obiad", "autobus", "dziecko", "przedszkole", "wieś", "kwyrloxa"]


def opened(folder: Path, passages: list[list[str]]) -> WordNearness:
    words = BaseWords(sorted({lemma for passage in passages for lemma in passage}), own_encoder())
    write_word_postings(folder / "words.npz", words, passages)
    return WordNearness(folder / "words.npz", words)


def test_a_passage_with_all_words_asked_for_scores_one(tmp_path: Path) -> None:
    index = opened(tmp_path, [["senior", "obiad"], ["dziecko", "autobus"]])

    assert index.search(["obiad", "senior"])[0] == pytest.approx(1.0)


def test_a_near_word_counts_less_than_the_word_itself_and_more_than_none(tmp_path: Path) -> None:
    same, near, none = opened(tmp_path, [["przedszkole"], ["żłobek"], ["autobus"]]).search(["przedszkole"])

    assert same > near > none


def test_a_word_that_the_encoder_does_not_know_is_found_by_itself_alone(tmp_path: Path) -> None:
    index = opened(tmp_path, [["kwyrloxa", "obiad"], ["autobus"]])

    assert index.search(["kwyrloxa"]).tolist() == pytest.approx([1.0, 0.0])


def test_words_that_nobody_knows_ask_for_nothing(tmp_path: Path) -> None:
    assert opened(tmp_path, [["obiad"]]).search(["xyzzyq"]).tolist() == [0.0]
    assert opened(tmp_path, [["obiad"]]).search([]).tolist() == [0.0]
    assert opened(tmp_path, []).search(["obiad"]).size == 0


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=5), min_size=1, max_size=6),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5),
)
def test_scores_equal_the_plain_definition(
    tmp_path_factory: pytest.TempPathFactory, passages: list[list[str]], query: list[str]
) -> None:
    found = opened(tmp_path_factory.mktemp("words"), passages).search(query)

    assert found == pytest.approx(plainly(passages, query), abs=1e-5)


def plainly(passages: list[list[str]], query: list[str]) -> list[float]:
    encoder = own_encoder()
    held = {lemma for passage in passages for lemma in passage}
    asked = [lemma for lemma in dict.fromkeys(query) if lemma in held or lemma in encoder]
    weights = [np.log((len(passages) + 1) / (sum(lemma in passage for passage in passages) + 0.5)) for lemma in asked]

    def near(one: str, other: str) -> float:
        if one == other:
            return 1.0
        first, second = encoder.rows([one, other])
        lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
        cosine = float(first @ second) / lengths if lengths else 0.0
        return cosine if cosine >= FLOOR else 0.0

    return [
        sum(
            weight * max((near(lemma, other) for other in passage), default=0.0)
            for lemma, weight in zip(asked, weights, strict=True)
        )
        / sum(weights)
        if asked
        else 0.0
        for passage in passages
    ]


def test_the_words_of_a_base_survive_their_file(tmp_path: Path) -> None:
    for lemmas in ([], ["obiad"], ["koło gospodyń", "ść"]):
        write_lemmas(tmp_path / "words.txt", lemmas)
        assert read_lemmas(tmp_path / "words.txt") == lemmas
