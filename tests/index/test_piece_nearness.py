"""Pieces: sentences read with their title, and what opens a passage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.lemmas import lemmas
from index.asked import Asked
from index.base_words import BaseWords
from index.passages import document_passages, practice_passages
from index.piece_nearness import Kind, Piece, PieceNearness, asked_pieces, pieces_of, write_pieces
from index.static_encoder import own_encoder
from tests.corpus.records import document, practice


def opened(folder: Path, pieces: Sequence[Piece], passages: int) -> PieceNearness:
    words = BaseWords(sorted({lemma for piece in pieces for lemma in piece.lemmas}), own_encoder())
    write_pieces(folder / "pieces.npz", words, pieces, passages)
    return PieceNearness(folder / "pieces.npz", words)


def test_the_best_sentence_speaks_for_its_passage(tmp_path: Path) -> None:
    # Given a passage of which one sentence answers, and one of which none does
    texts = [
        (0, "Gmina kupiła autobus."),
        (0, "Wolontariusze noszą obiady samotnym seniorom."),
        (1, "Wyremontowano dach remizy."),
    ]
    pieces = [Piece(number, Kind.SENTENCE, tuple(lemmas(text))) for number, text in texts]
    query = lemmas("obiady dla samotnych seniorów")

    found = opened(tmp_path, pieces, 2).search(query)

    vectors = own_encoder().encode_lemmas([query, *(piece.lemmas for piece in pieces)])
    cosines = vectors[1:] @ vectors[0]
    assert found.sentences.tolist() == pytest.approx([max(cosines[:2]), max(0, cosines[2])], abs=1e-5)
    assert found.sentences[0] > found.sentences[1]
    assert found.openings.tolist() == [0.0, 0.0]


def test_a_practice_opens_with_title_and_need_and_its_sentences_carry_the_title() -> None:
    record = practice(title="Obiady sąsiedzkie", need="Seniorzy jedzą sami.", actions="Koło gotuje.")
    [passage] = practice_passages(record)

    pieces = pieces_of(7, passage, record)

    assert {piece.passage for piece in pieces} == {7}
    assert [piece.lemmas for piece in pieces if piece.kind == Kind.OPENING] == [
        tuple(lemmas("Obiady sąsiedzkie")),
        tuple(lemmas("Seniorzy jedzą sami.")),
    ]
    sentences = [piece.lemmas for piece in pieces if piece.kind == Kind.SENTENCE]
    assert tuple(lemmas("Obiady sąsiedzkie Koło gotuje.")) in sentences
    assert tuple(lemmas(passage.labels)) in sentences


def test_a_section_of_a_document_opens_with_its_heading() -> None:
    record = document()
    pieces = [
        piece
        for number, passage in enumerate(document_passages(record))
        for piece in pieces_of(number, passage, record)
    ]

    assert tuple(lemmas("Cele programu")) in [piece.lemmas for piece in pieces if piece.kind == Kind.OPENING]


def test_a_base_without_known_words_scores_nothing(tmp_path: Path) -> None:
    found = opened(tmp_path, [Piece(0, Kind.OPENING, ("kwyrloxa",))], 1).search(["obiad"])

    assert found.sentences.tolist() == found.openings.tolist() == [0.0]


def test_what_people_ask_speaks_for_a_record_whose_text_says_nothing_of_it(tmp_path: Path) -> None:
    # Given two descriptions in the language of projects, and what people ask when the second is the answer
    asked = Asked("", ("babcia nie ma czym dojechać do lekarza",), ("dowóz do lekarza",), ())
    texts = [(0, "Realizacja projektu partnerskiego."), (1, "Realizacja projektu partnerskiego.")]
    pieces = [Piece(number, Kind.SENTENCE, tuple(lemmas(text))) for number, text in texts] + asked_pieces(1, asked)

    found = opened(tmp_path, pieces, 2)
    scores = found.search(lemmas("czym dowieźć babcię do lekarza"))

    assert scores.asked[1] > 0.5
    assert scores.topics[1] > 0.5
    assert scores.asked[0] == scores.topics[0] == 0.0
    assert scores.sentences[0] == scores.sentences[1]
    assert found.with_asked.tolist() == [1]


def test_a_need_for_which_a_practice_was_judged_useful_finds_it_and_is_not_its_own_proof(tmp_path: Path) -> None:
    # Given a need that somebody else asked, judged to be answered by the first passage
    judged = "Kto naprawi rower chłopaka, którego mama nie ma pieniędzy?"
    asked = Asked("", ("warsztat dla młodzieży",), ("majsterkowanie",), (judged,))

    found = opened(tmp_path, asked_pieces(0, asked), 1)
    query = lemmas("naprawi rower dla chłopaka bez pieniędzy")
    itself = lemmas(judged)

    assert found.search(query).asked[0] > 0.6
    assert found.search(query, without=itself).asked[0] < 0.5
    # Asked in its own words it is left out, so that a fit on judged needs learns nothing from themselves
    assert found.search(itself).asked[0] == pytest.approx(1.0, abs=1e-3)
    assert found.search(itself, without=itself).asked[0] < 0.5
