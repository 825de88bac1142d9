"""The tables of the store and how a file is opened: pragmas, version, first creation, steps from earlier versions."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from corpus.sqlite_faults import fault_of
from corpus.store_errors import RECOVER, StoreDamaged, StoreTooNew

# "DbPr" as a number: tells our files from other SQLite files.
APPLICATION_ID = 0x44625072

_RECORDS = (
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
# What corpus/review.py keeps. A decision stays when its draft is renewed or gone; both leave with their document.
_REVIEW = (
    """CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        document_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        text_checksum TEXT NOT NULL,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('szkic', 'przyjęty', 'odrzucony')),
        practice_id TEXT,
        saved TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX drafts_by_document ON drafts (document_id, id)",
    "CREATE INDEX drafts_by_status ON drafts (status, id)",
    """CREATE TABLE decisions (
        draft_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        document_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        decision TEXT NOT NULL CHECK (decision IN ('przyjęty', 'odrzucony')),
        practice_id TEXT,
        reason TEXT,
        key TEXT,
        decided TEXT NOT NULL,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL,
        PRIMARY KEY (draft_id, number)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX decisions_by_document ON decisions (document_id)",
)
# What corpus/traces.py keeps. It follows from the documents alone, so it is in no dump.
_TRACES = (
    """CREATE TABLE traces (
        number INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE REFERENCES records (id) ON DELETE CASCADE,
        method TEXT NOT NULL,
        text_key TEXT NOT NULL,
        words INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX traces_by_text ON traces (text_key, number)",
    """CREATE TABLE marks (
        hash INTEGER NOT NULL,
        trace INTEGER NOT NULL REFERENCES traces (number) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        PRIMARY KEY (hash, trace, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX marks_by_trace ON marks (trace, position)",
)
# What corpus/store_sources.py keeps: how each file looked when it was last read, so that it is not read again unchanged. It
# is about the disk of one machine, so it is in no dump. `name` is the path below the given source without personal data.
_SOURCES = (
    "ALTER TABLE outcomes ADD COLUMN name TEXT",
    """CREATE TABLE sources (
        path BLOB PRIMARY KEY,
        size INTEGER NOT NULL,
        modified_ns INTEGER,
        sha256 TEXT NOT NULL,
        reader TEXT NOT NULL,
        name TEXT NOT NULL,
        first_outcome INTEGER NOT NULL REFERENCES outcomes (number) ON DELETE CASCADE,
        last_outcome INTEGER NOT NULL REFERENCES outcomes (number) ON DELETE CASCADE,
        outcome_count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX sources_by_first ON sources (first_outcome)",
    "CREATE INDEX sources_by_last ON sources (last_outcome)",
)
# What corpus/submissions.py keeps: apart from records, so that nothing unreviewed reaches an index or the fingerprint.
_SUBMISSIONS = (
    """CREATE TABLE submissions (
        id TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        checksum TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('szkic', 'przyjęty', 'odrzucony')),
        practice_id TEXT,
        receipt TEXT NOT NULL UNIQUE,
        sent TEXT NOT NULL,
        saved TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX submissions_by_status ON submissions (status, sent, id)",
    "CREATE INDEX submissions_by_practice ON submissions (practice_id)",
    """CREATE TABLE submission_decisions (
        submission_id TEXT NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('przyjęty', 'odrzucony')),
        practice_id TEXT,
        reason TEXT,
        key TEXT,
        decided TEXT NOT NULL,
        PRIMARY KEY (submission_id, number)
    ) STRICT, WITHOUT ROWID""",
)
# Step n - 1 leads from schema n - 1 to schema n. A step that has been released is never changed.
_STEPS: tuple[tuple[str, ...], ...] = (_RECORDS, _REVIEW + _TRACES, _SOURCES, _SUBMISSIONS)
SCHEMA_VERSION = len(_STEPS)

_PAUSE_S = 0.01


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


def use_wal(connection: sqlite3.Connection, *, wait_s: float) -> None:
    """Readers and a writer do not wait for each other (write-ahead log). Raises sqlite3.Error, busy after `wait_s` seconds."""
    # SQLite does not wait by itself when two processes change a new file to WAL at once.
    until = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if fault_of(error) != "busy" or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def prepare(connection: sqlite3.Connection, path: Path, *, wait_s: float) -> None:
    """Makes the tables in an empty file, brings those of an earlier version up to date, and checks kind and version.

    Raises StoreDamaged for another program's file and StoreTooNew for a later schema. A step is taken whole or not at all.
    """
    if _is_empty(connection):
        use_wal(connection, wait_s=wait_s)
        _take_steps(connection, path)
    if _version(connection, path) < SCHEMA_VERSION:
        _take_steps(connection, path)


def _take_steps(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked anew under the lock: another process may have taken the steps since.
        done = 0 if _is_empty(connection) else _version(connection, path)
        for step in _STEPS[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _version(connection: sqlite3.Connection, path: Path) -> int:
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
    return version


def _is_empty(connection: sqlite3.Connection) -> bool:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(tables == 0)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
