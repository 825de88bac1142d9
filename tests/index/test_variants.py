"""The same need written otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.language import fold, tokens
from corpus.lemmas import lemmas
from index.variants import otherwise_inflected, without_diacritics

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
