"""Personal data found in text and masked before anything is stored. docs/privacy.md tells the rules.

Each find is replaced by a Polish note in square brackets and counted by its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.entities import Entity, entities_of
from ingest.personal.addresses import mask_addresses
from ingest.personal.contacts import mask_contacts
from ingest.personal.kinds import KINDS, LABELS, MASKS, Kind
from ingest.personal.names import Span, private_names
from ingest.personal.record import NOTHING_TOLD, Record

# What stands for a space in the name of a file.
_JOINTS = re.compile(r"[_.+-]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` without personal data; `counts` of what was taken out, by kind, without zeros."""

    text: str
    counts: Mapping[str, int]


def mask(text: str) -> Masked:
    """The text without phones, e-mails, PESEL numbers, accounts, home addresses and names of private persons."""
    (masked,) = mask_all([text])
    return masked


def mask_all(texts: Sequence[str], record: Record = NOTHING_TOLD) -> list[Masked]:
    """The texts of one document, read together: who is named in full in one of them is known by surname in the others.

    `record` is what the document says beside them.
    """
    counts: list[Counter[Kind]] = [Counter() for _ in texts]
    plain = [mask_contacts(text, count) for text, count in zip(texts, counts, strict=True)]
    masked = []
    for text, spans, count in zip(plain, private_names(plain, entities_of, record), counts, strict=True):
        nameless = _replaced(text, spans, count)
        masked.append(Masked(mask_addresses(nameless, count), dict(sorted(count.items()))))
    return masked


def mask_value(text: str) -> Masked:
    """A code, a date or the name of a place, where no person is named: without phones, e-mails and numbers."""
    counts: Counter[Kind] = Counter()
    plain = mask_contacts(text, counts)
    return Masked(plain, dict(sorted(counts.items())))


def mask_file_name(name: str) -> str:
    """A file name without personal data, by the rules alone: it is too short for entities and known before any is read."""
    stem, dot, suffix = name.rpartition(".")
    words = _WORD.sub(_capital, _JOINTS.sub(" ", stem or suffix)) + (dot + suffix if stem else "")
    (spans,) = private_names([words], _no_entities)
    counts: Counter[Kind] = Counter()
    return mask_contacts(_replaced(name, spans, counts), counts)


def _replaced(text: str, spans: Iterable[Span], counts: Counter[Kind]) -> str:
    done: list[str] = []
    position = 0
    for span in spans:
        done.extend((text[position : span.start], MASKS["name"]))
        counts["name"] += 1
        position = span.end
    return "".join((*done, text[position:]))


def _capital(match: re.Match[str]) -> str:
    """The word with a capital, as a name has it, unless that would change its length."""
    capital = match.group().capitalize()
    return capital if len(capital) == len(match.group()) else match.group()


def _no_entities(texts: Sequence[str]) -> list[tuple[Entity, ...]]:
    return [() for _ in texts]


def total(parts: Iterable[Masked]) -> dict[str, int]:
    """Counts of several masked texts together, in a fixed order of kinds."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    return dict(sorted(counts.items()))


def told(counts: Mapping[str, int]) -> str | None:
    """A Polish sentence for the outcome, None when nothing was masked."""
    if not counts:
        return None
    listed = ", ".join(f"{LABELS[kind]}: {counts[kind]}" for kind in KINDS if kind in counts)
    return f"Usunięto dane kontaktowe i osobowe ({listed})."
