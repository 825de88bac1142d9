"""What can go wrong with the store, said in Polish with the name of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.sqlite_faults import fault_of

RECOVER = "Odtwórz bazę z kopii poleceniem „praktyki restore”."


class StoreError(RuntimeError):
    """The store cannot be used. The message is Polish and says what to do."""


class StoreBusy(StoreError):
    """Another writer holds the store."""


class StoreFull(StoreError):
    """No space is left; nothing of the change was stored."""


class StoreDamaged(StoreError):
    """The file is not a store of ours, or its contents are broken."""


class StoreTooNew(StoreError):
    """A later version of the program wrote the store."""


@contextmanager
def in_polish(path: Path) -> Iterator[None]:
    """Turns errors of SQLite inside the block into the errors above; others pass."""
    try:
        yield
    except sqlite3.Error as error:
        fault = fault_of(error)
        if fault == "busy":
            raise StoreBusy(
                f"Baza {path} jest zajęta: zapisuje w niej inny proces. Poczekaj, aż skończy, i spróbuj ponownie."
            ) from error
        if fault == "full":
            raise StoreFull(
                f"Brak miejsca na dysku dla bazy {path}. Zwolnij miejsce i spróbuj ponownie; nic nie zostało zmienione."
            ) from error
        if fault == "disk":
            raise StoreError(
                f"Dysk zgłosił błąd przy odczycie lub zapisie bazy {path}. Sprawdź dysk i wolne miejsce, potem bazę: "
                "„praktyki verify”."
            ) from error
        if fault == "damaged":
            raise StoreDamaged(f"Plik {path} nie jest bazą praktyk albo jest uszkodzony. {RECOVER}") from error
        raise StoreError(f"Nie można użyć bazy {path}. Sprawdź ścieżkę i prawa dostępu.") from error
