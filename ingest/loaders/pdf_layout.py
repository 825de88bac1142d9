"""Runs of text on a page to its lines in reading order: the work that is the same for every PDF library.

Programs write a page in the order of its sense: column after column, cell after cell. That order is kept unless the page
contradicts it, row by row across two columns of prose, or in no order at all.
"""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.lines import spelled_out
from ingest.loaders.pdf_spans import Span

_SOFT_HYPHEN = "\u00ad"
# All distances are in ems, parts of the size of the letters.
_SPACE, _APART, _WIDE = 0.17, 1.0, 2.0
_BACK = 0.5
_SAME_LINE, _RAISED, _RAISED_SIZE = 0.25, 0.6, 0.85
_OVERPRINT = 0.3
# Columns: so many rows, lines so close, so many words in a line, and so many lines that start at one edge and fill so much.
_LEAST_ROWS, _CLOSE, _LEAST_WORDS = 4, 1.7, 3.0
_SHARED_EDGE, _FULL_LINE, _FULL_SHARE = 1.0, 0.75, 0.6
# No order: so many pieces, and such a share of all, stand above what was written before them.
_LEAST_SCATTERED, _SCATTERED, _LOOK_BACK = 6, 0.25, 60


@dataclass(slots=True)
class Segment:
    """Text that stands together on a line: words with usual spaces between them. Places as in `Span`."""

    text: str
    start: float
    end: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place, after all its segments were put together. `bold`: all of it is."""

    text: str
    start: float
    end: float
    y: float
    size: float
    bold: bool = False


def page_lines(spans: Sequence[Span]) -> list[PageLine]:
    """The lines of a page in reading order. Text across the page (stamps, labels of axes) comes last."""
    counts: Counter[int] = Counter()
    for span in spans:
        counts[span.direction] += len(span.text)
    return [
        line
        for direction, _ in counts.most_common()
        for line in joined_lines(in_reading_order(segments_of([span for span in spans if span.direction == direction])))
        if line.text.strip()
    ]


def segments_of(spans: Sequence[Span]) -> list[Segment]:
    """Neighbouring runs put together, in the order of the spans. Text printed twice for weight counts once."""
    segments: list[Segment] = []
    previous: Span | None = None
    for span in spans:
        if previous is not None and _is_overprint(previous, span):
            continue
        previous = span
        if segments and _touches(segments[-1], span):
            _extend(segments[-1], span)
        elif span.text.strip():
            segments.append(Segment(span.text.lstrip(), span.start, span.end, span.y, span.size, span.bold))
    return segments


def _is_overprint(first: Span, second: Span) -> bool:
    # Narrow letters stand close: "ii" is no letter printed twice.
    near = min(_OVERPRINT * first.size, (first.end - first.start) / 2)
    return first.text == second.text and abs(first.start - second.start) < near and abs(first.y - second.y) < near


def _touches(segment: Segment, span: Span) -> bool:
    em = max(segment.size, span.size)
    gap = span.start - segment.end
    return _on_line(segment, span) and -_BACK * em <= gap <= _APART * em and span.start >= segment.start


def _on_line(first: Segment | PageLine, second: Segment | Span) -> bool:
    """True for one baseline, also for a raised or lowered note in smaller letters."""
    larger, smaller = max(first.size, second.size), min(first.size, second.size)
    distance = abs(first.y - second.y)
    return distance <= _SAME_LINE * larger or (smaller <= _RAISED_SIZE * larger and distance <= _RAISED * larger)


def _extend(segment: Segment, span: Span) -> None:
    gap = span.start - segment.end
    if gap > _SPACE * min(segment.size, span.size) and not (segment.text.endswith(" ") or span.text.startswith(" ")):
        segment.text += " "
    segment.text += span.text
    segment.end = max(segment.end, span.end)
    segment.bold = segment.bold and (span.bold or not span.text.strip())
    if span.size > segment.size:
        segment.y, segment.size = span.y, span.size


def in_reading_order(segments: Sequence[Segment]) -> list[Segment]:
    """The order of the file, or that of the page where the file has none that could be read."""
    return _by_columns(_by_rows(segments) if _is_scattered(segments) else list(segments))


def _is_scattered(segments: Sequence[Segment]) -> bool:
    """True when the text below another is often written first."""
    upward = 0
    for place, segment in enumerate(segments):
        above = next(
            (other for other in reversed(segments[max(0, place - _LOOK_BACK) : place]) if overlap(other, segment)),
            None,
        )
        upward += above is not None and above.y > segment.y + _SAME_LINE * segment.size
    return upward >= max(_LEAST_SCATTERED, _SCATTERED * len(segments))


def overlap(first: Segment | PageLine, second: Segment | PageLine) -> bool:
    """True when a part of one stands above a part of the other."""
    return first.start < second.end and second.start < first.end


def _by_rows(segments: Sequence[Segment]) -> list[Segment]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (one.y, one.start)):
        if rows and _on_line(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [segment for row in rows for segment in sorted(row, key=lambda one: one.start)]


def _by_columns(segments: list[Segment]) -> list[Segment]:
    """Columns of prose that the file writes row by row, one after the other."""
    rows = [
        (place, first, second)
        for place, (first, second) in enumerate(itertools.pairwise(segments))
        if _on_line(first, second) and second.start - first.end >= _APART * max(first.size, second.size) / 2
    ]
    gutter = _gutter([(first, second) for _, first, second in rows])
    if gutter is None:
        return segments
    across = [place for place, first, second in rows if first.end <= gutter <= second.start]
    before, band, after = segments[: across[0]], segments[across[0] : across[-1] + 2], segments[across[-1] + 2 :]
    ordered: list[Segment] = []
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for segment in band:
        if segment.start < gutter < segment.end:
            ordered.extend((*_by_columns(sides[0]), *_by_columns(sides[1]), segment))
            sides = ([], [])
        else:
            sides[segment.start >= gutter].append(segment)
    return [*before, *ordered, *_by_columns(sides[0]), *_by_columns(sides[1]), *after]


def _gutter(rows: Sequence[tuple[Segment, Segment]]) -> float | None:
    """The place that most rows leave free, when there are enough of them and prose stands on both sides."""
    if len(rows) < _LEAST_ROWS:
        return None
    ends, starts = sorted(first.end for first, _ in rows), sorted(second.start for _, second in rows)
    middle = max(
        ((first.end + second.start) / 2 for first, second in rows),
        key=lambda x: bisect.bisect_right(ends, x) - bisect.bisect_left(starts, x),
    )
    across = [(first, second) for first, second in rows if first.end <= middle <= second.start]
    if len(across) < max(_LEAST_ROWS, len(rows) / 2) or not _are_close([first for first, _ in across]):
        return None
    return middle if all(_is_prose(side) for side in zip(*across, strict=True)) else None


def _are_close(lines: Sequence[Segment]) -> bool:
    """True for lines of running text; rows of a form or a table stand further apart."""
    return median((second.y - first.y) / (first.size or 1.0) for first, second in itertools.pairwise(lines)) <= _CLOSE


def _is_prose(side: Sequence[Segment]) -> bool:
    """True for lines of several words that fill a column from a common left edge; cells of a table do not."""
    words = sum(len(segment.text.split()) for segment in side) / len(side)
    left, right = median(segment.start for segment in side), max(segment.end for segment in side)
    full = sum(segment.end >= left + _FULL_LINE * (right - left) for segment in side)
    edged = sum(abs(segment.start - left) <= _SHARED_EDGE * segment.size for segment in side)
    return words >= _LEAST_WORDS and min(full, edged) >= _FULL_SHARE * len(side)


def joined_lines(segments: Sequence[Segment]) -> list[PageLine]:
    """Segments that follow each other on one baseline make a line; a tab stands for a wide gap."""
    lines: list[PageLine] = []
    for segment in segments:
        last = lines[-1] if lines else None
        if last is not None and _on_line(last, segment) and segment.start >= last.end - _BACK * last.size:
            em = max(last.size, segment.size)
            joint = "\t" if segment.start - last.end > _WIDE * em else " "
            text = f"{last.text.rstrip()}{joint}{segment.text}"
            lines[-1] = replace(
                last, text=text, end=max(last.end, segment.end), size=em, bold=last.bold and segment.bold
            )
        else:
            lines.append(PageLine(segment.text, segment.start, segment.end, segment.y, segment.size, segment.bold))
    return [replace(line, text=_plain(line.text)) for line in lines]


def _plain(text: str) -> str:
    """Letters that were drawn as one or as base and accent as usual ones, and no marks of divisions that were not made."""
    text = text.rstrip()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", spelled_out(text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]))
