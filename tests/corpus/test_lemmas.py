"""Word forms to lemmas: one word meets itself whatever its case, number, or spelling without diacritics."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import normalise
from corpus.lemmas import fingerprint, frequency, inflections, is_known, lemmas, lemmatiser

PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")


@pytest.mark.parametrize(
    "forms",
    [
        "senior seniora seniorzy seniorów seniorom seniorami SENIORZE",
        "świetlica świetlicy świetlicę świetlicą świetlice świetlic świetlicami",
        "wieś wsi wsią wsie wsiach",
        "dziecko dzieci dzieciom dziećmi dzieciach",
        "człowiek ludzie ludzi ludźmi człowieka",
        "młody młodego młodzi młodszych najmłodsi",
        "iść szła idzie idą",
        "Rybnik Rybnika Rybnikiem rybniku",
        "żory Żorach Żorom Żorami",
        "Anna Anny Annie Annę",
        "Kowalski Kowalskiego Kowalskiemu",
    ],
)
def test_all_forms_of_a_word_have_one_lemma(forms: str) -> None:
    assert len({lemmas(form)[0] for form in forms.split()}) == 1


def test_a_text_becomes_its_lemmas_in_reading_order() -> None:
    assert lemmas("Kół Gospodyń Wiejskich, dla samotnych seniorów!") == [
        "koło",
        "gospodyni",
        "wiejski",
        "dla",
        "samotny",
        "senior",
    ]


@pytest.mark.parametrize("acronym", ["kgw", "osp", "pup", "ops", "lgd", "ngo", "jst", "mops", "cis"])
def test_an_acronym_stays_itself_in_any_case(acronym: str) -> None:
    # "osp" is also a form of "ospa" (a disease), "pup" of "pupa"; nobody asks for these
    assert lemmas(acronym) == [acronym]
    assert lemmas(acronym.upper()) == [acronym]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("swietlica dla mlodziezy", "świetlica dla młodzieży"),
        ("ochotnicza straz pozarna", "ochotnicza straż pożarna"),
        ("laka kwietna dla mieszkancow", "łąka kwietna dla mieszkańców"),
        ("zrodlo", "źródło"),
        ("strazakow", "strażaków"),
        ("zyrardowie", "Żyrardowie"),
        ("kola gospodyn wiejskich", "koła gospodyń wiejskich"),
    ],
)
def test_a_text_typed_without_diacritics_means_the_same(written: str, meant: str) -> None:
    assert lemmas(written) == lemmas(meant)


def test_a_word_that_is_right_without_diacritics_is_taken_as_it_stands() -> None:
    # "sad" (orchard) and "sąd" (court) are both words. One word alone, and a text that has diacritics, are taken at their word
    assert lemmas("sad") == ["sad"]
    assert lemmas("sąd") == ["sąd"]
    assert lemmas("Sad społeczny przy świetlicy")[0] == "sad"


def test_in_a_longer_text_without_any_diacritics_the_commoner_word_is_meant() -> None:
    # Known price of reading texts typed without diacritics: here the orchard is lost
    assert lemmas("sad rejonowy w gminie")[0] == "sąd"


@pytest.mark.parametrize("word", ["Gineka", "xyzzy", "500plus", "covid19", "🏡dom"])
def test_an_unknown_word_is_its_own_lemma(word: str) -> None:
    assert lemmas(word) == [word.strip("🏡").casefold()]


def test_a_gerund_is_read_as_the_noun_where_there_is_one() -> None:
    assert lemmas("szkolenia dla rodziców")[0] == "szkolenie"
    assert lemmas("mieszkania treningowe")[0] == "mieszkanie"


@pytest.mark.parametrize("word", ["tylko", "dzięki", "mimo", "lub", "mieć", "iść"])
def test_of_readings_that_only_ever_meet_the_plain_one_wins(word: str) -> None:
    # "tylko" is also a form of "tylka", "iść" of "iścić": the same form, so the text cannot tell how often each is meant
    assert lemmas(word) == [word]


@pytest.mark.parametrize(
    "lemma", ["w", "i", "dla", "który", "być", "móc", "nasz", "tylko", "się", "nikt", "żaden", "taki", "to"]
)
def test_words_without_a_topic_are_function_words(lemma: str) -> None:
    assert lemmatiser().is_function_word(lemma)


@pytest.mark.parametrize("lemma", ["senior", "kgw", "gmina", "samotny", "szkolić", "gineka", "2024"])
def test_words_with_a_topic_are_not(lemma: str) -> None:
    assert not lemmatiser().is_function_word(lemma)


@pytest.mark.parametrize("lemma", ["po", "bez", "poza", "niż", "ku", "dzięki", "wraz", "dziś"])
def test_a_noun_met_only_in_the_form_of_a_function_word_does_not_give_it_a_topic(lemma: str) -> None:
    assert lemmatiser().is_function_word(lemma)


@pytest.mark.parametrize("form", ["albo", "tam", "potem", "można", "tyle", "lecz", "Albo"])
def test_a_form_of_a_function_word_is_one_although_it_is_read_as_another_word(form: str) -> None:
    lemma = lemmatiser().lemma(form)

    assert lemma != form.casefold()
    assert not lemmatiser().is_function_word(lemma)
    assert lemmatiser().is_function_form(form, lemma)


@pytest.mark.parametrize(
    "form", ["miast", "fora", "koło", "prawo", "czas", "brak", "gazu", "sposobu", "drogą", "szkole", "święto"]
)
def test_a_form_of_a_word_with_a_topic_is_none(form: str) -> None:
    assert not lemmatiser().is_function_form(form, lemmatiser().lemma(form))


def test_readings_tell_names_of_persons_and_places_from_common_nouns() -> None:
    analyser = lemmatiser()

    assert "nazwisko" in {name for reading in analyser.readings("Kowalskiego") for name in reading.names}
    assert "nazwa_geograficzna" in {name for reading in analyser.readings("Rybnika") for name in reading.names}
    assert {reading.part_of_speech for reading in analyser.readings("xyzzy")} == {"ign"}
    assert is_known("seniorami")
    assert not is_known("xyzzy")


def test_frequency_compares_words_of_the_field() -> None:
    assert frequency("gmina") > frequency("żłobek") > frequency("xyzzy") == 0


def test_inflections_are_the_forms_of_one_noun_or_adjective() -> None:
    assert {"seniorka", "seniorki", "seniorkami"} <= set(inflections("seniorką"))
    assert {"wiejski", "wiejska", "wiejskimi"} <= set(inflections("wiejskich"))
    assert inflections("wiejskich") == tuple(sorted(set(inflections("wiejskich"))))
    assert "lepszy" not in inflections("dobry")
    assert inflections("gotować") == ()
    assert inflections("xyzzy") == ()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_has_one_lemma_for_each_token_at_its_place(raw: str) -> None:
    text = normalise(raw)

    found = lemmatiser().lemmatise(text)

    assert [token.lemma for token in found] == lemmas(raw)
    assert all(token.lemma and token.lemma == token.lemma.casefold() for token in found)
    assert all(text[token.start : token.end].isalnum() for token in found)
    assert lemmas(raw) == lemmas(text)


@given(
    st.lists(st.sampled_from("żłobek świetlica mieszkańców strażaków młodzież wsią łąkę źródła".split()), min_size=3)
)
def test_a_list_of_words_survives_the_loss_of_diacritics(words: list[str]) -> None:
    assert lemmas(" ".join(words).translate(PLAIN)) == lemmas(" ".join(words))


def test_the_fingerprint_names_one_state_of_dictionary_and_lexicon() -> None:
    assert len(fingerprint()) == 16
    assert int(fingerprint(), 16) >= 0


_USE_BOTH = """
import numpy as np
{first}
{second}
from corpus.lemmas import inflections, lemmas, lemmatiser
import faiss
flat = faiss.IndexFlatIP(2)
flat.add(np.eye(2, dtype=np.float32))
for _ in range(3):
    assert lemmas("Kołem gospodyń wiejskich w Rybniku") == ["koło", "gospodyni", "wiejski", "w", "rybnik"]
    assert [r.names for r in lemmatiser().readings("Kowalskiego")]
    assert "seniorami" in inflections("senior")
    products, numbers = flat.search(np.array([[0.0, 1.0]], dtype=np.float32), 1)
    assert numbers[0, 0] == 1
    limits, products, numbers = flat.range_search(np.array([[0.0, 1.0]], dtype=np.float32), 0.5)
    assert list(numbers) == [1]
"""


@pytest.mark.parametrize("order", [("import faiss", "import corpus.lemmas"), ("import corpus.lemmas", "import faiss")])
def test_faiss_and_the_lemmatiser_live_in_one_process_whichever_comes_first(order: tuple[str, str]) -> None:
    # Both are made with SWIG and register classes of the same names
    script = _USE_BOTH.format(first=order[0], second=order[1])

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
