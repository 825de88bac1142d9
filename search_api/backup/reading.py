"""Reads a backup and believes nothing: every file is compared with the manifest before anybody uses it."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from search_api.backup.manifest import (
    MANIFEST,
    MOST_MANIFEST_BYTES,
    STORE,
    VERSION,
    BackupDamaged,
    BackupError,
    BackupManifest,
)

_BEGINS = b"PK\x03\x04"
_CHUNK = 1 << 20
_OWNER_ONLY = 0o600
# What Python's reader of ZIP files raises over a file that is not as it should be.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    KeyError,
    OverflowError,
)


def is_backup(path: Path) -> bool:
    """True when the file begins like a backup; what `praktyki dump` writes does not. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_BEGINS)) == _BEGINS


def checked(path: Path) -> BackupManifest:
    """Reads the whole backup and compares it with its manifest. Raises BackupDamaged naming what is wrong, OSError."""
    with _opened(path) as (archive, manifest):
        for name in manifest.files:
            _copied(path, archive, manifest, name, None)
    return manifest


def unpacked(path: Path, folder: Path) -> BackupManifest:
    """The same, and writes the files into an empty folder, readable by the owner only.

    Raises BackupError also when the disk has no room for them.
    """
    with _opened(path) as (archive, manifest):
        if manifest.size > shutil.disk_usage(folder).free:
            raise BackupError(
                f"Kopia po rozpakowaniu zajmie {manifest.size / 1024**2:.0f} MB, a na dysku folderu „{folder.parent}” jest "
                "mniej miejsca. Zwolnij je i spróbuj ponownie."
            )
        for name in manifest.files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY), "wb") as file:
                _copied(path, archive, manifest, name, file)
                file.flush()
                os.fsync(file.fileno())
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, BackupManifest]]:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise _damaged(path, "plik jest niepełny albo uszkodzony") from error
    with archive:
        manifest = _manifest(path, archive)
        names = [entry.filename for entry in archive.infolist()]
        if sorted(names) != sorted((*manifest.files, MANIFEST)) or STORE not in manifest.files:
            raise _damaged(path, "brakuje w niej plików albo są w niej obce")
        yield archive, manifest


def _manifest(path: Path, archive: zipfile.ZipFile) -> BackupManifest:
    try:
        with archive.open(MANIFEST) as file:
            manifest = BackupManifest.model_validate_json(file.read(MOST_MANIFEST_BYTES))
    except _BROKEN as error:  # a ValidationError is a ValueError
        if isinstance(error, ValidationError) and any(one["loc"] == ("format",) for one in error.errors()):
            raise _damaged(path, "to nie jest kopia tego programu") from error
        raise _damaged(path, f"spis treści ({MANIFEST}) jest uszkodzony albo go brakuje") from error
    if manifest.version > VERSION:
        raise BackupError(f"Kopię „{path}” zrobiła nowsza wersja programu ({manifest.program}). Zaktualizuj program.")
    if not manifest.is_whole():
        raise _damaged(path, f"spis treści ({MANIFEST}) został zmieniony")
    return manifest


def _copied(path: Path, archive: zipfile.ZipFile, manifest: BackupManifest, name: str, target: BinaryIO | None) -> None:
    fact = manifest.files[name]
    digest, left = hashlib.sha256(), fact.size
    try:
        with archive.open(name) as source:
            # One byte more than promised tells a longer file; no more of it is read, whatever it would grow to.
            while chunk := source.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                if target is not None:
                    target.write(chunk)
    except _BROKEN as error:
        raise _damaged(path, f"plik „{name}” w niej jest uszkodzony") from error
    if left or digest.hexdigest() != fact.sha256:
        raise _damaged(path, f"plik „{name}” w niej jest uszkodzony")


def _damaged(path: Path, what: str) -> BackupDamaged:
    return BackupDamaged(f"Kopii „{path}” nie można użyć: {what}. Użyj innej kopii.")
