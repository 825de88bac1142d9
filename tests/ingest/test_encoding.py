"""Bytes to Polish text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.encoding import decode, plausibility
from ingest.errors import Unreadable

SENTENCE = "Świetlica w Łękach: zajęcia dla młodzieży i pomoc sąsiedzka (źródło: urząd gminy)."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2", "utf-16"])
def test_polish_text_reads_the_same_in_every_common_encoding(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


@given(st.text(alphabet="aąbcćdeęklłmnńoóprsśtuwzźż ĄĆĘŁŃÓŚŹŻ.,-", min_size=1, max_size=300))
def test_any_words_with_polish_letters_survive_windows_and_iso(text: str) -> None:
    # Enough of the letters that tell the two encodings apart.
    text += " ąśź"

    assert decode(text.encode("cp1250")).text == text
    assert decode(text.encode("iso8859-2")).text == text


POLISH = """gmina społeczność świetlica młodzież źródło współpraca seniorów działań środki wsi ćwiczeń żłobek łąka ogród gęś
    pięć książek późno Łódź Śląsk Żywiec Źródła Ćmielów Ósma się nie dla przez rada osób zajęcia jaźń""".split()


@given(
    st.lists(st.sampled_from(POLISH), min_size=8, max_size=60),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso8859-2"]),
)
def test_any_polish_sentence_is_read_right_in_any_encoding(words: list[str], encoding: str) -> None:
    # One word at least with a letter that stands in different places of the two single-byte encodings.
    sentence = " ".join([*words, "się", "święto", "środa"]) + "."

    assert decode(sentence.encode(encoding)).text == sentence


def test_utf16_without_its_mark_is_told_from_binary_data() -> None:
    assert decode(SENTENCE.encode("utf-16-le")).encoding == "utf-16-le"
    with pytest.raises(Unreadable, match="nie jest plik tekstowy"):
        decode(bytes(range(256)) * 4)


def test_damage_is_told_in_a_note() -> None:
    assert decode((SENTENCE * 20).encode() + b"\xff").notes == ("Nie odczytano znaków: 1. Plik jest uszkodzony.",)
    assert decode(SENTENCE.encode()).notes == ()


def test_windows_quotes_and_dashes_are_kept() -> None:
    assert decode("Program „Sąsiedzi” – edycja 2".encode("cp1250")).text == "Program „Sąsiedzi” – edycja 2"


def test_line_ends_become_plain() -> None:
    assert decode(b"Cel\r\nZadania\rKoszty\n").text == "Cel\nZadania\nKoszty\n"


def test_one_damaged_byte_in_a_long_utf8_text_is_counted_and_not_taken_for_another_encoding() -> None:
    data = (SENTENCE * 20).encode() + b"\xff koniec"

    decoded = decode(data)

    assert decoded.encoding == "utf-8"
    assert decoded.damaged == 1
    assert decoded.text.endswith("\ufffd koniec")


def test_a_dos_text_is_rejected_rather_than_read_as_nonsense() -> None:
    with pytest.raises(Unreadable, match="UTF-8"):
        decode(SENTENCE.encode("cp852"))


def test_a_binary_file_is_no_text() -> None:
    with pytest.raises(Unreadable, match="nie jest plik tekstowy"):
        decode(b"\x00\x01\x02")


def test_plausibility_looks_only_at_what_ascii_cannot_say() -> None:
    assert plausibility("abc") == 1.0
    assert plausibility("żółć") == 1.0
    assert plausibility("ą¶") == 0.5
