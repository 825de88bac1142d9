"""Reasons: shared words, shared concepts, and one sentence of the record that speaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.document import Block, Document
from corpus.language import fold, normalise
from corpus.lemmas import lemmas
from corpus.practice import Practice
from index.answer import MarkedText, Opening, SharedConcept, Why
from index.explain import MAX_TERMS, analysed, explain, untold
from index.filters import Filters
from index.passages import document_passages, practice_passages
from index.query import read_query
from index.searcher import Searcher
from tests.corpus.records import document, practice

NEEDS = (
    "samotni seniorzy na wsi",
    "swietlica dla mlodziezy",
    "jak założyć spółdzielnię socjalną z gminą",
    "wizyta studyjna do innego subregionu",
    "dowóz osób z niepełnosprawnością do lekarza",
    "konsultacje uchwały z radą działalności pożytku publicznego",
)


def reasons(query: str, record: Practice | Document, weights: dict[str, float] | None = None) -> Why:
    passages = practice_passages(record) if isinstance(record, Practice) else document_passages(record)
    known = weights or {}
    read = read_query(query, lambda lemma: 0)
    return explain(
        read, record, analysed(record, passages[0]), lambda lemma: known.get(lemma, 1.0), lambda query, record: ()
    )


def marked(why: Why) -> list[str]:
    assert why.passage is not None
    return [why.passage.text[start:end] for start, end in why.passage.highlights]


def test_the_sentence_that_shares_the_words_is_quoted_and_they_are_marked() -> None:
    why = reasons("posiłki rozwożone seniorom", practice())

    assert why.passage is not None
    assert why.passage.text == "Ośrodek gotował, a wolontariusze rozwozili posiłki i siadali z seniorami do stołu."
    assert why.passage.field == "actions"
    assert marked(why) == ["rozwozili", "posiłki", "seniorami"]
    assert (why.passage.document_id, why.passage.page, why.passage.heading) == (None, None, None)


def test_terms_are_shared_words_the_rarest_first() -> None:
    why = reasons(
        "posiłki dla samotnych seniorów i rowery", practice(), {"samotny": 2.0, "senior": 1.0, "posiłek": 3.0}
    )

    assert why.terms == ("posiłek", "samotny", "senior")


@pytest.mark.parametrize(
    "query", ["po obiedzie bez seniorów", "seniorzy albo obiady, a potem można razem", "takie obiady poza domem"]
)
def test_words_without_a_topic_are_no_reason_however_the_record_holds_them(query: str) -> None:
    told = practice(actions="Po obiedzie bez pośpiechu, albo potem, takie rozmowy można prowadzić razem poza domem.")

    assert set(reasons(query, told).terms) <= {"senior", "obiad", "dom"}


@pytest.mark.parametrize(
    ("chosen", "apart"),
    [
        ("Stołówka karmi chorych.", None),
        ("Z niej korzystają też dzieci.", False),
        ("Równolegle wożono je busem.", True),
    ],
)
def test_a_later_sentence_comes_with_the_one_that_opens_its_field(chosen: str, apart: bool | None) -> None:
    # Given a field of three sentences, of which the query shares the words of one
    first = "Stołówka karmi chorych."
    told = practice(actions=f"{first} Z niej korzystają też dzieci. Równolegle wożono je busem.")

    # When it is explained
    why = reasons(chosen, told)

    # Then that one stands there, and with it the first, unless it is the first
    assert why.actions is not None
    assert why.actions.text == chosen
    assert why.actions.opening == (None if apart is None else Opening(first, (), apart))


def test_the_opening_sentence_is_marked_as_the_chosen_one_is() -> None:
    why = reasons("chorzy, dzieci i bus", practice(actions="Karmiono chorych. Wożono dzieci busem."))

    assert why.actions is not None
    assert why.actions.opening is not None
    opening = why.actions.opening
    assert [opening.text[start:end] for start, end in opening.highlights] == ["chorych"]


def test_what_reads_the_same_is_one_reason() -> None:
    record = practice()
    twice = (
        SharedConcept("a", "migranci", "cudzoziemcy", (("cudzoziemiec",),)),
        SharedConcept("b", "Migranci", "cudzoziemcy", (("obcokrajowiec",),)),
        SharedConcept("c", "migranci", "uchodźcy", (("uchodźca",),)),
    )

    why = explain(
        read_query("migranci", lambda _: 0),
        record,
        analysed(record, practice_passages(record)[0]),
        lambda _: 1.0,
        lambda *_: twice,
    )

    assert [(pair.in_query, pair.in_record) for pair in why.synonyms] == [
        ("migranci", "cudzoziemcy"),
        ("migranci", "uchodźcy"),
    ]
    assert why.synonyms[0].phrases == (("cudzoziemiec",), ("obcokrajowiec",))


def test_many_shared_words_are_cut_to_the_rarest() -> None:
    item = practice()
    query = f"{item.need} {item.actions}"

    assert len(reasons(query, item).terms) == MAX_TERMS


def test_concepts_are_those_of_both_the_need_and_the_record() -> None:
    assert reasons("samotni seniorzy i młodzież", practice(themes=["seniors"])).concepts == ("seniors",)
    assert reasons("młodzież", practice(themes=["seniors"])).concepts == ()
    assert reasons("samotni seniorzy", document()).concepts == ()


def test_a_word_of_the_title_is_a_reason_too() -> None:
    assert "obiad" in reasons("obiady", practice()).terms


def test_a_document_is_quoted_with_its_heading_and_page() -> None:
    why = reasons("wsparcie organizacji przez gminę", document())

    assert why.passage is not None
    assert (why.passage.text, why.passage.field) == ("Gmina wspiera organizacje.", "text")
    assert (why.passage.document_id, why.passage.heading, why.passage.page) == (
        "doc-aaaaaaaaaaaaaaaa",
        "Cele programu",
        1,
    )


def test_neighbouring_blocks_of_a_document_are_not_glued_into_one_quote() -> None:
    blocks = (
        Block(text="Program wizyty", kind="heading", level=1),
        Block(text="spotkanie z radą seniorów", kind="list_item"),
        Block(text="warsztat w spółdzielni socjalnej", kind="list_item"),
    )

    why = reasons("spółdzielnia socjalna", document(blocks=blocks))

    assert why.passage is not None
    assert why.passage.text == "warsztat w spółdzielni socjalnej"


def test_without_shared_words_the_nearest_sentence_in_meaning_is_quoted() -> None:
    item = practice(
        need="Brakowało lokalu.", actions="Emeryci jeździli na rowerach.", results="Kupiono farby.", lessons=None
    )

    why = reasons("starsi ludzie", item)

    assert why.passage is not None
    assert why.passage.text == "Emeryci jeździli na rowerach."
    assert why.passage.highlights == ()


def test_what_is_said_in_other_words_is_a_reason(searcher: Searcher) -> None:
    found = searcher.search("emeryci", Filters(), 20, 0)

    pairs = {(pair.in_query, pair.in_record) for hit in (*found.hits, *found.nearest) for pair in hit.why.synonyms}
    assert any(record != query for query, record in pairs)


def test_a_record_without_text_has_no_quote() -> None:
    assert reasons("skan", document(blocks=(), title="Skan uchwały")) == Why(("skan",), (), None)


def _texts(record: Practice | Document) -> Sequence[str]:
    if isinstance(record, Document):
        return [block.text for block in record.blocks]
    return [text for text in (record.need, record.actions, record.results, record.lessons) if text]


@pytest.mark.parametrize("need", NEEDS)
def test_every_quote_stands_in_its_record_and_every_mark_is_a_word_of_the_need(searcher: Searcher, need: str) -> None:
    topic = {fold(lemma) for lemma in lemmas(need)}

    answer = searcher.search(need, Filters(), 100, 0)

    hits = answer.hits or answer.nearest
    assert hits
    for hit in hits:
        record, quoted = searcher.record(hit.record_id), hit.why.passage
        assert record is not None
        assert quoted is not None
        assert any(quoted.text in normalise(text) for text in _texts(record))
        if isinstance(record, Practice):
            assert quoted.text in normalise(getattr(record, quoted.field))
            assert quoted.document_id is None
        else:
            assert quoted.document_id == record.id
            assert quoted.page in {block.page for block in record.blocks}
        same = {phrase for pair in hit.why.synonyms for phrase in pair.phrases}
        ends = [0, *(place for mark in quoted.highlights for place in mark), len(quoted.text)]
        assert ends == sorted(ends)
        for start, end in quoted.highlights:
            words = tuple(lemmas(quoted.text[start:end]))
            # A word of the need, or a phrase that says the same
            assert {fold(lemma) for lemma in words} <= topic or words in same
        assert {fold(term) for term in hit.why.terms} <= topic


def test_the_sentences_of_need_and_actions_that_say_most_are_told_and_marked() -> None:
    item = practice(
        need="Gmina ma dwa tysiące mieszkańców. Samotni seniorzy ze wsi nie mieli kto im ugotować.",
        actions="Zaczęto od rozmów. Ośrodek gotował, a wolontariusze rozwozili obiady.",
    )

    why = reasons("obiady dla samotnych seniorów", item)

    assert why.need is not None
    assert why.actions is not None
    assert why.need.text == "Samotni seniorzy ze wsi nie mieli kto im ugotować."
    assert [why.need.text[start:end] for start, end in why.need.highlights] == ["Samotni", "seniorzy"]
    assert [why.actions.text[start:end] for start, end in why.actions.highlights] == ["obiady"]


def test_the_same_in_other_words_is_marked_too() -> None:
    item = practice(need="Osoby starsze siedziały same w domach.")
    pair = SharedConcept("seniors", "dziadkowie", "osoby starsze", (("osoba", "stary"),))
    read = read_query("dziadki", lambda lemma: 0)

    why = explain(
        read, item, analysed(item, practice_passages(item)[0]), lambda lemma: 1.0, lambda query, record: (pair,)
    )

    assert why.need is not None
    assert [why.need.text[start:end] for start, end in why.need.highlights] == ["Osoby starsze"]


def test_without_a_query_the_first_sentences_stand_unmarked() -> None:
    why = untold(practice(need="Pierwsze zdanie. Drugie zdanie."))

    assert why.need == MarkedText("Pierwsze zdanie.")
    assert (why.terms, why.passage) == ((), None)
    assert untold(document()).need is None
