"""Broken Polish letters: mended where it is certain, told where it is not, and sound text left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block
from ingest.documents import dictionary as polish
from ingest.loader import Draft
from ingest.mojibake import BROKEN, FOREIGN, LOST, MENDED, mend, mend_draft
from ingest.words import Dictionary

SENTENCE = (
    "Świetlica w Łękach: zajęcia dla młodzieży – „pomoc sąsiedzka” (źródło: urząd gminy). Społeczność już się zgłosiła, "
    "więc wójt ogłosił nabór na ćwiczenia."
)


def shown(text: str, meant: str, as_if: str) -> str:
    """Bytes of one encoding shown in another; what that leaves empty as control characters, like browsers do."""
    return "".join(_sign(byte, as_if) for byte in text.encode(meant))


def _sign(byte: int, encoding: str) -> str:
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("as_if", ["cp1250", "cp1252", "iso8859-2", "latin-1"])
def test_utf8_shown_as_letters_is_mended(as_if: str, dictionary: Dictionary) -> None:
    mended = mend([shown(SENTENCE, "utf-8", as_if)], dictionary)

    assert mended.texts == (SENTENCE,)
    assert mended.notes == (MENDED,)


@pytest.mark.parametrize("as_if", ["cp1250", "cp1252", "iso8859-2", "latin-1"])
@given(text=st.text(alphabet="aeioąćęłńóśźżĄĆĘŁŃÓŚŹŻ bcd.,„”–", min_size=1, max_size=80))
def test_any_letters_come_back_when_enough_of_them_tell_the_encoding(as_if: str, text: str) -> None:
    text = f"{SENTENCE} {text}"

    assert mend([shown(text, "utf-8", as_if)], polish()).texts == (text,)


@pytest.mark.parametrize(("meant", "as_if"), [("cp1250", "cp1252"), ("iso8859-2", "latin-1"), ("cp1250", "iso8859-2")])
def test_letters_of_another_8_bit_encoding_are_mended_by_the_dictionary(
    meant: str, as_if: str, dictionary: Dictionary
) -> None:
    plain = "Młodzież i społeczność wsi łączą się, żeby ożywić świetlicę. Wójt ogłosił konkurs, środki są już ujęte."

    mended = mend([shown(plain, meant, as_if)], dictionary)

    assert mended.texts == (plain,)
    assert mended.notes == (MENDED,)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Smørrebrød w Århus, Citroën i Müller: Ærø, Škoda, Čapek, Dvořák, São Paulo, façade.",
        "Powierzchnia 120 m², kubatura 300 m³, temperatura 20°C, cena 5 €, ½ etatu.",
        "Czy to działa? Tak! Kto? Co? Gdzie? Adres: http://a.pl/?x=1&y=2 i http://b.pl/szukaj?q=seniorzy?",
        "",
    ],
)
def test_sound_text_comes_back_as_it_is(text: str, dictionary: Dictionary) -> None:
    assert mend([text], dictionary).texts == (text,)
    assert mend([text], dictionary).notes == ()


def test_lost_letters_are_told_not_guessed(dictionary: Dictionary) -> None:
    text = SENTENCE.replace("–", "-").encode("ascii", "replace").decode()

    mended = mend([text], dictionary)

    assert mended.texts == (text,)
    assert mended.notes == (LOST,)


def test_letters_of_an_unknown_encoding_are_told(dictionary: Dictionary) -> None:
    text = shown(SENTENCE, "utf-8", "cp1250").replace("\x81", "¤")
    broken = "".join("¤" if character in "ąćęłńóśźżŁŚ" else character for character in SENTENCE) * 2

    assert mend([broken], dictionary).notes == (BROKEN,)
    assert mend([text], dictionary).texts != (text,)


def test_a_text_of_unknown_words_is_told(dictionary: Dictionary) -> None:
    english = (
        "this partnership between local authorities and voluntary organisations supports older people living alone "
    )

    assert mend([english * 8], dictionary).notes == (FOREIGN,)
    assert mend([english], dictionary).notes == ()


def test_a_draft_keeps_its_structure(dictionary: Dictionary) -> None:
    broken = shown(SENTENCE, "utf-8", "cp1252")
    draft = Draft(
        layout="blocks", blocks=(Block(text=broken, kind="heading", level=2),), title=broken, notes=("Uwaga.",)
    )

    mended = mend_draft(draft, dictionary)

    assert mended.blocks == (Block(text=SENTENCE, kind="heading", level=2),)
    assert mended.title == SENTENCE
    assert mended.notes == ("Uwaga.", MENDED)


def test_real_documents_come_back_as_they_are(seeds: Path, dictionary: Dictionary) -> None:
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert mend([text], dictionary).texts == (text,)
        assert mend([text], dictionary).notes == ()
