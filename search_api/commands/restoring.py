"""`praktyki restore`: the data folder from a backup, or the store from a dump; the contents of the file tell which."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from corpus.dump import restore
from corpus.store import Store
from search_api.access import audit
from search_api.access.file import FILE_NAME, opened, written
from search_api.backup.manifest import STORE, BackupManifest
from search_api.backup.placing import Placed, check_free, check_whole, place, unpacking
from search_api.backup.reading import is_backup, unpacked
from search_api.commands import telling
from search_api.settings import Settings, read_settings

BUILD = "Aby dało się w niej szukać, uruchom: praktyki build"


def run(arguments: Namespace) -> int:
    settings = read_settings()
    source = Path(arguments.file)
    if is_backup(source):
        return _backup(settings, source, replace=arguments.replace)
    if arguments.replace:
        return _dump_in_place(settings, source)
    with source.open(encoding="utf-8", newline="\n") as stream, Store.open(settings.store_path) as store:
        restore(store, stream)
        counts = store.counts()
    print(f"Odtworzono bazę z pliku „{source}”: {telling.counts(counts)}.")
    print(BUILD)
    return 0


def _backup(settings: Settings, source: Path, *, replace: bool) -> int:
    check_free(settings, replace=replace)
    with unpacking(settings.data_dir) as folder:
        manifest = unpacked(source, folder)
        check_whole(folder)
        placed = place(folder, settings)
    _note(settings)
    print(f"Odtworzono kopię „{source}” {_of(manifest)}: {telling.counts(placed.records)}.")
    _tell(placed)
    return 0


def _dump_in_place(settings: Settings, source: Path) -> int:
    with source.open(encoding="utf-8", newline="\n") as stream, unpacking(settings.data_dir) as folder:
        with Store.open(folder / STORE) as store:
            restore(store, stream)
        check_whole(folder)
        placed = place(folder, settings)
    _note(settings)
    print(f"Zastąpiono bazę treścią pliku „{source}”: {telling.counts(placed.records)}.")
    _tell(placed)
    return 0


def _note(settings: Settings) -> None:
    """Enters the act into the log of what was put in place: the earlier lines are in it too."""
    with opened(settings.data_dir / FILE_NAME) as connection, written(connection):
        audit.record(connection, "restored", datetime.now(UTC))


def _tell(placed: Placed) -> None:
    for note in placed.notes:
        print(note)
    print(f"Indeks {placed.snapshot} gotowy do szukania." if placed.snapshot else BUILD)


def _of(manifest: BackupManifest) -> str:
    return f"z {manifest.created[:16].replace('T', ' ')} UTC"
