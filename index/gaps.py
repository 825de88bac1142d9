"""Is a query near to a matter that the base is known not to hold?

The matters are those of `index.asked.starter_gaps`: judged against the starter practices. A record of another origin may fill one,
so a build leaves out every gap to which such a record is near; only the open ones count. Nearness is the cosine of the own
encoder. Whether a query calls a gap by its name is asked beside it (`index.naming`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.lemmas import lemmas
from index.asked import Gap
from index.base_words import SAME
from index.encoder import Vectors
from index.static_encoder import StaticEncoder

# From this cosine on a record may be about the matter of a gap. One starter practice, held against the gaps that none fills,
# reaches it for .1 % of them; of the judged needs that the encoder has not seen 69 % reach it with their best answer, asked in one
# way (a gap has several).
FILLED = 0.55
# Passages compared at once: 40 MB.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ReadGap:
    """The lemmas of a gap: of its name, none where it has no name, and of all `ways` to ask for it, the name among them."""

    name: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]


def read_gap(gap: Gap) -> ReadGap:
    """The gap as a build needs it."""
    return ReadGap(tuple(lemmas(gap.topic)), tuple(tuple(lemmas(way)) for way in (gap.topic, *gap.needs) if way))


def open_gaps(gaps: Sequence[Gap], others: Sequence[Sequence[str]], encoder: StaticEncoder) -> list[ReadGap]:
    """The gaps that none of the passages `others` (their lemmas) of further records fills: by being near to a way to ask for it, or
    by holding all the words of its name."""
    read = [read_gap(gap) for gap in gaps]
    ways = encoder.encode_lemmas([way for gap in read for way in gap.ways])
    owners = np.repeat(np.arange(len(read)), [len(gap.ways) for gap in read])
    filled = np.zeros(len(read), dtype=bool)
    filled[owners[_nearest(ways, encoder.encode_lemmas(others)) >= FILLED]] = True
    holders = _holders(others)
    for number, gap in enumerate(read):
        holding = [holders.get(lemma, set()) for lemma in gap.name]
        filled[number] |= bool(holding and set.intersection(*holding))
    return [gap for gap, full in zip(read, filled, strict=True) if not full]


def write_gaps(path: Path, gaps: Sequence[ReadGap], encoder: StaticEncoder) -> None:
    """Writes the vectors of all ways to ask for the gaps, and of which gap each is."""
    vectors = encoder.encode_lemmas([way for gap in gaps for way in gap.ways])
    np.savez(path, vectors=vectors, gaps=np.repeat(np.arange(len(gaps)), [len(gap.ways) for gap in gaps]))


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
        with np.load(path, allow_pickle=False) as arrays:
            self._vectors: Vectors = arrays["vectors"]
            self._gaps: NDArray[np.int64] = arrays["gaps"]
        self._encoder = encoder

    def nearest(self, words: Sequence[str], *, but: Collection[int] = ()) -> float:
        """The best cosine, at least 0, of a way to ask for an open gap with these lemmas of a query; the gaps of the numbers `but`
        stay out."""
        cosines = self._cosines(words)
        if but:
            cosines = cosines[~np.isin(self._gaps, list(but))]
        return float(np.clip(cosines.max(initial=0.0), 0.0, 1.0))

    def asked_by(self, words: Sequence[str]) -> frozenset[int]:
        """The numbers of the gaps that are asked for with just these lemmas."""
        return frozenset(self._gaps[self._cosines(words) >= SAME].tolist())

    def _cosines(self, words: Sequence[str]) -> Vectors:
        [query] = self._encoder.encode_lemmas([words])
        return np.asarray(self._vectors @ query, dtype=np.float32)
