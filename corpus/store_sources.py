"""How each ingested file looked when it was last read, kept so that an unchanged file is not read again."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.outcome import Outcome

OUTCOME_COLUMNS = ("path", "name", "status", "item", "record_id", "field", "reason")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """One file as it was read: `path` as the bytes of the file system, absolute, or a web address; `size` in bytes;
    `sha256` of its bytes.

    `modified_ns` is its time of change, None where that time was too fresh to be trusted. `reader` is the fingerprint of
    the code that read it, `name` the path below the given source without personal data.
    """

    path: bytes
    size: int
    modified_ns: int | None
    sha256: str
    reader: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A note with the span of numbers of its outcomes."""

    note: SourceNote
    first_outcome: int
    last_outcome: int
    outcome_count: int


def as_bytes(path: Path) -> bytes:
    """The key of a file: its absolute path. Links are not resolved, so that two ways to one file are two sources."""
    return os.fsencode(path.absolute())


def known_sources(connection: sqlite3.Connection, key: bytes) -> tuple[KnownSource, ...]:
    """The file with this key, or all files below the folder with this key, in the order of their paths."""
    below = key.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
    query = (
        "SELECT path, size, modified_ns, sha256, reader, name, first_outcome, last_outcome, outcome_count FROM sources"
        " WHERE path = ? OR (path >= ? AND path < ?) ORDER BY path"
    )
    rows = connection.execute(query, (key, below, below[:-1] + bytes([below[-1] + 1])))
    return tuple(KnownSource(SourceNote(*row[:6]), *row[6:]) for row in rows)


def outcomes_of(connection: sqlite3.Connection, known: KnownSource) -> tuple[Outcome, ...] | None:
    """What became of the file when it was read; None when one of its outcomes is gone."""
    query = (
        f"SELECT {', '.join(OUTCOME_COLUMNS)} FROM outcomes WHERE number BETWEEN ? AND ?"  # noqa: S608
        " AND run = (SELECT run FROM outcomes WHERE number = ?) ORDER BY number"
    )
    span = (known.first_outcome, known.last_outcome, known.first_outcome)
    rows = connection.execute(query, span).fetchall()
    if len(rows) != known.outcome_count:
        return None
    return tuple(Outcome.model_validate(dict(zip(OUTCOME_COLUMNS, row, strict=True))) for row in rows)


def remember(connection: sqlite3.Connection, note: SourceNote, first: int, last: int, count: int) -> None:
    """Keeps a note in place of an earlier one. `first` and `last` are numbers of stored outcomes, `count` how many."""
    row = (note.path, note.size, note.modified_ns, note.sha256, note.reader, note.name, first, last, count)
    connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def forget(connection: sqlite3.Connection, path: bytes) -> None:
    """The file is read again next time."""
    connection.execute("DELETE FROM sources WHERE path = ?", (path,))


def forget_record(connection: sqlite3.Connection, record_id: str) -> None:
    """Forgets every file that this record came from."""
    connection.execute(
        "DELETE FROM sources WHERE path IN (SELECT sources.path FROM sources JOIN outcomes ON outcomes.number"
        " BETWEEN sources.first_outcome AND sources.last_outcome WHERE outcomes.record_id = ?)",
        (record_id,),
    )
