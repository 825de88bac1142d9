"""Typing errors: what is corrected to what, what must stay, and what a correction says about itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.lemmas import lemmas
from corpus.spelling import MAX_LOOKUPS, Change, Correction, speller

CORRECT = speller().correct


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # a letter missing
        ("stowazyszenie", "stowarzyszenie"),
        ("wyludniajcych", "wyludniających"),
        ("nipełnosprawnych", "niepełnosprawnych"),
        ("gmna", "gmina"),
        ("fundcja", "fundacja"),
        ("oganizacja", "organizacja"),
        ("transprt", "transport"),
        ("bibloteka", "biblioteka"),
        ("mieszkńców", "mieszkańców"),
        ("rewitaliacja", "rewitalizacja"),
        ("gopodyń", "gospodyń"),
        ("retenja", "retencja"),
        # a letter too many
        ("samorzadd", "samorząd"),
        ("autobuus", "autobus"),
        ("klubb", "klub"),
        ("innicjatywa", "inicjatywa"),
        ("partyctypacja", "partycypacja"),
        ("sołtysss", "sołtys"),
        # another letter
        ("opiekumów", "opiekunów"),
        ("seniour", "senior"),
        ("wolontsriusze", "wolontariusze"),
        # swapped letters
        ("organizajce", "organizacje"),
        ("dzeici", "dzieci"),
        ("rodizny", "rodziny"),
        ("bezrobotynch", "bezrobotnych"),
        ("społecnza", "społeczna"),
        ("konsultajce", "konsultacje"),
        # as it sounds
        ("wspułpraca", "współpraca"),
        ("młodzierz", "młodzież"),
        ("samożąd", "samorząd"),
        ("uhodźców", "uchodźców"),
        ("hrześcijański", "chrześcijański"),
        ("urzond", "urząd"),
        ("pszemoc", "przemoc"),
        ("pszedszkole", "przedszkole"),
        ("rzłobek", "żłobek"),
        ("zdrowje", "zdrowie"),
        ("ogrud", "ogród"),
        ("robiom", "robią"),
        ("pomuc", "pomóc"),
        ("wolontarjusze", "wolontariusze"),
        # two errors in a long word, diacritics missing besides
        ("pozażądowa", "pozarządowa"),
        ("mieszkancuw", "mieszkańców"),
        ("niepelnosprwani", "niepełnosprawni"),
        ("swietlca", "świetlica"),
        ("spoldzelnia", "spółdzielnia"),
        # glued words
        ("spoldzielniasocjalna", "spółdzielnia socjalna"),
        ("dlaseniorow", "dla seniorów"),
        ("kołogospodyń", "koło gospodyń"),
        ("domkultury", "dom kultury"),
        ("osóbstarszych", "osób starszych"),
        ("budżetobywatelski", "budżet obywatelski"),
    ],
)
def test_a_typing_error_is_corrected(written: str, meant: str) -> None:
    assert CORRECT(written) == Correction(meant, (Change(0, len(written), written, meant),))


@pytest.mark.parametrize(
    "text",
    [
        "Koło Gospodyń Wiejskich prowadzi świetlicę",  # nothing to correct
        "swietlica dla mlodziezy na wsi",  # diacritics only: the lemmatiser reads them
        "szukamy Fundacji Hutniczekk w Gineku",  # names: a capital letter inside a sentence
        "PCPR i GOPS, MOSiR, LARP",  # acronyms
        "w jejkowicach i w Lyskach",  # places
        "500plus, covid19, EFS+, 2024",  # digits
        "jan.kowalsky@przyklad.pl, ngoo.pl, snake_casse",  # addresses
        "smart village, foresight, questy, mentoring, coworking, parkrun",  # foreign terms
        "hackathon, crowdfunding, streetworking, housing first, peer education, pump track",
        "młodzież wapuje, deinstytucjonalizacja, opieka wytchnieniowa, regranting",  # in no dictionary
        "teleopieka, mikrogranty, ekomuzeum, społeczno-kulturalny, kulturalno – oświatowy",  # compounds
        "bajtel godo gryfno, hasiok, ôma, kociewie",  # dialect
        "sad, wiesz, gmin",  # other words than meant, perhaps, but words
        "xyzzyq qwghjk zzzzzz",  # nonsense
        "abc gra wys",  # short
        "café, Straße, Київ",  # other alphabets
    ],
)
def test_what_is_no_error_stays(text: str) -> None:
    assert CORRECT(text) == Correction(text, ())


def test_the_case_is_kept() -> None:
    assert CORRECT("Stowazyszenie seniorów").text == "Stowarzyszenie seniorów"
    assert CORRECT("STOWAZYSZENIE DLA SENIORUW").text == "STOWARZYSZENIE DLA SENIORÓW"
    assert CORRECT("Szukamy. Swietlca działa?").text == "Szukamy. Świetlica działa?"


def test_a_change_says_where_it_was_in_the_text_as_written() -> None:
    text = "Jak gmna i dlaseniorow, czyli wspułpraca?"

    found = CORRECT(text)

    assert found.text == "Jak gmina i dla seniorów, czyli współpraca?"
    assert [text[change.start : change.end] for change in found.changes] == ["gmna", "dlaseniorow", "wspułpraca"]
    assert [change.written for change in found.changes] == ["gmna", "dlaseniorow", "wspułpraca"]


def test_a_word_of_the_indexed_text_stays() -> None:
    # Given a record about "Hutniczek", which the dictionary lacks
    assert CORRECT("hutniczek").changes
    assert not CORRECT("hutniczek", lambda word: word == "hutniczek").changes


def test_of_two_words_the_one_of_the_indexed_text_is_meant() -> None:
    assert CORRECT("traż").text == "teraz"
    assert CORRECT("traż", lambda word: word == "straż").text == "straż"


def test_a_text_without_diacritics_reads_the_same_with_a_correction() -> None:
    # Given "osob", a word as it stands, which in a text without diacritics is read as "osób", and an error
    plain = "swietlica dla dzieci i osob starszych, ktora prowadzi stowarzyszenie na wsi, wspolpraca z gmina"
    wrong = plain.replace("wspolpraca", "wspolprcaa")

    found = CORRECT(wrong)

    # Then all other words get the diacritics that the lemmatiser would have given them, and only the error is a change
    assert found.text == (
        "świetlica dla dzieci i osób starszych, która prowadzi stowarzyszenie na wsi, współpraca z gmina"
    )
    assert [change.written for change in found.changes] == ["wspolprcaa"]
    assert lemmas(found.text) == lemmas(plain)


def test_of_a_page_of_unknown_words_only_the_first_are_looked_up() -> None:
    found = CORRECT("gmna " * (MAX_LOOKUPS + 10))

    assert len(found.changes) == MAX_LOOKUPS
    assert found.text.split()[MAX_LOOKUPS:] == ["gmna"] * 10


def test_a_word_without_end_stays() -> None:
    assert CORRECT("stowazyszenie" * 2_000).changes == ()


WORDS = st.sampled_from(
    """gmina stowarzyszenie seniorów współpraca swietlica dla na wsi młodzież gmna wspułpraca dlaseniorow Hutniczek OSP PCPR
    nipełnosprawnych wyludniajcych smart xyzzyq 2024 Stowazyszenie ktora dzieci""".split()
)
TYPED = st.lists(WORDS | st.text("aąbcćeęilłmnńoóprsśtuwyzźż", min_size=3, max_size=12), max_size=8).map(" ".join)


@settings(deadline=None)
@given(TYPED)
def test_a_corrected_text_is_not_corrected_again(text: str) -> None:
    corrected = CORRECT(text).text

    assert CORRECT(corrected) == Correction(corrected, ())


@settings(deadline=None)
@given(TYPED | st.text(max_size=60))
def test_changes_lie_in_the_text_in_order_and_are_what_is_written_there(text: str) -> None:
    found = CORRECT(text)

    end = 0
    for change in found.changes:
        assert end <= change.start < change.end <= len(text)
        assert text[change.start : change.end] == change.written
        assert change.meant in found.text
        end = change.end
    assert found.changes or found.text == text


@settings(deadline=None)
@given(st.text("qxvj", min_size=4, max_size=30))
def test_letters_that_make_no_word_stay(text: str) -> None:
    assert CORRECT(text).changes == ()


def test_a_roman_numeral_is_not_meant_by_letters_near_it() -> None:
    assert CORRECT("xxjv").changes == ()
