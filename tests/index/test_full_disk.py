"""A disk without room: what cannot be written is told at once, and nothing half written is taken for whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import build as building
from index import snapshot
from index.arrays import save_array
from index.dense import write_vectors
from index.lines import write_lines
from tests.corpus.records import practice
from tests.index.knowledge import published

FULL = Path("/dev/full")  # a device of Linux on which there is never room
on_linux = pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")


@on_linux
@pytest.mark.parametrize(
    "write",
    [
        lambda path: save_array(path, np.arange(10)),
        lambda path: write_vectors(path, np.ones((3, 4), dtype=np.float32)),
        lambda path: write_lines(path, ["wiersz"]),
    ],
)
def test_a_file_that_does_not_fit_is_told(write: Callable[[Path], object]) -> None:
    with pytest.raises(OSError, match="No space left"):
        write(FULL)


def test_an_array_comes_back_as_it_was(tmp_path: Path) -> None:
    for array in (np.arange(7, dtype=np.int64), np.zeros((0, 3), dtype=np.float32), np.ones((2, 2)).T):
        save_array(tmp_path / "a.npy", array)

        found = np.load(tmp_path / "a.npy", allow_pickle=False)

        assert found.dtype == array.dtype
        assert np.array_equal(found, array)


@pytest.mark.parametrize("step", ["write_facets", "write_lexical", "write_vectors"])
def test_a_build_that_finds_no_room_leaves_no_files_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    # Given a snapshot that serves, and a disk that is full at some step of the next build
    published(tmp_path, [practice()])
    before = sorted(tmp_path.rglob("snapshots/**/*"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(building, step, full)

    with pytest.raises(OSError, match="No space left"):
        published(tmp_path, [practice(id="druga")])

    assert sorted(tmp_path.rglob("snapshots/**/*")) == before


def test_a_pointer_that_cannot_be_written_takes_the_new_snapshot_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, [practice()])
    old = snapshot.current(tmp_path)

    def full(path: Path) -> None:
        if path.name == "CURRENT.new":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(snapshot, "flush", full)

    with pytest.raises(OSError, match="No space left"):
        published(tmp_path, [practice(id="druga")])

    assert snapshot.current(tmp_path) == old
    assert snapshot.published(tmp_path) == [old]
    assert {path.name for path in (tmp_path / "snapshots").iterdir() if path.is_file()} == {"CURRENT", "build.lock"}
