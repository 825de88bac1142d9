"""A document as pages of a readable size: cut into parts, its list items and scanned passages grouped, its headings listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from corpus.document import Block
from corpus.kinship import SharedPassage
from search_api.contract.records import KinOut

DEEPEST_HEADING = 6
PART_BYTES = 100_000  # of text in HTML: with the rest of the page it stays well under 200 kB
TAG_BYTES = 80  # about what the tags around a block take
# Of a block; longer ones are cut. Even when every character is a quotation mark, that is less than PART_BYTES.
LONGEST_BLOCK = 16_000
MOST_HEADINGS = 60  # in a table of contents
LEAST_HEADINGS = 3  # fewer make no table of contents
LONGEST_ENTRY = 120  # characters of an entry of the table of contents


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with its number in the document, from 0. Of one too long for a page the first piece, then the others."""

    number: int
    block: Block
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows. `number` counts from 1; `starts` are the pages of the source that begin in it."""

    number: int
    blocks: tuple[Numbered, ...]
    starts: tuple[int, ...]

    @property
    def first(self) -> int | None:
        """The first page of the source of which this part shows something."""
        return self.blocks[0].block.page if self.blocks else None

    @property
    def last(self) -> int | None:
        """The last page of the source of which this part shows something."""
        return self.blocks[-1].block.page if self.blocks else None

    @property
    def parameter(self) -> str:
        """What an address that leads here asks for: the page of the source that begins it, or its own number."""
        begins = self.first is not None and self.first in self.starts
        return f"strona={self.first}" if begins else f"czesc={self.number}"

    @property
    def has_title(self) -> bool:
        """True where the first block of the document was left out, since the title says the same."""
        return self.number == 1 and not any(one.number == 0 for one in self.blocks[:1])


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a page of the source, a block (from 0) or a part (from 1)."""

    page: int | None = None
    block: int | None = None
    part: int | None = None

    @property
    def words(self) -> tuple[str, int] | None:
        """The key of the text that says that it is not there, and the number."""
        asked = (("no_such_page", self.page), ("no_such_block", self.block), ("no_such_part", self.part))
        return next(((key, number) for key, number in asked if number is not None), None)


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks to show together. `page` is set where a new page of the source begins; `level` is that of an HTML heading.

    `scanned`: a program read it from an image; `scan_begins` where that is to be said.
    """

    kind: str
    blocks: tuple[Numbered, ...]
    page: int | None
    level: int | None
    scanned: bool = False
    scan_begins: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the table of contents: the block it is, its text, the part where it stands."""

    number: int
    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class SharedText:
    """Another document, passages of this one that stand in it too, each with the part where it begins, and how many more."""

    other: KinOut
    passages: tuple[tuple[SharedPassage, Part], ...]
    more: int


def parts(title: str, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The document cut where a page of the source begins, or between blocks where that would be too long.

    At least one part; a first heading that only repeats the title is left out.
    """
    numbered = [one for number, block in enumerate(blocks) for one in _pieces(number, block)]
    if numbered and blocks[0].kind == "heading" and blocks[0].text == title:
        numbered = numbered[1:]
    sheets = [list(sheet) for _, sheet in groupby(numbered, lambda one: one.block.page)]
    found: list[list[Numbered]] = [[]]
    size = 0
    for sheet in sheets:
        own = sum(map(_bytes, sheet))
        if size and size + own > PART_BYTES:
            found, size = [*found, []], 0
        for one in sheet:
            if size and size + _bytes(one) > PART_BYTES:
                found, size = [*found, []], 0
            found[-1].append(one)
            size += _bytes(one)
    seen: set[int | None] = {None}
    cut: list[Part] = []
    for number, group in enumerate(found, 1):
        starts = tuple(dict.fromkeys(one.block.page for one in group if one.block.page not in seen))
        cut.append(Part(number, tuple(group), tuple(page for page in starts if page is not None)))
        seen.update(starts)
    return tuple(cut)


def wanted(cut: Sequence[Part], asked: Asked) -> Part | None:
    """The part that is asked for, the first one when none is; None when there is no such page, part or block."""
    if asked.page is not None:
        return next((part for part in cut if asked.page in part.starts), None)
    if asked.block == 0:
        return cut[0]  # the title, where it is left out
    if asked.block is not None:
        return next((part for part in cut if any(one.number == asked.block for one in part.blocks)), None)
    return next((part for part in cut if part.number == (asked.part or 1)), None)


def kin(also_in: Sequence[KinOut], cut: Sequence[Part], most: int) -> tuple[SharedText, ...]:
    """The documents with shared text and the longest shared passages, with the part where each begins here."""
    part_of = {one.number: part for part in reversed(cut) for one in part.blocks}
    return tuple(
        SharedText(
            other,
            # A heading that repeats the title stands in no part: it is at the top of the first.
            tuple((passage, part_of.get(passage.first_block, cut[0])) for passage in other.passages[:most]),
            max(0, len(other.passages) - most),
        )
        for other in also_in
    )


def runs(part: Part) -> Iterator[Run]:
    """The blocks of a part in reading order as runs.

    The title is h1. Headings below it go down one step at a time, whatever levels the source skips; each part begins anew.
    """
    page: int | None = None
    above: list[int] = []
    scanning = False
    for (kind, block_page, scanned, _), group in groupby(part.blocks, key=_together):
        together = tuple(group)
        level = None
        if kind == "heading":
            own = together[0].block.level or 1
            above = [*(step for step in above if step < own), own]
            level = min(1 + len(above), DEEPEST_HEADING)
        turned = block_page != page
        begins = block_page if turned and block_page in part.starts else None
        yield Run(kind, together, begins, level, scanned, scanned and (turned or not scanning))
        page, scanning = block_page, scanned


def contents(cut: Sequence[Part]) -> tuple[tuple[Entry, ...], int]:
    """The headings for a table of contents, and how many more there are.

    As many of the upper levels as MOST_HEADINGS hold; where even the uppermost are more, the first of them.
    """
    headings = [(one, part) for part in cut for one in part.blocks if one.block.kind == "heading"]
    if len(headings) < LEAST_HEADINGS:
        return (), 0
    levels = sorted({one.block.level or 1 for one, _ in headings})
    deepest = levels[0]
    for level in levels:
        if sum((one.block.level or 1) <= level for one, _ in headings) <= MOST_HEADINGS:
            deepest = level
    chosen = [pair for pair in headings if (pair[0].block.level or 1) <= deepest]
    entries = [Entry(one.number, _entry(one.block.text), part) for one, part in chosen[:MOST_HEADINGS]]
    return tuple(entries), len(chosen) - len(entries)


def _entry(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ENTRY else f"{line[:LONGEST_ENTRY].rstrip()}…"


def _together(one: Numbered) -> tuple[str, int | None, bool, Numbered | None]:
    block = one.block
    return block.kind, block.page, block.ocr, None if block.kind == "list_item" else one


def _bytes(one: Numbered) -> int:
    return len(escape(one.block.text).encode()) + TAG_BYTES


def _pieces(number: int, block: Block) -> Iterator[Numbered]:
    """The block; a very long one cut at line ends, else at spaces, else anywhere."""
    if len(block.text) <= LONGEST_BLOCK:
        yield Numbered(number, block)
        return
    start = 0
    while start < len(block.text):
        end = min(start + LONGEST_BLOCK, len(block.text))
        if end < len(block.text):
            end = next((cut + 1 for sign in "\n " if (cut := block.text.rfind(sign, start, end)) > start), end)
        yield Numbered(number, block.model_copy(update={"text": block.text[start:end]}), start == 0)
        start = end
