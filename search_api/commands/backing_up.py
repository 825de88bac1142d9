"""`praktyki backup`: the store, the keys and the index in one file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from search_api.backup.writing import write_backup
from search_api.commands import telling
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    target = Path(arguments.file)
    if target.is_dir():
        raise Failure(f"„{target}” jest folderem. Podaj nazwę pliku, na przykład „{target / 'kopia.zip'}”.")
    manifest, notes = write_backup(settings, target, with_index=not arguments.without_index)
    held = telling.counts(manifest.records)
    parts = [
        "baza",
        *(["klucze i dziennik"] if manifest.access_schema else []),
        *(["indeks"] if manifest.snapshot else []),
    ]
    print(
        f"Zapisano i sprawdzono kopię „{target}” ({', '.join(parts)}): {held}, {target.stat().st_size / 1024**2:.1f} MB."
    )
    for note in notes:
        print(note)
    print("Trzymaj ją na innym dysku i tak strzeżoną jak bazę: są w niej zgłoszenia i skróty kluczy.")
    return 0
