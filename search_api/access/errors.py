"""What can go wrong with the file of keys, said in Polish with the name of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.sqlite_faults import fault_of

RECOVER = "Odtwórz go z kopii. Jeśli jej nie ma, przenieś plik w inne miejsce i utwórz klucze od nowa: „praktyki keys create”."


class AccessError(RuntimeError):
    """The file of keys cannot be used. The message is Polish and says what to do."""


class AccessBusy(AccessError):
    """Another process is writing."""


class AccessDamaged(AccessError):
    """The file is none of ours, or its contents are broken."""


class AccessTooNew(AccessError):
    """A later version of the program wrote the file."""


class AccessExposed(AccessError):
    """Others on this computer may read or change the file."""


@contextmanager
def in_polish(path: Path) -> Iterator[None]:
    """Turns errors of SQLite inside the block into the errors above; others pass."""
    try:
        yield
    except sqlite3.Error as error:
        fault = fault_of(error)
        if fault == "busy":
            raise AccessBusy(
                f"Plik kluczy {path} jest zajęty przez inny proces. Spróbuj ponownie za chwilę."
            ) from error
        if fault == "full":
            raise AccessError(f"Brak miejsca na dysku dla pliku kluczy {path}. Nic nie zostało zmienione.") from error
        if fault == "disk":
            raise AccessError(
                f"Dysk zgłosił błąd przy odczycie lub zapisie pliku kluczy {path}. Sprawdź dysk i wolne miejsce."
            ) from error
        if fault == "damaged":
            raise AccessDamaged(f"Plik kluczy {path} jest uszkodzony. {RECOVER}") from error
        raise AccessError(f"Nie można użyć pliku kluczy {path}. Sprawdź ścieżkę i prawa dostępu.") from error
