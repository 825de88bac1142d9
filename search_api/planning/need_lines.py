"""The lines of a document in which needs are looked for: items that were glued into one paragraph stand apart again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Block, Document
from corpus.language import sentences
from search_api.planning.need_sections import marked

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
# The same with bare numbers ("basen – 66 kino – 12", "basen (66) kino (12)"), and quotations behind each other: whole lines only.
_COUNTED = (
    (
        re.compile(r"(?:[^–—]{2,150}?\s[–—-]\s\d{1,5}[;,.]?(?:\s+|$)){2,100}"),
        re.compile(r"\s[–—-]\s\d{1,5}[;,.]?(?:\s+|$)"),
    ),
    (
        re.compile(rf"(?:[^()]{{2,150}}\((?:\d{{1,5}}|{_COUNT})\)[;,.]?\s*){{2,100}}"),
        re.compile(r"\(\d[^()]*\)[;,.]?\s*"),
    ),
    (re.compile(r"(?:[„\"][^„”\"]{2,400}[”\"][;,.]?\s*){2,100}"), re.compile(r"”[;,.]?\s*|(?<=\S)\"[;,.]?(?:\s+|$)")),
)
_ASKED = re.compile(r"[^?]{5,200}\?(?:\s*\([^()]{3,80}\))?\s+(?=\S)")
_LONGEST_GLUED = 4_000
# The title of a quarter of a SWOT, behind the last item of the quarter above it.
_QUARTERS = r"(?:Mocne strony|Słabe strony|Silne strony|Szanse|Zagrożenia):?"
QUARTER = re.compile(_QUARTERS)
_QUARTER = re.compile(rf"(?<=[a-ząćęłńóśźż)])\s+{_QUARTERS}$")
_ENDS_ITEM = (".", ";", ":", "!", "?", "…")
_MOST_WORDS_GOING_ON = 12
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
    for place, block in enumerate(document.blocks):
        for number, line in enumerate(block.text.split("\n")):
            most -= len(line)
            if most < 0:
                break
            pieces = (
                [line]
                if block.kind == "table" or CELL in line
                else [part for piece in _pieces(line) for part in _before_lead_in(piece)]
            )
            pieces = [piece.strip() for piece in pieces if piece.strip() and not _FURNITURE.fullmatch(piece.strip())]
            follows = number == 0 and place > 0 and bool(texts) and texts[-1][1] is document.blocks[place - 1]
            if pieces and follows and _goes_on(*texts[-1], pieces[0], block):
                before, started = texts.pop()
                texts.append((f"{before} {pieces.pop(0)}", started))
            texts.extend((piece, block) for piece in pieces)
    return [
        Line(text, block, after[0] if after else "", after[1].kind if after else None)
        for (text, block), after in zip(texts, [*texts[1:], None], strict=True)
    ]


def _goes_on(before: str, started: Block, text: str, block: Block) -> bool:
    """True for the second line of an item, which a narrow column of a PDF made a paragraph of its own."""
    return (
        started.kind == "list_item"
        and block.kind == "paragraph"
        and block.page == started.page
        and text[0].islower()
        and not before.endswith(_ENDS_ITEM)
        and len(text.split()) <= _MOST_WORDS_GOING_ON
        and marked(text).rank is None
    )


def _pieces(line: str) -> list[str]:
    """A line divided before items that were glued together: "… a. pierwszy b. drugi c. trzeci"."""
    for marker in _INLINE:
        starts = [found.start() for found in _in_order(marker, line)]
        if len(starts) + bool(marker.match(f" {line}", 1)) >= 2:
            return [line[start:end].strip() for start, end in zip([0, *starts], [*starts, len(line)], strict=True)]
    if (counted := _counted(line)) is not None:
        return counted
    if (quarter := _QUARTER.search(line)) is not None:
        return [line[: quarter.start()].strip(), quarter.group().strip()]
    # Answers with their votes, one behind the other: the lines of a list that were taken for one paragraph.
    ends = [found.end() for found in _VOTED.finditer(line)]
    if not ends and _ALL_VOTED.fullmatch(line):
        ends = [found.end() for found in _VOTE_IN_BRACKETS.finditer(line)][:-1]
    if len(ends) > 1 or (ends and (_VOTED.search(f"{line[ends[0] :]} a") or _ALL_VOTED.fullmatch(line))):
        return [line[start:end].strip() for start, end in zip([0, *ends], [*ends, len(line)], strict=True)]
    return [line]


def _counted(line: str) -> list[str] | None:
    """The parts of a line that is all answers with numbers, or all quotations; a question may stand in front. None for others."""
    if len(line) > _LONGEST_GLUED:
        return None
    asked = _ASKED.match(line)
    for start in (0, asked.end()) if asked is not None else (0,):
        for whole, mark in _COUNTED:
            if whole.fullmatch(line, start):
                ends = [found.end() for found in mark.finditer(line, start)]
                front = [line[:start].strip()] if start else []
                return front + [line[a:b].strip() for a, b in zip([start, *ends[:-1]], ends, strict=True)]
    return None


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
