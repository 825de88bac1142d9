"""What an error of SQLite means to a person: busy, a full disk, a failing disk, a damaged file, or something else."""

from __future__ import annotations

import sqlite3
from typing import Literal

Fault = Literal["busy", "full", "disk", "damaged", "other"]

_FAULTS: dict[int, Fault] = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CORRUPT: "damaged",
}
_PRIMARY_CODE = 0xFF  # extended result codes carry the primary one in the low byte


def fault_of(error: sqlite3.Error) -> Fault:
    """The fault of an error, "other" for one without a code."""
    return _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE, "other")
