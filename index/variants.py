"""The same need written otherwise, for measuring how steady the answers are."""

from __future__ import annotations

import random

from corpus.language import DIACRITICS, fold, tokens
from corpus.lemmas import inflections


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


def _plain(character: str) -> str:
    folded = fold(character)
    return folded.upper() if character.isupper() else folded
