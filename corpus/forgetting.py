"""Taking out on request: a record, a proposal, or a text wherever the store holds it. Nothing of what was taken out is kept.

A record that is removed leaves its id and the day, so that its file does not bring it back. So does a record out of which a text
was taken: its file, which still holds the text, must not replace it.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.canonical import canonical_json, checksum
from corpus.description import Description
from corpus.document import Document
from corpus.practice import Practice
from corpus.store import Store, Writer
from corpus.store_errors import in_polish
from corpus.store_schema import connect
from corpus.submission import Submission

MASK = "[usunięto na prośbę]"
LEAST_CHARACTERS = 3
_ERASING_WAIT_S = 5.0

_MODELS: dict[str, type[Practice] | type[Document] | type[Description] | type[Submission]] = {
    "practice": Practice,
    "document": Document,
    "draft": Description,
    "submission": Submission,
}
# Table, its key, the kind of its bodies (a column or a constant).
_BODIES = (
    ("records", ("id",), "kind"),
    ("revisions", ("record_id", "number"), "kind"),
    ("drafts", ("id",), "'draft'"),
    ("decisions", ("draft_id", "number"), "'draft'"),
    ("submissions", ("id",), "'submission'"),
)
_LINES = (
    ("outcomes", ("number",), ("path", "name", "source", "reason")),
    ("decisions", ("draft_id", "number"), ("reason",)),
    ("submission_decisions", ("submission_id", "number"), ("reason",)),
)


class TextTooShort(ValueError):
    """The text is so short that it would be found everywhere."""


class CannotTakeOut(Exception):
    """A text stands where the record needs it, as in its id or an address; `where` names the record."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True)
class Origins:
    """What a person has to know of a record before it goes: files that it came from, the practices made of a document, the
    documents from which a practice was made."""

    files: tuple[str, ...]
    practices: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """In which records and proposals the text stood, and in how many other places (revisions, drafts, decisions, outcomes)."""

    ids: tuple[str, ...]
    other: int


def pattern_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Finds each of the texts whatever the case of its letters and the spaces between its words. Raises TextTooShort."""
    kept = []
    for text in texts:
        words = text.split()
        if len("".join(words)) < LEAST_CHARACTERS:
            raise TextTooShort(text)
        kept.append(r"\s+".join(map(re.escape, words)))
    # The longest first: a full name goes before the surname in it. Not within a longer word.
    listed = "|".join(sorted(kept, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def origins(connection: sqlite3.Connection, record_id: str) -> Origins:
    """Where a record came from and what came of it."""

    def listed(query: str) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in connection.execute(query, (record_id,)))

    return Origins(
        files=listed("SELECT DISTINCT path FROM outcomes WHERE record_id = ? ORDER BY path"),
        practices=listed(
            "SELECT DISTINCT practice_id FROM (SELECT practice_id, document_id FROM drafts UNION SELECT practice_id,"
            " document_id FROM decisions) JOIN records ON records.id = practice_id WHERE document_id = ? ORDER BY 1"
        ),
        documents=listed(
            "SELECT DISTINCT document_id FROM (SELECT practice_id, document_id FROM drafts UNION SELECT practice_id,"
            " document_id FROM decisions) WHERE practice_id = ? ORDER BY 1"
        ),
    )


def remove(writer: Writer, record_id: str) -> bool:
    """Removes a record or a proposal with all that is kept of it, also the drafts of which a practice was made.

    False when there is none.
    """
    if not writer.remove(record_id):
        return False
    for table in ("drafts", "decisions"):
        writer.connection.execute(f"DELETE FROM {table} WHERE practice_id = ?", (record_id,))  # noqa: S608
    return True


def take_out(writer: Writer, pattern: re.Pattern[str]) -> TakenOut:
    """Puts MASK in place of the text in every record, revision, draft, decision, proposal and outcome.

    Raises CannotTakeOut; then nothing may be stored of this transaction.
    """
    connection = writer.connection
    ids: list[str] = []
    other = 0
    for table, key, kind in _BODIES:
        for place, body in _changed_bodies(connection, table, key, kind, pattern):
            _update(connection, table, key, place, {"body": body, "checksum": checksum(body)})
            if table in ("records", "submissions"):
                ids.append(str(place[0]))
            else:
                other += 1
    for table, key, columns in _LINES:
        names = ", ".join((*key, *columns))
        for row in connection.execute(f"SELECT {names} FROM {table}").fetchall():  # noqa: S608
            held = dict(zip(columns, row[len(key) :], strict=True))
            told = {name: pattern.sub(MASK, text) for name, text in held.items() if text and pattern.search(text)}
            if told:
                _update(connection, table, key, row[: len(key)], told)
                other += 1
    for path, name in connection.execute("SELECT path, name FROM sources").fetchall():
        if pattern.search(os.fsdecode(path)) or pattern.search(name):
            connection.execute("DELETE FROM sources WHERE path = ?", (path,))
            other += 1
    for record_id in ids:
        _hold_back(connection, record_id)
    writer.removed = writer.removed or bool(ids or other)
    return TakenOut(tuple(ids), other)


def found_in(connection: sqlite3.Connection, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Ids of the records and proposals in which the text stands, in order; reading only."""
    held = connection.execute("SELECT id, body FROM records UNION ALL SELECT id, body FROM submissions ORDER BY id")
    return tuple(str(one) for one, body in held if any(pattern.search(text) for text in strings(json.loads(body))))


def strings(value: Any) -> Iterator[str]:
    """All texts of a plain value, depth first."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def erase(store: Store) -> bool:
    """Writes the file of the store anew, without free pages and without a log of changes.

    False when another process held the log of changes open all the while: then the bytes of what was deleted may still be in it.
    """
    path: Path = store.path
    with in_polish(path):
        connection = connect(path, wait_s=_ERASING_WAIT_S)
        try:
            connection.execute("VACUUM")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
    return bool(busy == 0)


def _changed_bodies(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], kind: str, pattern: re.Pattern[str]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    query = f"SELECT {', '.join(key)}, {kind}, body FROM {table}"  # noqa: S608
    for *place, model, body in connection.execute(query).fetchall():
        mapping = json.loads(body)
        if not any(pattern.search(text) for text in strings(mapping)):
            continue
        try:
            done = _MODELS[model].model_validate(_replaced(mapping, pattern))
        except ValidationError as error:
            raise CannotTakeOut(str(place[0])) from error
        yield tuple(place), canonical_json(done)


def _replaced(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(MASK, value)
    if isinstance(value, dict):
        return {name: _replaced(item, pattern) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, pattern) for item in value]
    return value


def _update(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], place: tuple[Any, ...], values: dict[str, str]
) -> None:
    told = ", ".join(f"{name} = ?" for name in values)
    where = " AND ".join(f"{name} = ?" for name in key)
    connection.execute(f"UPDATE {table} SET {told} WHERE {where}", (*values.values(), *place))  # noqa: S608


def _hold_back(connection: sqlite3.Connection, record_id: str) -> None:
    connection.execute("DELETE FROM traces WHERE document_id = ?", (record_id,))  # made anew of what is left
    connection.execute("INSERT OR REPLACE INTO removals SELECT id, date('now') FROM records WHERE id = ?", (record_id,))
