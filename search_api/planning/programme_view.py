"""The body of a programme as the rule of one element sees it, and what a rule says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search_api.planning.programme_elements import Element, element
from search_api.planning.programme_headings import plain
from search_api.planning.programme_pieces import Heading, Outline, Piece
from search_api.planning.programme_result import Lack, Status

MOST_PASSAGES = 4
EMPTY = Lack("content")
HOLLOW = Lack("placeholder")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the pieces that it rests on; headings stand in where nothing is written below them."""

    status: Status
    pieces: tuple[Piece, ...] = ()
    headings: tuple[Heading, ...] = ()
    lacking: tuple[Lack, ...] = ()
    advice: tuple[Lack, ...] = ()
    mentions: tuple[Piece, ...] = ()


MISSING = Verdict("missing")


class View:
    """The body of a programme as the rule of one element sees it."""

    def __init__(self, outline: Outline, code: str, first_year: int | None) -> None:
        self.element: Element = element(code)
        self.first_year = first_year
        self.headings = tuple(one for one in outline.headings if code in one.elements)
        own = [one for one in outline.pieces if code in one.under]
        self.titled = bool(self.headings or own)
        self.hollow = tuple(one for one in own if one.hollow)
        self.under = tuple(one for one in own if not one.hollow and not one.passing)
        self.everywhere = tuple(one for one in outline.pieces if not one.passing and not one.hollow)
        self.elsewhere = tuple(one for one in self.everywhere if code not in one.under)
        self.passing = tuple(one for one in outline.pieces if one.passing)

    def says(self, words: str, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """The pieces in which one of the words stands."""
        pattern = self.element.words[words]
        return tuple(one for one in pieces if pattern.search(one.folded))

    def titled_by(
        self, words: re.Pattern[str], *, but: re.Pattern[str] | None = None, also: re.Pattern[str] | None = None
    ) -> tuple[Piece, ...]:
        """The pieces under a heading with these words: without those of `but`, or together with those of `also`."""
        titles = {
            one
            for one in self.headings
            if words.search(plain(one.text))
            and not (but and but.search(plain(one.text)))
            and (also is None or also.search(plain(one.text)))
        }
        return tuple(one for one in self.under if not titles.isdisjoint(one.path))

    def groups(self, pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
        """The pieces by paragraph, or by list with its opening line."""
        found: dict[int, list[Piece]] = {}
        for piece in pieces:
            found.setdefault(piece.group, []).append(piece)
        return [tuple(group) for group in found.values()]

    def present(self, *pieces: Iterable[Piece], advice: Sequence[Lack] = ()) -> Verdict:
        return Verdict("present", _few(pieces), advice=tuple(advice))

    def weak(self, lacking: Sequence[Lack], *pieces: Iterable[Piece]) -> Verdict:
        shown = _few(pieces)
        return Verdict("weak", shown, () if shown else self.headings[:1], tuple(lacking))

    def unwritten(self, lacking: Sequence[Lack]) -> Verdict | None:
        """Weak when a heading stands there and nothing, or only a place to be filled in, is below; else None."""
        if self.under or not self.titled:
            return None
        return self.weak([HOLLOW if self.hollow else EMPTY, *lacking], self.hollow)


def _few(several: Iterable[Iterable[Piece]]) -> tuple[Piece, ...]:
    """The first pieces of each kind in the order of the document, each once."""
    kinds = [tuple(pieces) for pieces in several]
    share = max(1, MOST_PASSAGES // max(1, sum(bool(kind) for kind in kinds)))
    chosen = dict.fromkeys(piece for kind in kinds for piece in kind[:share])
    return tuple(sorted(chosen, key=lambda piece: (piece.block, piece.group)))
