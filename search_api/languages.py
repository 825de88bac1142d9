"""Which of the two languages a reader prefers, by the Accept-Language header (RFC 9110, 12.5.4)."""

from __future__ import annotations

from typing import get_args

from search_api.settings import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


def of_header(header: str) -> Language | None:
    """The language with the greatest weight, the earlier of equals; None when neither is asked for."""
    best: tuple[float, Language] | None = None
    for part in header.split(","):
        tag, _, parameter = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        for language in LANGUAGES:
            if primary == language and weight > 0 and (best is None or weight > best[0]):
                best = (weight, language)
    return best[1] if best else None


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
