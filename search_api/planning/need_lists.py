"""A pasted list of needs, in whatever shape people paste it.

The shape is found from the lines: columns copied from a spreadsheet, lines with bullets or numbers, hard-wrapped lines, or one
paragraph with semicolons, numbers, sentences or commas between the needs. A heading among the items ("Seniorzy:") is put before its
short items ("Seniorzy: transport").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.language import normalise, sentences
from search_api.planning.need_context import topic_of
from search_api.planning.need_entries import Entry, read_entries
from search_api.planning.need_language import EMPTY, check_polish
from search_api.planning.need_limits import MOST_CHARACTERS, NeedsRead, NoNeeds
from search_api.planning.need_tables import read_table
from search_api.planning.need_weights import bare_number_at_end

_MARKER = re.compile(
    r"\s*(?:[-–—*•●▪■□◦‣⁃∙·○◆►▶➢➔✓✔☐☑]|\uf0b7|\[[ xX]?\]|\(?\d{1,3}[.)](?=\s|[^\W\d_])"
    r"|\(?[a-zA-Z]\)|[a-z]\.(?=\s)|[IVX]{1,5}[.)](?=\s))\s*(?=\S)"
)
_ENDS = (".", "!", "?", ";", "…")
_WRAPPED_FROM = 45  # characters: a shorter line was not wrapped
_FULL = 0.7  # of the longest line
_SHORT_WORDS = 4  # an item no longer than this is given its heading
_INLINE_NUMBERS = re.compile(r"(?:(?<=\s)|^)\(?(?P<n>\d{1,2})[.)]\s+(?=\S)")
_INLINE_LETTERS = re.compile(r"(?:(?<=\s)|^)(?P<n>[a-j])\)\s+(?=\S)")
_INLINE_BULLETS = re.compile(r"(?:(?<=\s)|^)[•●▪■◦○◆►➢✓]\s*(?=\S)")
# A part after a comma that opens with one of these belongs to what stands before the comma.
_NOT_FIRST = frozenset(
    """a i oraz ale lub albo czyli który która które których w na do z ze że żeby aby by bo gdyż ponieważ gdzie gdy jak co
    po od za np np. m.in. także też również zwłaszcza szczególnie choć""".split()
)
_MOST_COMMA_WORDS = 6
_LEAST_COMMAS = 2
_RULE = re.compile(r"\|?\s*:?-{3,}.*")
_LEAST_TABLE_SHARE = 0.6
_LEAST_NUMBERED = 0.8  # of the items that end in a number: then these are weights


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    marked: bool
    after_blank: bool
    indent: int


def read_list(text: str) -> NeedsRead:
    """The needs of a pasted list with their weights; what is the same is merged. Raises NoNeeds for an empty text or one that is
    not Polish."""
    notes: list[str] = []
    if len(text) > MOST_CHARACTERS:
        notes.append(f"Tekst jest bardzo długi: przeczytano pierwsze {MOST_CHARACTERS} znaków. Resztę wklej osobno.")
        text = text[:MOST_CHARACTERS]
    check_polish([text])
    rows = _rows(text)
    if rows is not None:
        read = read_table(rows)
        return replace(read, notes=(*notes, *read.notes))
    entries = tuple(_entries(text))
    if not entries:
        raise NoNeeds(EMPTY)
    read = read_entries(entries)
    return replace(read, notes=(*notes, *read.notes))


def _rows(text: str) -> list[list[str]] | None:
    """The cells of lines copied from a spreadsheet (tabs) or written as a table (bars), None for other texts."""
    lines = [line for line in text.splitlines() if line.strip()]
    for sign in ("\t", "|"):
        split = [line for line in lines if sign in line.strip().strip("|")]
        if len(split) > 1 and len(split) >= _LEAST_TABLE_SHARE * len(lines):
            kept = [line for line in lines if not (sign == "|" and _RULE.fullmatch(line.strip()))]
            return [
                [cell.strip() for cell in line.strip().strip("|").split(sign)] if sign == "|" else line.split(sign)
                for line in kept
            ]
    return None


def _entries(text: str) -> Iterator[Entry]:
    lines = _lines(text)
    if not lines:
        return
    items = _items(lines)
    if len(lines) == 1:
        # Its sign is looked at again: "1) drogi 2) chodniki" has one on each need.
        yield from (Entry(part) for part in _of_one(normalise(text)))
        return
    if len(items) == 1 and items[0][1] is None:
        yield from (Entry(part) for part in _of_one(items[0][0]))
        return
    bare = _all_end_in_numbers([item for item, _ in items])
    for item, heading in items:
        if item:
            parts = [item] if bare else [part for part in item.split(";") if part.strip()]
            yield from (Entry(part.strip(), heading, bare_number=bare) for part in parts)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    for raw in text.splitlines():
        indent = len(raw) - len(raw.lstrip())
        marker = _MARKER.match(raw)
        # A symbol font's bullet is lost in cleaning, so it is looked for before.
        line = normalise(raw[marker.end() :] if marker else raw)
        if not any(character.isalnum() for character in line):
            blank = True
            continue
        lines.append(_Line(line, marker is not None, blank, indent))
        blank = False
    return lines


def _items(lines: Sequence[_Line]) -> list[tuple[str, str | None]]:
    """Items with the heading in force; wrapped lines are joined."""
    marked = sum(line.marked for line in lines)
    listed = marked > 1 or (marked == 1 and len(lines) <= 2)
    widest = max(len(line.text) for line in lines)
    items: list[tuple[str, str | None]] = []
    heading: str | None = None
    joinable = False
    for place, line in enumerate(lines):
        if _is_heading(lines, place, listed):
            heading, joinable = topic_of(line.text.rstrip(": ")), False
        elif joinable and not line.after_blank and _continues(lines[place - 1], line, listed, widest):
            before, own = items[-1]
            items[-1] = (f"{before} {line.text}", own)
        else:
            items.append((line.text, heading))
            joinable = True
    return items


def _continues(before: _Line, line: _Line, listed: bool, widest: int) -> bool:
    if line.marked:
        return False
    starts_low = line.text[:1].islower() or line.text[:1] in "(,"
    if listed:
        # Below an item with a sign only a line without one can go on; one that stands out as an item of its own does not.
        return starts_low or (len(before.text) >= _WRAPPED_FROM and not before.text.endswith(_ENDS))
    full = len(before.text) >= max(_WRAPPED_FROM, widest * _FULL)
    return full and starts_low and not before.text.endswith((*_ENDS, ","))


def _is_heading(lines: Sequence[_Line], place: int, listed: bool) -> bool:
    line = lines[place]
    if place + 1 == len(lines) or line.text.endswith((".", ";", ",")):
        return False
    if line.text.endswith(":"):
        return True
    following = lines[place + 1]
    return (
        line.text[:1].isupper()
        and listed
        and not line.marked
        and following.marked
        and len(line.text.split()) <= _SHORT_WORDS + 2
    )


def _all_end_in_numbers(items: Sequence[str]) -> bool:
    ending = sum(bare_number_at_end(item).amount is not None for item in items)
    return len(items) > 1 and ending >= len(items) * _LEAST_NUMBERED


def _of_one(text: str) -> list[str]:
    """The needs in one paragraph."""
    for marker in (_INLINE_NUMBERS, _INLINE_LETTERS, _INLINE_BULLETS):
        starts = _in_order(marker, text)
        if len(starts) > 1:
            ends = [start for start, _ in starts[1:]] + [len(text)]
            return [text[begin:end].strip() for (_, begin), end in zip(starts, ends, strict=True)]
    lead = re.match(r"[^:;.]{3,60}:\s+", text)
    body = text[lead.end() :] if lead is not None and topic_of(text[: lead.end()].strip()) is None else text
    if ";" in body:
        return [part.strip() for part in body.split(";") if part.strip()]
    found = sentences(body)
    if len(found) > 1:
        return found
    parts = [part.strip(" .") for part in re.split(r",(?![^()]*\))(?!\d)", body)]
    simple = all(
        part and len(part.split()) <= _MOST_COMMA_WORDS and part.split()[0].lower() not in _NOT_FIRST for part in parts
    )
    return parts if len(parts) > _LEAST_COMMAS and simple else [body]


def _in_order(marker: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where markers that follow each other begin and end."""
    places: list[tuple[int, int]] = []
    for found in marker.finditer(text):
        sign = found.groupdict().get("n")
        number = None if sign is None else int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1
        if number is None or number == len(places) + 1:
            places.append((found.start(), found.end()))
    return places
