"""The lines of a draft as they stand in its file: text, page, blank lines before, bullet and indent signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.document import Block
from corpus.language import normalise

# Marks that only ever divide a word: the soft hyphen, and what PDF extraction makes of one.
SOFT_MARKS = "\u00ad\ufffe"
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
# Presentation forms of joined letters that fonts put in place of plain ones (Unicode block FB00, Latin part).
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀﬁﬂﬃﬄﬅﬆ]")
_DIVIDED_INSIDE = re.compile(rf"[{SOFT_MARKS}] ?(?=\w)")

# Symbol fonts put their bullets into the private use area (Word: U+F0B7, U+F0A7, U+F0D8).
_BULLET = re.compile(r"^\s*[•●▪■□◦‣⁃∙·○◆◊➢➔►▶✓✔✗☐\uf000-\uf8ff]\s*")
_DASH = re.compile(r"^\s*[-–—*]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with visible text.

    `gap` counts the blank lines before it on its page. `bullet`: a list sign stood in front; `dash`: a dash did, which
    may also belong to the sentence. `indent` counts blanks in front. `soft`: the line ends in a mark of division that
    is no hyphen; neither mark nor list sign is part of `text`. `wrapped`: the line goes on in the next one because it was
    full, None where the source does not tell. `level`: the source shows a heading. `ocr`: read from an image.
    """

    text: str
    page: int | None = None
    gap: int = 0
    bullet: bool = False
    dash: bool = False
    indent: int = 0
    soft: bool = False
    wrapped: bool | None = None
    level: int | None = None
    ocr: bool = False


def lines_of(blocks: Iterable[Block], flowed: bool = False) -> list[Line]:
    """All visible lines of the blocks in order. `flowed`: a blank at the end of a line tells that it was wrapped."""
    return [line for block in blocks for line in _of_block(block, flowed)]


def _of_block(block: Block, flowed: bool) -> Iterator[Line]:
    gap, lone_bullet = 0, False
    for raw in block.text.split("\n"):
        line = read_line(raw, block.page, gap)
        if line is not None:
            wrapped = raw.endswith(" ") if flowed else None
            bullet = line.bullet or lone_bullet
            yield replace(line, bullet=bullet, wrapped=wrapped, level=block.level, ocr=block.ocr)
            gap, lone_bullet = 0, False
        elif _BULLET.match(raw):
            # PDF extraction often sets the list sign on a line of its own, before its text.
            lone_bullet = True
        else:
            gap += 1


def read_line(raw: str, page: int | None = None, gap: int = 0) -> Line | None:
    """One line of the source, None when nothing visible stands in it."""
    text = spelled_out(raw.expandtabs(4))
    indent = len(text) - len(text.lstrip())
    bullet, dash = _BULLET.match(text), _DASH.match(text)
    sign = bullet or dash
    text = text[sign.end() :] if sign else text
    ended = text.rstrip()
    soft = ended.endswith(tuple(SOFT_MARKS))
    text = normalise(_DIVIDED_INSIDE.sub("", ended))
    if not text:
        return None
    return Line(text, page, gap, bullet is not None, dash is not None, indent, soft)


def spelled_out(text: str) -> str:
    """Ligatures as plain letters, typographic hyphens as plain ones."""
    return _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text).translate(_HYPHENS)
