"""Makes a backup while a server, an ingest and a build go on: each part as it is at one moment, checked before it is kept."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from corpus.sqlite_copying import copy_whole
from corpus.store import WRITER_WAIT_S, Store
from corpus.store_errors import in_polish
from corpus.store_schema import SCHEMA_VERSION, connect
from index import snapshot
from index.fallback import open_newest
from search_api.access import file as access_file
from search_api.backup.manifest import (
    ACCESS,
    MANIFEST,
    STORE,
    BackupError,
    BackupManifest,
    FileFact,
    snapshot_folder,
)
from search_api.backup.reading import checked
from search_api.commands.preparing import NOTE
from search_api.settings import Settings
from search_api.version import version

_CHUNK = 1 << 20
_OWNER_ONLY = 0o600


def write_backup(
    settings: Settings, target: Path, *, with_index: bool = True
) -> tuple[BackupManifest, tuple[str, ...]]:
    """Writes the backup of the data folder to the file `target`, in place of an earlier one. Only its owner may read it.

    Returns its manifest and Polish words on what is not in it. Raises BackupError when the store is damaged, StoreError,
    AccessError or OSError; then an earlier file is as it was and nothing is left beside it.
    """
    notes: list[str] = []
    with TemporaryDirectory(prefix=".praktyki-kopia-", dir=target.parent) as name:
        folder = Path(name)
        store_path = _store(settings, folder)
        access = _access(settings, folder)
        if (note := settings.data_dir / NOTE).is_file():
            shutil.copyfile(note, folder / NOTE)
        index = _index(settings, folder, notes) if with_index else None
        with Store.open(store_path) as store:
            records, fingerprint = store.counts(), store.fingerprint()
        _without_logs(folder)
        with _unfinished(target) as (path, stream):
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = BackupManifest(
                    created=datetime.now(UTC).isoformat(timespec="seconds"),
                    program=version(),
                    store_schema=SCHEMA_VERSION,
                    access_schema=access_file.SCHEMA_VERSION if access else None,
                    records=records,
                    fingerprint=fingerprint,
                    snapshot=index,
                    files=_packed(folder, archive),
                ).sealed()
                archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
            stream.flush()
            os.fsync(stream.fileno())
            # Read back: what cannot be restored is not kept.
            checked(path)
    return manifest, tuple(notes)


def _store(settings: Settings, folder: Path) -> Path:
    path = folder / STORE
    with Store.open(settings.store_path) as store, in_polish(path), store.reading() as connection:
        copy_whole(connection, path, wait_s=WRITER_WAIT_S)
    with Store.open(path) as copy:
        faults = copy.faults()
    if faults:
        shown = settings.store_path
        raise BackupError(
            f"Baza {shown} jest uszkodzona, więc nie zrobiono kopii. Zobacz: praktyki verify. {faults[0]}"
        )
    return path


def _access(settings: Settings, folder: Path) -> bool:
    """Keys and the log; sessions stay behind, so that a stolen backup opens no page and a restored one no old session."""
    source, path = settings.data_dir / access_file.FILE_NAME, folder / ACCESS
    with access_file.opened_if_there(source) as connection:
        if connection is None:
            return False
        access_file.check_whole(connection, source)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY))
        copy_whole(connection, path, wait_s=access_file.WAIT_S)
    copy = connect(path, wait_s=access_file.WAIT_S)
    try:
        copy.execute("DELETE FROM sessions")
        copy.execute("VACUUM")
    finally:
        copy.close()
    return True


def _index(settings: Settings, folder: Path, notes: list[str]) -> str | None:
    def copied(source: Path) -> str:
        target = snapshot_folder(folder)
        shutil.rmtree(target, ignore_errors=True)
        try:
            shutil.copytree(source, target)
        except (FileNotFoundError, NotADirectoryError, shutil.Error) as error:
            raise snapshot.SnapshotDamaged(f"Indeksu „{source}” nie da się skopiować.") from error
        manifest = snapshot.read_manifest(target)
        snapshot.verify(target, manifest)
        return manifest.snapshot

    try:
        name, damage = open_newest(settings.data_dir, copied)
    except snapshot.NoSnapshot:
        return None
    except snapshot.SnapshotDamaged:
        shutil.rmtree(snapshot_folder(folder), ignore_errors=True)
        notes.append("Indeks jest uszkodzony, więc nie ma go w kopii. Po odtworzeniu zbuduj go: praktyki build.")
        return None
    if damage:
        notes.append(
            f"Bieżący indeks jest uszkodzony, w kopii jest wcześniejszy ({name}). Zbuduj nowy: praktyki build."
        )
    return name


def _without_logs(folder: Path) -> None:
    """Folds SQLite's logs into their files: a copy that was opened may have one."""
    for name in (STORE, ACCESS):
        if (folder / name).is_file():
            copy = sqlite3.connect(folder / name)
            copy.execute("PRAGMA journal_mode = DELETE")
            copy.close()


@contextmanager
def _unfinished(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file beside the target that takes its place when the block ends, and goes when it raises."""
    path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER_ONLY), "w+b") as stream:
            yield path, stream
        path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    snapshot.flush(target.parent)


def _packed(folder: Path, archive: zipfile.ZipFile) -> dict[str, FileFact]:
    files: dict[str, FileFact] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as packed:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += packed.write(chunk)
        files[name] = FileFact(size=size, sha256=digest.hexdigest())
    return files
