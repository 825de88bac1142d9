"""Values of form fields set where a reader finds them: behind the words on the same line."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.loaders.pdf_spans import Span

# Baselines of a field and of its label differ by less than this part of the size of the letters.
_SAME_ROW = 0.7


def with_fields(spans: Sequence[Span], fields: Sequence[Span]) -> list[Span]:
    """The spans of a page with those of its fields among them; a field without words before it on its line comes last."""
    if not fields:
        return list(spans)
    placed: dict[int, list[Span]] = {}
    for field in fields:
        before = [
            (span.start, place)
            for place, span in enumerate(spans)
            if span.direction == field.direction
            and span.start <= field.start
            and abs(span.y - field.y) < _SAME_ROW * max(span.size, field.size)
        ]
        placed.setdefault(max(before)[1] if before else len(spans) - 1, []).append(field)
    merged = [] if spans else list(fields)
    for place, span in enumerate(spans):
        merged.extend((span, *sorted(placed.get(place, ()), key=lambda one: (one.y, one.start))))
    return merged
