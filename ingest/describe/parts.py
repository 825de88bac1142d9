"""A report that holds many practices, split at their headings.

Two signs open parts: headings that number practices ("Dobra praktyka 3: …"), and a heading or a label that stands again under
each ("Opis działań", "Koszt:"). In the second case each practice begins at the heading above the repeated one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Block, Document
from corpus.language import fold
from ingest.describe.wording import any_of

_NUMBERED = re.compile(
    r"^\W*(?:dobra\s+)?"
    + any_of(
        "praktyka | inicjatywa | przykład | przedsięwzięcie | studium przypadku | projekt | karta praktyki | karta"
    )
    + r"\s*+(?:nr|numer)?\s*+\.?\s*+(?:\d{1,3}|[IVX]{1,5})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W*(?:\d{1,3}[.)]|[IVX]{1,5}[.)])\s+")
# What stands in the card of one practice (folded): a repeated label is a sign only when it is one of these.
_OF_A_CARD = re.compile(
    any_of(
        """opis* | cel* | problem* | potrzeb* | diagnoza | dzialani* | rozwiazani* | realizator* | realizacj* | partner* | kto
        czas | termin* | okres | koszt* | finansowani* | budzet | rezultat* | efekt* | wynik* | miejsce | lokalizacj* | gmina
        powiat | wnioski | wskazowk* | kontakt | lider | organizator* | odbiorc* | grupa docelowa | zrodl* | co zrobi* | co sie
        skad | tytul | nazwa | skuteczn*"""
    )
)
_LABEL = re.compile(r"^(?P<label>[^\W\d][^:\n]{2,40}):\s")
_LONGEST_LABEL = 45
_LEAST_PARTS = 2
_LEAST_LABELS = 2
_CLOSING = re.compile(
    r"^(?:podsumowanie|zakonczenie|wnioski koncowe|bibliografia|zrodla|spis|zalacznik|o autorach|kontakt)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks `first` to `last`, both included, under a title."""

    title: str
    first: int
    last: int


def parts(document: Document) -> tuple[Part, ...]:
    """The practices of a document in order; one part with everything when it tells of one."""
    blocks = document.blocks
    starts = _numbered(blocks) or _repeated(blocks)
    if len(starts) < _LEAST_PARTS:
        return (Part(document.title, 0, len(blocks) - 1),)
    ends = [*starts[1:], _end(blocks, starts)]
    return tuple(Part(blocks[first].text, first, last - 1) for first, last in zip(starts, ends, strict=True))


def _numbered(blocks: Sequence[Block]) -> list[int]:
    found = [number for number, block in enumerate(blocks) if _is_short(block) and _NUMBERED.match(block.text)]
    # A table of contents names them too: the last run of them counts.
    texts = [fold(blocks[number].text) for number in found]
    return [number for place, number in enumerate(found) if texts[place] not in texts[place + 1 :]]


def _is_short(block: Block) -> bool:
    return block.kind == "heading" or (
        block.kind == "paragraph" and len(block.text) <= 3 * _LONGEST_LABEL and block.text[-1:] not in ".;,"
    )


def _repeated(blocks: Sequence[Block]) -> list[int]:
    """Headings above the label of a card that is repeated most often."""
    labels = [_label(block) for block in blocks]
    counts = Counter(label for label in labels if label)
    repeated = {label for label, count in counts.items() if count >= _LEAST_PARTS and _OF_A_CARD.match(label)}
    found: list[list[int]] = []
    for label in sorted(repeated):
        starts: list[int] = []
        for number, other in enumerate(labels):
            if other == label:
                start = _heading_above(blocks, labels, number, repeated)
                if start is not None and start not in starts:
                    starts.append(start)
        if len(starts) == counts[label]:
            found.append(starts)
    # One repeated label may be a list of meetings with their times; a card has several.
    sure = [starts for starts in found if sum(starts[0] in other for other in found) >= _LEAST_LABELS]
    return max(sure, key=len, default=[])


def _label(block: Block) -> str | None:
    if block.kind == "heading" and len(block.text) <= _LONGEST_LABEL:
        return fold(_NUMBER.sub("", block.text)).strip(" :.")
    match = _LABEL.match(block.text)
    return fold(match["label"]).strip() if match else None


def _heading_above(
    blocks: Sequence[Block], labels: Sequence[str | None], number: int, repeated: set[str]
) -> int | None:
    """The nearest heading (or short line) above a label that is no label of a card itself."""
    for place in range(number - 1, 0, -1):
        if labels[place] in repeated or (labels[place] and _OF_A_CARD.match(labels[place] or "")):
            continue
        if blocks[place].kind == "heading":
            return place
    return None


def _end(blocks: Sequence[Block], starts: Sequence[int]) -> int:
    """Where the last practice ends: at a closing chapter, which stands once in the document, else at the end of it."""
    headings = Counter(fold(block.text) for block in blocks if block.kind == "heading")
    for place in range(starts[-1] + 1, len(blocks)):
        text = fold(blocks[place].text)
        if headings[text] == 1 and blocks[place].kind == "heading" and _CLOSING.match(_NUMBER.sub("", text)):
            return place
    return len(blocks)
