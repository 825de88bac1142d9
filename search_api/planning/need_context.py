"""The heading above a short item, as far as it names a topic: "W zakresie kultury:" gives "kultury", "Kierunki działań:" nothing.

What is taken is one run of the heading's own words, so that a need stays in the words of its document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.language import fold, tokens
from search_api.planning.need_sections import marked
from search_api.planning.need_words import read_words

_LONGEST_WORDS = 10
_NEAREST = 3  # headings looked at, from the innermost
_LABEL = re.compile(
    r"(?:Cel|Priorytet|Kierunek|Działanie|Obszar|Zadanie|Stolik|Grupa)\b[^\d:(]{0,30}(?:\d[\d.]*|[IVX]+\b)?\s*[.:–-]?\s*",
    re.IGNORECASE,
)
_BEFORE_LIST = re.compile(r",?\s+(?:w szczególności|w tym|m\.in|takich jak|takie jak|między innymi)\W*$", re.IGNORECASE)
_SCOPE = re.compile(r"(?:w|z)\s+zakres(?:ie|u)\s+", re.IGNORECASE)


def context_of(headings: Sequence[str]) -> str | None:
    """The topic of the innermost headings that name one; None when they only name kinds of lists."""
    return next((topic for heading in reversed(headings[-_NEAREST:]) if (topic := topic_of(heading))), None)


def topic_of(heading: str) -> str | None:
    """The topic in one heading, or None."""
    text = marked(heading).rest.strip(" :.–-")
    if (label := _LABEL.match(text)) is not None and label.end() < len(text):
        text = text[label.end() :]
    if (scope := _SCOPE.match(text)) is not None:
        text = text[scope.end() :]
    text = text.strip(" :.–-()") if text.count("(") != 1 or not text.endswith(")") or text.startswith("(") else text
    text = _BEFORE_LIST.sub("", text)
    words = [fold(token.text) for token in tokens(text)]
    if "?" in text or not words or len(words) > _LONGEST_WORDS:
        return None
    told = [word for word in words if not word.isdigit() and word not in _generic()]
    return text if told else None


@cache
def _generic() -> frozenset[str]:
    return frozenset(read_words("need_sections.yaml")["generic"])
