"""Lines that a page or a mail program wrapped, joined again into paragraphs and list items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.words import Dictionary, join_halves

NUMBERED = re.compile(
    r"^(?:(?P<figures>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))|(?P<roman>[IVX]{1,5})[.)]|(?P<letter>[a-z])\)"
    r"|§\s*\d{1,3}\.?|(?:Rozdział|Część|Art\.|Dział|Załącznik(?: nr)?)\s*[\dIVX]{1,5}\.?)(?:\s+|$)"
)
AGENDA = re.compile(r"^(?:godz\.\s*)?\d{1,2}[.:]\d{2}(?!\d|\.\d)(?:\s*[-–—]\s*\d{1,2}[.:]\d{2})?\s*[-–—:]?\s*\S")
_TERMINATED = re.compile(r"[.!?…:;][)\]\"”’»]*$")
_DIVIDED = re.compile(r"(?<![^\W_])(?P<left>[^\W_]{1,60})-$")
_FIRST_WORD = re.compile(r"[^\W_]+")
# "2023–" / "2027": a dash without a space before it holds both sides together.
_RANGE = re.compile(r"[^\W_][–—]$")
# Polish typesetting sets the hyphen of a compound again at the start of the next line: "stolarsko-" / "-budowlany".
_REPEATED_HYPHEN = re.compile(r"-(?=[^\W\d_])")

# Longer lines than this are paragraphs already; shorter ones than that are no wrapped text.
_WIDEST_WRAP, _NARROWEST_WRAP = 140, 40
_FULL = 0.85
_LEAST_WRAPS, _LEAST_WRAP_SHARE = 2, 0.04


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines. `page` is that of the first; `gap` the blank lines before; `listed`: a list sign stood in front;
    `level`: the source shows a heading; `ocr`: read from an image."""

    text: str
    page: int | None = None
    gap: int = 0
    listed: bool = False
    level: int | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `width` of wrapped lines in characters (None: lines are paragraphs); blank lines that lie
    within a paragraph (`spacing`, 1 in a double-spaced text); whether an `indent` opens a paragraph."""

    width: float | None
    spacing: int
    indent: bool


def paragraphs_of(lines: Sequence[Line], dictionary: Dictionary) -> list[Paragraph]:
    """The paragraphs of a text, in order."""
    setting = setting_of(lines)
    runs: list[list[Line]] = []
    for line in lines:
        if runs and continues(runs[-1][-1], line, setting):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_paragraph(run, dictionary) for run in runs]


def setting_of(lines: Sequence[Line]) -> Setting:
    """Measures the text. Wraps show themselves: a line ends without a mark and the next begins in lower case."""
    pairs = list(itertools.pairwise(lines))
    open_pairs = [(first, second) for first, second in pairs if _is_open(first, second)]
    enough = max(_LEAST_WRAPS, len(pairs) * _LEAST_WRAP_SHARE)
    spaced = sum(second.gap == 1 for _, second in open_pairs)
    spacing = 1 if spaced >= enough and spaced > len(open_pairs) / 2 else 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    wrapped = len(open_pairs) >= enough and _NARROWEST_WRAP <= width <= _WIDEST_WRAP
    indented = sum(line.indent > 0 for line in lines)
    return Setting(width if wrapped else None, spacing, 0.1 < indented / max(1, len(lines)) < 0.9)


def _is_open(first: Line, second: Line) -> bool:
    opened = second.bullet or second.dash or NUMBERED.match(second.text)
    return not opened and second.text[0].islower() and (first.text[-1].isalnum() or first.text[-1] == "-")


def continues(previous: Line, line: Line, setting: Setting) -> bool:
    """True when `line` goes on with the sentence or paragraph of `previous`."""
    # The first lines of a page follow the last ones of the page before, whatever blank space lies between.
    gap = line.gap if line.page == previous.page else 0
    ended = _TERMINATED.search(previous.text) is not None
    full = previous.wrapped
    if full is None:
        full = setting.width is not None and _is_full(previous, line, setting.width)
    if (line.level, line.ocr) != (previous.level, previous.ocr):
        return False
    if line.bullet or gap > setting.spacing or AGENDA.match(line.text):
        return False
    if line.dash:
        return full and not ended and not previous.text.endswith(",")
    if (number := NUMBERED.match(line.text)) is not None:
        # "spotkanie w dniu / 5. czerwca": a number that goes on in lower case belongs to the sentence.
        return full and not ended and line.text[number.end() :][:1].islower() and not number["letter"]
    if previous.soft or _RANGE.search(previous.text):
        return True
    if _DIVIDED.search(previous.text) and (_FIRST_WORD.match(line.text) or _REPEATED_HYPHEN.match(line.text)):
        return True
    if setting.indent and line.indent and not previous.indent:
        return False
    if setting.indent and line.indent and previous.indent and not line.text[0].islower():
        return False
    if ended:
        if previous.wrapped and line.text[0].islower():
            return True
        return full and not previous.text.endswith((":", ";")) and setting.spacing == 0
    if previous.text.endswith(","):
        return full or (setting.width is None and len(previous.text) > _WIDEST_WRAP and line.text[0].islower())
    return full or line.text[0].islower()


def _is_full(previous: Line, line: Line, width: float) -> bool:
    """True when the first word of `line` had no room at the end of `previous`."""
    first_word = line.text.split(" ", 1)[0]
    return len(previous.text) + 1 + len(first_word) >= width * _FULL


def _paragraph(run: Sequence[Line], dictionary: Dictionary) -> Paragraph:
    first = run[0]
    words = first.text.split(" ")
    for previous, line in itertools.pairwise(run):
        following = line.text.split(" ")
        if line.dash and not line.bullet:
            following.insert(0, "–")
        last = words.pop()
        words.extend(_met(last, following[0], previous.soft, dictionary))
        words.extend(following[1:])
    return Paragraph(" ".join(words), first.page, first.gap, first.bullet or first.dash, first.level, first.ocr)


def _met(last: str, first: str, soft: bool, dictionary: Dictionary) -> tuple[str, ...]:
    """The last word of a line and the first of the next: two words, or one that the line end divided."""
    divided, start = _DIVIDED.search(last), _FIRST_WORD.match(first)
    if soft:
        return (last + first,)
    if _RANGE.search(last):
        return (last + first,)
    if divided is not None and _REPEATED_HYPHEN.match(first):
        return (last + first[1:],)
    if divided is None or start is None:
        return (last, first)
    return (last[: divided.start()] + join_halves(divided["left"], start.group(), dictionary) + first[start.end() :],)
