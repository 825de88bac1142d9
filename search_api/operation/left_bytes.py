"""Whether bytes of a text are still on the disk below a folder: files are read as they are, whatever is in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

_CHUNK = 1 << 20


def files_with(folder: Path, texts: Collection[str]) -> tuple[Path, ...]:
    """Files below the folder that hold one of the texts as UTF-8, in order of paths. Packed files hide what is in them."""
    needles = {form for text in texts for form in _forms(text)}
    if not needles:
        return ()
    pattern = re.compile(b"|".join(re.escape(needle) for needle in sorted(needles, key=len, reverse=True)))
    overlap = max(map(len, needles)) - 1
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_file() and _holds(path, pattern, overlap))


def _forms(text: str) -> Iterator[bytes]:
    yield text.encode()
    # As JSON writes it where letters outside ASCII are escaped.
    yield text.encode("unicode_escape").replace(b"\\x", b"\\u00")


def _holds(path: Path, pattern: re.Pattern[bytes], overlap: int) -> bool:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if pattern.search(before + chunk):
                return True
            before = (before + chunk)[-overlap:] if overlap else b""
    return False
