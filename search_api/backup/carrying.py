"""What a backup cannot know, because it came after it: removals on request, revoked keys, the log. A restore keeps them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus import forgetting
from corpus.store import Store, Writer
from search_api.access import file as access_file
from search_api.access.errors import AccessDamaged

_LOG = "at, act, key_name, subject, count"


def removals(here: Path, restored: Path) -> tuple[str, ...]:
    """Takes out of the store `restored` what was removed on request from the store `here` since. Returns the ids.

    A record out of which only a text was taken comes as it is here. Raises StoreDamaged when `here` cannot be read, StoreError.
    """
    if not here.exists():
        return ()
    with Store.open(here) as store, Store.open(restored) as target:
        known = set(target.removals())
        later = [one for one in store.removals() if one not in known]
        if not later:
            return ()
        with target.writer() as writer:
            for one in later:
                forgetting.remove(writer, one.record_id)
                _take_over(store, writer, one.record_id)
                writer.connection.execute(
                    "INSERT OR REPLACE INTO removals VALUES (?, ?)", (one.record_id, one.removed_on)
                )
    return tuple(one.record_id for one in later)


def _take_over(store: Store, writer: Writer, record_id: str) -> None:
    if (practice := store.practice(record_id)) is not None:
        writer.put_practice(practice)
    elif (document := store.document(record_id)) is not None:
        writer.put_document(document)


def access(here: Path, restored: Path) -> Iterator[str]:
    """Revokes in the file `restored` the keys that were revoked in `here` since, and adds the lines of its log. Yields Polish
    words on keys that may be in use again. Raises AccessError when it is not damage that keeps `here` from being read."""
    try:
        with access_file.opened_if_there(here) as held, access_file.opened(restored) as target:
            with access_file.written(target):
                if held is not None:
                    _revoke(held, target)
                    _join_logs(held, target)
            (keys,) = target.execute("SELECT count(*) FROM keys WHERE revoked IS NULL").fetchone()
    except AccessDamaged as error:
        yield f"Nie da się odczytać, które klucze odwołano po zrobieniu kopii. Sprawdź: praktyki keys list. ({error})"
        return
    if keys and held is None:
        yield (
            f"Klucze z kopii znów działają ({keys}). Jeśli któryś odwołano po jej zrobieniu, odwołaj go ponownie: "
            "praktyki keys list, praktyki keys revoke."
        )


def _revoke(held: sqlite3.Connection, target: sqlite3.Connection) -> None:
    for key_id, revoked in held.execute("SELECT id, revoked FROM keys WHERE revoked IS NOT NULL").fetchall():
        target.execute("UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL", (revoked, key_id))


def _join_logs(held: sqlite3.Connection, target: sqlite3.Connection) -> None:
    known = set(target.execute(f"SELECT {_LOG} FROM log").fetchall())  # noqa: S608
    for line in held.execute(f"SELECT {_LOG} FROM log ORDER BY number").fetchall():  # noqa: S608
        if line not in known:
            target.execute(f"INSERT INTO log ({_LOG}) VALUES (?, ?, ?, ?, ?)", line)  # noqa: S608
