"""JSON Lines with random access: a snapshot's records and passages, read one at a time without loading the rest."""

from __future__ import annotations

import mmap
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from index.arrays import save_array


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Writes one line each to `path` and their byte offsets to `path` + ".offsets.npy". Returns how many."""
    offsets = [0]
    with path.open("wb") as file:
        for line in lines:
            offsets.append(offsets[-1] + file.write(line.encode() + b"\n"))
    save_array(_offsets_path(path), np.array(offsets, dtype=np.int64))
    return len(offsets) - 1


class LineFile:
    """Lines by number from 0. Memory-mapped but for the offsets: costs little memory that the system cannot take back."""

    def __init__(self, path: Path) -> None:
        # Read rather than mapped: numpy closes a map only when the last array over it is gone, 8 bytes a line are not worth that.
        self._offsets = np.load(_offsets_path(path), allow_pickle=False)
        self._file = path.open("rb")
        empty = len(self) == 0
        self._map = None if empty else mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        """The line's bytes without the line end. Raises IndexError when there is no such line."""
        if self._map is None or not 0 <= number < len(self):
            raise IndexError(number)
        return self._map[int(self._offsets[number]) : int(self._offsets[number + 1]) - 1]

    def close(self) -> None:
        if self._map is not None:
            self._map.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _offsets_path(path: Path) -> Path:
    return path.with_name(path.name + ".offsets.npy")
