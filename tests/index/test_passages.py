"""Records to passages: nothing is lost, nothing runs across a heading or a page."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from corpus.document import Block
from corpus.language import normalise, sentences
from corpus.practice import Practice
from index.passages import (
    CONTENT_FIELDS,
    MAX_DOCUMENT_WORDS,
    MAX_PRACTICE_WORDS,
    Passage,
    document_passages,
    field_text,
    practice_passages,
)
from tests.corpus import records
from tests.corpus.records import document, practice


def block(text: str, **fields: Any) -> Block:
    return Block(text=text, **fields)


def test_a_practice_is_one_passage_a_sentence_a_line() -> None:
    found = practice_passages(practice(need="Brak lokalu. Brak kadry.", actions="Gmina dała salę.", results=None))

    assert found == [
        Passage(
            "Ciepłe obiady dla samotnych seniorów w Staszowie",
            "Brak lokalu.\nBrak kadry.\nGmina dała salę.\nRozmowa okazała się równie ważna jak posiłek.",
            labels="seniorzy, ubóstwo i pomoc społeczna, zlecanie zadań publicznych, program wolontariatu",
        )
    ]


def test_a_long_practice_is_cut_between_sentences() -> None:
    # Given 500 sentences of four words
    told = [f"Klub numer {number} działa." for number in range(500)]
    found = practice_passages(practice(need="Brak miejsca.", actions=" ".join(told), results=None, lessons=None))

    # Then there are as many passages as it takes, none too long, and no sentence is cut, lost or told twice
    assert len(found) == 4
    assert all(len(passage.text.split()) <= MAX_PRACTICE_WORDS for passage in found)
    assert [line for passage in found for line in passage.text.split("\n")] == ["Brak miejsca.", *told]


def test_a_sentence_that_is_too_long_by_itself_stays_whole() -> None:
    endless = "słowo " * (MAX_PRACTICE_WORDS + 50) + "koniec."

    found = practice_passages(practice(need="Brak.", actions=endless, results=None, lessons=None))

    assert [passage.text for passage in found] == ["Brak.", endless]


@settings(max_examples=50)
@given(records.practices)
def test_passages_of_any_practice_hold_its_words_in_order(item: Practice) -> None:
    found = practice_passages(item)

    told = [piece for field in CONTENT_FIELDS for piece in sentences(field_text(item, field))]
    assert found
    assert [line for passage in found for line in passage.text.splitlines()] == told
    assert {passage.title for passage in found} == {normalise(item.title)}


def test_a_document_is_cut_at_headings_and_pages() -> None:
    found = document_passages(
        document(
            blocks=(
                block("Wstęp bez nagłówka", page=1),
                block("Rozdział I", kind="heading", level=1, page=1),
                block("Gmina zaprasza.", page=1),
                block("Koło przychodzi.", page=2),
                block("Zasady", kind="heading", level=2, page=2),
                block("pierwsza zasada", kind="list_item", page=2),
                block("Rozdział II", kind="heading", level=1, page=2),
                block("Podrozdział od razu", kind="heading", level=3, page=2),
                block("Treść.", page=3),
            )
        )
    )

    assert [(passage.heading, passage.page, passage.text) for passage in found] == [
        (None, 1, "Wstęp bez nagłówka"),
        ("Rozdział I", 1, "Rozdział I\nGmina zaprasza."),
        ("Rozdział I", 2, "Koło przychodzi."),
        ("Rozdział I > Zasady", 2, "Zasady\npierwsza zasada"),
        ("Rozdział II", 2, "Rozdział II"),
        ("Rozdział II > Podrozdział od razu", 2, "Podrozdział od razu"),
        ("Rozdział II > Podrozdział od razu", 3, "Treść."),
    ]


def test_a_long_section_is_cut_between_sentences() -> None:
    told = [f"Punkt numer {number} programu współpracy." for number in range(100)]
    found = document_passages(document(blocks=(block(" ".join(told)),)))

    assert [line for passage in found for line in passage.text.split("\n")] == told
    assert all(len(passage.text.split()) <= MAX_DOCUMENT_WORDS for passage in found)
    assert len(found) > 1


def test_a_record_without_text_still_has_a_passage_so_that_its_title_is_found() -> None:
    # Given an empty scan, a document of invisible characters, and a practice of such
    texts = {"need": "\u200b", "actions": "\u200b", "results": None, "lessons": None, "title": "Klub seniora"}
    invisible = practice().model_copy(update=texts)

    assert document_passages(document(blocks=(), title="Skan uchwały")) == [Passage("Skan uchwały", "")]
    assert document_passages(document(blocks=(block("\u200b\ufeff"),), title="Skan")) == [Passage("Skan", "")]
    assert [(passage.title, passage.text) for passage in practice_passages(invisible)] == [("Klub seniora", "")]
