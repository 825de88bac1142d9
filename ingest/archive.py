"""Office documents as zip archives, opened under limits. Nothing is unpacked to disk, archives inside are never opened."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Self

from ingest import limits
from ingest.errors import Unreadable

ZIP_SIGNATURE = b"PK\x03\x04"

DAMAGED = (
    "Plik jest uszkodzony albo niepełny. Otwórz go w programie, w którym powstał, zapisz ponownie i dodaj nową kopię."
)
ENCRYPTED = "Plik jest zaszyfrowany. Zapisz kopię bez hasła i dodaj ją ponownie."

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_FLAG = 0x1
# Below this size no ratio does harm: sheets with many empty formatted rows shrink a thousand times.
_HARMLESS_BYTES = 8 * 2**20


class Archive:
    """The members of one archive, by name. Use as a context manager.

    The sizes in the directory are trusted only to refuse: `zipfile` stops reading a member at its declared size and
    compares checksums.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable`: damaged, encrypted, packed in an unusual way, or over a limit."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable(DAMAGED) from error
        try:
            self._check(self._zip.infolist(), len(data))
        except Unreadable:
            self._zip.close()
            raise

    def _check(self, members: list[zipfile.ZipInfo], packed: int) -> None:
        limits.ARCHIVE_MEMBERS.check(len(members))
        expanded = sum(member.file_size for member in members)
        limits.ARCHIVE_BYTES.check(expanded)
        if expanded > _HARMLESS_BYTES:
            limits.ARCHIVE_RATIO.check(expanded // max(packed, 1))
        if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
            raise Unreadable(ENCRYPTED)
        if any(member.compress_type not in _METHODS for member in members):
            raise Unreadable(DAMAGED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> Iterable[str]:
        """Names of all members, as the archive spells them."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None when there is no such member. Raises `Unreadable`."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        limits.XML_BYTES.check(info.file_size)
        try:
            return self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable(DAMAGED) from error
