"""The list of forms: exact and near look-ups, beside the obvious slow way."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from corpus.build_lexicon import is_person
from corpus.edits import edited
from corpus.language import fold
from corpus.lemmas import UNKNOWN, lemmatiser
from corpus.word_forms import EDGE, FORMS, KNOWN_ONLY, WordForms, level, word_forms

SOME = [
    "gmina",
    "gminy",
    "gminę",
    "mina",
    "sad",
    "sąd",
    "stowarzyszenie",
    "towarzyszenie",
    "świetlica",
    "senior",
    "smart",
]
FEW = WordForms(SOME, [level(10)] * (len(SOME) - 1) + [KNOWN_ONLY])


def distance(one: str, other: str) -> int:
    """Optimal string alignment, letter by letter."""
    table = [
        [max(row, column) if not row * column else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)
    ]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            steps = [
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (one[row - 1] != other[column - 1]),
            ]
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                steps.append(table[row - 2][column - 2] + 1)
            table[row][column] = min(steps)
    return table[-1][-1]


def test_forms_of_one_plain_spelling_are_found_together() -> None:
    assert [FEW.form(number) for number in FEW.spelled("sad")] == ["sad", "sąd"]
    assert list(FEW.spelled("sady")) == []
    assert (FEW.has("sąd"), FEW.has("sad"), FEW.has("sądy"), FEW.has("gmine")) == (True, True, False, False)


def test_a_word_that_is_only_known_is_near_to_nothing() -> None:
    assert FEW.has("smart")
    assert FEW.near("smart", 1) == FEW.near("start", 1) == []


def test_the_level_is_a_rounded_logarithm() -> None:
    assert [level(count) for count in (0, 1, 3, 7, 1000)] == [KNOWN_ONLY, 2, 4, 6, 20]


@given(st.sampled_from(SOME[:-1]), st.text("abdegimnorstwyz", min_size=1, max_size=14), st.integers(1, 2))
def test_no_form_within_the_edits_is_missed(form: str, typed: str, edits: int) -> None:
    # Given a random word, and one that is made of a form by one edit
    for written in (typed, form[1:], "w" + form, form[:-2] + form[-1:] + form[-2:-1]):
        folded = fold(written)
        found = {FEW.form(number) for number in FEW.near(folded, edits)}

        assert {other for other in SOME[:-1] if distance(folded, fold(other)) <= edits} <= found


def test_what_no_form_can_be_spelled_like_is_near_to_none() -> None:
    for text in ("", "żółć", "Gmina", "a b", "x" * 200, "gmina2"):
        assert FEW.near(text, 2) == []
        assert list(FEW.spelled(text)) == []


def test_runs_of_letters_are_known_with_the_edges_of_words() -> None:
    assert FEW.has_runs("gmin")
    assert FEW.has_runs(EDGE + "gminy" + EDGE)
    assert not FEW.has_runs(EDGE + "minyy")
    assert not FEW.has_runs(EDGE + "ina" + EDGE)


def test_words_before_one_error_have_runs_of_real_words_only() -> None:
    forms = WordForms(["gmina", "minami"], [level(10)] * 2)

    found = edited("gmna", forms)

    assert "gmina" in found
    assert "gmna" not in found
    assert all(forms.has_runs(EDGE + fold(word) + EDGE) for word in found)


@given(st.sampled_from(SOME), st.text("aąiłnż", min_size=1, max_size=1), st.integers(0, 4))
def test_every_form_is_among_the_words_before_its_own_misspelling(form: str, letter: str, place: int) -> None:
    for written in (form[:place] + letter + form[place:], form[:place] + letter + form[place + 1 :]):
        assert written == form or len(form) != len(written) - 1 or form in edited(written, FEW)


def test_the_shipped_list_is_small_plain_and_without_names_of_persons() -> None:
    forms, analyser = word_forms(), lemmatiser()
    rows = gzip.decompress(FORMS.read_bytes()).decode().splitlines()

    known = [analyser.readings(row.partition("\t")[0]) for row in rows[::7]]

    assert len(forms) == len(rows) > 100_000
    assert rows == sorted(rows, key=lambda row: (fold(row.partition("\t")[0]), row.partition("\t")[0]))
    assert FORMS.stat().st_size < 700_000
    assert not [
        found for found in known if found[0].part_of_speech != UNKNOWN and all(is_person(reading) for reading in found)
    ]
