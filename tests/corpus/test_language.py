"""Polish text as strings: cleaning, folding, sentences, tokens."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import fold, has_diacritics, normalise, sentences, tokens

# Anything a person or a broken PDF may put in: letters of all scripts, accents apart from their letters, invisible marks.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
awkward = st.text("aąłŁĄ\u0328\u0301\u200b\u200d\u00ad\u202e\t\n\u2028 ﬁ℡ßİ.5", max_size=30)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("  Koło \t gospodyń\r\nwiejskich ", "Koło gospodyń wiejskich"),
        ("świetli\u00adca", "świetlica"),  # soft hyphen
        ("se\u200bnior\ufeff", "senior"),  # zero width space, byte order mark
        ("\u202eadarz\u202c sołecka", "adarz sołecka"),  # right-to-left override
        ("gmina\u2066 Żory\u2069", "gmina Żory"),  # isolates
        ("bad\x00anie\x1bpotrzeb", "bad anie potrzeb"),  # control characters part words
        ("\uf0b7 dom kultury", "dom kultury"),  # a bullet from a private-use font
        ("wspo\u0301lny z\u0307łobek", "wspólny żłobek"),  # accents apart from letters
        ("bez\u00a0spacji\u2028łamanej", "bez spacji łamanej"),
        ("z\u200b\u0307łobek", "żłobek"),  # something invisible between a letter and its accent
        ("\u200b\x00 \u2066", ""),
    ],
)
def test_normalise_leaves_one_clean_line(written: str, clean: str) -> None:
    assert normalise(written) == clean


def test_normalise_keeps_emoji_punctuation_and_letters_of_other_scripts() -> None:
    assert normalise("Дім 🏡 – „razem” 50 %") == "Дім 🏡 – „razem” 50 %"


@given(st.one_of(texts, awkward))
def test_normalise_a_second_time_changes_nothing(text: str) -> None:
    clean = normalise(text)

    assert normalise(clean) == clean
    assert clean == clean.strip()
    assert not {unicodedata.category(character) for character in clean} & {"Cc", "Cf", "Co", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łódź", "lodz"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zazolc gesla jazn"),
        ("Ło\u0301dz\u0301", "lodz"),  # accents apart from letters
        ("Straße ﬁlharmonii", "strasse filharmonii"),
        ("℡ 32", "tel 32"),
        ("", ""),
    ],
)
def test_fold_takes_case_and_diacritics_away(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.one_of(texts, awkward))
def test_fold_a_second_time_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("aąbcćdeęłnńoósśzźżAĄĆĘŁŃÓŚŹŻ ", max_size=40))
def test_folded_polish_is_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text.upper()) == fold(text)


def test_has_diacritics_knows_polish_letters_only() -> None:
    assert has_diacritics("żłobek")
    assert has_diacritics("ŻŁOBEK")
    assert not has_diacritics("klub seniora")
    assert not has_diacritics("café")


@pytest.mark.parametrize(
    "text",
    [
        "Wśród miast są m.in. Rybnik, np. w centrum, i Żory.",
        "Siedziba mieści się przy ul. Polnej w os. Tysiąclecia na pl. Wolności.",
        "Zabytkowa szkoła im. Jana Pawła II stoi obok kościoła św. Anny.",
        "Spotkanie poprowadził ks. J. Popiełuszko z dr hab. A. Nowak.",
        "Zebrano 12 tys. złotych od ok. 300 osób.",
        "Odbyła się 3. edycja i 12. zjazd kół.",
        "Podstawą jest art. 5 ust. 2 pkt 7 ustawy (Dz.U. 2024 poz. 1491) i rozdz. 3 programu.",
        "W dn. 5 maja o godz. 18.00 otwarto świetlicę w gm. Gostynin, pow. gostyniński, woj. mazowieckie.",
        "W 2014 r. Gmina oddała lokal.",
        "Klub działa od 2014 r. i ma 40 członków.",
        "Spółdzielnia z o.o. Razem oraz tzw. Kluby Sąsiada działają przy OSP.",
        "Budowano w XX w. Szkołę i remizę.",
        "Czas pracy to 2.5 godziny.",
        "4.2. Zasady współpracy",
    ],
)
def test_a_stop_after_an_abbreviation_an_initial_or_an_ordinal_ends_nothing(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Gmina dała lokal. Koło go odnowiło.", ["Gmina dała lokal.", "Koło go odnowiło."]),
        ("Czy działa? Tak! „Działa”. Koniec…", ["Czy działa?", "Tak!", "„Działa”.", "Koniec…"]),
        ("„Nie ma gdzie się spotkać!” Tak mówili.", ["„Nie ma gdzie się spotkać!”", "Tak mówili."]),
        (
            "Klub działa od 2014 r. Prowadzi go stowarzyszenie.",
            ["Klub działa od 2014 r.", "Prowadzi go stowarzyszenie."],
        ),
        ("Kosztowało to 5 mln zł. Resztę dał powiat.", ["Kosztowało to 5 mln zł.", "Resztę dał powiat."]),
        ("Przyszło 25. Zostało 20.", ["Przyszło 25.", "Zostało 20."]),
        ("1. Cele programu. 2. Zasady.", ["1. Cele programu.", "2. Zasady."]),
        (
            "Są warsztaty, wycieczki itp. Wszystkie są bezpłatne.",
            ["Są warsztaty, wycieczki itp.", "Wszystkie są bezpłatne."],
        ),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_are_cut_where_a_reader_would_cut(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


words = st.sampled_from("Gmina koło m.in. np. r. 2014 3. art. … ! ? ( „Tak” św. J. - 🏡".split())


@given(st.lists(words, max_size=25).map(" ".join))
def test_sentences_lose_and_add_nothing(text: str) -> None:
    parts = sentences(text)

    assert " ".join(parts) == text
    assert all(parts)


def test_tokens_are_runs_of_letters_and_digits_with_their_places() -> None:
    # Given a heading with hyphens, a number and quotation marks
    text = "Czarno-Dąbrówka: „500 plus” i covid_19"

    # When it is cut
    found = tokens(text)

    # Then punctuation and underscores part the words
    assert [token.text for token in found] == ["Czarno", "Dąbrówka", "500", "plus", "i", "covid", "19"]
    assert (found[1].start, found[1].end) == (7, 15)


@given(texts)
def test_offsets_of_tokens_slice_the_words_back(text: str) -> None:
    found = tokens(text)

    assert all(text[token.start : token.end] == token.text for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    outside = set(range(len(text))) - {place for token in found for place in range(token.start, token.end)}
    assert not any(text[place].isalnum() for place in outside)
