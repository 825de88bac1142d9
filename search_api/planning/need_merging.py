"""Needs that are the same, and needs that are nearly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.language import fold, tokens
from corpus.lemmas import lemmas, lemmatiser

ALIKE = 0.6  # share of common lemmas (Jaccard 1912) from which two needs are proposed for merging
MOST_ALIKE = 200  # pairs
_COMMONEST = 40  # a lemma in more needs than this joins none: all of them are about seniors


def key_of(text: str) -> str:
    """What two spellings of the same need share: letters and digits in lower case, without diacritics."""
    return " ".join(token.text for token in tokens(fold(text)))


def alike(texts: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pairs of places, the lower one first, whose texts have nearly the same content words; at most `MOST_ALIKE`."""
    content = [_content(text) for text in texts]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(content):
        for word in words:
            holders[word].append(place)
    pairs = {
        (first, second)
        for places in holders.values()
        if len(places) <= _COMMONEST
        for number, first in enumerate(places)
        for second in places[number + 1 :]
        if len(content[first] & content[second]) >= ALIKE * len(content[first] | content[second])
    }
    return tuple(sorted(pairs)[:MOST_ALIKE])


def _content(text: str) -> frozenset[str]:
    return frozenset(lemma for lemma in lemmas(text) if not lemmatiser().is_function_word(lemma))
