"""What the headings above a sentence say about it: whether tasks stand there, needs, or procedure that holds neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from corpus.language import fold
from search_api.planning.need_words import pattern_of, read_words

Section = Literal["tasks", "needs", "scope", "good", "skip", "quiet", "raised", "plain"]

_ROMAN = r"[IVX]{1,6}"
# The number of a heading or item, with what it ranks: parts of a document first, letters last.
_MARKERS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1.0, re.compile(rf"(?:Rozdział|ROZDZIAŁ|Część|CZĘŚĆ|Dział|DZIAŁ)\s+(?:{_ROMAN}|\d{{1,2}})\b[.:]?\s*")),
    (1.5, re.compile(rf"{_ROMAN}(?:[.)]|\s[–-])\s+")),
    (2.0, re.compile(r"§\s*\d{1,3}\s*[.:]?\s*")),
    (2.0, re.compile(r"(?:Art|art)\.\s*\d{1,3}\s*[.:]?\s*")),
    (5.0, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?\s+")),
    (4.0, re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s+(?=\D)")),
    (3.0, re.compile(r"\d{1,3}\.\s+(?=\D)")),
    (6.0, re.compile(r"\(?\d{1,3}\)\s*")),
    (7.0, re.compile(r"\(?[a-ząćęłńóśż]\)\s*")),
    (7.0, re.compile(r"[a-z]\.\s+(?=[^\W\d_]{3})")),
    (7.5, re.compile(r"[-–—•●▪■□◦‣⁃∙·○◆►➢→>☐✓✔*]\s*(?=\S)")),
)
_QUESTION = re.compile(r"(?:Pytanie|PYTANIE|Pyt\.)\s*(?:nr\s*)?\d{1,3}\s*[.:)–-]?\s*")
QUESTION_RANK, BULLET_RANK, LEAD_IN_RANK = 5.5, 7.5, 8.0
_UNMARKED_RANK = 0.5  # a heading without a number ranks so much below its level
_LONGEST_HEADING = 220


@dataclass(frozen=True, slots=True)
class Marked:
    """`rest` without the number or bullet in front; `rank` of that, None without one."""

    rest: str
    rank: float | None


def marked(text: str) -> Marked:
    """The text and what stands in front of it: "§ 7. 1. W roku …" begins with two numbers, of which the last one ranks it."""
    rank: float | None = None
    for _ in range(3):
        for own, marker in _MARKERS:
            if found := marker.match(text):
                text, rank = text[found.end() :], own
                break
        else:
            break
        if rank == BULLET_RANK:
            break
    if found := _QUESTION.match(text):
        return Marked(text[found.end() :], QUESTION_RANK)
    return Marked(text, rank)


@cache
def _sections() -> tuple[tuple[Section, Callable[[str], object]], ...]:
    """Each entry as its class and the test that a heading must pass: its phrases stand in it, open it, or are all of it."""
    entries = read_words("need_sections.yaml")["sections"]
    if unknown := {entry["class"] for entry in entries} - set(get_args(Section)):
        raise ValueError(f"need_sections.yaml: unknown class {sorted(unknown)}")
    return tuple(
        (entry["class"], _test(entry.get("fits", "inside"), pattern_of(entry["phrases"]))) for entry in entries
    )


def _test(fits: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    return {"inside": pattern.search, "opening": pattern.match, "whole": pattern.fullmatch}[fits]


def section_of(heading: str) -> Section | None:
    """What stands below a heading by its own words, None when they do not tell."""
    folded = fold(heading[:_LONGEST_HEADING]).strip(" .:–-")
    return next((section for section, fits in _sections() if fits(folded)), None)


@dataclass(slots=True)
class Heading:
    """`level` as the document shows it, None for a lead-in or a line that only reads like a heading; `items` is the rank of the
    first item below a lead-in."""

    text: str
    rank: float
    level: int | None
    section: Section | None
    numbered: bool
    items: float | None = None


@dataclass(slots=True)
class Path:
    """The headings in force at one place of a document, from the outermost to the innermost."""

    headings: list[Heading] = field(default_factory=list)
    bare: bool = False  # the last heading is a mere number, and nothing has come after it

    def open(self, text: str, rest: str, rank: float | None, level: int | None, *, goal: bool = False) -> None:
        """Puts a heading in force and ends those that it follows. `goal`: its rank is that of its words ("Cel operacyjny"), which
        numbers of items are not compared with."""
        numbered = rank is not None and not goal
        if self.bare and rank is None and not text.endswith(":"):
            # "Rozdział VI", and its title on the next line.
            last = self.headings[-1]
            self.headings[-1] = Heading(f"{last.text} {text}", last.rank, last.level, section_of(rest), last.numbered)
            self.bare = False
            return
        if rank is None:
            rank = LEAD_IN_RANK if level is None else level + _UNMARKED_RANK
        while self.headings and self._ends(self.headings[-1], rank, level, numbered):
            self.headings.pop()
        if level is None and numbered and self.headings and self.headings[-1].items is None:
            self.headings[-1].items = rank
        self.headings.append(Heading(text, rank, level, section_of(rest), numbered))
        self.bare = not any(character.isalpha() for character in rest)

    def _ends(self, before: Heading, rank: float, level: int | None, numbered: bool) -> bool:
        if level is not None and before.level is not None and numbered != before.numbered:
            # One has a number, the other has none: only their levels can be compared.
            return before.level >= level
        if level is None and numbered and before.level is None and not before.numbered:
            # A numbered item that leads in others, below a lead-in without a number.
            return before.items is not None and before.items > rank
        return before.rank >= rank

    def item(self, rank: float) -> None:
        """An item with a number of this rank follows: ends the numbered lead-ins that it stands beside, and lead-ins whose own
        items rank lower."""
        self.bare = False
        for place, heading in enumerate(self.headings):
            if heading.level is not None:
                continue
            beside = heading.rank >= rank if heading.numbered else heading.items is not None and heading.items > rank
            if beside:
                del self.headings[place:]
                break
        if self.headings and (last := self.headings[-1]).level is None and last.items is None:
            last.items = rank

    def prose(self) -> None:
        """A paragraph follows: lead-ins have no more items."""
        self.bare = False
        while self.headings and self.headings[-1].level is None and self.headings[-1].rank >= LEAD_IN_RANK:
            self.headings.pop()

    def level_of_next(self, section: Section | None) -> int | None:
        """The level of a heading that the reader of the file took for a line: "Co przeszkadza" below "Co lubimy" stands beside it.

        None where nothing tells that it ends what is in force."""
        last = next((one for one in reversed(self.headings) if one.level is not None and one.level > 1), None)
        if last is None or last.section not in ("good", "skip") or section not in ("needs", "tasks"):
            return None
        return last.level

    @property
    def section(self) -> Section:
        """That of the innermost heading which tells one."""
        below_title = self.headings[1:] if self.headings and self.headings[0].level == 1 else self.headings
        return next((one.section for one in reversed(below_title) if one.section is not None), "plain")

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.headings)
