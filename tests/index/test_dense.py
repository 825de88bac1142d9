"""Dense search is exact: it equals a plain matrix product."""

from __future__ import annotations

import threading
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.dense import DenseIndex, write_vectors

DIM = 4
# Small whole numbers: products are exact in 32 bits, so nothing is nearly equal.
small = st.integers(-3, 3).map(float)
matrices = st.integers(0, 30).flatmap(lambda rows: arrays(np.float32, (rows, DIM), elements=small))


@given(matrices, arrays(np.float32, (DIM,), elements=small), st.integers(-5, 10))
def test_search_is_every_passage_above_the_floor(
    scratch: Path, vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]], query: np.ndarray, floor: int
) -> None:
    write_vectors(scratch / "vectors.faiss", vectors)
    index = DenseIndex(scratch / "vectors.faiss")

    passages, products = index.search(query, float(floor))

    expected = vectors @ query
    assert passages.tolist() == np.flatnonzero(expected > floor).tolist()
    assert products.tolist() == expected[expected > floor].tolist()
    assert len(index) == len(vectors)


def test_a_vector_comes_back_as_it_was(tmp_path: Path) -> None:
    vectors = np.random.default_rng(7).normal(size=(5, DIM)).astype(np.float32)
    write_vectors(tmp_path / "vectors.faiss", vectors)

    assert np.array_equal(DenseIndex(tmp_path / "vectors.faiss").vector(3), vectors[3])


def test_an_array_in_columns_is_written_row_by_row(tmp_path: Path) -> None:
    vectors = np.asfortranarray(np.arange(12, dtype=np.float32).reshape(3, DIM))
    write_vectors(tmp_path / "vectors.faiss", vectors)

    assert DenseIndex(tmp_path / "vectors.faiss").vector(1).tolist() == [4, 5, 6, 7]


def test_nothing_to_search_gives_nothing(tmp_path: Path) -> None:
    write_vectors(tmp_path / "vectors.faiss", np.zeros((0, DIM), dtype=np.float32))

    passages, products = DenseIndex(tmp_path / "vectors.faiss").search(np.ones(DIM, dtype=np.float32), 0.3)

    assert (passages.tolist(), products.tolist()) == ([], [])


def test_a_query_without_a_known_word_is_near_nothing(tmp_path: Path) -> None:
    # An unknown word has a vector of zeros: every product is 0, below any floor that the searcher uses
    write_vectors(tmp_path / "vectors.faiss", np.eye(DIM, dtype=np.float32))

    passages, _ = DenseIndex(tmp_path / "vectors.faiss").search(np.zeros(DIM, dtype=np.float32), 0.3)

    assert passages.size == 0


def test_a_request_in_any_thread_keeps_to_one_core(tmp_path: Path) -> None:
    # Given an index opened here and a request answered in another thread, as a server does
    write_vectors(tmp_path / "vectors.faiss", np.eye(DIM, dtype=np.float32))
    index = DenseIndex(tmp_path / "vectors.faiss")
    threads: list[int] = []

    def answer() -> None:
        index.search(np.ones(DIM, dtype=np.float32), 0.3)
        threads.append(faiss.omp_get_max_threads())

    worker = threading.Thread(target=answer)
    worker.start()
    worker.join()

    assert threads == [1]


def test_a_file_that_is_no_index_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "vectors.faiss").write_bytes(b"to nie jest indeks")

    with pytest.raises(RuntimeError):
        DenseIndex(tmp_path / "vectors.faiss")
