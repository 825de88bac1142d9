"""Records that tell the same thing in nearly the same words, as when one practice was described twice under two titles.

Two texts are near copies when the sets of their word pairs are alike: resemblance = |A and B| / |A or B| of shingles of two
words (Broder, "On the resemblance and containment of documents", 1997). Of the starter practices no two pass .10, and
98 % of them stay copies when a sentence is taken out (docs/quality.md).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.language import raw_words
from corpus.practice import Practice
from index.fusion import Numbers
from index.passages import CONTENT_FIELDS, field_text

THRESHOLD = 0.6
# Shorter texts may agree by chance: the shortest starter practice has 31 words.
LEAST_WORDS = 20

Shingles = frozenset[int]


def leaders(records: Sequence[Practice | Document]) -> NDArray[np.int32]:
    """For each record [n] the number of the first record of its group, its own number when it is the first or alone.

    A record joins the earliest of those first ones that it resembles most, so that everything in a group is near to one
    record and no chain of small changes grows into one. Practices and documents are never in one group.
    """
    shingles = _shingles([comparable_text(record) for record in records])
    frequencies = Counter(shingle for known in shingles for shingle in known)
    found = np.arange(len(records), dtype=np.int32)
    holders: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(shingles):
        rare = _prefix(own, frequencies)
        candidates = sorted({other for shingle in rare for other in holders.get(shingle, ())})
        alike = [other for other in candidates if records[other].kind == records[number].kind]
        best = max(alike, key=lambda other: (resemblance(own, shingles[other]), -other), default=number)
        if best != number and resemblance(own, shingles[best]) >= THRESHOLD:
            found[number] = best
        else:
            for shingle in rare:
                holders[shingle].append(number)
    return found


def comparable_text(record: Practice | Document) -> str:
    """What is compared: all but the title, which differs most."""
    if isinstance(record, Practice):
        return "\n".join(field_text(record, field) for field in CONTENT_FIELDS)
    return "\n".join(block.text for block in record.blocks)


def resemblance(first: Shingles, second: Shingles) -> float:
    """The Jaccard coefficient, 0 for two empty sets."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


def _shingles(texts: Iterable[str]) -> list[Shingles]:
    """Numbers of the word pairs of each text, none for a short one."""
    numbers: dict[tuple[str, str], int] = {}
    sets: list[Shingles] = []
    for text in texts:
        words = raw_words(text)
        pairs = pairwise(words) if len(words) >= LEAST_WORDS else ()
        sets.append(frozenset(numbers.setdefault(pair, len(numbers)) for pair in pairs))
    return sets


def _prefix(shingles: Shingles, frequencies: Counter[int]) -> list[int]:
    """The rarest shingles, as many as decide: two sets of a resemblance t share one of the |x| - ceil(t |x|) + 1 rarest of
    each, whatever order of rarity all sets are sorted by (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity
    joins in data cleaning", 2006). Nothing is lost, and few pairs are compared."""
    ordered = sorted(shingles, key=lambda shingle: (frequencies[shingle], shingle))
    return ordered[: len(ordered) - math.ceil(THRESHOLD * len(ordered)) + 1]


class Groups:
    """The groups of a snapshot at search time. `leaders` [n] is as `leaders` made it."""

    def __init__(self, leaders: NDArray[np.int32]) -> None:
        self.leaders = leaders

    def grouped(self, ranked: Numbers) -> list[tuple[int, ...]]:
        """The record numbers as groups: each in the place of its best member, its members in the given order."""
        members: dict[int, list[int]] = {}
        for number, leader in zip(ranked.tolist(), self.leaders[ranked].tolist(), strict=True):
            members.setdefault(leader, []).append(number)
        return [tuple(group) for group in members.values()]
