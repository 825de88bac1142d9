"""Sessions of the pages: a random token in a cookie, its hash in the file, limits of time, and the token of its forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from search_api.access import audit, keys
from search_api.access.file import written
from search_api.access.keys import Key, Scope

_TOKEN_BYTES = 32  # 256 bits
LONGEST_TOKEN = 100  # characters of a cookie that is looked at
# A use is written down at most this often: a page is read more often than that.
_TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """A session ends after `idle` without a request, and after `longest` in any case."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in: the name of the key, what it opens, and the token that every form has to carry (`csrf`)."""

    name: str
    scopes: frozenset[Scope]
    csrf: str = field(repr=False)


def start(connection: sqlite3.Connection, key: Key, now: datetime, limits: SessionLimits) -> str:
    """Begins a session of a verified key; the token for the cookie. Sessions that have ended are dropped."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with written(connection):
        connection.execute(
            "DELETE FROM sessions WHERE last_used <= ? OR started <= ?",
            (_seconds(now - limits.idle), _seconds(now - limits.longest)),
        )
        connection.execute(
            "INSERT INTO sessions (token_hash, key_id, started, last_used) VALUES (?, ?, ?, ?)",
            (_hash(token), key.id, _seconds(now), _seconds(now)),
        )
        audit.record(connection, "signed_in", now, key_name=key.name)
    return token


def find(connection: sqlite3.Connection, token: str, now: datetime, limits: SessionLimits) -> Session | None:
    """The session of a cookie; None when there is none, when its time is over, or when its key ended."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    row = connection.execute(
        "SELECT key_id, started, last_used FROM sessions WHERE token_hash = ?", (_hash(token),)
    ).fetchone()
    if row is None:
        return None
    key_id, started, last_used = row
    found = keys.find(connection, key_id)
    too_late = _seconds(now) >= min(
        last_used + int(limits.idle.total_seconds()), started + int(limits.longest.total_seconds())
    )
    if found is None or too_late or not found[0].is_valid(now):
        return None
    if _seconds(now) - last_used >= _TOUCH_EVERY.total_seconds():
        with written(connection):
            connection.execute("UPDATE sessions SET last_used = ? WHERE token_hash = ?", (_seconds(now), _hash(token)))
    return Session(found[0].name, found[0].scopes, csrf_of(token))


def end(connection: sqlite3.Connection, token: str, now: datetime) -> None:
    """Ends the session of a cookie, where there is one."""
    with written(connection):
        row = connection.execute(
            "SELECT name FROM sessions JOIN keys ON keys.id = key_id WHERE token_hash = ?", (_hash(token),)
        ).fetchone()
        if row is not None:
            connection.execute("DELETE FROM sessions WHERE token_hash = ?", (_hash(token),))
            audit.record(connection, "signed_out", now, key_name=row[0])


def csrf_of(token: str) -> str:
    """The token of the forms of a session: an HMAC under the session's own secret, so a page that shows it gives away nothing.

    Synchroniser by derivation (OWASP CSRF Prevention Cheat Sheet, "HMAC based"): nothing more to keep, ends with the session.
    """
    return hmac.new(token.encode(), b"praktyki form", hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    # 256 random bits need no slow hash: they cannot be guessed from it.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
