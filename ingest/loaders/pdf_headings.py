"""Headings of a PDF by the size of their letters. The text itself only hints at them (`ingest.structure`)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from ingest.loaders.pdf_layout import PageLine

# Letters so much larger than those of the text make a heading, unless there are too many of them.
_LARGER = 1.12
_LONGEST = 250
_DEEPEST = 6


def heading_levels(pages: Sequence[Sequence[PageLine]]) -> list[list[int | None]]:
    """For each line of each page the level of its heading, None for text.

    The commonest size is that of the text. Larger sizes give levels from the largest down; the first level is kept for a
    title, the only heading of its size.
    """
    counts: Counter[float] = Counter()
    for line in itertools.chain.from_iterable(pages):
        counts[_rounded(line.size)] += len(line.text)
    if not counts:
        return [[] for _ in pages]
    text_size = counts.most_common(1)[0][0]
    found = [_headings(page, text_size) for page in pages]
    runs = Counter(size for page in found for size, _ in itertools.groupby(page) if size is not None)
    sizes = sorted(runs, reverse=True)
    first = 1 if sizes and runs[sizes[0]] == 1 else 2
    levels = {size: min(first + place, _DEEPEST) for place, size in enumerate(sizes)}
    return [[None if size is None else levels[size] for size in page] for page in found]


def _headings(lines: Sequence[PageLine], text_size: float) -> list[float | None]:
    """The size of each line that belongs to a heading, None for the others."""
    sizes: list[float | None] = []
    for size, run in itertools.groupby(lines, key=lambda line: _rounded(line.size)):
        texts = [line.text for line in run]
        length = sum(map(len, texts))
        is_heading = size >= _LARGER * text_size and length <= _LONGEST and any(map(str.isalpha, "".join(texts)))
        sizes.extend([size if is_heading else None] * len(texts))
    return sizes


def _rounded(size: float) -> float:
    return round(2 * size) / 2
