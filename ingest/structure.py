"""Paragraphs to blocks: which one is the title, a heading, a list item.

A heading is followed by what it heads. A numbered line that is followed by another number of the same rank is an item of
a list; the same line followed by prose or bullets is a heading. The title has level 1, numbered headings their depth
below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Block, BlockKind
from ingest.paragraphs import AGENDA, NUMBERED, Paragraph

_LONGEST_TITLE = 200
_LONGEST_NUMBERED = 160
_LONGEST_PLAIN = 90
_MOST_WORDS = 12
_LEAD_IN_WORDS = 4
_SHORTEST_PROSE = 60
_DEEPEST = 6

_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}\s+(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|list|grud)\w*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^:]{1,60}:\s+\S")
_NO_HEADING_END = (".", ",", ";", "…")
_CUT = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Structured:
    """`title` is None when the text shows none. Blocks hold it as a heading of level 1 when it does."""

    title: str | None
    blocks: tuple[Block, ...]


def structure(paragraphs: Sequence[Paragraph]) -> Structured:
    """Blocks in the order of the text."""
    blocks: list[Block] = []
    title: str | None = None
    numbered_level = 1
    listed = _enumerated(paragraphs)
    title_place = _title_place(paragraphs)
    levels = _dense_levels(paragraph for place, paragraph in enumerate(paragraphs) if place != title_place)
    for place, paragraph in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        text, kind, level = paragraph.text, "paragraph", None
        if place == title_place:
            title, kind, level = text, "heading", 1
        elif paragraph.level is not None:
            kind, level = "heading", levels[paragraph.level]
            numbered_level = level
        elif (depth := _numbered_depth(paragraph, following)) is not None:
            numbered_level = min(1 + depth, _DEEPEST)
            kind, level = "heading", numbered_level
        elif place not in listed and _is_plain_heading(paragraph, paragraphs[place - 1] if place else None, following):
            kind, level = "heading", min(numbered_level + 1, _DEEPEST)
        elif paragraph.listed or place in listed or AGENDA.match(text) or NUMBERED.match(text):
            kind = "list_item"
        blocks.append(_block(text, kind, level, paragraph))
    return Structured(title, tuple(blocks))


def _title_place(paragraphs: Sequence[Paragraph]) -> int | None:
    """The place of the title: what the source shows as one, else the first paragraph if it reads like one."""
    shown = next((place for place, paragraph in enumerate(paragraphs) if paragraph.level == 1), None)
    if shown is not None:
        return shown
    return 0 if paragraphs and _is_title(paragraphs[0]) else None


def _dense_levels(paragraphs: Iterable[Paragraph]) -> dict[int, int]:
    """Levels that the source shows, from 2 on without a gap: what was left out, a table of contents, had one too."""
    shown = sorted({paragraph.level for paragraph in paragraphs if paragraph.level is not None})
    return {level: min(2 + rank, _DEEPEST) for rank, level in enumerate(shown)}


def _block(text: str, kind: str, level: int | None, paragraph: Paragraph) -> Block:
    kinds: dict[str, BlockKind] = {"heading": "heading", "list_item": "list_item"}
    return Block(text=text, kind=kinds.get(kind, "paragraph"), level=level, page=paragraph.page, ocr=paragraph.ocr)


def _is_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        not paragraph.listed
        and len(text) <= _LONGEST_TITLE
        and text[:1].isalnum() | (text[:1] in "„\"'")
        and not text.endswith((*_NO_HEADING_END, *_CUT, ":"))
        and not _DATE.fullmatch(text)
        and NUMBERED.match(text) is None
    )


def _numbered_depth(paragraph: Paragraph, following: Paragraph | None) -> int | None:
    """Depth of a numbered heading from 1, None when the paragraph is none."""
    found = NUMBERED.match(paragraph.text)
    if found is None or paragraph.listed or following is None or found["letter"] or AGENDA.match(paragraph.text):
        return None
    rest = paragraph.text[found.end() :]
    if len(paragraph.text) > _LONGEST_NUMBERED or rest.endswith((*_NO_HEADING_END, *_CUT)) or rest[:1].islower():
        return None
    rank = found["figures"].count(".") + 1 if found["figures"] else 1
    next_number = NUMBERED.match(following.text)
    if next_number is not None and next_number["figures"] and not following.listed:
        next_rank = next_number["figures"].count(".") + 1
        if found["figures"] and next_rank <= rank:
            return None
    return rank


def _is_plain_heading(paragraph: Paragraph, previous: Paragraph | None, following: Paragraph | None) -> bool:
    text = paragraph.text
    words = text.split()
    if paragraph.listed or following is None or len(text) > _LONGEST_PLAIN or len(words) > _MOST_WORDS:
        return False
    if (
        not text[:1].isupper()
        or text.endswith((*_NO_HEADING_END, *_CUT, "!"))
        or AGENDA.match(text)
        or NUMBERED.match(text)
    ):
        return False
    if _DATE.search(text) or _LABEL.match(text) or "://" in text or "@" in text or "[" in text:
        return False
    if text.endswith(":"):
        return len(words) <= _LEAD_IN_WORDS
    apart = paragraph.gap > 0 or previous is None or previous.page != paragraph.page
    prose = len(following.text) >= _SHORTEST_PROSE and not _looks_like_heading(following)
    return (apart or len(following.text) > 2 * _LONGEST_PLAIN) and (prose or following.listed)


def _looks_like_heading(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _LONGEST_PLAIN and paragraph.text[-1:].isalnum()


def _enumerated(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Places of paragraphs that punctuation alone shows to be a list: all but the last end in a comma or semicolon."""
    places: set[int] = set()
    run: list[int] = []
    for place, paragraph in enumerate(paragraphs):
        run.append(place)
        if not paragraph.text.endswith((",", ";")):
            if len(run) > 1:
                places.update(run)
            run = []
    return places
