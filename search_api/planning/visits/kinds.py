"""Which practices are one kind of thing ("Klub Seniora w …", "Klub seniora „Lokomotywa 60+” w …"), by their titles.

Two titles that share two words of content in a row, as lemmas, name one kind of thing. What the topic itself says tells no kinds
apart: whoever asks about the participatory budget comes to see several.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.lemmas import lemmas
from search_api.planning.visits.result import Candidate

_SHORTEST = 4  # letters of a word of content: shorter ones are prepositions and numbers


def kinds_of(candidates: Sequence[Candidate], topic: int, text: str) -> Mapping[int, int]:
    """For each point (from 1) that answers the topic the number of its kind: that of its first member."""
    said = set(_words(text))
    kinds: dict[int, int] = {}
    first: dict[tuple[str, str], int] = {}
    for point, one in enumerate(candidates, start=1):
        if not any(fit.topic == topic for fit in one.topics):
            continue
        pairs = [pair for pair in _pairs(one.practice.title) if not said.issuperset(pair)]
        kinds[point] = next((kinds[first[pair]] for pair in pairs if pair in first), point)
        for pair in pairs:
            first.setdefault(pair, point)
    return kinds


@lru_cache(maxsize=4096)
def _pairs(title: str) -> tuple[tuple[str, str], ...]:
    words = _words(title)
    return tuple(itertools.pairwise(words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(lemma for lemma in lemmas(text) if len(lemma) >= _SHORTEST and not lemma.isdigit())
