"""The cost of typing errors: what is likelier costs less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.misspelling import cost, letter_cost

POLISH = st.text("aąbcćdeęfghijklłmnńoóprsśtuwyzźż", max_size=12)


@pytest.mark.parametrize(
    ("likelier", "rarer"),
    [
        (("swietlica", "świetlica"), ("świetlifa", "świetlica")),  # diacritics before a wrong letter
        (("wspułpraca", "współpraca"), ("wspałpraca", "współpraca")),  # sounds alike
        (("młodzierz", "młodzież"), ("młodziekk", "młodzież")),  # two letters for one that sound alike
        (("robiom", "robią"), ("robikt", "robią")),
        (("gmima", "gmina"), ("gmiza", "gmina")),  # a neighbour on the keyboard before a far key
        (("gmian", "gmina"), ("gmika", "gmina")),  # swapped before replaced
        (("gmna", "gmina"), ("gmxna", "gmina")),  # missing before replaced
        (("klubb", "klub"), ("klubo", "klub")),  # doubled before any other letter
        (("klubo", "klub"), ("klubó", "klub")),  # a letter with a diacritic is seldom one too many
        (("gminx", "gmina"), ("xmina", "gmina")),  # the first letter is seldom wrong
    ],
)
def test_the_likelier_error_costs_less(likelier: tuple[str, str], rarer: tuple[str, str]) -> None:
    assert cost(*likelier) < cost(*rarer)


def test_every_missing_diacritic_together_costs_less_than_one_letter() -> None:
    assert cost("zolc", "żółć") < cost("żół", "żółć")


def test_errors_add_up() -> None:
    # Far apart, so that neither helps the other
    one, other = cost("stowazyszenie", "stowarzyszenie"), cost("stowarzyszeine", "stowarzyszenie")

    assert cost("stowazyszeine", "stowarzyszenie") == pytest.approx(one + other)


def test_a_letter_that_sounds_alike_is_cheap_only_where_it_does() -> None:
    # "u" for "ó", but not for "o"
    assert letter_cost("u", "ó") < letter_cost("u", "o")


@given(POLISH)
def test_nothing_wrong_costs_nothing(word: str) -> None:
    assert cost(word, word) == 0.0


@given(POLISH, POLISH)
def test_what_is_alike_around_the_errors_costs_nothing(written: str, meant: str) -> None:
    # Only that an error stands first may cost more
    assert cost(f"!{written}!", f"!{meant}!") <= cost(written, meant)
