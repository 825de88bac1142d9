"""The file of keys, sessions and the log (`access.sqlite3`): its tables, and how it is opened.

It is apart from the store, so that a dump or a copy of the knowledge base carries no secret, not even a hashed one.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.store_schema import connect, use_wal
from search_api.access.errors import RECOVER, AccessDamaged, AccessError, AccessExposed, AccessTooNew, in_polish

FILE_NAME = "access.sqlite3"
OWNER_ONLY = 0o600
WAIT_S = 5.0
# "DbPk" as a number: tells our file from other SQLite files, the store among them.
APPLICATION_ID = 0x4462506B

_KEYS = (
    """CREATE TABLE keys (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        scopes TEXT NOT NULL,
        hash TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        revoked INTEGER
    ) STRICT, WITHOUT ROWID""",
    # A name is for one key at a time; when the key is revoked, the next may have its name.
    "CREATE UNIQUE INDEX keys_in_use ON keys (name) WHERE revoked IS NULL",
    """CREATE TABLE sessions (
        token_hash TEXT PRIMARY KEY,
        key_id TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
        started INTEGER NOT NULL,
        last_used INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sessions_by_key ON sessions (key_id)",
    """CREATE TABLE log (
        number INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        act TEXT NOT NULL,
        key_name TEXT,
        subject TEXT,
        count INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX log_by_time ON log (at)",
)
# Step n - 1 leads from schema n - 1 to schema n. A step that has been released is never changed.
_STEPS: tuple[tuple[str, ...], ...] = (_KEYS,)
SCHEMA_VERSION = len(_STEPS)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The open file for one piece of work; made, with its folder, when there is none.

    Raises AccessDamaged, AccessTooNew, AccessExposed, AccessBusy, or AccessError; errors of SQLite inside the block become
    these too. Opened anew each time, so that a file put in its place, or a key revoked by another process, counts at once.
    """
    _make_private(path)
    _check_private(path)
    with in_polish(path):
        connection = connect(path, wait_s=WAIT_S)
        try:
            _prepare(connection, path)
            yield connection
        finally:
            connection.close()


@contextmanager
def opened_if_there(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The same for what only looks: None when there is no file, and none is made."""
    if not path.exists():
        yield None
        return
    with opened(path) as connection:
        yield connection


@contextmanager
def written(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all that the block changes, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Reads every page of the file. Raises AccessDamaged when one is broken."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise AccessDamaged(f"Plik kluczy {path} jest uszkodzony. {RECOVER}")


def _make_private(path: Path) -> None:
    # Made by us before SQLite would make it with the rights that the system gives to all files; -wal and -shm take them over.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
    except FileExistsError:
        return
    except OSError as error:
        raise AccessError(f"Nie można utworzyć pliku kluczy {path}. Sprawdź ścieżkę i prawa dostępu.") from error


def _check_private(path: Path) -> None:
    if os.name != "posix":
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError as error:
        raise AccessError(f"Nie można użyć pliku kluczy {path}. Sprawdź ścieżkę i prawa dostępu.") from error
    if mode & ~OWNER_ONLY:
        raise AccessExposed(
            f"Plik kluczy {path} mogą odczytać lub zmienić inne osoby na tym komputerze (prawa {mode:o}). "
            f"Ustaw: chmod 600 „{path}”. Jeśli ktoś mógł go już przeczytać, odwołaj klucze i utwórz nowe."
        )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) == SCHEMA_VERSION:
        return
    use_wal(connection, wait_s=WAIT_S)
    with written(connection):
        # Asked under the lock: another process may have taken the steps since.
        done = _version(connection, path)
        for step in _STEPS[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables == 0:
        return 0
    version = _pragma(connection, "user_version")
    if not _is_ours(connection) or version < 1:
        raise AccessDamaged(f"Plik {path} nie jest plikiem kluczy tego programu. {RECOVER}")
    if version > SCHEMA_VERSION:
        raise AccessTooNew(
            f"Plik kluczy {path} zapisała nowsza wersja programu (schemat {version}, ten program zna {SCHEMA_VERSION}). "
            "Zaktualizuj program."
        )
    return version


def _is_ours(connection: sqlite3.Connection) -> bool:
    return _pragma(connection, "application_id") == APPLICATION_ID


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
