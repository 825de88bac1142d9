"""The records in one SQLite file: practices, documents, their earlier revisions, and what became of each ingested source.

Readers never block and never see half a change (WAL, one transaction per writer). One writer at a time, across processes.
Bodies are canonical JSON with a checksum that is tested on every read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import ValidationError

from corpus import review, submissions
from corpus.canonical import checksum
from corpus.document import Document
from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store_errors import RECOVER, StoreBusy, StoreDamaged, StoreError, StoreFull, StoreTooNew, in_polish
from corpus.store_schema import connect, prepare
from corpus.store_sources import OUTCOME_COLUMNS, KnownSource, known_sources, outcomes_of
from corpus.store_writer import Writer

__all__ = [
    "Removal",
    "Revision",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreTooNew",
    "Writer",
]

WRITER_WAIT_S = 5.0
KINDS = ("practice", "document")

_Model = TypeVar("_Model", Practice, Document)


@dataclass(frozen=True, slots=True)
class Removal:
    """The only trace of a removed record: its id and the day (YYYY-MM-DD, UTC)."""

    record_id: str
    removed_on: str


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier body of a record. `number` counts from 1; `replaced` is when the next one came (UTC, ISO 8601)."""

    record_id: str
    number: int
    kind: str
    body: str
    replaced: str


class Store:
    """An open store. Use it in the thread that opened it, as a context manager or with `close`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens the store, or makes an empty one with its folder.

        Raises StoreDamaged when the file is no store of ours or broken, StoreTooNew when a later version wrote it,
        StoreBusy, StoreFull, or StoreError when it cannot be opened.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"Nie można utworzyć folderu bazy {path}. Sprawdź ścieżkę i prawa dostępu.") from error
        with in_polish(path):
            connection = connect(path, wait_s=WRITER_WAIT_S)
            try:
                prepare(connection, path, wait_s=WRITER_WAIT_S)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Closes the file. A second call does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def practices(self) -> Iterator[Practice]:
        """All practices by id."""
        return self._records(Practice, "practice")

    def documents(self) -> Iterator[Document]:
        """All documents by id."""
        return self._records(Document, "document")

    def practice(self, record_id: str) -> Practice | None:
        """The practice with this id, None when there is none."""
        return self._record(Practice, "practice", record_id)

    def document(self, record_id: str) -> Document | None:
        """The document with this id, None when there is none."""
        return self._record(Document, "document", record_id)

    def counts(self) -> dict[str, int]:
        """Number of records by kind, with 0 for a kind that has none."""
        rows = self._rows("SELECT kind, count(*) FROM records GROUP BY kind")
        return dict.fromkeys(KINDS, 0) | dict(rows)

    def fingerprint(self) -> str:
        """SHA-256 over ids and checksums of all records in id order: equal exactly when the records are equal."""
        digest = hashlib.sha256()
        for record_id, found in self._rows("SELECT id, checksum FROM records ORDER BY id"):
            digest.update(f"{record_id} {found}\n".encode())
        return digest.hexdigest()

    def revisions(self, record_id: str) -> tuple[Revision, ...]:
        """Earlier bodies of a record, the oldest first."""
        query = "SELECT record_id, number, kind, body, replaced FROM revisions WHERE record_id = ? ORDER BY number"
        return tuple(Revision(*row) for row in self._rows(query, record_id))

    def removals(self) -> tuple[Removal, ...]:
        """Which records were removed, and when, by id."""
        return tuple(
            Removal(*row) for row in self._rows("SELECT record_id, removed_on FROM removals ORDER BY record_id")
        )

    def runs(self) -> tuple[str, ...]:
        """Names of the ingest runs in the order in which they began."""
        return tuple(name for (name,) in self._rows("SELECT run FROM runs ORDER BY number"))

    def outcomes(self, run: str | None = None) -> tuple[Outcome, ...]:
        """What became of each source in a run, or in all runs, in the order of recording."""
        query = (
            f"SELECT {', '.join(OUTCOME_COLUMNS)} FROM outcomes JOIN runs USING (run)"  # noqa: S608
            " WHERE ? IS NULL OR run = ? ORDER BY runs.number, outcomes.number"
        )
        rows = self._rows(query, run, run)
        return tuple(Outcome.model_validate(dict(zip(OUTCOME_COLUMNS, row, strict=True))) for row in rows)

    def sources(self, key: bytes) -> tuple[KnownSource, ...]:
        """How the file with this key, or all files below the folder with this key, looked when they were last read."""
        with in_polish(self.path):
            return known_sources(self._connection, key)

    def outcomes_of(self, known: KnownSource) -> tuple[Outcome, ...] | None:
        """What became of a file when it was last read; None when that is not known in full."""
        with in_polish(self.path):
            return outcomes_of(self._connection, known)

    def faults(self) -> tuple[str, ...]:
        """What is broken, in Polish sentences; empty when the file and every record are sound. Reads the whole store."""
        found: list[str] = []
        try:
            # The quick check passes over the indexes, and a damaged one hides records.
            if self._rows("PRAGMA integrity_check") != [("ok",)]:
                found.append(f"Plik {self.path} jest uszkodzony. {RECOVER}")
            if self._rows("PRAGMA foreign_key_check"):
                found.append(f"Plik {self.path} ma wpisy bez rekordów. {RECOVER}")
            held = self._rows("SELECT id, kind, body, checksum FROM records ORDER BY id")
        except StoreError as error:
            return (*found, str(error))
        for record_id, kind, body, digest in held:
            try:
                if kind == "practice":
                    self._read(Practice, record_id, body, digest)
                else:
                    self._read(Document, record_id, body, digest)
            except StoreDamaged as error:
                found.append(str(error))
        try:
            found.extend(self._earlier_faults())
            with self.reading() as connection:
                found.extend(review.damaged(connection))
                found.extend(submissions.damaged(connection))
        except StoreError as error:
            found.append(str(error))
        return tuple(found)

    def _earlier_faults(self) -> Iterator[str]:
        held = self._rows("SELECT record_id, number, body, checksum FROM revisions ORDER BY record_id, number")
        for record_id, number, body, digest in held:
            if checksum(body) != digest:
                yield f"Wcześniejsza wersja nr {number} rekordu „{record_id}” w bazie {self.path} jest uszkodzona. {RECOVER}"
        try:
            self.outcomes()
        except ValidationError:
            yield f"Wyniki wczytywania w bazie {self.path} są uszkodzone. {RECOVER}"

    @contextmanager
    def writer(self, *, wait_s: float = WRITER_WAIT_S) -> Iterator[Writer]:
        """One transaction: all of it is stored when the block ends, none of it when the block raises.

        Raises StoreBusy when another writer holds the store for longer than `wait_s` seconds, StoreFull when the disk is
        full, StoreDamaged when the file is broken.
        """
        with in_polish(self.path):
            connection = connect(self.path, wait_s=wait_s)
            try:
                connection.execute("BEGIN IMMEDIATE")
                writer = Writer(connection)
                try:
                    yield writer
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
                if writer.removed:
                    # Pages of the log still hold the text until it is folded into the file and cut.
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view over several queries, for the dump."""
        with in_polish(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with in_polish(self.path):
            return self._connection.execute(query, values).fetchall()

    def _records(self, model: type[_Model], kind: str) -> Iterator[_Model]:
        query = "SELECT id, body, checksum FROM records WHERE kind = ? ORDER BY id"
        with in_polish(self.path):
            for row in self._connection.execute(query, (kind,)):
                yield self._read(model, *row)

    def _record(self, model: type[_Model], kind: str, record_id: str) -> _Model | None:
        query = "SELECT id, body, checksum FROM records WHERE id = ? AND kind = ?"
        rows = self._rows(query, record_id, kind)
        return self._read(model, *rows[0]) if rows else None

    def _read(self, model: type[_Model], record_id: str, body: str, digest: str) -> _Model:
        if checksum(body) != digest:
            raise StoreDamaged(f"Rekord „{record_id}” w bazie {self.path} jest uszkodzony. {RECOVER}")
        try:
            return model.model_validate_json(body)
        except ValidationError as error:
            raise StoreDamaged(
                f"Rekord „{record_id}” w bazie {self.path} nie pasuje do opisu pól. {RECOVER}"
            ) from error
