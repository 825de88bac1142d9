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
class Sign:
    """One group of phrases and what one of them is worth; the points of a group count once."""

    name: str
    points: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """need_cues.yaml, compiled."""

    signs: tuple[Sign, ...]
    against: tuple[Sign, ...]
    not_signs: re.Pattern[str]
    empty_items: frozenset[str]
    task_nouns: frozenset[str]
    speakers: re.Pattern[str]
    telling: re.Pattern[str]


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words. After a letter a star is the rest of a word, a blank is one blank or more; all
    other signs are those of a regular expression, but for a full stop, which is one unless a count follows it."""
    return re.compile(r"(?<!\w)(?:" + "|".join(_expression(phrase) for phrase in phrases) + r")(?!\w)")


def _expression(phrase: str) -> str:
    phrase = re.sub(r"(?<!\\)\.(?!\{)", r"\\.", phrase)
    phrase = re.sub(r"(?<![\\])(?<=[a-z])\*", lambda _: r"\w*", phrase)
    return phrase.replace(" ", r"\s+")


def read_words(name: str) -> Any:
    """The content of one word list."""
    return yaml.load((WORDS / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def cues() -> Cues:
    """The signs of needs, read on first use."""
    content = read_words("need_cues.yaml")
    return Cues(
        signs=_signs(content["signs"]),
        against=_signs(content["against"]),
        not_signs=pattern_of(phrase for group in content["not_signs"] for phrase in group),
        empty_items=frozenset(content["empty_items"]),
        task_nouns=frozenset(content["task_nouns"]),
        speakers=pattern_of(content["speakers"]),
        telling=pattern_of(content["telling"]),
    )


def _signs(groups: Iterable[dict[str, Any]]) -> tuple[Sign, ...]:
    return tuple(Sign(group["name"], group["points"], pattern_of(group["phrases"])) for group in groups)
