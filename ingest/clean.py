"""A draft made fit to read and to search: the order of the steps. Each step is a module of pure functions.

Lines:   running heads out, table of contents out, page furniture out, wrapped lines joined, headings and lists found.
Blocks:  (the format itself tells headings and lists apart) page furniture out.
Both:    lost spaces and divided words repaired, a repeated title told once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Block
from corpus.language import fold, normalise
from ingest.contents import contents_places
from ingest.furniture import without_furniture
from ingest.lines import lines_of, spelled_out
from ingest.loader import Draft
from ingest.paragraphs import paragraphs_of
from ingest.running_heads import without_running_heads
from ingest.structure import structure
from ingest.words import Dictionary, repair_words

# What programs write into the title of a PDF by themselves.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|bez ?tytułu.*|dokument\d*|\S+\.\w{2,4})$", re.IGNORECASE
)
# The name of the site after the title of the page: "Ogród społeczny - Gmina Lipnica".
_SITE_NAME = re.compile(r"\s+(?:[-–—|»:]|::)\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`title` is None when the document gives none; `blocks` may be empty when nothing but furniture stood in it."""

    title: str | None
    blocks: tuple[Block, ...]


def clean(draft: Draft, dictionary: Dictionary) -> Cleaned:
    """The draft without what is not its text. The same draft gives the same result."""
    title, blocks = _from_blocks(draft) if draft.layout == "blocks" else _from_lines(draft, dictionary)
    mended = tuple(
        block.model_copy(update={"text": "\n".join(repair_words(line, dictionary) for line in block.text.split("\n"))})
        for block in blocks
    )
    given = normalise(draft.title) if draft.title else None
    title = title or (given if given and not _NO_TITLE.match(given) else None)
    return Cleaned(title and repair_words(title, dictionary), _without_repeats(mended, title))


def _from_lines(draft: Draft, dictionary: Dictionary) -> tuple[str | None, Sequence[Block]]:
    lines = without_running_heads(lines_of(draft.blocks, flowed=draft.layout == "flowed"))
    contents = contents_places([line.text for line in lines])
    lines = [line for place, line in enumerate(lines) if place not in contents]
    kept = without_furniture([line.text for line in lines])
    lines = [replace(line, text=text) for line, text in zip(lines, kept, strict=True) if text is not None]
    found = structure(paragraphs_of(lines, dictionary))
    return found.title, found.blocks


def _from_blocks(draft: Draft) -> tuple[str | None, Sequence[Block]]:
    split = [(block, line) for block in draft.blocks for line in spelled_out(block.text).split("\n")]
    kept = without_furniture([line for _, line in split])
    blocks: list[Block] = []
    for block in draft.blocks:
        texts = [text for (owner, _), text in zip(split, kept, strict=True) if owner is block and text is not None]
        joint = " " if block.kind == "heading" else "\n"
        cleaned = joint.join(filter(None, (normalise(text) for text in texts)))
        if cleaned:
            blocks.append(block.model_copy(update={"text": cleaned}))
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return heading or (_SITE_NAME.split(draft.title)[0] if draft.title else None), blocks


def _without_repeats(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """Drops the title where it stands again: sites print it above the text, and once more below."""
    if title is None:
        return blocks
    kept: list[Block] = []
    told = False
    for block in blocks:
        if fold(block.text) != fold(title):
            kept.append(block)
        elif not told:
            kept.append(block)
            told = True
    return tuple(kept)
