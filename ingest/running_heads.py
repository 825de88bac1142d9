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
_CONTENTS_ENTRY = re.compile(r"(?:\s?\.){5,100}\s*\d{1,4}$")


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without running heads, page numbers and entries of a table of contents.

    A head returns, but for its numbers, at an edge of at least half of the pages and of three. A page number stands
    alone at an edge of a page; in a text without pages a lone number stays.
    """
    edges = _edges(lines)
    pages = len({line.page for line in lines if line.page is not None})
    met: Counter[str] = Counter()
    for places in edges.values():
        met.update({_shape(lines[place].text) for place in places})
    least = max(_LEAST_PAGES, pages * _LEAST_SHARE)
    dropped = {
        place
        for places in edges.values()
        for place in places
        if _PAGE_NUMBER.match(lines[place].text)
        or (met[_shape(lines[place].text)] >= least and len(lines[place].text) <= _LONGEST)
    }
    return [
        line
        for place, line in enumerate(lines)
        if place not in dropped and not (len(line.text) <= _LONGEST and _CONTENTS_ENTRY.search(line.text))
    ]


def _edges(lines: Sequence[Line]) -> dict[int, set[int]]:
    """Page -> places in `lines` of its first and last lines."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.page is not None:
            by_page[line.page].append(place)
    return {page: {*places[:_EDGE_LINES], *places[-_EDGE_LINES:]} for page, places in by_page.items()}


def _shape(text: str) -> str:
    return _NUMBERS.sub("#", fold(text))
