"""`praktyki verify`: every page, checksum and record of the store, the keys and all indexes; or one backup, without using it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.store import Store
from corpus.store_errors import StoreError
from index import snapshot
from search_api.access.errors import AccessError
from search_api.access.file import FILE_NAME, check_whole, opened_if_there
from search_api.backup import placing
from search_api.backup.reading import is_backup, unpacked
from search_api.commands import telling
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.settings import Settings, read_settings


def run(arguments: Namespace) -> int:
    if arguments.file is not None:
        return _backup(Path(arguments.file))
    settings = read_settings()
    need_store(settings)
    faults = 0
    for told, whole in (*_store(settings), *_access(settings), *_snapshots(settings)):
        print(f"[{'dobrze' if whole else ' źle  '}] {told}")
        faults += not whole
    print("Wszystko jest całe." if faults == 0 else f"Uszkodzeń: {faults}.")
    return 0 if faults == 0 else 1


def _backup(path: Path) -> int:
    if not is_backup(path):
        raise Failure(f"„{path}” nie jest kopią zrobioną poleceniem „praktyki backup”.")
    with TemporaryDirectory(prefix="praktyki-verify-") as name:
        folder = Path(name)
        manifest = unpacked(path, folder)
        placing.check_whole(folder)
    index = f"indeks {manifest.snapshot}" if manifest.snapshot else "bez indeksu"
    keys = "klucze" if manifest.access_schema else "bez kluczy"
    held = "; ".join((telling.counts(manifest.records), keys, index))
    print(f"Kopia „{path}” z {manifest.created[:16].replace('T', ' ')} UTC jest cała: {held}.")
    return 0


def _store(settings: Settings) -> Iterator[tuple[str, bool]]:
    try:
        with Store.open(settings.store_path) as store:
            faults = store.faults()
            runs = len(store.runs())
            counts = telling.counts(store.counts()) if not faults else ""
    except StoreError as error:
        yield str(error), False
        return
    for fault in faults:
        yield fault, False
    if not faults:
        yield f"baza {settings.store_path}: {counts}, wczytywania {runs}", True


def _access(settings: Settings) -> Iterator[tuple[str, bool]]:
    path = settings.data_dir / FILE_NAME
    try:
        with opened_if_there(path) as connection:
            if connection is None:
                return
            check_whole(connection, path)
    except AccessError as error:
        yield str(error), False
        return
    yield f"klucze i dziennik {path}", True


def _snapshots(settings: Settings) -> Iterator[tuple[str, bool]]:
    current = snapshot.current(settings.data_dir)
    folders = snapshot.published(settings.data_dir)
    if current is None:
        yield "indeks: nie ma żadnego. Zbuduj go: praktyki build.", False
    elif current not in folders:
        folders.insert(0, current)
    for folder in folders:
        try:
            manifest = snapshot.read_manifest(folder)
            snapshot.verify(folder, manifest)
        except snapshot.SnapshotDamaged as error:
            yield str(error), False
        else:
            which = "działający" if folder == current else "wcześniejszy"
            yield (
                f"indeks {which} {manifest.snapshot}: {telling.counts(manifest.counts)}, plików {len(manifest.files)}",
                True,
            )
    for folder in snapshot.leftovers(settings.data_dir):
        yield f"reszta po przerwanej budowie {folder}: usunie ją następna budowa", True
