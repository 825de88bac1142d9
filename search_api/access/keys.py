"""Keys: made and revoked on the command line, held by whoever may do more than search."""

from __future__ import annotations

import re
import secrets
import sqlite3
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from search_api.access import audit
from search_api.access.file import written

Scope = Literal["ingest", "review", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

LONGEST_NAME = 80  # characters
_ID_BYTES = 5
_SECRET_BYTES = 32  # 256 bits
# dp_, the id by which the key is found (no secret), the secret; lower case base32 (RFC 4648), so easy to read out.
_SHAPE = re.compile(r"dp_([a-z2-7]{8})_([a-z2-7]{52})")
LONGEST_KEY = 200  # characters of what is looked at all


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret. `revoked` is None as long as the key is in use."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime
    revoked: datetime | None

    def is_valid(self, now: datetime) -> bool:
        """Whether the key opens anything at this time."""
        return self.revoked is None and now < self.expires


class KeyRefused(ValueError):
    """A key cannot be made or revoked as asked. The message is Polish."""


def new_secret() -> tuple[str, str]:
    """The id of a new key and the whole key, in which the id stands."""
    key_id = _base32(secrets.token_bytes(_ID_BYTES))
    return key_id, f"dp_{key_id}_{_base32(secrets.token_bytes(_SECRET_BYTES))}"


def id_in(text: str) -> str | None:
    """The id that a whole key names, None for a text that is no key."""
    found = _SHAPE.fullmatch(text) if len(text) <= LONGEST_KEY else None
    return found.group(1) if found else None


def add(
    connection: sqlite3.Connection,
    key_id: str,
    hashed: str,
    *,
    name: str,
    scopes: Iterable[Scope],
    days: int,
    now: datetime,
) -> Key:
    """Keeps a new key by its hash. Raises KeyRefused when a key in use has that name."""
    key = Key(key_id, name, frozenset(scopes), now, now + timedelta(days=days), None)
    with written(connection):
        if connection.execute("SELECT 1 FROM keys WHERE name = ? AND revoked IS NULL", (name,)).fetchone():
            raise KeyRefused(f"Jest już klucz o nazwie „{name}”. Wybierz inną nazwę albo odwołaj tamten klucz.")
        connection.execute(
            "INSERT INTO keys (id, name, scopes, hash, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
            (key.id, name, " ".join(sorted(key.scopes)), hashed, _seconds(now), _seconds(key.expires)),
        )
        audit.record(connection, "key_created", now, key_name=name)
    return key


def revoke(connection: sqlite3.Connection, wanted: str, now: datetime) -> Key:
    """Ends the key in use with this name or id, and all its sessions. Raises KeyRefused when there is none."""
    with written(connection):
        row = connection.execute(
            "SELECT id, name, scopes, created, expires, revoked FROM keys"
            " WHERE (id = ?1 OR name = ?1) AND revoked IS NULL ORDER BY id = ?1 DESC",
            (wanted,),
        ).fetchone()
        if row is None:
            raise KeyRefused(f"Nie ma klucza „{wanted}” w użyciu. Klucze wypisuje polecenie „praktyki keys list”.")
        key = _key(row)
        connection.execute("UPDATE keys SET revoked = ? WHERE id = ?", (_seconds(now), key.id))
        connection.execute("DELETE FROM sessions WHERE key_id = ?", (key.id,))
        audit.record(connection, "key_revoked", now, key_name=key.name)
    return key


def all_keys(connection: sqlite3.Connection) -> tuple[Key, ...]:
    """All keys, revoked ones too, in the order in which they were made."""
    query = "SELECT id, name, scopes, created, expires, revoked FROM keys ORDER BY created, id"
    return tuple(map(_key, connection.execute(query)))


def find(connection: sqlite3.Connection, key_id: str) -> tuple[Key, str] | None:
    """The key with this id and its hash."""
    query = "SELECT id, name, scopes, created, expires, revoked, hash FROM keys WHERE id = ?"
    row = connection.execute(query, (key_id,)).fetchone()
    return None if row is None else (_key(row[:-1]), row[-1])


def _key(row: tuple[str, str, str, int, int, int | None]) -> Key:
    key_id, name, scopes, created, expires, revoked = row
    held = frozenset(scope for scope in SCOPES if scope in scopes.split())
    return Key(key_id, name, held, _time(created), _time(expires), None if revoked is None else _time(revoked))


def _base32(data: bytes) -> str:
    return b32encode(data).decode("ascii").rstrip("=").lower()


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
