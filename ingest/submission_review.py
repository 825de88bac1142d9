"""Accepting and rejecting submissions: what somebody told becomes a practice when a person who checked it says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue

from corpus import submissions
from corpus.messages import Problem
from corpus.practice import Practice
from corpus.store import Store, Writer
from corpus.submission import Submission
from corpus.submissions import Queued
from ingest import proposal
from ingest.accepting import LEVELS, Accepted, check_given, id_of, masked_reason, read
from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused

# What those who did it tell themselves is "results as told by those who did it", whatever figures they give.
SELF_TOLD = "E2"
_TOLD_THEMSELVES = "Wyniki podają ci, którzy opisali praktykę; nikt z zewnątrz ich nie potwierdził."
_SET_BY_PERSON = "Stopień ustaliła osoba, która przyjęła opis."
_ABOUT_IT = frozenset({"id", "sent", "institution", "role", "masked"})


def card_of(submission: Submission) -> dict[str, Any]:
    """The card that the submission makes, without id and origin. Required fields that it leaves out are absent."""
    card = submission.model_dump(mode="json", exclude=set(_ABOUT_IT), exclude_none=True)
    if not card["themes"]:
        del card["themes"]  # required: absent, it is asked for
    if not card["areas"]:
        del card["areas"]
    return card


def accept(
    store: Store,
    submission_id: str,
    *,
    corrections: Mapping[str, JsonValue] | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Accepted:
    """Makes a practice of a submission with the corrections on top (RFC 7396).

    `version` is that of the submission which the person saw. The evidence level is at most E2, unless the person gives a
    higher one with a reason and a source stands in the record. Raises DraftMissing, DraftConflict, DraftRefused, and the
    errors of a writer; then nothing is changed.
    """
    given = dict(corrections or {})
    check_given(given)
    with store.writer() as writer:
        queued = _waiting(writer, submission_id, version)
        practice, note = _practice(store, queued, given, key)
        change = writer.put_practice(practice)
        submissions.decide(writer.connection, queued, "przyjęty", practice_id=practice.id, key=key)
    return Accepted(practice, change, note)


def reject(
    store: Store, submission_id: str, reason: str, *, version: int | None = None, key: str | None = None
) -> None:
    """Takes a submission out of the queue. Personal data in the reason is masked. Raises as `accept`."""
    told = masked_reason(reason)
    with store.writer() as writer:
        queued = _waiting(writer, submission_id, version)
        if queued.status == "odrzucony":
            raise DraftConflict(f"Zgłoszenie „{submission_id}” jest już odrzucone.")
        submissions.decide(writer.connection, queued, "odrzucony", reason=told, key=key)


def _waiting(writer: Writer, submission_id: str, version: int | None) -> Queued:
    queued = submissions.submission(writer.connection, submission_id)
    if queued is None:
        raise DraftMissing(f"Nie ma zgłoszenia „{submission_id}”. Listę pokazuje polecenie „praktyki review list”.")
    if queued.status == "przyjęty":
        raise DraftConflict(
            f"Zgłoszenie „{submission_id}” jest już przyjęte jako praktyka „{queued.practice_id}”. Popraw tę praktykę."
        )
    if version is not None and version != queued.version:
        raise DraftConflict(
            f"O zgłoszeniu „{submission_id}” ktoś tymczasem zdecydował: jest {_NOW[queued.status]}. Przeczytaj je jeszcze raz."
        )
    return queued


_NOW = {"szkic": "szkicem", "przyjęty": "przyjęte", "odrzucony": "odrzucone"}


def _practice(
    store: Store, queued: Queued, given: Mapping[str, JsonValue], key: str | None
) -> tuple[Practice, str | None]:
    submission = queued.submission
    card = proposal.corrected(card_of(submission), given)
    card["submitted"] = {
        "submission_id": submission.id,
        "sent": submission.sent,
        "institution": submission.institution,
        "role": submission.role,
        "accepted": datetime.now(UTC).date().isoformat(),
        "key": key,
        "written": sorted(set(proposal.paths(given))),
    }
    card["id"] = id_of(store, queued.practice_id, card)
    practice, note = read(card)
    return _at_its_level(practice, given), note


def _at_its_level(practice: Practice, given: Mapping[str, JsonValue]) -> Practice:
    """The practice with the level that the person gave, checked; else with that of its text, at most SELF_TOLD."""
    if given.get("evidence_level") and practice.evidence_reason is None:
        practice = practice.model_copy(update={"evidence_reason": _SET_BY_PERSON})
    if practice.evidence_level not in LEVELS[LEVELS.index(SELF_TOLD) + 1 :]:
        return practice
    if not given.get("evidence_level"):
        reason = f"{_TOLD_THEMSELVES} {practice.evidence_reason or ''}".strip()
        return practice.model_copy(update={"evidence_level": SELF_TOLD, "evidence_reason": reason})
    if not practice.sources:
        raise DraftRefused(
            [Problem("evidence_level", f"Bez źródła najwyżej {SELF_TOLD}. Podaj adres źródła, które to potwierdza.")]
        )
    if not given.get("evidence_reason"):
        raise DraftRefused(
            [Problem("evidence_reason", f"Stopień wyższy niż {SELF_TOLD} wymaga powodu: co i gdzie to potwierdza.")]
        )
    return practice
