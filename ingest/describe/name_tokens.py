"""A block cut into the pieces that names are made of: words, names in quotation marks, numbers, signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["word", "title", "number", "sign"]

_PIECE = re.compile(
    r"(?P<title>„[^„”\"“\n]{1,90}[”\"“]|\"[^\"\n]{1,90}\"|“[^“”\n]{1,90}”|«[^«»\n]{1,90}»)"
    r"|(?P<word>(?:sp\.|o\.o\.|z o\.o\.|s\.c\.|S\.A\.|im\.|pw\.|św\.|Św\.|bł\.|ks\.|ds\.|nr|Nr|gen\.|mjr\.|płk\.|prof\.|dr|o/)"
    r"(?!\w)|[A-ZŁŚŻ][a-zł]?\.(?=\s?[A-ZĄĆĘŁŃÓŚŹŻ])|[^\W\d_]+(?:[-+’'][^\W\d_]+)*\+?)"
    r"|(?P<number>\d+)"
    r"|(?P<sign>[^\s\w])",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of a block."""

    text: str
    start: int
    end: int
    kind: PieceKind

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[0].isupper()


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces in reading order."""
    kinds: dict[str, PieceKind] = {"title": "title", "word": "word", "number": "number", "sign": "sign"}
    return tuple(
        Piece(match.group(), match.start(), match.end(), kinds[match.lastgroup or "sign"])
        for match in _PIECE.finditer(text)
    )
