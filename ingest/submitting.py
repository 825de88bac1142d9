"""From what somebody told in the form to a submission in the queue: personal data is masked before anything is stored."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from corpus import submissions
from corpus.cleaning import is_damaged
from corpus.store import Store
from corpus.submission import Submission
from corpus.submissions import Queued
from ingest import privacy
from ingest.masking import Mask
from ingest.personal.record import record_of

Card = dict[str, Any]

MOST_WAITING = (
    2000  # submissions in the queue: more than people could read, and a bound for whoever would fill the disk
)
# Letters and digits that cannot be taken for each other when a number is read aloud or copied by hand.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_PROSE = frozenset({"title", "need", "actions", "results", "lessons", "institution", "role", "name", "source"})
# Codes, addresses, and areas out of the gazetteer: nobody is named there.
_NOT_TEXT = frozenset({"areas", "url", "sector", "themes", "target_groups", "cooperation_forms"})
_PARTNER = "partners"

_Path = tuple[str | int, ...]


class QueueFull(Exception):
    """More submissions wait than may: somebody has to decide about some first."""


@dataclass(frozen=True, slots=True)
class MaskedField:
    """What was taken out of one field of the card ("actions", "partners"), by kind (ingest/personal/kinds.py)."""

    field: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A card without personal data, and what was taken out of it, in the order of the card."""

    card: Card
    masked: tuple[MaskedField, ...]


def cleaned(card: Mapping[str, Any], mask_all: Mask = privacy.mask_all) -> Cleaned:
    """The card with every text masked (docs/privacy.md): the texts are read together, as those of a document are."""
    texts = [(path, text) for path, text in _texts(card, ()) if not is_damaged(text)]
    prose = [text for path, text in texts if _is_prose(path)]
    told = iter(mask_all(prose, record_of(card)))
    done = [(path, next(told) if _is_prose(path) else privacy.mask_value(text)) for path, text in texts]
    counts: dict[str, Counter[str]] = {}
    for path, masked in done:
        if masked.counts:
            counts.setdefault(str(path[0]), Counter()).update(masked.counts)
    replaced = {path: masked.text for path, masked in done}
    fields = tuple(MaskedField(field, dict(sorted(found.items()))) for field, found in counts.items())
    return Cleaned(_filled(card, replaced, ()), fields)


def submit(store: Store, card: Mapping[str, Any], receipt: str, mask_all: Mask = privacy.mask_all) -> Queued:
    """Puts what was told into the queue, masked. `receipt` is a secret of the sender: sent twice, it is stored once.

    Raises QueueFull, pydantic's ValidationError for a card that is no submission, the errors of a writer and of `mask_all`.
    """
    clean = cleaned(card, mask_all)
    masked: Counter[str] = Counter()
    for field in clean.masked:
        masked.update(field.counts)
    day = datetime.now(UTC).date()
    with store.writer() as writer:
        connection = writer.connection
        held = submissions.by_receipt(connection, receipt)
        if held is not None:
            return held
        if submissions.count(connection, status="szkic") >= MOST_WAITING:
            raise QueueFull
        gone = {removal.record_id for removal in store.removals()}
        while True:
            wanted = f"zgloszenie-{day:%Y%m%d}-{''.join(secrets.choice(_SIGNS) for _ in range(4))}"
            if wanted not in gone and submissions.submission(connection, wanted) is None:
                break
        told = Submission.model_validate(
            {**clean.card, "id": wanted, "sent": day.isoformat(), "masked": dict(sorted(masked.items()))}
        )
        return submissions.put(connection, told, receipt)


def _texts(value: Any, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            # What a partner does is a code; what the sender does is in own words.
            if name not in _NOT_TEXT and not (name == "role" and path[:1] == (_PARTNER,)):
                yield from _texts(item, (*path, name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))


def _is_prose(path: _Path) -> bool:
    return path[0] != "place" and path[-1] in _PROSE


def _filled(value: Any, replaced: Mapping[_Path, str], path: _Path) -> Any:
    if isinstance(value, Mapping):
        return {name: _filled(item, replaced, (*path, name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(item, replaced, (*path, number)) for number, item in enumerate(value)]
    return replaced.get(path, value)
