"""The table of contents of a document: recognised and left out. Its lines would stand among the hits in place of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language import fold

_HEADING = re.compile(r"^(?:spis tresci|spis zawartosci|zawartosc|tresc|table of contents|contents)\W*$")
# "Wstęp ........ 3", with dots, ellipses or low lines between.
_LEADERS = re.compile(r"(?:(?:\s?[.·_]){5,200}|(?:\s?…){2,100})\s*\d{1,4}$")
_NUMBERED = re.compile(r"[^\W\d_].*\s(?P<page>\d{1,3})$")
_LONGEST = 250
# An entry may be wrapped; the heading stands near the first one.
_WRAPPED = 3
_LEAST_ENTRIES = 3


def contents_places(texts: Sequence[str]) -> set[int]:
    """Places of the lines that belong to a table of contents.

    Lines with leaders and a page number are entries wherever they stand. Below a heading such as "Spis treści" lines that
    end in rising page numbers are entries too, and so is what stands between two entries.
    """
    places = {place for place, text in enumerate(texts) if len(text) <= _LONGEST and _LEADERS.search(text)}
    for place, text in enumerate(texts):
        if len(text) <= _LONGEST and _HEADING.match(fold(text)):
            entries = _entries(texts, place + 1, places)
            if len(entries) >= _LEAST_ENTRIES or (entries and places.issuperset(entries)):
                places.update(range(place, entries[-1] + 1))
    return places


def _entries(texts: Sequence[str], start: int, leaders: set[int]) -> list[int]:
    """Entries from `start` on, at most `_WRAPPED` lines apart and with page numbers that never fall."""
    entries: list[int] = []
    page = 0
    for place in range(start, len(texts)):
        if place - (entries[-1] if entries else start - 1) > _WRAPPED:
            break
        found = _NUMBERED.match(texts[place]) if len(texts[place]) <= _LONGEST else None
        if place in leaders:
            entries.append(place)
        elif found is not None and page <= int(found["page"]) and not texts[place].endswith("."):
            page = int(found["page"])
            entries.append(place)
    return entries
