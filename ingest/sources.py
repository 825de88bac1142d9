"""The files behind what a user gives: a file itself, all files below a folder in a fixed order, or one web address."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.store_sources import as_bytes
from ingest.errors import SourceMissing


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as the user gave it."""

    url: str

    def __str__(self) -> str:
        return self.url


Source = Path | Address


def source_of(text: str) -> Source:
    """What the user means: "https://..." and "http://..." are addresses, all else is a path."""
    return Address(text.strip()) if text.strip().lower().startswith(("http://", "https://")) else Path(text)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is the path below the given folder with "/" signs, or the bare file name. `size` in bytes.

    `fault` is a Polish sentence when the file cannot be opened at all. `modified_ns` is the time of its last change in
    nanoseconds since 1970, None when it is not known. `address` is set for a file that was fetched: then `path` is where
    it lies for the time of the run, and `url` where it came from in the end.
    """

    path: Path
    name: str
    size: int = 0
    fault: str | None = None
    modified_ns: int | None = None
    address: Address | None = None
    url: str | None = None

    @property
    def key(self) -> bytes:
        """What the store knows the file by: the absolute path as the file system has it, or the address."""
        return key_of(self.address or self.path)

    @property
    def shown(self) -> str:
        """The path as text, also when its bytes are no valid text, or the address."""
        return readable(str(self.address or self.path))


def key_of(source: Source) -> bytes:
    """An absolute path begins with a separator or a drive, so no address is one."""
    return source.url.encode() if isinstance(source, Address) else as_bytes(source)


def readable(name: str) -> str:
    """A file name without lone surrogates, which stand for bytes that are no UTF-8 and cannot be stored."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def check_present(sources: Sequence[Source]) -> None:
    """Raises SourceMissing for the first path that does not exist."""
    for source in sources:
        if isinstance(source, Path) and not source.exists():
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
        told = path.stat()
        return SourceFile(path, name, told.st_size, modified_ns=told.st_mtime_ns)
    except OSError:
        return SourceFile(path, name, fault=UNREADABLE)


UNREADABLE = "Nie można odczytać pliku. Sprawdź prawa dostępu."
