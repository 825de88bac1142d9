"""One card to one practice: personal data masked, validated, areas and evidence filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from corpus.cards import read_practice
from corpus.cleaning import many_lines, one_line
from corpus.completing import complete
from corpus.messages import problems
from corpus.places import gazetteer
from corpus.practice import Practice
from ingest import privacy
from ingest.loader import Card

# Addresses and identifiers hold digits that are no telephones, and must stay as they are to lead anywhere.
_NOT_TEXT = frozenset({"id", "url", "powiat_code", "subregion", "published"})
_LONG_TEXTS = frozenset({"need", "actions", "results", "lessons", "evidence_reason", "reason"})
_DOCUMENT_ID = re.compile(r"doc-[0-9a-f]{16}")
_SHOWN_PROBLEMS = 5


class CardRejected(Exception):
    """A card that is no practice. `field` is the first one at fault; `reason` tells all in Polish."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadPractice:
    """`note` is a Polish sentence for the outcome when something was masked."""

    practice: Practice
    note: str | None


def read_card(card: Card) -> ReadPractice:
    """The practice of a card. Raises CardRejected."""
    parts: list[privacy.Masked] = []
    content = _masked(card.content, parts)
    try:
        practice = read_practice(content)
    except ValidationError as error:
        raise _rejected(error) from error
    if _DOCUMENT_ID.fullmatch(practice.id):
        raise CardRejected("id", "Identyfikatory „doc-…” mają dokumenty. Nadaj praktyce inny.")
    return ReadPractice(complete(practice, gazetteer().areas_of), privacy.told(privacy.total(parts)))


def _masked(value: Any, parts: list[privacy.Masked], field: str = "") -> Any:
    """The same value with every text cleaned and masked, except in `_NOT_TEXT` fields; finds are added to `parts`."""
    if isinstance(value, Mapping):
        return {key: item if key in _NOT_TEXT else _masked(item, parts, key) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, parts, field) for item in value]
    # Cleaned first: a number that invisible characters or line ends divide would pass here and be whole afterwards.
    cleaned = many_lines(value) if field in _LONG_TEXTS else one_line(value)
    if isinstance(cleaned, str):
        parts.append(privacy.mask(cleaned))
        return parts[-1].text
    return cleaned


def _rejected(error: ValidationError) -> CardRejected:
    first, *others = problems(error)
    more = "".join(f" {problem.field}: {problem.message}" for problem in others[: _SHOWN_PROBLEMS - 1])
    rest = len(others) - (_SHOWN_PROBLEMS - 1)
    unsaid = f" Innych błędów w tej karcie: {rest}." if rest > 0 else ""
    return CardRejected(first.field or None, f"{first.message}{more}{unsaid}")
