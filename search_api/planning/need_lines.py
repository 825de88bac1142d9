"""The lines of a document in which needs are looked for: items that were glued into one paragraph stand apart again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Block, Document
from corpus.language import sentences

CELL = " | "
_INLINE = (
    re.compile(r"(?<=\s)(?P<n>[a-h])[.)]\s+(?=\S)"),
    re.compile(r"(?<=\s)(?P<n>\d{1,2})\)\s+(?=\S)"),
    re.compile(
        r"(?<=\s)(?:Kierunek|Działanie|Zadanie|Cel|Priorytet|Projekt|P\.)\s*\d{1,2}(?:\.\d{1,2}){0,2}\.?:?\s+(?=[A-ZĄĆĘŁŃÓŚŻŹ])"
    ),
    re.compile(r"(?<=\s)[•●▪■□◦‣⁃∙·○◆►➢☐✓✔]\s*(?=\S)"),
)
# The votes behind an answer, another answer following: "– 31 wskazań fundraising", and the same in brackets.
_COUNT = r"\d{1,5}\s*(?:%|wskaza\w+|głos\w*|osób|osoby|odpowied\w+|pkt|punkt\w*)"
_VOTED = re.compile(rf"\s[–—:-]\s*{_COUNT}[;,.]?\s+(?!oraz |i |a |natomiast |zaś )(?=[^\W\d_])")
_VOTE_IN_BRACKETS = re.compile(rf"\({_COUNT}\)[;,]?\s*")
_ALL_VOTED = re.compile(rf"(?:[^().]{{2,150}}\({_COUNT}\)[;,]?\s*){{2,100}}")
_FURNITURE = re.compile(r"(?:strona|str\.)\s*\d{1,4}(?:\s*(?:z|/)\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """`following` and `next_kind` are the text of the next line and the kind of its block; empty and None at the end."""

    text: str
    block: Block
    following: str
    next_kind: str | None


def lines_of(document: Document, most: int) -> list[Line]:
    """The lines of the first `most` characters."""
    texts: list[tuple[str, Block]] = []
    for block in document.blocks:
        for line in block.text.split("\n"):
            most -= len(line)
            if most < 0:
                break
            pieces = (
                [line]
                if block.kind == "table" or CELL in line
                else [part for piece in _pieces(line) for part in _before_lead_in(piece)]
            )
            texts.extend(
                (piece, block) for piece in pieces if piece.strip() and not _FURNITURE.fullmatch(piece.strip())
            )
    return [
        Line(text.strip(), block, after[0] if after else "", after[1].kind if after else None)
        for (text, block), after in zip(texts, [*texts[1:], None], strict=True)
    ]


def _pieces(line: str) -> list[str]:
    """A line divided before items that were glued together: "… a. pierwszy b. drugi c. trzeci"."""
    for marker in _INLINE:
        starts = [found.start() for found in _in_order(marker, line)]
        if len(starts) + bool(marker.match(f" {line}", 1)) >= 2:
            return [line[start:end].strip() for start, end in zip([0, *starts], [*starts, len(line)], strict=True)]
    # Answers with their votes, one behind the other: the lines of a list that were taken for one paragraph.
    ends = [found.end() for found in _VOTED.finditer(line)]
    if not ends and _ALL_VOTED.fullmatch(line):
        ends = [found.end() for found in _VOTE_IN_BRACKETS.finditer(line)][:-1]
    if len(ends) > 1 or (ends and (_VOTED.search(f"{line[ends[0] :]} a") or _ALL_VOTED.fullmatch(line))):
        return [line[start:end].strip() for start, end in zip([0, *ends], [*ends, len(line)], strict=True)]
    return [line]


def _before_lead_in(line: str) -> list[str]:
    """A paragraph whose last sentence leads in a list, divided before that sentence."""
    if not line.endswith(":") or len(parts := sentences(line)) < 2:
        return [line]
    start = line.rindex(parts[-1])
    return [line[:start].strip(), line[start:]]


def _in_order(marker: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    """Matches whose numbers follow each other; a marker without numbers takes all."""
    last: int | None = None
    for found in marker.finditer(line):
        if "n" not in marker.groupindex:
            yield found
            continue
        sign = found["n"]
        number = int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1
        opened = re.match(rf"(?:{'1' if sign.isdigit() else 'a'})[.)]\s", line)
        if number == (last + 1 if last is not None else 2 if opened else 1):
            last = number
            yield found
