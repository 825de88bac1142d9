"""The blocks of a document grouped for a page: list items that follow each other make one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import Block

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks to show together. `page` is set where a new page of the source begins; `level` is that of an HTML heading."""

    kind: str
    blocks: tuple[Block, ...]
    page: int | None
    level: int | None


def runs(title: str, blocks: Sequence[Block]) -> Iterator[Run]:
    """The blocks in reading order as runs, without a first heading that only repeats the title.

    The title is h1. Headings below it go down one step at a time, whatever levels the source skips.
    """
    if blocks and blocks[0].kind == "heading" and blocks[0].text == title:
        blocks = blocks[1:]
    page: int | None = None
    above: list[int] = []
    for (kind, block_page, _), group in groupby(enumerate(blocks), key=_together):
        together = tuple(block for _, block in group)
        level = None
        if kind == "heading":
            own = together[0].level or 1
            above = [*(step for step in above if step < own), own]
            level = min(1 + len(above), DEEPEST_HEADING)
        yield Run(kind, together, block_page if block_page != page else None, level)
        page = block_page


def _together(numbered: tuple[int, Block]) -> tuple[str, int | None, int | None]:
    position, block = numbered
    return block.kind, block.page, None if block.kind == "list_item" else position
