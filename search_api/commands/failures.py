"""What can go wrong through no fault of the program: told in one Polish sentence, without a traceback."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from corpus.store_errors import StoreError
from corpus.thesaurus import ThesaurusDamaged
from index.encoder import ModelMissing
from index.snapshot import SnapshotError
from ingest.entities import PipelineMissing
from ingest.errors import ChildBroken, SourceMissing
from ingest.review_errors import ReviewError
from search_api.access.errors import AccessError
from search_api.access.keys import KeyRefused
from search_api.backup.manifest import BackupError
from search_api.settings import SettingsError
from search_api.wrong_input import WrongInput

EXIT_FAILED = 1


class Failure(Exception):
    """A command cannot go on. The message is a Polish sentence that says what to do."""


_EXPECTED = (
    Failure,
    SettingsError,
    WrongInput,
    StoreError,
    SnapshotError,
    ThesaurusDamaged,
    ModelMissing,
    SourceMissing,
    ReviewError,
    ChildBroken,
    PipelineMissing,
    AccessError,
    KeyRefused,
    BackupError,
)


def explained(run: Callable[[Namespace], int], arguments: Namespace) -> int:
    """Runs a command; an expected failure is printed and gives exit code 1. Other errors are bugs and pass through."""
    try:
        return run(arguments)
    except _EXPECTED as error:
        print(f"praktyki: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f" „{error.filename}”" if error.filename else ""
        print(f"praktyki: nie udało się użyć pliku lub folderu{place}: {_reason(error)}", file=sys.stderr)
    return EXIT_FAILED


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "nie istnieje. Sprawdź ścieżkę."
        case PermissionError():
            return "brak uprawnień. Zmień uprawnienia albo wskaż inne miejsce."
        case IsADirectoryError() | NotADirectoryError() | FileExistsError():
            return "jest czymś innym, niż trzeba (plik zamiast folderu albo odwrotnie)."
    if error.errno == 28:  # ENOSPC
        return "na dysku nie ma miejsca. Zwolnij je i spróbuj jeszcze raz."
    return f"błąd systemu nr {error.errno}."
