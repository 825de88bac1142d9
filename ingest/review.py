"""Accepting and rejecting drafts: the only way from a description to a practice is a person's decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import JsonValue

from corpus import review, vocabulary
from corpus.cards import MAX_CARD_DEPTH
from corpus.language import normalise
from corpus.messages import Problem
from corpus.practice import Practice
from corpus.review import Draft
from corpus.store import Store, Writer
from corpus.store_writer import Change
from ingest import privacy, proposal
from ingest.loader import Card
from ingest.practice_cards import CardRejected, read_card
from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused

LONGEST_REASON = 2000  # characters
_LEVELS = ("E0", "E1", "E2", "E3", "E4")
# Without a level in the document nothing is proven beyond that something was done.
_UNTOLD_LEVEL = "E1"
_UNTOLD = "Program nie rozpoznał w dokumencie stopnia sprawdzenia; ustaliła go osoba, która przyjęła opis."
_LOWERED = "Stopień obniżyła osoba, która przyjęła opis."
_NOT_GIVEN = {
    "kind": "Rodzaj rekordu ustawia program. Usuń to pole.",
    "origin": "Pochodzenie zapisuje program. Usuń to pole.",
}
# Fields that a person has to fill from a list, and the list.
_LISTS = {"reach": "reach", "themes": "themes", "place.voivodeship": "voivodeships"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """`note` is a Polish sentence when personal data was masked in what the person wrote."""

    practice: Practice
    change: Change
    note: str | None


def accept(
    store: Store,
    draft_id: str,
    *,
    findings: Sequence[int] | None = None,
    corrections: Mapping[str, JsonValue] | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Accepted:
    """Makes a practice of a draft, from the findings with these numbers (all for None) and the corrections on top.

    `version` is that of the draft which the person saw. Raises DraftMissing, DraftConflict, DraftRefused, and the errors of
    a writer; then nothing is changed.
    """
    given = dict(corrections or {})
    _check_given(given)
    with store.writer() as writer:
        draft = _waiting(store, writer, draft_id, version)
        practice, note = _practice(store, draft, findings, given, key)
        change = writer.put_practice(practice)
        review.decide(writer.connection, draft, "przyjęty", practice_id=practice.id, key=key)
    return Accepted(practice, change, note)


def reject(store: Store, draft_id: str, reason: str, *, version: int | None = None, key: str | None = None) -> None:
    """Takes a draft out of the queue. Personal data in the reason is masked. Raises as `accept`."""
    told = privacy.mask(normalise(reason)).text
    if not told:
        raise DraftRefused([Problem("reason", "Napisz jednym zdaniem, dlaczego opis jest odrzucony.")])
    if len(told) > LONGEST_REASON:
        raise DraftRefused([Problem("reason", f"Powód jest za długi. Najwięcej znaków: {LONGEST_REASON}.")])
    with store.writer() as writer:
        draft = _waiting(store, writer, draft_id, version)
        if draft.description.status == "odrzucony":
            raise DraftConflict(f"Szkic „{draft_id}” jest już odrzucony.")
        review.decide(writer.connection, draft, "odrzucony", reason=told, key=key)


def _waiting(store: Store, writer: Writer, draft_id: str, version: int | None) -> Draft:
    draft = review.draft(writer.connection, draft_id)
    if draft is None:
        raise DraftMissing(f"Nie ma szkicu „{draft_id}”. Listę pokazuje polecenie „praktyki review list”.")
    if draft.practice_id in _removed(store):
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
    card["id"] = _id(store, draft, card)
    return _read(card)


def _set_level(card: dict[str, object], described: str | None, given: Mapping[str, JsonValue]) -> None:
    """The level that the document shows or a lower one, with its reason: a person may doubt, not promote."""
    ceiling = described or _UNTOLD_LEVEL
    level = card.setdefault("evidence_level", ceiling)
    if level in _LEVELS[_LEVELS.index(ceiling) + 1 :]:
        raise DraftRefused(
            [Problem("evidence_level", f"Dokument pozwala najwyżej na {ceiling}. Wpisz ten albo niższy.")]
        )
    if level != described and not given.get("evidence_reason"):
        card["evidence_reason"] = _LOWERED if described else _UNTOLD


def _id(store: Store, draft: Draft, card: Mapping[str, object]) -> object:
    """The id given, that of the practice which this draft has made before, or a new one."""
    earlier = store.practice(draft.practice_id) if draft.practice_id else None
    wanted = card.get("id")
    if earlier is not None:
        if wanted not in (None, earlier.id):
            raise DraftRefused(
                [Problem("id", f"Ten szkic jest praktyką „{earlier.id}”. Identyfikator się nie zmienia.")]
            )
        return earlier.id
    removed = _removed(store)
    if wanted is None:
        return proposal.free_id(card, lambda found: found in removed or store.practice(found) is not None)
    if isinstance(wanted, str) and (wanted in removed or store.practice(wanted) is not None):
        raise DraftRefused(
            [Problem("id", f"Praktyka „{wanted}” jest albo była już w bazie. Wpisz inny identyfikator.")]
        )
    return wanted


def _removed(store: Store) -> frozenset[str]:
    """Ids of the records that were taken out on request; they are not given again."""
    return frozenset(removal.record_id for removal in store.removals())


def _read(card: Mapping[str, object]) -> tuple[Practice, str | None]:
    try:
        read = read_card(Card(1, card))
    except CardRejected as error:
        raise DraftRefused([_with_choices(problem) for problem in error.problems]) from error
    return read.practice, read.note


def _with_choices(problem: Problem) -> Problem:
    if problem.field not in _LISTS:
        return problem
    codes = ", ".join(vocabulary.load(_LISTS[problem.field]).codes)
    return problem if codes in problem.message else Problem(problem.field, f"{problem.message} Do wyboru: {codes}.")


def _check_given(given: Mapping[str, JsonValue]) -> None:
    problems = [Problem(name, told) for name, told in _NOT_GIVEN.items() if name in given]
    waiting: list[tuple[int, JsonValue]] = [(1, dict(given))]
    while waiting:
        depth, value = waiting.pop()
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(depth + 1, item) for item in inside]
        if depth > MAX_CARD_DEPTH:
            problems.append(Problem("corrections", "Za głębokie zagnieżdżenie. Uprość poprawki."))
            break
    if problems:
        raise DraftRefused(problems)
