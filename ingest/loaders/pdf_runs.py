"""What one text-showing operator shows: codes to letters, and where gaps part them (ISO 32000-1, 9.4.3 and 9.4.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ingest.loaders.pdf_operators import Operand, number

# A gap wider than this part of an em is a space, wider than that many ems the end of a run.
_SPACE, _APART = 0.17, 1.0


class Glyph(NamedTuple):
    """What one character code shows: its text, its advance in parts of an em, and whether it is a word space (9.3.3)."""

    text: str
    advance: float
    word_space: bool = False


class Face(Protocol):
    """A font as far as text extraction needs it."""

    @property
    def bold(self) -> bool: ...

    def glyphs(self, shown: bytes) -> Iterable[Glyph]: ...


class Run(NamedTuple):
    """A run inside one operator: `start` and `end` in unscaled text space."""

    text: str
    start: float
    end: float


def shown_runs(
    items: Sequence[Operand], face: Face, size: float, letter_space: float, word_space: float
) -> tuple[list[Run], float]:
    """The runs that one operator shows, cut at wide gaps, and the distance that it moves. Before horizontal scaling."""
    runs: list[Run] = []
    pieces: list[str] = []
    start = pen = end = 0.0
    em = abs(size) or 1.0
    for item in items:
        if isinstance(item, bytes) and (moved := number(item, math.nan)) == moved:
            pen -= moved * size / 1000
            continue
        if not isinstance(item, bytes):
            continue
        gap = pen - end
        if pieces and gap > _APART * em:
            runs.append(Run("".join(pieces), start, end))
            pieces = []
        elif pieces and gap > _SPACE * em and not pieces[-1].endswith(" "):
            pieces.append(" ")
        if not pieces:
            start = pen
        for glyph in face.glyphs(item):
            pieces.append(glyph.text)
            pen += glyph.advance * size + letter_space
            if glyph.word_space:
                pen += word_space
        end = pen
    if pieces:
        runs.append(Run("".join(pieces), start, end))
    return runs, pen
