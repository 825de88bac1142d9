"""Puts what was unpacked and checked in the place of what is there. Each part changes in one step; the index, which follows from
the records, comes last. Broken off in between, the same command goes on from where it was."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.sqlite_copying import put_in_place
from corpus.store import WRITER_WAIT_S, Store, StoreDamaged
from corpus.store_errors import in_polish
from index import snapshot
from search_api.access import file as access_file
from search_api.access.errors import AccessDamaged
from search_api.access.errors import in_polish as access_in_polish
from search_api.backup import carrying
from search_api.backup.manifest import ACCESS, STORE, BackupDamaged, DataThere, snapshot_folder
from search_api.commands.preparing import NOTE
from search_api.settings import Settings

_UNPACKED = "odtwarzanie-"


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of it: records by kind, the name of the index (None: none came with the backup), and what the person who
    restores has to know, in Polish."""

    records: dict[str, int]
    snapshot: str | None
    notes: tuple[str, ...]


@contextmanager
def unpacking(data_dir: Path) -> Iterator[Path]:
    """An empty folder of the owner's in the data folder, gone when the block ends; leftovers of a killed one go first."""
    data_dir.mkdir(parents=True, exist_ok=True)
    for leftover in data_dir.glob(f"{_UNPACKED}*"):
        shutil.rmtree(leftover)
    folder = data_dir / f"{_UNPACKED}{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def check_free(settings: Settings, *, replace: bool) -> None:
    """Raises DataThere when the data folder holds records or keys and `replace` is not given."""
    if replace:
        return
    there = []
    if settings.store_path.exists() and settings.store_path.stat().st_size:
        with Store.open(settings.store_path) as store:
            if any(store.counts().values()) or store.runs() or store.removals():
                there.append(str(settings.store_path))
    if (access := settings.data_dir / access_file.FILE_NAME).exists():
        there.append(str(access))
    if there:
        raise DataThere(
            f"W folderze „{settings.data_dir}” są już dane ({', '.join(there)}). Niczego nie zmieniono. Zrób ich kopię "
            "(praktyki backup PLIK) i powtórz polecenie z opcją --replace albo ustaw inny folder: PRAKTYKI_DATA_DIR."
        )


def check_whole(folder: Path) -> None:
    """Opens every part of an unpacked backup as the program does. Raises BackupDamaged, StoreTooNew, AccessTooNew."""
    with Store.open(folder / STORE) as store:
        faults = store.faults()
    if faults:
        raise BackupDamaged(f"Baza w tej kopii jest uszkodzona. Użyj innej kopii. {faults[0]}")
    with access_file.opened_if_there(folder / ACCESS) as connection:
        if connection is not None:
            access_file.check_whole(connection, folder / ACCESS)


def place(folder: Path, settings: Settings) -> Placed:
    """Puts an unpacked and checked backup in place of the data of `settings`.

    Raises StoreBusy, AccessBusy or BuildRunning when somebody writes there, and OSError when the disk fails: what was there
    before stays, or some parts of it are already those of the backup, each of them whole.
    """
    notes: list[str] = []
    index = _index(folder, notes)
    if _removed_since(folder, settings, notes):
        index = None  # it holds what was removed
    if (folder / ACCESS).exists():
        notes += carrying.access(settings.data_dir / access_file.FILE_NAME, folder / ACCESS)
    _put_store(folder / STORE, settings.store_path, notes)
    if (folder / ACCESS).exists():
        _put_access(folder / ACCESS, settings.data_dir / access_file.FILE_NAME, notes)
    if (folder / NOTE).exists():
        (folder / NOTE).replace(settings.data_dir / NOTE)
    if index is not None:
        _publish(index, settings)
    snapshot.flush(settings.data_dir)
    with Store.open(settings.store_path) as store:
        return Placed(store.counts(), index.snapshot if index else None, tuple(notes))


def _removed_since(folder: Path, settings: Settings, notes: list[str]) -> bool:
    try:
        removed = carrying.removals(settings.store_path, folder / STORE)
    except StoreDamaged as error:
        notes.append(
            f"Nie da się odczytać, co usunięto na prośbę po zrobieniu kopii. Usuń to ponownie: praktyki forget. ({error})"
        )
        return False
    if removed:
        notes.append(f"Po zrobieniu kopii usunięto na prośbę te rekordy, więc nie wróciły: {', '.join(removed)}.")
    return bool(removed)


@dataclass(frozen=True, slots=True)
class _Index:
    """The unpacked files of a whole index, all of them on the disk, and its name."""

    source: Path
    snapshot: str


def _index(folder: Path, notes: list[str]) -> _Index | None:
    source = snapshot_folder(folder)
    if not source.is_dir():
        return None
    try:
        manifest = snapshot.read_manifest(source)
        snapshot.verify(source, manifest)
    except snapshot.SnapshotDamaged:
        notes.append("Indeks z kopii zbudowała inna wersja programu.")
        return None
    for path in source.rglob("*"):
        snapshot.flush(path)
    snapshot.flush(source)
    return _Index(source, manifest.snapshot)


def _publish(index: _Index, settings: Settings) -> None:
    final = snapshot.snapshots_folder(settings.data_dir) / index.snapshot
    with snapshot.building(settings.data_dir):
        if final.exists() and not _is_whole(final):
            snapshot.remove(final)
        if not final.exists():
            index.source.rename(final)
            snapshot.flush(final.parent)
        snapshot.point_at(final)
        snapshot.flush(final.parent)


def _is_whole(folder: Path) -> bool:
    try:
        snapshot.verify(folder, snapshot.read_manifest(folder))
    except snapshot.SnapshotDamaged:
        return False
    return True


def _put_store(source: Path, target: Path, notes: list[str]) -> None:
    try:
        with Store.open(target):  # an empty one where there is none
            pass
    except StoreDamaged:
        notes.append(_moved_aside(target))
        with Store.open(target):
            pass
    with in_polish(target):
        put_in_place(source, target, wait_s=WRITER_WAIT_S)


def _put_access(source: Path, target: Path, notes: list[str]) -> None:
    try:
        with access_file.opened(target):
            pass
    except AccessDamaged:
        notes.append(_moved_aside(target))
        with access_file.opened(target):
            pass
    with access_in_polish(target):
        put_in_place(source, target, wait_s=access_file.WAIT_S)


def _moved_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.uszkodzony-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return f"Plik „{path}” był uszkodzony. Przeniesiono go: „{aside}”. Usuń go, gdy nie będzie potrzebny."
