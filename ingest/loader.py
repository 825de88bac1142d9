"""The two protocols of ingestion: a loader turns bytes into a draft document, a card reader into practice cards.

Both take bytes and give plain frozen values that survive a trip through JSON, so that a loader can run in another
process: it needs no store, no settings and no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from corpus.document import Block
from corpus.practice import Record
from ingest.limits import Limit


class Draft(Record):
    """A document as its file gives it, before cleaning.

    `layout` "lines": every block is one page (or the whole text) and keeps the line ends of the source, which may be
    mere wraps; "flowed": the same, and a line that was wrapped ends in a blank (as in RFC 3676); "blocks": headings,
    paragraphs, list items and tables are told apart, a line end inside one is meant.
    `title` is the one that the format itself gives. `pages` is None where pages do not exist. `notes` are Polish
    sentences about what could not be read, for the outcome.
    """

    layout: Literal["lines", "flowed", "blocks"]
    blocks: tuple[Block, ...]
    title: str | None = None
    pages: int | None = None
    notes: tuple[str, ...] = ()


class Loader(Protocol):
    """Reads one document format."""

    @property
    def media_type(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Lower case, with the dot."""
        ...

    def recognises(self, head: bytes) -> bool:
        """True when the first bytes of a file carry the signature of the format. Text formats have none."""
        ...

    def load(self, data: bytes, name: str) -> Draft:
        """The draft of a whole file. Raises `Unreadable` when there is no text to be had."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """One practice card as a mapping; `item` is its line (JSON Lines), its row (table) or its number in the file, from 1.

    `note` is a Polish sentence for the outcome: how the columns of a table were read. `id_from_title`: the card has no id of
    its own and gets one of its gmina and title, made after these were masked.
    """

    item: int
    content: Mapping[str, object]
    note: str | None = None
    id_from_title: bool = False


@dataclass(frozen=True, slots=True)
class BrokenCard:
    """A place in the file where a card should stand and cannot be read; `reason` is a Polish sentence.

    `field` is the path of the field at fault ("funding.0.amount_pln") where the syntax tells it.
    """

    item: int
    reason: str
    field: str | None = None


class CardReader(Protocol):
    """Reads a file of practice cards one by one."""

    @property
    def size(self) -> Limit:
        """How large a file of this format may be."""
        ...

    @property
    def item_name(self) -> str:
        """What an item is called in a Polish message: "wiersz", "karta nr"."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Lower case, with the dot."""
        ...

    def read(self, stream: BinaryIO) -> Iterator[Card | BrokenCard]:
        """The cards in file order. Raises `Unreadable` when the file as a whole cannot be read."""
        ...
