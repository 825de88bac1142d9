"""Lists of Polish words as patterns, so that a rule reads like the words it looks for."""

from __future__ import annotations

import re


def any_of(listed: str) -> str:
    """A pattern for any of the phrases of a list, which "|" or a line end divides.

    In a phrase a star is the rest of a word and a blank is one blank or more: "odbędzie się | warsztat*". Classes of letters
    stay as they are: "um[oó]w". No edge of a word is asked for: the caller sets "\\b" where it is wanted.
    """
    phrases = (phrase.strip() for phrase in listed.replace("\n", "|").split("|"))
    return "(?:" + "|".join(_pattern(phrase) for phrase in phrases if phrase) + ")"


def whole_words(listed: str) -> re.Pattern[str]:
    """The same as a pattern of whole words, whatever their case."""
    return re.compile(rf"(?<!\w){any_of(listed)}(?!\w)", re.IGNORECASE)


def word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _pattern(phrase: str) -> str:
    return phrase.replace(".", r"\.").replace("+", r"\+").replace("*", r"\w*").replace(" ", r"\s+")
