"""Passages with the words that matched: the text is escaped first, the marks are added after."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def marked(text: str, highlights: Iterable[tuple[int, int]]) -> Markup:
    """`text` as HTML with `<mark>` around each [start, end) range of characters; ranges may overlap or overrun."""
    parts: list[Markup] = []
    position = 0
    for start, end in sorted(highlights):
        start, end = max(start, position), min(end, len(text))
        if start >= end:
            continue
        parts += [escape(text[position:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        position = end
    parts.append(escape(text[position:]))
    return Markup("").join(parts)
