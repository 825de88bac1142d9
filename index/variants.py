"""The same need written otherwise, for measuring how steady the answers are."""

from __future__ import annotations

import random

from corpus.language import DIACRITICS, fold, tokens
from corpus.lemmas import inflections

MIN_TYPO_LETTERS = 4
_POLISH = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"


def without_diacritics(text: str) -> str:
    """Polish letters without their diacritics, all else as it stands."""
    return "".join(_plain(character) if character in DIACRITICS else character for character in text)


def otherwise_inflected(text: str, seed: int) -> str:
    """Every noun and adjective in another form of its own, drawn at random; the same seed gives the same text."""
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    pieces: list[str] = []
    end = 0
    for token in tokens(text):
        others = [form for form in inflections(token.text) if form.casefold() != token.text.casefold()]
        word = draw.choice(others) if others else token.text
        pieces += [text[end : token.start], word.capitalize() if token.text[:1].isupper() else word]
        end = token.end
    return "".join([*pieces, text[end:]])


def with_typo(text: str, seed: int) -> str:
    """One typing error in a random word of 4 letters or more: a letter other, missing or too many, or two swapped.

    The same seed gives the same text. A text without such a word stays.
    """
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    words = [token for token in tokens(text) if len(token.text) >= MIN_TYPO_LETTERS and token.text.isalpha()]
    if not words:
        return text
    word = draw.choice(words)
    form = changed = word.text.casefold()
    while changed == form:
        changed = draw.choice(_TYPOS)(form, draw)
    return text[: word.start] + _in_case_of(word.text, changed) + text[word.end :]


def _other_letter(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + draw.choice(_POLISH) + word[place + 1 :]


def _missing_letter(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _extra_letter(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word) + 1)
    return word[:place] + draw.choice(_POLISH) + word[place:]


def _swapped_letters(word: str, draw: random.Random) -> str:
    place = draw.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


_TYPOS = (_other_letter, _missing_letter, _extra_letter, _swapped_letters)


def _in_case_of(written: str, changed: str) -> str:
    if written.isupper():
        return changed.upper()
    return changed.capitalize() if written[0].isupper() else changed


def _plain(character: str) -> str:
    folded = fold(character)
    return folded.upper() if character.isupper() else folded
