"""Running heads and feet of a paged document: lines that return at the edge of its pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.language import fold
from ingest.lines import Line

# So many lines from the top and bottom of a page may be running heads.
_EDGE_LINES = 3
_LEAST_PAGES = 3
_LEAST_SHARE = 0.5
_LONGEST = 250

_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—|]\s*)?(?:strona|str\.?|s\.)?\s*\d{1,4}\s*(?:(?:z|/|\|)\s*\d{1,4})?(?:\s*[-–—|])?$", re.IGNORECASE
)


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without running heads and page numbers.

    A head returns, but for its numbers, at an edge of at least half of the pages and of three; of two pages, where it is
    the very first or last line of both. A page number stands alone at an edge of a page; in a text without pages a lone
    number stays.
    """
    pages = len({line.page for line in lines if line.page is not None})
    edges = _edges(lines, _EDGE_LINES)
    # Two pages say little: there only the same words at the very edge of both are a head.
    enough = pages >= _LEAST_PAGES
    shape, inner = (_shape, edges) if enough else (fold, _edges(lines, 1))
    met: Counter[str] = Counter()
    for places in inner.values():
        met.update({shape(lines[place].text) for place in places})
    least = max(_LEAST_PAGES, pages * _LEAST_SHARE) if enough else 2
    numbers = {place for places in edges.values() for place in places if _PAGE_NUMBER.match(lines[place].text)}
    heads = {
        place
        for places in inner.values()
        for place in places
        if met[shape(lines[place].text)] >= least and len(lines[place].text) <= _LONGEST
    }
    return [line for place, line in enumerate(lines) if place not in numbers | heads]


def _edges(lines: Sequence[Line], depth: int) -> dict[int, set[int]]:
    """Page -> places in `lines` of its first and last `depth` lines."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.page is not None:
            by_page[line.page].append(place)
    return {page: {*places[:depth], *places[-depth:]} for page, places in by_page.items()}


def _shape(text: str) -> str:
    return _NUMBERS.sub("#", fold(text))
