"""The word lists by which needs are found (words/*.yaml) as patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Cues:
    """need_cues.yaml, compiled."""

    empty_items: frozenset[str]
    empty_openings: re.Pattern[str]
    task_nouns: frozenset[str]
    troubles: frozenset[str]
    speakers: re.Pattern[str]
    telling: re.Pattern[str]


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words. After a letter a star is the rest of a word, a blank is one blank or more; all
    other signs are those of a regular expression, but for a full stop, which is one unless a count follows it."""
    return re.compile(r"(?<!\w)(?:" + "|".join(_expression(phrase) for phrase in phrases) + r")(?!\w)")


def _expression(phrase: str) -> str:
    phrase = re.sub(r"(?<!\\)\.(?!\{)", r"\\.", phrase)
    # The letter before a star must be one of a word: in "\w*" it names a class of characters.
    phrase = re.sub(r"(?<=[a-z])(?<!\\[a-z])\*", lambda _: r"\w*", phrase)
    return phrase.replace(" ", r"\s+")


def read_words(name: str) -> Any:
    """The content of one word list."""
    return yaml.load((WORDS / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def cues() -> Cues:
    """The words, read on first use."""
    content = read_words("need_cues.yaml")
    return Cues(
        empty_items=frozenset(content["empty_items"]),
        empty_openings=pattern_of(content["empty_openings"]),
        task_nouns=frozenset(content["task_nouns"]),
        troubles=frozenset(content["troubles"]),
        speakers=pattern_of(content["speakers"]),
        telling=pattern_of(content["telling"]),
    )
