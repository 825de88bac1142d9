"""What the places of lines say and their text does not, written into the text for `ingest.paragraphs` to read.

A blank line stands where the distance between lines grows or the letters change, two spaces in front of an indented line, a
space at the end of a line that was full ("flowed" in `ingest.loader`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from ingest.loaders.pdf_layout import PageLine, overlap

# All distances are in ems, parts of the size of the letters.
_INDENT, _DEEPEST_INDENT, _CENTRED = 0.8, 6.0, 0.6
_USUAL_LEADING, _EXTRA_LEADING = 1.2, 1.3
# Sizes that differ by less than this part are the same.
_SAME_SIZE = 0.92
# Lines further apart than so many usual distances do not share a column.
_SAME_COLUMN = 3.0
_USUAL_SPACE, _USUAL_WORD, _SPARE = 0.25, 3.0, 0.2


def written(lines: Sequence[PageLine]) -> list[str]:
    """The lines of a page as text, each with the blank line before it, where one stands."""
    leading = _leading(lines)
    edges = _right_edges(lines, leading)
    rows: list[str] = []
    for place, line in enumerate(lines):
        previous = lines[place - 1] if place else None
        following = lines[place + 1] if place + 1 < len(lines) else None
        apart = previous is not None and (
            _distance(previous, line) > _EXTRA_LEADING * leading or _is_set_apart(previous, line)
        )
        indent = "  " if following is not None and _is_indented(line, following, leading) else ""
        wrap = " " if _is_full(line, following, edges[place]) else ""
        rows.append("\n" * apart + indent + line.text.rstrip() + wrap)
    return rows


def _is_set_apart(first: PageLine, second: PageLine) -> bool:
    """True when the letters tell a heading from the text: another size, or a line in bold before one that is not."""
    smaller, larger = sorted((first.size, second.size))
    return smaller < _SAME_SIZE * larger or (first.bold and not second.bold and not second.text[:1].islower())


def _distance(first: PageLine, second: PageLine) -> float:
    """From one line down to the next, in ems; 0 when the second does not stand below the first."""
    below = second.y - first.y
    return below / ((first.size + second.size) / 2 or 1.0) if below > 0 and overlap(first, second) else 0.0


def _leading(lines: Sequence[PageLine]) -> float:
    distances = [found for first, second in itertools.pairwise(lines) if (found := _distance(first, second)) > 0]
    return median(distances) if distances else _USUAL_LEADING


def _right_edges(lines: Sequence[PageLine], leading: float) -> list[tuple[float, float]]:
    """For each line the left and right edge of its column: the lines around it that stand one below the other."""
    edges: list[tuple[float, float]] = []
    column: list[PageLine] = []
    for line in lines:
        if column and not 0 < _distance(column[-1], line) <= _SAME_COLUMN * leading:
            edges.extend([_edges(column)] * len(column))
            column = []
        column.append(line)
    return [*edges, *([_edges(column)] * len(column))]


def _edges(column: Sequence[PageLine]) -> tuple[float, float]:
    return min((line.start for line in column), default=0.0), max((line.end for line in column), default=0.0)


def _is_full(line: PageLine, following: PageLine | None, edges: tuple[float, float]) -> bool:
    """True when the first word of the next line had no room on this one. At the end of a page that word is not known."""
    left, right = edges
    space = _USUAL_SPACE * line.size
    if following is None or not following.text:
        return line.end > right - _USUAL_WORD * line.size
    word = following.text.split(None, 1)[0]
    width = (following.end - following.start) * len(word) / len(following.text)
    centred = abs((line.start - left) - (right - line.end)) < _CENTRED * line.size
    used = line.end - (line.start if centred else left)
    return used + space + width > (right - left) + _SPARE * line.size


def _is_indented(line: PageLine, following: PageLine, leading: float) -> bool:
    """True when the next line of the paragraph starts further left. Centred lines are shorter at both ends."""
    shift = line.start - following.start
    centred = abs(shift - (following.end - line.end)) < _CENTRED * line.size
    near = 0 < _distance(line, following) <= _EXTRA_LEADING * leading
    return near and _INDENT * line.size <= shift <= _DEEPEST_INDENT * line.size and not centred
