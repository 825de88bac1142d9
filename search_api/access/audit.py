"""The log of administrative acts: what was done, when, with which key. Names of keys only, no addresses, kept for two years."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, cast

KEPT = timedelta(days=2 * 365 + 1)
_HOUR = 3600

Act = Literal[
    "key_created",
    "key_revoked",
    "signed_in",
    "signed_out",
    "attempts_refused",
    "draft_accepted",
    "draft_rejected",
    "forgotten",
    "restored",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `subject` is the id of a draft or of a record; `count` is above 1 for attempts refused within one hour."""

    at: datetime
    act: Act
    key_name: str | None
    subject: str | None
    count: int


def record(
    connection: sqlite3.Connection, act: Act, now: datetime, *, key_name: str | None = None, subject: str | None = None
) -> None:
    """Adds a line and drops those that are older than two years."""
    at = int(now.timestamp())
    connection.execute(
        "INSERT INTO log (at, act, key_name, subject, count) VALUES (?, ?, ?, ?, 1)", (at, act, key_name, subject)
    )
    connection.execute("DELETE FROM log WHERE at < ?", (int((now - KEPT).timestamp()),))


def count_refused(connection: sqlite3.Connection, number: int, now: datetime) -> None:
    """Adds `number` refused attempts to the line of this hour: a flood of them makes no flood of lines."""
    hour = int(now.timestamp()) // _HOUR * _HOUR
    added = connection.execute(
        "UPDATE log SET count = count + ? WHERE act = 'attempts_refused' AND at = ?", (number, hour)
    ).rowcount
    if not added:
        connection.execute("INSERT INTO log (at, act, count) VALUES (?, 'attempts_refused', ?)", (hour, number))


def entries(connection: sqlite3.Connection, limit: int) -> tuple[Entry, ...]:
    """The latest `limit` lines, the oldest of them first."""
    rows = connection.execute(
        "SELECT at, act, key_name, subject, count FROM log ORDER BY at DESC, number DESC LIMIT ?", (limit,)
    ).fetchall()
    return tuple(
        Entry(datetime.fromtimestamp(at, UTC), cast(Act, act), key_name, subject, count)
        for at, act, key_name, subject, count in reversed(rows)
    )
