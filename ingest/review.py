"""Accepting and rejecting drafts: the only way from a description to a practice is a person's decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pydantic import JsonValue

from corpus import review
from corpus.description import DescriptionStatus
from corpus.messages import Problem
from corpus.practice import Practice
from corpus.review import Draft
from corpus.store import Store, Writer
from ingest import proposal
from ingest.accepting import LEVELS, Accepted, check_given, id_of, masked_reason, read, removed
from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused

# Without a level in the document nothing is proven beyond that something was done.
_UNTOLD_LEVEL = "E1"
_UNTOLD = "Program nie rozpoznał w dokumencie stopnia sprawdzenia; ustaliła go osoba, która przyjęła opis."
_LOWERED = "Stopień obniżyła osoba, która przyjęła opis."


def accept(
    store: Store,
    draft_id: str,
    *,
    findings: Sequence[int] | None = None,
    corrections: Mapping[str, JsonValue] | None = None,
    version: int | None = None,
    status: DescriptionStatus | None = None,
    key: str | None = None,
) -> Accepted:
    """Makes a practice of a draft, from the findings with these numbers (all for None) and the corrections on top.

    `version` and `status` are those of the draft which the person saw. Raises DraftMissing, DraftConflict, DraftRefused, and
    the errors of a writer; then nothing is changed.
    """
    given = dict(corrections or {})
    check_given(given)
    with store.writer() as writer:
        draft = _waiting(store, writer, draft_id, version, status)
        practice, note = _practice(store, draft, findings, given, key)
        change = writer.put_practice(practice)
        review.decide(writer.connection, draft, "przyjęty", practice_id=practice.id, key=key)
    return Accepted(practice, change, note)


def reject(
    store: Store,
    draft_id: str,
    reason: str,
    *,
    version: int | None = None,
    status: DescriptionStatus | None = None,
    key: str | None = None,
) -> None:
    """Takes a draft out of the queue. Personal data in the reason is masked. Raises as `accept`."""
    told = masked_reason(reason)
    with store.writer() as writer:
        draft = _waiting(store, writer, draft_id, version, status)
        if draft.description.status == "odrzucony":
            raise DraftConflict(f"Szkic „{draft_id}” jest już odrzucony.")
        review.decide(writer.connection, draft, "odrzucony", reason=told, key=key)


def _waiting(
    store: Store, writer: Writer, draft_id: str, version: int | None, status: DescriptionStatus | None
) -> Draft:
    draft = review.draft(writer.connection, draft_id)
    if draft is None:
        raise DraftMissing(f"Nie ma szkicu „{draft_id}”. Listę pokazuje polecenie „praktyki review list”.")
    if draft.practice_id in removed(store):
        raise DraftConflict(
            f"Praktykę „{draft.practice_id}”, która powstała z tego szkicu, usunięto na prośbę. Nie wraca."
        )
    if draft.description.status == "przyjęty":
        raise DraftConflict(
            f"Szkic „{draft_id}” jest już przyjęty jako praktyka „{draft.practice_id}”. Popraw tę praktykę."
        )
    if version is not None and version != draft.version:
        raise DraftConflict(
            f"Szkic „{draft_id}” zmienił się od czasu, gdy go czytano (wersja {draft.version} zamiast {version}). "
            "Przeczytaj go jeszcze raz."
        )
    if status not in (None, draft.description.status):
        raise DraftConflict(
            f"O szkicu „{draft_id}” ktoś tymczasem zdecydował: jest {draft.description.status}. Przeczytaj go jeszcze raz."
        )
    return draft


def _practice(
    store: Store,
    draft: Draft,
    numbers: Sequence[int] | None,
    given: Mapping[str, JsonValue],
    key: str | None,
) -> tuple[Practice, str | None]:
    description = draft.description
    document = store.document(description.document_id)
    if document is None:
        raise DraftMissing(f"Nie ma już dokumentu szkicu „{description.id}”.")
    try:
        findings = proposal.chosen(description, numbers)
    except IndexError as error:
        many = len(description.findings)
        raise DraftRefused([Problem("findings", f"Nie ma ustalenia nr {error}. Ten szkic ma ich {many}.")]) from error
    card = proposal.corrected(proposal.card_of(description, document, findings), given)
    _set_level(card, proposal.described_level(findings), given)
    day = datetime.now(UTC).date().isoformat()
    card["origin"] = proposal.origin_of(description, document, findings, given, day, key)
    card["id"] = id_of(store, draft.practice_id, card)
    return read(card)


def _set_level(card: dict[str, object], described: str | None, given: Mapping[str, JsonValue]) -> None:
    """The level that the document shows or a lower one, with its reason: a person may doubt, not promote."""
    ceiling = described or _UNTOLD_LEVEL
    level = card.setdefault("evidence_level", ceiling)
    if level in LEVELS[LEVELS.index(ceiling) + 1 :]:
        raise DraftRefused(
            [Problem("evidence_level", f"Dokument pozwala najwyżej na {ceiling}. Wpisz ten albo niższy.")]
        )
    if level != described and not given.get("evidence_reason"):
        card["evidence_reason"] = _LOWERED if described else _UNTOLD
