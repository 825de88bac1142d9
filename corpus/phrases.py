"""Phrases found in a sequence of lemmas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

Phrase = tuple[str, ...]


class Found(NamedTuple, Generic[Value]):
    """Words [start, end) of the sequence are a phrase that stands for `values`."""

    start: int
    end: int
    values: tuple[Value, ...]


class PhraseMatcher(Generic[Value]):
    """Knows phrases, each with one or more values."""

    def __init__(self, phrases: Iterable[tuple[Phrase, Value]]) -> None:
        """Pairs of lemmas and a value; a phrase without lemmas is left out."""
        values: defaultdict[Phrase, dict[Value, None]] = defaultdict(dict)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for phrase, value in phrases:
            if phrase:
                values[phrase][value] = None
                lengths[phrase[0]].add(len(phrase))
        self._values = {phrase: tuple(known) for phrase, known in values.items()}
        self._lengths = {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}

    def every(self, words: Sequence[str]) -> Iterator[Found[Value]]:
        """Every phrase wherever it stands, also inside another, by start and the longer first."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                # Near the end a slice may be shorter than asked and then be another phrase.
                if start + length <= len(words) and (values := self._values.get(tuple(words[start : start + length]))):
                    yield Found(start, start + length, values)

    def longest(self, words: Sequence[str]) -> Iterator[Found[Value]]:
        """The longest phrase at each place, from left to right. A phrase that begins inside it does not count."""
        end = 0
        for found in self.every(words):
            if found.start >= end:
                end = found.end
                yield found
