"""The folder for temporary files of one run. What a killed run has left is removed by the next one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

_PREFIX = "praktyki-"
_LOCK = "lock"


class Scratch:
    """A new folder that only its owner can enter. It is in use as long as its lock is held."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = FileLock(self.folder / _LOCK)
        self._lock.acquire()
        _remove_left_behind(self.folder.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Removes the folder. A second call does nothing."""
        self._lock.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def _remove_left_behind(place: Path) -> None:
    for lock in place.glob(f"{_PREFIX}*/{_LOCK}"):
        try:
            with FileLock(lock, timeout=0):
                shutil.rmtree(lock.parent, ignore_errors=True)
        except (Timeout, OSError):
            continue  # in use, or another user's
