"""What a record says of its own texts beside their words: which organisations took part, in which places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# Sectors whose partners are organisations by their kind. A firm may bear its owner's name, an informal group be one person.
_ORGANISED = frozenset({"public", "ngo", "church", "academia"})
# Values of a place that are its name.
_NAMES = frozenset({"name", "locality", "gmina"})


@dataclass(frozen=True, slots=True)
class Record:
    """`organisations`: what the record lists as such; `places`: names of localities and gminas. Neither is ever shown."""

    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


NOTHING_TOLD = Record()


def record_of(card: Mapping[str, object]) -> Record:
    """What a card says in its partners, its place and its areas."""
    return Record(
        organisations=tuple(dict.fromkeys(_organisations(card.get("partners")))),
        places=tuple(dict.fromkeys(_names((card.get("place"), card.get("areas"))))),
    )


def _organisations(partners: object) -> Iterator[str]:
    for partner in partners if isinstance(partners, list | tuple) else ():
        if (
            isinstance(partner, Mapping)
            and partner.get("sector") in _ORGANISED
            and isinstance(partner.get("name"), str)
        ):
            yield partner["name"]


def _names(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from (name for key, name in value.items() if key in _NAMES and isinstance(name, str))
        elif isinstance(value, list | tuple):
            yield from _names(value)
