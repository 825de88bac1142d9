"""Whole SQLite files copied, and put in place of others, while other processes read and write them (sqlite3_backup_init)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from corpus.store_schema import connect, use_wal


def copy_whole(source: sqlite3.Connection, target: Path, *, wait_s: float) -> None:
    """Writes what the file of `source` holds at one moment to a new file, complete without a log beside it.

    Raises sqlite3.Error, busy after `wait_s` seconds. Writers of the source go on meanwhile.
    """
    copy = connect(target, wait_s=wait_s)
    try:
        source.backup(copy, progress=_patience(wait_s))
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def put_in_place(source: Path, target: Path, *, wait_s: float) -> None:
    """Gives the file `target` the contents of `source`, in one transaction: a reader, and whoever opens it after a crash, sees
    all the old contents or all the new. Without a target makes one.

    Raises sqlite3.Error: busy when somebody writes to the target for longer than `wait_s` seconds, damaged when the target is
    no SQLite file. Then the target is as it was.
    """
    new = connect(source, wait_s=wait_s)
    try:
        held = connect(target, wait_s=wait_s)
        try:
            new.backup(held, progress=_patience(wait_s))
            use_wal(held, wait_s=wait_s)
            # The log still holds pages of the old contents until it is folded into the file and cut.
            held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            held.close()
    finally:
        new.close()


def _patience(wait_s: float) -> Callable[[int, int, int], None]:
    """Ends the waiting of `backup`, which by itself would try forever."""
    until = time.monotonic() + wait_s

    def watch(status: int, left: int, total: int) -> None:  # noqa: ARG001 (as sqlite3 calls it)
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    return watch
