"""A document as what can be a need: sentences, items and cells of tables, each with its page and the headings above it.

Blocks say little about themselves in real files: a lead-in may be marked as a heading, the last item of a list too, and items may
stand glued in one paragraph. So lines are looked at anew: their numbers, their colons, their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.language import sentences
from search_api.planning.need_furniture import is_furniture, labels_table
from search_api.planning.need_lines import CELL, QUARTER, Line, lines_of
from search_api.planning.need_sections import BULLET_RANK, QUESTION_RANK, Marked, Path, Section, marked, section_of
from search_api.planning.need_sentences import opens_like_task
from search_api.planning.need_table_units import table_units

UnitKind = Literal["sentence", "item", "goal", "cell"]

_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-F])"
_GOAL = re.compile(
    r"(?P<label>(?:(?:Cel|CEL|Priorytet|PRIORYTET|Kierunek|KIERUNEK|Działanie|DZIAŁANIE|Zadanie|ZADANIE|Przedsięwzięcie|Projekt|"
    r"Rekomendacja|Postulat|Wniosek|Potrzeba|Problem|Wyzwanie|Obszar)"
    r"(?:\s+(?:strategiczny|operacyjny|szczegółowy|główny|ogólny|rozwojowy|STRATEGICZNY|OPERACYJNY|SZCZEGÓŁOWY|GŁÓWNY|działań|działania|"
    r"priorytetowy|priorytetowe|interwencji|kluczowy|kluczowe|inwestycyjne))?"
    rf"\s*(?:nr\s*)?(?P<number>{_NUMBER}\b\.?)?)\s*(?P<colon>[:–—-])?|[PCD]\.\d{{1,2}}(?:\.\d{{1,2}}){{1,2}}\.?)\s*(?P<rest>\S.*)?$"
)
_GOAL_RANKS = (
    ("strategiczny", 4.5),
    ("operacyjny", 5.5),
    ("szczeg", 5.5),
    ("obszar", 4.4),
    ("priorytet", 4.6),
    ("cel", 5.0),
)
_TOPIC = re.compile(r"(?i)obszar|cel główny|cel ogólny")
_QUESTION_END = re.compile(r"\?\s*(?:\([^()]{3,80}\)|\))?$")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:.;|]{2,60}):\s+(?P<rest>\S.*)$")
# A label that only says that somebody spoke does not end a section of what works.
_REPORTS = re.compile(
    r"(?i)(?:wymieni|wskaz|wymienia|zgłosz|zgłasza|podkreśl|mówi|poda)\w+(?: (?:m\.in\.|między innymi|też))?"
)
# An answer with its votes: "nie – 43", "kino (12)".
_ANSWER = re.compile(r"(?:\s[–—-]\s\d{1,5}|\(\d{1,5}(?:\s?%)?\))[;,.]?$")
_LABEL_RANK = 7.25  # above its items and its lead-in, below every heading
_LONGEST_HEADING_WORDS = 14
_LONGEST_TOPIC_WORDS = 8
_LONGEST_LEAD_IN_WORDS = 14
_LOWEST_HEADING = 5.0  # a rank below which numbers stand before items rather than headings
_LONGEST_LEAD_IN = 300
_LONGEST_ITEM = 300
_ENDS_PROSE = (".", "!", "…", ",", ";")


@dataclass(frozen=True, slots=True)
class Unit:
    """`text` stands word for word in its block. `group` numbers the list or paragraph that it belongs to."""

    text: str
    kind: UnitKind
    section: Section
    headings: tuple[str, ...]
    page: int | None
    group: int
    ocr: bool = False


def units_of(document: Document, most_characters: int) -> tuple[Unit, ...]:
    """The units of the first `most_characters` of a document, in their order."""
    return tuple(_units(document, most_characters))


def _units(document: Document, most: int) -> Iterator[Unit]:
    path = Path()
    group = 0
    listed = False
    rows: list[Line] = []
    numbers = _Numbers()
    beside: float | None = None
    lines = lines_of(document, most)
    for place, line in enumerate(lines):
        if line.block.kind == "table" or CELL in line.text:
            rows.append(line)
            if place + 1 < len(lines) and (lines[place + 1].block.kind == "table" or CELL in lines[place + 1].text):
                continue
            group += 1
            for text, section, context in table_units([row.text for row in rows], path.section):
                row = next(row for row in rows if text in row.text)
                headings = (*path.texts, *((context,) if context else ()))
                yield Unit(text, "cell", section, headings, row.block.page, group, row.block.ocr)
            rows, listed = [], False
            continue
        if is_furniture(line.text, line.block.kind, place):
            continue
        number = marked(line.text)
        if labels_table(number.rest):
            path.open(line.text, number.rest, _LABEL_RANK, None, goal=True)
            listed = False
            continue
        if (goal := _goal(number.rest)) is not None:
            label, rest, rank = goal
            if rank is not None:
                path.open(line.text, label, rank, None, goal=True)
            if rest and not _TOPIC.match(label) and not _is_vision(label, rest):
                group += 1
                yield Unit(
                    rest,
                    "goal",
                    path.section,
                    path.texts[: -1 if rank is not None else None],
                    line.block.page,
                    group,
                    line.block.ocr,
                )
            listed = False
            continue
        continues = numbers.continues(line.text)
        beside = number.rank if path.section in ("tasks", "needs") and _heads_nothing(line, number, beside) else None
        heads = (not continues and _is_heading(line, number)) or _heads_items(line, number) or _leads_in(line, number)
        if beside is None and heads:
            level = line.block.level if line.block.kind == "heading" and not line.text.endswith(":") else None
            if level is None and line.block.kind == "paragraph" and not line.text.endswith(":"):
                level = path.level_of_next(section_of(number.rest))
            if not listed or number.rank is not None:
                group += 1
            path.open(line.text, number.rest, number.rank, level)
            listed, numbers.last = False, None
            continue
        numbers.item(line.text)
        answer = _ANSWER.search(line.text) is not None and _is_short(line.text)
        item = line.block.kind in ("list_item", "heading") or number.rank is not None or answer
        if item:
            if number.rank is not None:
                path.item(number.rank)
        elif not _is_short(line.text):
            path.prose()
        if not (item and listed):
            group += 1
        listed = item
        yield from _line_units(line, number.rest, item, path, group)


_PLAIN_NUMBER = re.compile(r"(?P<parts>(?:\d{1,2}\.){0,3})(?P<number>\d{1,2})(?P<sign>[.)])\s")


@dataclass(slots=True)
class _Numbers:
    """The number of the item before: the last item of a list, which a reader of lines takes for a heading, goes on from it."""

    last: tuple[str, int, str] | None = None

    def item(self, text: str) -> None:
        found = _PLAIN_NUMBER.match(text)
        if found is not None:
            self.last = (found["parts"], int(found["number"]), found["sign"])

    def continues(self, text: str) -> bool:
        found = _PLAIN_NUMBER.match(text)
        if found is None or text[-1:] in (":", "?"):
            return False
        return self.last == (found["parts"], int(found["number"]) - 1, found["sign"])


def _line_units(line: Line, rest: str, item: bool, path: Path, group: int) -> Iterator[Unit]:
    page, ocr = line.block.page, line.block.ocr
    if (found := _LABEL.match(rest)) is not None and len(found["label"].split()) <= 6:
        section = section_of(found["label"])
        if section == "needs" and path.section == "good" and _REPORTS.fullmatch(found["label"]):
            section = None
        if section is not None:
            headings = (*path.texts, found["label"])
            parts = _divided(found["rest"])
            if len(parts) == 1:
                parts = sentences(found["rest"])
            for part in parts:
                yield Unit(part, "item" if _is_short(part) else "sentence", section, headings, page, group, ocr)
            return
    found_sentences = sentences(rest)
    short = len(found_sentences) == 1 and (item or _is_short(rest))
    for sentence in found_sentences:
        kind: UnitKind = "item" if short and len(sentence) <= _LONGEST_ITEM else "sentence"
        yield Unit(sentence, kind, path.section, path.texts, page, group, ocr)


def _divided(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _goal(rest: str) -> tuple[str, str, float | None] | None:
    """Label, text and rank (None when nothing can stand below it) of "Cel operacyjny 1.2. Wsparcie rodzin"."""
    if len(rest) > _LONGEST_ITEM or (found := _GOAL.match(rest)) is None:
        return None
    label = found["label"]
    if not (found["number"] or found["colon"] == ":" or label[1] == "."):
        return None
    body = (found["rest"] or "").strip()
    if body and not (body[0].isupper() or body[0] in '„"0123456789' or found["colon"]):
        return None
    folded = label.lower()
    rank = next((rank for word, rank in _GOAL_RANKS if word in folded), None)
    if label[1] == ".":
        rank = None
    return label, body, rank


def _is_vision(label: str, text: str) -> bool:
    """True for a strategic goal that tells a state and no act: "Wysoka jakość życia". Its operational goals tell the acts."""
    return "strategiczn" in label.lower() and not opens_like_task(text)


def _is_heading(line: Line, number: Marked) -> bool:
    text, rest, rank = line.text, number.rest, number.rank
    if not rest.strip() or not any(character.isalpha() for character in rest):
        return True
    if text.endswith(":"):
        return len(text) <= _LONGEST_LEAD_IN
    if _QUESTION_END.search(text) and (rank is None or rank <= QUESTION_RANK):
        return len(text) <= _LONGEST_LEAD_IN
    if line.block.kind == "heading" or QUARTER.fullmatch(text):
        return True
    words = len(rest.split())
    if line.block.kind == "paragraph" and words <= 7 and not text.endswith(_ENDS_PROSE) and rest[:1].isupper():
        return section_of(rest) is not None and not any(character.isdigit() for character in rest)
    return False


def _heads_items(line: Line, number: Marked) -> bool:
    """True for "1. Pomoc społeczna" when "1) …" follows: the topic of the items below it."""
    below = marked(line.following).rank
    return (
        number.rank is not None
        and below is not None
        and number.rank < below < BULLET_RANK
        and len(number.rest.split()) <= _LONGEST_TOPIC_WORDS
        and not line.text.endswith(_ENDS_PROSE)
    )


def _leads_in(line: Line, number: Marked) -> bool:
    """True for a short line without a number right above a list: "Co chcemy zmienić…"."""
    words = len(line.text.split())
    sentence = line.text.endswith(".") and not line.text.endswith("..")
    return (
        line.block.kind == "paragraph"
        and number.rank is None
        and (line.next_kind == "list_item" or (marked(line.following).rank or 0) > _LOWEST_HEADING)
        and _LABEL.match(line.text) is None
        and _ANSWER.search(line.text) is None
        and words <= (_LONGEST_TOPIC_WORDS if sentence else _LONGEST_LEAD_IN_WORDS)
        and not line.text.endswith((",", ";", "!"))
    )


def _heads_nothing(line: Line, number: Marked, before: float | None) -> bool:
    """True for "I. Rehabilitacja blisko domu" among others of its kind, with nothing between them: items set as headings.

    `before` is the rank of the line before when it was such an item.
    """
    rank = number.rank
    if (
        line.block.kind != "heading"
        or rank is None
        or rank == 2.0
        or not number.rest.strip()
        or line.text.endswith((":", "?"))
    ):
        return False
    return marked(line.following).rank == rank or before == rank


def _is_short(text: str) -> bool:
    """No whole sentence: a line of a list whose signs got lost."""
    return len(text.split()) <= _LONGEST_HEADING_WORDS and not text.endswith((".", "!", "…"))
