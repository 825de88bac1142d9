"""What a person changed in the typed fields of a card: the corrections that make the card so (JSON Merge Patch, RFC 7396).

A field that was left as it was shown is no correction: it goes on resting on what it rested on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from ingest.typed import CODES, Typed, typed_of
from ingest.typed_card import Fault, ReadCard

# The typed fields of each field of the card
GROUPS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("title", "need", "actions", "results", "lessons")},
    "place": ("place", "voivodeship", "place_choice"),
    "years": ("year_from", "year_to"),
    **{name: (name,) for name in ("partners", "funding", "sources", *CODES)},
    **{name: (name,) for name in ("reach", "evidence_level", "evidence_reason")},
}
_GROUP_OF = {name: field for field, names in GROUPS.items() for name in names}
# Not in every card, and nobody but a person can say them
_ASKED = {"reach": "missing_reach", "themes": "missing_themes"}
_LISTS = ("partners", "funding", "sources", *CODES)


def changed(shown: Typed, typed: Typed) -> frozenset[str]:
    """The fields of the card in which `typed` is not what was shown."""
    return frozenset(
        field for field, names in GROUPS.items() if any(getattr(shown, name) != getattr(typed, name) for name in names)
    )


def corrections(card: Mapping[str, Any], typed: Typed, found: ReadCard) -> dict[str, JsonValue]:
    """The merge patch that turns `card` into what was typed; `found` is what was read of it."""
    patch: dict[str, JsonValue] = {}
    for field in GROUPS:
        if field not in changed(typed_of(card), typed):
            continue
        value = found.card.get(field)
        patch[field] = value or ([] if field in _LISTS and field != "themes" else None)
        if field == "place" and found.card.get("areas"):
            patch["areas"] = found.card["areas"]
    return patch


def faults(card: Mapping[str, Any], typed: Typed, found: ReadCard) -> tuple[Fault, ...]:
    """What keeps the corrected card from being a practice: faults of what the person wrote, and what nobody has given."""
    touched = changed(typed_of(card), typed)
    mine = [
        fault
        for fault in found.faults
        if (field := _GROUP_OF.get(fault.field.partition(".")[0])) in touched or not card.get(field or "")
    ]
    asked = [Fault(name, code, {}) for name, code in _ASKED.items() if not getattr(typed, name)]
    return (*asked, *mine)


def moved(typed: Typed, old: Mapping[str, Any], new: Mapping[str, Any]) -> Typed:
    """What was typed over the card `old`, laid over the card `new`: fields that were left as shown follow the new one."""
    touched = changed(typed_of(old), typed)
    follow = typed_of(new)
    return replace(typed, **dict(_untouched(follow, touched)))


def _untouched(follow: Typed, touched: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for field, names in GROUPS.items():
        if field not in touched:
            yield from ((name, getattr(follow, name)) for name in names)
