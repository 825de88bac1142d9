"""The kind of a document: announcement, programme, report and so on, by its title and by the words of its lines.

Each signal of `words/kinds.yaml` gives points to one kind; what the title says counts most. The finding quotes the strongest
signal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from corpus.description import DocumentKind, Finding
from ingest.describe.heads import WORDS
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.wording import any_of

_HEADING = 1.5
# No signal counts more often than this.
_AT_MOST = 4
# A document says early what it is.
_LINES_READ = 300
_LOWEST, _RANGE = 0.5, 0.4


@dataclass(frozen=True, slots=True)
class _Signal:
    """`in_title`, `in_text`: points of one sign."""

    kind: DocumentKind
    in_title: float
    in_text: float
    pattern: re.Pattern[str]


@cache
def _signals() -> tuple[_Signal, ...]:
    content = yaml.load((WORDS / "kinds.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        _Signal(
            entry["kind"],
            entry["title"],
            entry["text"],
            re.compile(
                ("^" if entry.get("line_start") else r"(?<!\w)") + _any(entry["phrases"]) + r"(?!\w)", re.IGNORECASE
            ),
        )
        for entry in content["signals"]
    )


def _any(phrases: list[str]) -> str:
    """Plain phrases by `any_of`; those with signs of patterns ("\\d", "(?:") as they stand."""
    plain = any_of("\n".join(phrase for phrase in phrases if "\\" not in phrase and "(" not in phrase))
    others = [phrase for phrase in phrases if "\\" in phrase or "(" in phrase]
    return f"(?:{'|'.join([*others, plain] if plain != '(?:)' else others)})"


def document_kind(sheet: Sheet) -> Finding | None:
    """The finding "document_kind" of a whole document; "inny" when no signal speaks. None for a sheet without lines."""
    if not sheet.lines:
        return None
    points: dict[DocumentKind, float] = {}
    strongest: dict[DocumentKind, tuple[float, Spot]] = {}
    title = _title_line(sheet)
    read = [title, *(line for line in sheet.lines[:_LINES_READ] if line is not title)]
    for signal in _signals():
        seen = 0
        for line in read:
            worth = signal.in_title if line is title else signal.in_text * _weight(line)
            found = signal.pattern.search(line.text) if worth and seen < _AT_MOST else None
            if found is None:
                continue
            seen += 1
            points[signal.kind] = points.get(signal.kind, 0.0) + worth
            spot = Spot(line.number, found.start(), found.end())
            if worth > strongest.get(signal.kind, (0.0, spot))[0]:
                strongest[signal.kind] = (worth, spot)
    if not points:
        spot = Spot(sheet.lines[0].number, 0, len(sheet.lines[0].text))
        return sheet.finding("document_kind", "inny", spot, method="rule:kind", confidence=0.3)
    ranked = sorted(points.items(), key=lambda item: (-item[1], item[0]))
    kind, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = _LOWEST + _RANGE * (most - second) / most
    return sheet.finding("document_kind", kind, strongest[kind][1], method="rule:kind", confidence=sure)


def _title_line(sheet: Sheet) -> Line:
    return next((line for line in sheet.lines if line.text == sheet.title), sheet.lines[0])


def _weight(line: Line) -> float:
    return _HEADING if line.block.kind == "heading" else 1.0
