"""Exact inner product search over passage vectors. The only module that imports faiss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Writes float32 vectors [n, dim] as a flat index."""
    # By a file of Python's: faiss does not tell when its own cannot be closed, as on a full disk.
    with path.open("wb") as file:
        faiss.write_index(flat_index(vectors), faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined]  # not in its types


def flat_index(vectors: Vectors) -> Any:
    """A faiss flat inner product index over float32 vectors [n, dim]."""
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors))
    return flat


class DenseIndex:
    """Every passage whose inner product with the query reaches a floor, exactly: no approximation, nothing cut at k."""

    def __init__(self, path: Path) -> None:
        self._flat: Any = faiss.read_index(str(path))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    def search(self, query: Vectors, floor: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Passage numbers and inner products above `floor` for one query vector [dim], by passage number."""
        if not len(self):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        # One thread a request: two requests at once must not fight over the cores. The setting belongs to the calling thread.
        faiss.omp_set_num_threads(1)
        _, products, passages = self._flat.range_search(query[None, :], floor)
        order = np.argsort(passages)
        return passages[order], products[order]

    def vector(self, passage: int) -> Vectors:
        """The vector [dim] of one passage."""
        return np.asarray(self._flat.reconstruct(passage), dtype=np.float32)
