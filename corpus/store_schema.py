"""The tables of the store and how a file is opened: pragmas, version, first creation."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.store_errors import RECOVER, StoreDamaged, StoreTooNew

SCHEMA_VERSION = 1
# "DbPr" as a number: tells our files from other SQLite files.
APPLICATION_ID = 0x44625072

_TABLES = (
    """CREATE TABLE records (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('practice', 'document')),
        number INTEGER NOT NULL,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL,
        saved TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX records_by_kind ON records (kind, id)",
    """CREATE TABLE revisions (
        record_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL,
        replaced TEXT NOT NULL,
        PRIMARY KEY (record_id, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        run TEXT NOT NULL UNIQUE,
        started TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE outcomes (
        number INTEGER PRIMARY KEY,
        run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
        source TEXT NOT NULL,
        path TEXT NOT NULL,
        status TEXT NOT NULL,
        item INTEGER,
        record_id TEXT,
        field TEXT,
        reason TEXT
    ) STRICT""",
    "CREATE INDEX outcomes_by_run ON outcomes (run, number)",
    "CREATE INDEX outcomes_by_record ON outcomes (record_id)",
    """CREATE TABLE removals (
        record_id TEXT PRIMARY KEY,
        removed_on TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


def connect(path: Path, *, wait_s: float) -> sqlite3.Connection:
    """A connection without implicit transactions that waits `wait_s` seconds for a lock. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=wait_s, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        # A commit is on the disk when it returns; a deleted text is overwritten, not only unlinked.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables in an empty file and checks version and kind of a used one.

    Raises StoreDamaged for another program's file and StoreTooNew for a later schema.
    """
    if _is_empty(connection):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have made them since.
            if _is_empty(connection):
                for statement in _TABLES:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise StoreDamaged(f"Plik {path} to baza innego programu. Podaj inną ścieżkę.")
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"Bazę {path} zapisała nowsza wersja programu (schemat {version}, ten program zna {SCHEMA_VERSION}). "
            "Zaktualizuj program."
        )
    if version < 1:
        raise StoreDamaged(f"Baza {path} nie ma numeru schematu. {RECOVER}")


def _is_empty(connection: sqlite3.Connection) -> bool:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(tables == 0)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
