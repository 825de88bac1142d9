"""The files behind the paths that a user gives: a file itself, or all files below a folder in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SourceMissing


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is the path below the given folder with "/" signs, or the bare file name. `size` in bytes.

    `fault` is a Polish sentence when the file cannot be opened at all.
    """

    path: Path
    name: str
    size: int = 0
    fault: str | None = None

    @property
    def shown(self) -> str:
        """The path as text, also when its bytes are no valid text."""
        return readable(str(self.path))


def readable(name: str) -> str:
    """A file name without lone surrogates, which stand for bytes that are no UTF-8 and cannot be stored."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def check_present(sources: Sequence[Path]) -> None:
    """Raises SourceMissing for the first path that does not exist."""
    for source in sources:
        if not source.exists():
            raise SourceMissing(source)


def files_of(source: Path) -> Iterator[SourceFile]:
    """Files in the order of their paths. Hidden files and folders are passed over, links to folders not followed."""
    if not source.is_dir():
        yield _examined(source, source.name)
        return
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(source, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(folder, name)
                yield _examined(path, path.relative_to(source).as_posix())
    for error in unreadable:
        path = Path(str(error.filename))
        yield SourceFile(path, path.name, fault="Nie można otworzyć folderu. Sprawdź prawa dostępu.")


def _examined(path: Path, name: str) -> SourceFile:
    name = readable(name)
    try:
        # A pipe or a device would block or never end.
        if not path.is_file():
            return SourceFile(path, name, fault="To nie jest zwykły plik. Wskaż plik z dokumentem albo kartami.")
        return SourceFile(path, name, path.stat().st_size)
    except OSError:
        return SourceFile(path, name, fault=UNREADABLE)


UNREADABLE = "Nie można odczytać pliku. Sprawdź prawa dostępu."
