"""Texts of a record as they are stored: no control, zero-width or bidirectional characters, no stray spaces.

Cleaning twice changes nothing, so a record that is written and read again stays equal.
"""

from __future__ import annotations

import re

from corpus.language import normalise

# Half of a character: the text was damaged before it came here, and only its owner can mend it.
_DAMAGED = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")


def is_damaged(text: str) -> bool:
    """True when the text holds half of a character. Validation refuses it; what analyses text must not be given it."""
    return _DAMAGED.search(text) is not None


def one_line(value: object) -> object:
    """A title or a name on one line. What is no text, or holds damaged characters, comes back for validation to refuse."""
    return normalise(value) if isinstance(value, str) and not is_damaged(value) else value


def many_lines(value: object) -> object:
    """A long text: every line cleaned by itself, at most one blank line between paragraphs. Else as `one_line`."""
    if not isinstance(value, str) or is_damaged(value):
        return value
    lines = "\n".join(normalise(line) for line in value.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip()
