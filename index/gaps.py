"""Is a query near to a matter that the base is known not to hold?

The matters are those of `index.asked.starter_gaps`: judged against the starter practices. A record of another origin may fill one,
so a build leaves out every gap to which such a record is near; only the open ones count. Nearness is the cosine of the own
encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.lemmas import lemmas
from index.arrays import save_array
from index.asked import Gap
from index.encoder import Vectors
from index.static_encoder import StaticEncoder

# From this cosine on a record may be about the matter of a gap. One starter practice, held against the gaps that none fills,
# reaches it for .3 % of them; of the rare judged needs 62 % reach it with their best answer, asked in one way (a gap has several).
FILLED = 0.55
# Passages compared at once: 40 MB.
_AT_ONCE = 1_000
# From this cosine on two texts are one: the same lemmas.
SAME = 0.999


def write_gaps(path: Path, gaps: Sequence[Gap], others: Sequence[Sequence[str]], encoder: StaticEncoder) -> int:
    """Writes the ways to ask for every gap that none of the passages `others` (their lemmas) of further records fills: by being
    near to it, or by holding all the words that name it. Returns how many gaps are open."""
    holders = _holders(others)
    texts = [[lemmas(text) for text in (gap.topic, *gap.needs) if text] for gap in gaps]
    ways = encoder.encode_lemmas([text for gap in texts for text in gap])
    owners = np.repeat(np.arange(len(gaps)), [len(gap) for gap in texts])
    filled = np.zeros(len(gaps), dtype=bool)
    filled[owners[_nearest(ways, encoder.encode_lemmas(others)) >= FILLED]] = True
    for number, gap in enumerate(gaps):
        holding = [holders.get(lemma, set()) for lemma in lemmas(gap.topic)]
        filled[number] |= bool(holding and set.intersection(*holding))
    save_array(path, ways[~filled[owners]])
    return int((~filled).sum())


def _nearest(ways: Vectors, vectors: Vectors) -> Vectors:
    """The best cosine [ways] with any of the vectors [n, dim], 0 where there are none."""
    best = np.zeros(len(ways), dtype=np.float32)
    for start in range(0, len(vectors), _AT_ONCE):
        np.maximum(best, (ways @ vectors[start : start + _AT_ONCE].T).max(axis=1), out=best)
    return best


def _holders(passages: Sequence[Sequence[str]]) -> dict[str, set[int]]:
    """The numbers of the passages that hold each lemma."""
    found: dict[str, set[int]] = {}
    for number, passage in enumerate(passages):
        for lemma in passage:
            found.setdefault(lemma, set()).add(number)
    return found


class GapNearness:
    """Searches a file that `write_gaps` made. Reading only, safe to share between threads."""

    def __init__(self, path: Path, encoder: StaticEncoder) -> None:
        self._vectors: Vectors = np.load(path, allow_pickle=False)
        self._encoder = encoder

    def nearest(self, words: Sequence[str]) -> float:
        """The best cosine, at least 0, of a way to ask for an open gap with these lemmas of a query."""
        return float(np.clip(self._cosines(words).max(initial=0.0), 0.0, 1.0))

    def nearest_other(self, words: Sequence[str]) -> float:
        """The same without the ways that are these very lemmas: what a gap tells of a need that is itself known to be one."""
        cosines = self._cosines(words)
        return float(np.clip(cosines[cosines < SAME].max(initial=0.0), 0.0, 1.0))

    def _cosines(self, words: Sequence[str]) -> Vectors:
        [query] = self._encoder.encode_lemmas([words])
        return np.asarray(self._vectors @ query, dtype=np.float32)
