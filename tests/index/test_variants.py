"""The same need written otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.language import fold, tokens
from corpus.lemmas import lemmas
from index.variants import MIN_TYPO_LETTERS, otherwise_inflected, with_typo, without_diacritics

NEED = "Świetlica dla młodzieży, którą poprowadzi Koło Gospodyń – w remizie?"


def test_only_diacritics_are_lost() -> None:
    assert without_diacritics(NEED) == "Swietlica dla mlodziezy, ktora poprowadzi Kolo Gospodyn – w remizie?"
    assert without_diacritics("ŻÓŁĆ café 🏡") == "ZOLC café 🏡"


@given(st.text(max_size=40))
def test_the_text_stays_as_long_and_reads_the_same_folded(text: str) -> None:
    plain = without_diacritics(text)

    assert len(plain) == len(text)
    assert fold(plain) == fold(text)


def test_nouns_and_adjectives_change_their_form_and_all_else_stays() -> None:
    changed = otherwise_inflected(NEED, seed=1)

    before, after = tokens(NEED), tokens(changed)
    words = {old.text: new.text for old, new in zip(before, after, strict=True)}
    # These have other forms, and get one
    assert all(words[word] != word for word in ("Świetlica", "młodzieży", "Koło", "Gospodyń", "remizie"))
    # These are no nouns
    assert all(words[word] == word for word in ("dla", "poprowadzi", "w"))
    assert changed.endswith("?")
    assert words["Koło"][0].isupper()
    assert lemmas(words["Świetlica"]) == ["świetlica"]


def test_the_same_seed_draws_the_same_forms_and_another_one_others() -> None:
    assert otherwise_inflected(NEED, seed=3) == otherwise_inflected(NEED, seed=3)
    assert len({otherwise_inflected(NEED, seed=seed) for seed in range(8)}) > 1


def test_a_text_without_nouns_stays() -> None:
    assert otherwise_inflected("i dla, w 2024!", seed=0) == "i dla, w 2024!"
    assert otherwise_inflected("", seed=0) == ""


@given(st.integers(0, 10_000))
def test_a_typing_error_changes_one_word_by_a_letter(seed: int) -> None:
    before, after = tokens(NEED), tokens(with_typo(NEED, seed))

    changed = [(old.text, new.text) for old, new in zip(before, after, strict=True) if old.text != new.text]

    assert len(changed) == 1
    ((old, new),) = changed
    assert len(old) >= MIN_TYPO_LETTERS
    assert abs(len(new) - len(old)) <= 1
    assert old[0].isupper() == new[0].isupper()
    # A letter other, missing or too many leaves all others in their order; a swap has the same letters
    left, right = old.casefold(), new.casefold()
    same_start = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    same_end = next(
        (n for n, (a, b) in enumerate(zip(left[::-1], right[::-1], strict=False)) if a != b), min(len(left), len(right))
    )
    assert same_start + same_end >= min(len(left), len(right)) - (2 if sorted(left) == sorted(right) else 1)


def test_the_same_seed_makes_the_same_error_and_many_seeds_make_every_kind() -> None:
    assert with_typo(NEED, seed=3) == with_typo(NEED, seed=3)
    errors = {with_typo("gmina", seed) for seed in range(60)}
    assert {len(error) for error in errors} == {4, 5, 6}
    assert any(sorted(error) == sorted("gmina") for error in errors)


def test_a_text_of_short_words_and_numbers_has_no_typing_error() -> None:
    assert with_typo("dla wsi 2024, 500plus", seed=0) == "dla wsi 2024, 500plus"
    assert with_typo("", seed=0) == ""
