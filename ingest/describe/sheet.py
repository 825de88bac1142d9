"""The text that is described: the blocks of one part of a document, with sentences, and findings made from places in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pydantic import JsonValue

from corpus.description import Finding, FindingField
from corpus.document import Block
from corpus.language import sentences
from ingest.describe.name_tokens import Piece, pieces
from ingest.describe.stretches import Stretches

# Longer sentences are cut around what was found, at word ends.
LONGEST_QUOTE = 300
# What speaks of a word stands this near to it, also in a sentence without end.
NEAR = 300

_QUOTED = re.compile(r"„[^„”\"\n]{1,120}[”\"“]|\"[^\"\n]{1,120}\"|“[^“”\n]{1,120}”|«[^«»\n]{1,120}»")


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start, end) of the block with this number in the document."""

    block: int
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """One block: its `number` in the document, its text, and what is known of the place where it stands.

    `heading` is the text of the nearest heading above, "" when there is none.
    """

    number: int
    block: Block
    heading: str = ""

    @property
    def text(self) -> str:
        return self.block.text

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends; a line end inside a block ends one too."""
        spans: list[tuple[int, int]] = []
        position = 0
        for line in self.text.split("\n"):
            at = position
            for sentence in sentences(line):
                start = self.text.index(sentence, at)
                at = start + len(sentence)
                spans.append((start, at))
            position += len(line) + 1
        return tuple(spans)

    @cached_property
    def titles(self) -> Stretches:
        """Where text in quotation marks stands, without the marks."""
        return Stretches((match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(self.text))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The text as words, names in quotation marks, numbers and signs."""
        return pieces(self.text)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around a character, the whole block when none is."""
        at = bisect.bisect_right(self.sentences, (position, len(self.text))) - 1
        if at >= 0 and self.sentences[at][0] <= position < self.sentences[at][1]:
            return self.sentences[at]
        return 0, len(self.text)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after some characters in their sentence, NEAR characters at most."""
        first, last = self.sentence_at(start)
        return self.text[max(first, start - NEAR) : start], self.text[end : min(last, end + NEAR)]

    def in_title(self, start: int, end: int) -> bool:
        """Whether the characters stand inside quotation marks."""
        return self.titles.hold(start, end)


@dataclass(frozen=True)
class Sheet:
    """One practice, or one whole document, as lines. `title` is that of the part."""

    title: str
    lines: tuple[Line, ...]

    @cached_property
    def _by_number(self) -> dict[int, Line]:
        return {line.number: line for line in self.lines}

    def line(self, number: int) -> Line:
        return self._by_number[number]

    def quote(self, spot: Spot) -> str:
        """The sentence around a spot, cut to LONGEST_QUOTE characters: always a part of the block as it stands."""
        line = self.line(spot.block)
        start, _ = line.sentence_at(spot.start)
        _, end = line.sentence_at(max(spot.start, spot.end - 1))
        start, end = min(start, spot.start), max(end, spot.end)
        if end - start > LONGEST_QUOTE:
            room = max(0, LONGEST_QUOTE - (spot.end - spot.start)) // 2
            start, end = max(start, spot.start - room), min(end, spot.end + room)
            while start > 0 and start < spot.start and not line.text[start - 1].isspace():
                start += 1
            while end < len(line.text) and end > spot.end and not line.text[end].isspace():
                end -= 1
        return line.text[start:end].strip()

    def finding(self, field: FindingField, value: JsonValue, spot: Spot, *, method: str, confidence: float) -> Finding:
        """A finding whose quote is the sentence around `spot`."""
        return Finding(
            field=field,
            value=value,
            quote=self.quote(spot),
            block=spot.block,
            page=self.line(spot.block).block.page,
            method=method,
            confidence=round(confidence, 2),
        )

    def extract(self, field: FindingField, spot: Spot, *, method: str, confidence: float) -> Finding:
        """A finding whose value and quote are both the text of the spot."""
        line = self.line(spot.block)
        text = line.text[spot.start : spot.end]
        return Finding(
            field=field,
            value=text,
            quote=text,
            block=spot.block,
            page=line.block.page,
            method=method,
            confidence=round(confidence, 2),
        )


def sheet_of(title: str, blocks: Iterable[tuple[int, Block]]) -> Sheet:
    """Numbered blocks as a sheet; each line knows the heading that it stands under."""
    lines: list[Line] = []
    heading = ""
    for number, block in blocks:
        if block.kind == "heading":
            heading = block.text
        lines.append(Line(number, block, heading))
    return Sheet(title, tuple(lines))
