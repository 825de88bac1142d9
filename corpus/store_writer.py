"""The writing side of the store: one open transaction. Only `Store.writer` makes one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from corpus import submissions
from corpus.canonical import canonical_json, checksum, timestamp
from corpus.document import Document
from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store_errors import StoreError
from corpus.store_sources import OUTCOME_COLUMNS, SourceNote, forget, forget_record, remember

Change = Literal["added", "updated", "unchanged"]


class Writer:
    """Changes records inside one transaction. What it replaces stays as a revision."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.removed = False

    def put_practice(self, practice: Practice) -> Change:
        """Stores a practice under its id. Raises StoreError when a document holds that id."""
        return self._put("practice", practice)

    def put_document(self, document: Document) -> Change:
        """Stores a document under its id. Raises StoreError when a practice holds that id."""
        return self._put("document", document)

    def remove(self, record_id: str) -> bool:
        """Takes a record away with its revisions, outcomes and the submission that it was made of, or a submission by itself.

        Only the id and the day stay. False when there is none. The bytes leave the file when the block ends; while another
        process reads an older state, when the last one closes.
        """
        recorded = self.connection.execute("DELETE FROM records WHERE id = ?", (record_id,)).rowcount > 0
        found = submissions.forget(self.connection, record_id) or recorded
        if found:
            forget_record(self.connection, record_id)
            self.connection.execute("DELETE FROM outcomes WHERE record_id = ?", (record_id,))
            self.connection.execute(
                "INSERT OR REPLACE INTO removals VALUES (?, ?)", (record_id, datetime.now(UTC).date().isoformat())
            )
            self.removed = True
        return found

    def allow_again(self, record_id: str) -> bool:
        """Deletes the trace of a removal, so that the record may come back. False when there is none."""
        return self.connection.execute("DELETE FROM removals WHERE record_id = ?", (record_id,)).rowcount > 0

    def record_outcomes(self, run: str, source: str, outcomes: Iterable[Outcome]) -> int:
        """Adds what became of `source` in `run`; the first call for a run opens it.

        Returns the number of the first outcome that was added; the others follow it one by one.
        """
        self.connection.execute(
            "INSERT INTO runs (run, started) VALUES (?, ?) ON CONFLICT (run) DO NOTHING", (run, timestamp())
        )
        (last,) = self.connection.execute("SELECT coalesce(max(number), 0) FROM outcomes").fetchone()
        columns = ", ".join(("run", "source", *OUTCOME_COLUMNS))
        self.connection.executemany(
            f"INSERT INTO outcomes ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            ((run, source, *(getattr(one, column) for column in OUTCOME_COLUMNS)) for one in outcomes),
        )
        return int(last) + 1

    def remember_source(self, note: SourceNote, first: int, last: int, count: int) -> None:
        """Keeps how a file looked; `first` and `last` are the numbers of its `count` outcomes in this run."""
        remember(self.connection, note, first, last, count)

    def forget_source(self, path: bytes) -> None:
        """The file is read again next time."""
        forget(self.connection, path)

    def _put(self, kind: str, record: Practice | Document) -> Change:
        body = canonical_json(record)
        digest = checksum(body)
        query = "SELECT kind, number, body, checksum FROM records WHERE id = ?"
        held = self.connection.execute(query, (record.id,)).fetchone()
        if held is None:
            row = (record.id, kind, 1, body, digest, timestamp())
            self.connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", row)
            return "added"
        held_kind, number, held_body, held_digest = held
        if held_kind != kind:
            raise StoreError(f"Identyfikator „{record.id}” ma już rekord innego rodzaju. Zmień identyfikator.")
        if held_digest == digest:
            return "unchanged"
        now = timestamp()
        self.connection.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?)", (record.id, number, kind, held_body, held_digest, now)
        )
        self.connection.execute(
            "UPDATE records SET number = ?, body = ?, checksum = ?, saved = ? WHERE id = ?",
            (number + 1, body, digest, now, record.id),
        )
        return "updated"
