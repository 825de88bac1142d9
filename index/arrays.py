"""Arrays in files of numpy's own format, written so that a full disk is told.

`numpy.save` hands an array to the C library, which writes its last part when the file is closed, and numpy does not ask whether
that worked: on a full disk the file may be short and nobody is told. Written through Python every failure is an OSError.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class _Stream:
    """What is not a file of Python's own gets its bytes from numpy by `write`."""

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self.write = write


def save_array(path: Path, array: NDArray[Any]) -> None:
    """Writes one array as `numpy.load` reads it, without pickle. Raises OSError when any part of it cannot be written."""
    with path.open("wb") as file:
        np.lib.format.write_array(_Stream(file.write), array, allow_pickle=False)
