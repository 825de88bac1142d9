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
# From this cosine on two texts are one: the same lemmas.
SAME = 0.999


def write_gaps(path: Path, gaps: Sequence[Gap], others: Sequence[Sequence[str]], encoder: StaticEncoder) -> int:
    """Writes the ways to ask for every gap that none of the passages `others` (their lemmas) of further records fills: by being
    near to it, or by holding all the words that name it. Returns how many gaps are open."""
    vectors, held = encoder.encode_lemmas(others), [frozenset(passage) for passage in others]
    open_vectors: list[Vectors] = [np.zeros((0, encoder.dim), dtype=np.float32)]
    for gap in gaps:
        ways = encoder.encode_lemmas([lemmas(text) for text in (gap.topic, *gap.needs) if text])
        name = frozenset(lemmas(gap.topic))
        named = bool(name) and any(name <= passage for passage in held)
        if not named and float((ways @ vectors.T).max(initial=0.0)) < FILLED:
            open_vectors.append(ways)
    save_array(path, np.concatenate(open_vectors))
    return len(open_vectors) - 1


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
