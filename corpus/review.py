"""The queue of descriptions that wait for a person, and what people decided.

A decision is never lost: it stays when the document is read anew and when its draft is renewed or gone, together with the
description that the person saw. Only the removal of the document takes both away. All functions work on a connection of
`Store.reading` or `Store.writer`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from corpus.canonical import canonical_json, canonical_line, checksum, timestamp
from corpus.description import Description, DescriptionStatus
from corpus.document import Document
from corpus.store_errors import RECOVER, StoreDamaged

Verdict = Literal["przyjęty", "odrzucony"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A description with its status. `version` counts its renewals from 1; `practice_id` names the practice that was made
    of it, also while a renewed draft waits again; `saved` is when it last changed (UTC, ISO 8601)."""

    description: Description
    version: int
    practice_id: str | None
    saved: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about the description that is kept with it. `number` counts from 1 within the draft.

    `key` names the key that was used, never a person. `decided` is UTC, ISO 8601.
    """

    draft_id: str
    number: int
    document_id: str
    verdict: Verdict
    practice_id: str | None
    reason: str | None
    key: str | None
    decided: str
    description: Description


def put_descriptions(connection: sqlite3.Connection, document: Document, descriptions: Iterable[Description]) -> int:
    """Brings the drafts of a stored document up to date with what was now read out of it; returns how many are new.

    A draft that waits is replaced. A decided one stays as it was decided as long as the text of the document is the same;
    when that changed and the description with it, the draft waits again and the decision stays in the history.
    """
    text = checksum(canonical_line({"blocks": [block.text for block in document.blocks]}))
    held = {
        draft_id: (status, digest, held_text)
        for draft_id, status, digest, held_text in connection.execute(
            "SELECT id, status, checksum, text_checksum FROM drafts WHERE document_id = ?", (document.id,)
        ).fetchall()
    }
    new = 0
    for description in descriptions:
        body = canonical_json(description.model_copy(update={"status": "szkic"}))
        digest = checksum(body)
        if description.id not in held:
            new += 1
            connection.execute(
                "INSERT INTO drafts (id, document_id, number, text_checksum, body, checksum, status, practice_id, saved)"
                " VALUES (?, ?, 1, ?, ?, ?, 'szkic', (SELECT practice_id FROM decisions WHERE draft_id = ?"
                " AND practice_id IS NOT NULL ORDER BY number DESC LIMIT 1), ?)",
                (description.id, document.id, text, body, digest, description.id, timestamp()),
            )
            continue
        status, held_digest, held_text = held.pop(description.id)
        if digest != held_digest and (status == "szkic" or text != held_text):
            connection.execute(
                "UPDATE drafts SET number = number + 1, body = ?, checksum = ?, status = 'szkic', saved = ? WHERE id = ?",
                (body, digest, timestamp(), description.id),
            )
        connection.execute("UPDATE drafts SET text_checksum = ? WHERE id = ?", (text, description.id))
    for draft_id, (status, _, _) in held.items():
        if status == "szkic":
            connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
    return new


def drafts(
    connection: sqlite3.Connection,
    *,
    status: DescriptionStatus | None = None,
    document_id: str | None = None,
    limit: int = -1,
    offset: int = 0,
) -> tuple[Draft, ...]:
    """Drafts by id, all of them or those of one status or document; a limit of -1 is none."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM drafts WHERE {_MATCHING} ORDER BY document_id, length(id), id LIMIT ? OFFSET ?",  # noqa: S608
        (status, status, document_id, document_id, limit, offset),
    ).fetchall()
    return tuple(_draft(*row) for row in rows)


def count(
    connection: sqlite3.Connection, *, status: DescriptionStatus | None = None, document_id: str | None = None
) -> int:
    """How many drafts `drafts` gives without a limit."""
    values = (status, status, document_id, document_id)
    (found,) = connection.execute(f"SELECT count(*) FROM drafts WHERE {_MATCHING}", values).fetchone()  # noqa: S608
    return int(found)


def draft(connection: sqlite3.Connection, draft_id: str) -> Draft | None:
    """The draft with this id, None when there is none."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (draft_id,)).fetchone()  # noqa: S608
    return None if row is None else _draft(*row)


def decisions(connection: sqlite3.Connection, draft_id: str) -> tuple[Decision, ...]:
    """All decisions about a draft, also about earlier versions of it, the oldest first."""
    rows = connection.execute(
        "SELECT number, document_id, decision, practice_id, reason, key, decided, body, checksum"
        " FROM decisions WHERE draft_id = ? ORDER BY number",
        (draft_id,),
    ).fetchall()
    return tuple(
        Decision(
            draft_id=draft_id,
            number=number,
            document_id=document_id,
            verdict=verdict,
            practice_id=practice_id,
            reason=reason,
            key=key,
            decided=decided,
            description=_read(draft_id, verdict, body, digest),
        )
        for number, document_id, verdict, practice_id, reason, key, decided, body, digest in rows
    )


def decide(
    connection: sqlite3.Connection,
    decided: Draft,
    verdict: Verdict,
    *,
    practice_id: str | None = None,
    reason: str | None = None,
    key: str | None = None,
) -> None:
    """Records a decision about a draft, which then no longer waits."""
    description = decided.description
    body = canonical_json(description.model_copy(update={"status": "szkic"}))
    now = timestamp()
    connection.execute(
        "INSERT INTO decisions (draft_id, number, document_id, decision, practice_id, reason, key, decided, body, checksum)"
        " VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM decisions WHERE draft_id = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(description.id, description.id, description.document_id, verdict, practice_id, reason, key),
            *(now, body, checksum(body)),
        ),
    )
    connection.execute(
        "UPDATE drafts SET status = ?, practice_id = coalesce(?, practice_id), saved = ? WHERE id = ?",
        (verdict, practice_id, now, description.id),
    )


def damaged(connection: sqlite3.Connection) -> Iterator[str]:
    """Polish sentences on drafts and decisions whose text does not fit its checksum or the description of fields."""
    queries = (
        "SELECT id, status, body, checksum FROM drafts ORDER BY id",
        "SELECT draft_id, decision, body, checksum FROM decisions ORDER BY draft_id, number",
    )
    for query in queries:
        for row in connection.execute(query).fetchall():
            try:
                _read(*row)
            except StoreDamaged as error:
                yield str(error)


_COLUMNS = "id, number, body, checksum, status, practice_id, saved"
_MATCHING = "(? IS NULL OR status = ?) AND (? IS NULL OR document_id = ?)"


def _draft(
    draft_id: str, number: int, body: str, digest: str, status: str, practice_id: str | None, saved: str
) -> Draft:
    return Draft(_read(draft_id, status, body, digest), number, practice_id, saved)


def _read(draft_id: str, status: str, body: str, digest: str) -> Description:
    if checksum(body) != digest:
        raise StoreDamaged(f"Szkic „{draft_id}” w bazie jest uszkodzony. {RECOVER}")
    try:
        return Description.model_validate_json(body).model_copy(update={"status": status})
    except ValidationError as error:
        raise StoreDamaged(f"Szkic „{draft_id}” w bazie nie pasuje do opisu pól. {RECOVER}") from error
