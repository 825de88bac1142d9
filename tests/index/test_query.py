"""A query as the channels need it."""

from __future__ import annotations

from index.names import asked_names
from index.query import MAX_SCORED_LEMMAS, read_query


def nothing_known(_: str) -> int:
    return 0


def test_a_need_is_read_into_lemmas_topic_and_concepts() -> None:
    query = read_query("  Samotni seniorzy\u200b na wsi, a seniorów dużo ", nothing_known)

    assert query.text == "Samotni seniorzy na wsi, a seniorów dużo"
    assert query.lemmas[:5] == ("samotny", "senior", "na", "wieś", "a")
    assert len(set(query.lemmas)) == len(query.lemmas)
    assert {"samotny", "senior", "wieś"} <= query.topic
    assert not {"na", "a"} & query.topic
    assert "seniors" in query.concepts


def test_a_need_without_diacritics_reads_the_same() -> None:
    plain = read_query("swietlica dla mlodziezy na wsi", nothing_known)
    written = read_query("świetlica dla młodzieży na wsi", nothing_known)

    assert (plain.lemmas, plain.topic, plain.concepts) == (written.lemmas, written.topic, written.concepts)


def test_a_query_without_words_is_empty() -> None:
    for text in ("", "   ", "?!", "🏡", "\x00\x1b", "\u200b"):
        query = read_query(text, nothing_known)
        assert (query.lemmas, query.topic, query.concepts, query.names) == ((), frozenset(), frozenset(), ())


def test_of_a_pasted_page_the_rarest_words_of_the_index_are_kept_in_order() -> None:
    # Given a page of 300 different words, of which the index knows the even ones, the later the rarer
    words = [f"słowo{number}" for number in range(300)]

    query = read_query(" ".join(words), lambda word: (400 - int(word[5:])) if int(word[5:]) % 2 == 0 else 0)

    # Then the last 64 even ones are scored, in reading order
    assert query.lemmas == tuple(f"słowo{number}" for number in range(300 - 2 * MAX_SCORED_LEMMAS, 300, 2))
    assert query.topic == set(query.lemmas)


def test_words_that_the_index_does_not_know_do_not_crowd_a_page() -> None:
    words = [f"nieznane{number}" for number in range(200)]

    query = read_query(" ".join([*words, "senior", "klub"]), lambda word: 5 if word in {"senior", "klub"} else 0)

    assert query.lemmas == ("senior", "klub")


def test_a_page_of_which_the_index_knows_no_word_is_still_a_question() -> None:
    # An empty query browses everything; a page of strange words must not
    query = read_query(" ".join(f"nieznane{number}" for number in range(200)), nothing_known)

    assert 0 < len(query.lemmas) <= MAX_SCORED_LEMMAS


def test_concepts_are_read_from_the_whole_page() -> None:
    page = " ".join(f"nieznane{number}" for number in range(200)) + " dla seniorów"

    assert "seniors" in read_query(page, nothing_known).concepts


def test_typing_errors_are_corrected_before_the_query_is_read() -> None:
    wrong = read_query("wspułpraca ze stowazyszeniem dlaseniorow", nothing_known)
    right = read_query("współpraca ze stowarzyszeniem dla seniorów", nothing_known)

    assert (wrong.text, wrong.lemmas, wrong.topic, wrong.concepts) == (
        right.text,
        right.lemmas,
        right.topic,
        right.concepts,
    )
    assert right.corrections == ()
    assert wrong.corrections == (
        ("wspułpraca", "współpraca"),
        ("stowazyszeniem", "stowarzyszeniem"),
        ("dlaseniorow", "dla seniorów"),
    )


def test_a_word_of_the_index_is_no_typing_error() -> None:
    # Given an index with the name "Hutniczek"
    assert read_query("hutniczek", nothing_known).corrections
    assert read_query("hutniczek", lambda lemma: int(lemma == "hutniczek")).corrections == ()


def test_names_are_asked_for_as_typed_and_as_corrected() -> None:
    # What looks like an error may be the name of an association whose text is not indexed
    query = read_query("hutniczek", nothing_known)

    asked = {name.words for name in query.names}

    assert {("hutniczek",), ("hutniczy",)} <= asked


# Places


def test_a_place_is_set_aside_and_told() -> None:
    query = read_query("szkoła prowadzona przez stowarzyszenie w województwie podlaskim", nothing_known)

    assert query.places == ("podlaskim",)
    assert "podlaski" not in query.lemmas
    assert {"szkoła", "stowarzyszenie"} <= query.topic


def test_a_query_of_nothing_but_a_place_keeps_it() -> None:
    query = read_query("Podlasie", nothing_known)

    assert query.places == ()
    assert query.lemmas == ("podlasie",)


def test_the_name_of_a_place_is_still_asked_for_as_a_name() -> None:
    query = read_query("rada seniorów Rybnik", nothing_known)

    assert query.places == ("Rybnik",)
    assert query.names == asked_names("rada seniorów Rybnik")
