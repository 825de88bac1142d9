"""One card to one practice: personal data masked, validated, areas and evidence filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from corpus.cards import read_practice
from corpus.cleaning import is_damaged, many_lines, one_line
from corpus.completing import complete
from corpus.messages import Problem, problems
from corpus.places import gazetteer
from corpus.practice import Practice
from ingest import privacy
from ingest.loader import Card
from ingest.personal.record import record_of
from ingest.practice_ids import id_of

# Addresses and identifiers hold digits that are no telephones, and must stay as they are to lead anywhere.
_NOT_TEXT = frozenset(
    {
        *("id", "url", "powiat_code", "subregion", "published"),
        *("document_id", "draft_id", "submission_id", "sent", "accepted"),
    }
)
_LONG_TEXTS = frozenset({"need", "actions", "results", "lessons", "evidence_reason", "reason", "quote"})
# Texts in which a person can be named, and the parts of a card that name places only.
_PROSE = _LONG_TEXTS | {"title", "name", "source", "publisher", "document_title", "file_name", "institution"}
_PLACES = frozenset({"place", "areas"})
_DOCUMENT_ID = re.compile(r"doc-[0-9a-f]{16}")
_SHOWN_PROBLEMS = 5


class CardRejected(Exception):
    """A card that is no practice. `field` is the first one at fault; `reason` tells all in Polish, `problems` each."""

    def __init__(self, field: str | None, reason: str, problems: tuple[Problem, ...] | None = None) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.problems = problems or (Problem(field or "", reason),)


@dataclass(frozen=True, slots=True)
class ReadPractice:
    """`note` holds Polish sentences for the outcome: what the reader of the file says, what was masked."""

    practice: Practice
    note: str | None


def read_card(card: Card) -> ReadPractice:
    """The practice of a card. Raises CardRejected."""
    content, masked = _masked(card.content)
    if card.id_from_title:
        content["id"] = id_of(content["place"], content["title"])
    try:
        practice = read_practice(content)
    except ValidationError as error:
        raise _rejected(error) from error
    if _DOCUMENT_ID.fullmatch(practice.id):
        raise CardRejected("id", "Identyfikatory „doc-…” mają dokumenty. Nadaj praktyce inny.")
    told = " ".join(filter(None, (card.note, privacy.told(masked)))) or None
    return ReadPractice(complete(practice, gazetteer().areas_of), told)


def _masked(content: Mapping[str, object]) -> tuple[Any, Mapping[str, int]]:
    """The content with every text cleaned and masked, except in `_NOT_TEXT` fields, and the counts of what was masked."""
    texts: list[_Text] = []
    plan = _planned(content, texts)
    prose = [text.text for text in texts if text.is_prose]
    masked = iter(privacy.mask_all(prose, record_of(content)))
    done = [next(masked) if text.is_prose else privacy.mask_value(text.text) for text in texts]
    return _filled(plan, done), privacy.total(done)


@dataclass(frozen=True, slots=True)
class _Text:
    """A cleaned text of a card. `is_prose`: names of persons may stand in it, unlike in codes and names of places."""

    text: str
    is_prose: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where text number `number` goes."""

    number: int


def _planned(value: Any, texts: list[_Text], field: str = "", is_prose: bool = False) -> Any:
    """The same value with a `_Slot` for every text to mask, which is added to `texts`."""
    if isinstance(value, Mapping):
        return {
            key: item if key in _NOT_TEXT else _planned(item, texts, key, key in _PROSE and field not in _PLACES)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_planned(item, texts, field, is_prose) for item in value]
    # Cleaned first: a number that invisible characters or line ends divide would pass here and be whole afterwards.
    cleaned = many_lines(value) if field in _LONG_TEXTS else one_line(value)
    if isinstance(cleaned, str) and not is_damaged(cleaned):
        # A single word is the name of a newspaper or a club sooner than a surname.
        texts.append(_Text(cleaned, is_prose and " " in cleaned))
        return _Slot(len(texts) - 1)
    return cleaned


def _filled(value: Any, masked: Sequence[privacy.Masked]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, masked) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, masked) for item in value]
    return masked[value.number].text if isinstance(value, _Slot) else value


def _rejected(error: ValidationError) -> CardRejected:
    found = problems(error)
    first, *others = found
    more = "".join(f" {problem.field}: {problem.message}" for problem in others[: _SHOWN_PROBLEMS - 1])
    rest = len(others) - (_SHOWN_PROBLEMS - 1)
    unsaid = f" Innych błędów w tej karcie: {rest}." if rest > 0 else ""
    return CardRejected(first.field or None, f"{first.message}{more}{unsaid}", found)
