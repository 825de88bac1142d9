"""Paragraphs of a word processor to blocks: headings with their level, the title, footnotes after what they explain.

Authors rarely use styles to the end, so where a document marks no heading, short paragraphs in bold count as headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.document import Block
from corpus.language import normalise

_BELOW_TITLE, _DEEPEST = 2, 6
_LONGEST_TITLE = 200
_LONGEST_BOLD = 160
_NO_TITLE_END = (".", ",", ";", ":", "…", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, list item or table row as its file gives it. A line end in `text` is meant.

    `level` is that of a heading, from 1, and 0 for the title of the document. `bold`: all of its letters are.
    """

    text: str
    kind: Literal["paragraph", "list_item", "table"] = "paragraph"
    level: int | None = None
    bold: bool = False


def row_text(cells: Iterable[str]) -> str:
    """The text of a table row: its cells on one line with " | " between them, empty ones left out."""
    return " | ".join(filter(None, (normalise(cell.replace("\n", " ")) for cell in cells)))


def blocks_of(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Blocks in order, pieces without a visible character left out.

    Only the title has level 1. It is what the file calls so, else the only heading of the first level when the text
    begins with it, else a first paragraph that reads like one.
    """
    kept = [replace(piece, text=text) for piece in pieces if (text := _lines(piece.text))]
    unmarked = not any(piece.level for piece in kept)
    kept = _titled(kept)
    if unmarked:
        kept = [replace(piece, level=1) if _is_bold_heading(kept, place) else piece for place, piece in enumerate(kept)]
    highest = min((piece.level for piece in kept if piece.level), default=_BELOW_TITLE)
    below = max(_BELOW_TITLE - highest, 0)
    return tuple(_block(piece, below) for piece in kept)


def _lines(text: str) -> str:
    return "\n".join(filter(None, (normalise(line) for line in text.split("\n"))))


def _block(piece: Piece, below: int) -> Block:
    if piece.level is None:
        return Block(text=piece.text, kind=piece.kind)
    level = 1 if piece.level == 0 else min(piece.level + below, _DEEPEST)
    return Block(text=piece.text.replace("\n", " "), kind="heading", level=level)


def _tops(pieces: Sequence[Piece]) -> int:
    return sum(piece.level == 1 for piece in pieces)


def _titled(pieces: list[Piece]) -> list[Piece]:
    """One title at most: of several that a file marks the first stays, the others become headings."""
    marked = [place for place, piece in enumerate(pieces) if piece.level == 0]
    if marked:
        return [
            replace(piece, level=1) if piece.level == 0 and place != marked[0] else piece
            for place, piece in enumerate(pieces)
        ]
    if not pieces:
        return pieces
    first = pieces[0]
    alone = first.level == 1 and _tops(pieces) == 1
    if alone or (first.level is None and first.kind == "paragraph" and _reads_like_a_title(first) and len(pieces) > 1):
        return [replace(first, level=0), *pieces[1:]]
    return pieces


def _reads_like_a_title(piece: Piece) -> bool:
    text = piece.text.replace("\n", " ")
    return (
        len(text) <= _LONGEST_TITLE and not text.endswith(_NO_TITLE_END) and text[:1].isalnum() | (text[:1] in "„\"'")
    )


def _is_bold_heading(pieces: Sequence[Piece], place: int) -> bool:
    """Short, bold to the end, and followed by a paragraph that is not."""
    piece = pieces[place]
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    return (
        piece.bold
        and piece.kind == "paragraph"
        and piece.level is None
        and following is not None
        and not (following.bold and following.kind == "paragraph")
        and len(piece.text) <= _LONGEST_BOLD
        and not piece.text.endswith((".", ",", ";"))
        and any(character.isalpha() for character in piece.text)
    )
