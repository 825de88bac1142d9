"""The queue of submissions that wait for a person, and what people decided about them.

A submission never changes; each decision about it is kept. Both leave with the practice that was made of it, when that is
removed on request. All functions work on a connection of `Store.reading` or `Store.writer`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from corpus.canonical import canonical_json, checksum, timestamp
from corpus.description import DescriptionStatus
from corpus.review import Verdict
from corpus.store_errors import RECOVER, StoreDamaged
from corpus.submission import Submission

_ID = re.compile(r"zgloszenie-[0-9]{8}-[a-z2-9]{4}")


@dataclass(frozen=True, slots=True)
class Queued:
    """A submission with its status. `version` is 1 and grows by one with every decision; `practice_id` names the practice
    that was made of it; `saved` is when it last changed (UTC, ISO 8601)."""

    submission: Submission
    status: DescriptionStatus
    version: int
    practice_id: str | None
    saved: str


@dataclass(frozen=True, slots=True)
class SubmissionDecision:
    """What a person decided. `number` counts from 1; `key` names the key that was used, never a person; `decided` is UTC."""

    number: int
    verdict: Verdict
    practice_id: str | None
    reason: str | None
    key: str | None
    decided: str


def is_id(text: str) -> bool:
    """True for what can be the id of a submission."""
    return _ID.fullmatch(text) is not None


def put(connection: sqlite3.Connection, submission: Submission, receipt: str) -> Queued:
    """Adds a submission to the queue. `receipt` is a secret that only its sender has; its checksum is kept.

    The same receipt again gives what was stored with it: a form that is sent twice is one submission.
    Raises sqlite3.IntegrityError when the id is taken.
    """
    held = by_receipt(connection, receipt)
    if held is not None:
        return held
    body, now = canonical_json(submission), timestamp()
    connection.execute(
        "INSERT INTO submissions (id, body, checksum, status, practice_id, receipt, sent, saved)"
        " VALUES (?, ?, ?, 'szkic', NULL, ?, ?, ?)",
        (submission.id, body, checksum(body), checksum(receipt), now, now),
    )
    return Queued(submission, "szkic", 1, None, now)


def submissions(
    connection: sqlite3.Connection, *, status: DescriptionStatus | None = None, limit: int = -1, offset: int = 0
) -> tuple[Queued, ...]:
    """Submissions in the order in which they came: all of them or those of one status; a limit of -1 is none."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM submissions WHERE (? IS NULL OR status = ?) ORDER BY sent, id LIMIT ? OFFSET ?",  # noqa: S608
        (status, status, limit, offset),
    ).fetchall()
    return tuple(_queued(*row) for row in rows)


def count(connection: sqlite3.Connection, *, status: DescriptionStatus | None = None) -> int:
    """How many submissions there are, in all or of one status."""
    query = "SELECT count(*) FROM submissions WHERE ? IS NULL OR status = ?"
    (found,) = connection.execute(query, (status, status)).fetchone()
    return int(found)


def submission(connection: sqlite3.Connection, submission_id: str) -> Queued | None:
    """The submission with this id, None when there is none."""
    return _one(connection, "id", submission_id)


def by_receipt(connection: sqlite3.Connection, receipt: str) -> Queued | None:
    """The submission that was sent with this receipt, None when there is none."""
    return _one(connection, "receipt", checksum(receipt))


def decisions(connection: sqlite3.Connection, submission_id: str) -> tuple[SubmissionDecision, ...]:
    """All decisions about a submission, the oldest first."""
    rows = connection.execute(
        "SELECT number, decision, practice_id, reason, key, decided FROM submission_decisions"
        " WHERE submission_id = ? ORDER BY number",
        (submission_id,),
    ).fetchall()
    return tuple(SubmissionDecision(*row) for row in rows)


def decide(
    connection: sqlite3.Connection,
    decided: Queued,
    verdict: Verdict,
    *,
    practice_id: str | None = None,
    reason: str | None = None,
    key: str | None = None,
) -> None:
    """Records a decision about a submission, which then no longer waits."""
    now = timestamp()
    connection.execute(
        "INSERT INTO submission_decisions (submission_id, number, decision, practice_id, reason, key, decided)"
        " VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM submission_decisions WHERE submission_id = ?), ?, ?, ?, ?, ?)",
        (decided.submission.id, decided.submission.id, verdict, practice_id, reason, key, now),
    )
    connection.execute(
        "UPDATE submissions SET status = ?, practice_id = coalesce(?, practice_id), saved = ? WHERE id = ?",
        (verdict, practice_id, now, decided.submission.id),
    )


def forget(connection: sqlite3.Connection, record_id: str) -> bool:
    """Deletes the submission with this id or those of the practice with this id, with their decisions. False: none."""
    query = "DELETE FROM submissions WHERE id = ? OR practice_id = ?"
    return connection.execute(query, (record_id, record_id)).rowcount > 0


def damaged(connection: sqlite3.Connection) -> Iterator[str]:
    """Polish sentences on submissions whose text does not fit its checksum or the description of fields."""
    for row in connection.execute("SELECT id, body, checksum FROM submissions ORDER BY id").fetchall():
        try:
            _read(*row)
        except StoreDamaged as error:
            yield str(error)


_COLUMNS = (
    "id, body, checksum, status, practice_id, saved,"
    " (SELECT count(*) FROM submission_decisions WHERE submission_id = submissions.id)"
)


def _one(connection: sqlite3.Connection, column: str, value: str) -> Queued | None:
    query = f"SELECT {_COLUMNS} FROM submissions WHERE {column} = ?"  # noqa: S608
    row = connection.execute(query, (value,)).fetchone()
    return None if row is None else _queued(*row)


def _queued(
    submission_id: str,
    body: str,
    digest: str,
    status: DescriptionStatus,
    practice_id: str | None,
    saved: str,
    decided: int,
) -> Queued:
    return Queued(_read(submission_id, body, digest), status, decided + 1, practice_id, saved)


def _read(submission_id: str, body: str, digest: str) -> Submission:
    if checksum(body) != digest:
        raise StoreDamaged(f"Zgłoszenie „{submission_id}” w bazie jest uszkodzone. {RECOVER}")
    try:
        return Submission.model_validate_json(body)
    except ValidationError as error:
        raise StoreDamaged(f"Zgłoszenie „{submission_id}” w bazie nie pasuje do opisu pól. {RECOVER}") from error
