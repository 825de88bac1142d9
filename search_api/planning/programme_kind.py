"""Whether a document is a programme of cooperation, for one year or several, and where its own text lies.

A resolution comes before its programme and a justification after it; what stands there is no part of the programme. Reports,
notices, diagnoses and programmes of other laws speak of programmes too: their titles tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.language import raw_words
from search_api.planning.programme_elements import element
from search_api.planning.programme_headings import plain
from search_api.planning.programme_pieces import Outline, Piece
from search_api.planning.programme_result import Kind, NotOne, Passage, Shown

LEAST_HEADINGS = 5  # elements named by headings, in a document whose title does not say that it is a programme
# Of these at least two: strategies have goals, priorities, money and indicators as well.
TELLING = frozenset({"principles", "forms", "creation", "committees"})
LEAST_TELLING = 2
_BEGINNING = 14  # blocks in which a document says what it is
_LONGEST_TITLE = 70  # words
_TITLE_BLOCKS = 7
_LEAST_WORDS = 30
_POLISH = frozenset("i w na z do oraz się o jest dla nie przez od za są".split())
_LEAST_POLISH = 0.04

_PROGRAMME = re.compile(r"program\w*\s+(?:\S+\s+){0,2}?wspolprac\w*")
_TITLE = re.compile(
    r"^\W*(?:(?:roboczy|wstepny|projekt|zalacznik\w*|tekst jednolity|aktualizacja)\W+){0,3}"
    r"(?:(?:roczn|wieloletni|gminn|miejsk|powiatow)\w*\s+){0,2}program\w*\s+(?:\S+\s+){0,2}?wspolprac"
)
_RESOLUTION = re.compile(r"^\W*(?:projekt\s+)?(?:uchwal[ay]|zarzadzenie)\b(?!\s+budzetow)")
_ATTACHMENT = re.compile(r"^\W*zalaczni\w+(?:\s+nr\s*\d*)?(?:\s+do\s+uchwal|\s+do\s+projektu|\W*$)")
_BY_ATTACHMENT = re.compile(
    r"stanowi\w*\s+(?:\S+\s+){0,4}?zalaczni|zgodni\w+\s+z\s+zalaczni|w brzmieniu\s+(?:\S+\s+){0,4}?zalaczni"
)
_JUSTIFICATION = re.compile(r"^\W*(?:u\s?z\s?a\s?s\s?a\s?d\s?n\s?i\s?e\s?n\s?i\s?e)\b")
_YEARS = re.compile(r"(?<!\d)(?P<first>20\d\d)(?:\s*(?:-|–|—|/|do)\s*(?:roku\s*|r\.\s*)?(?P<last>20\d\d))?(?!\d)")
# Years of acts, resolutions and journals that a title quotes.
_QUOTED_YEARS = re.compile(
    r"z dnia\s+\d{1,2}\W{1,3}\w+\W{1,3}(?:19|20)\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\b"
    r"|\bdz\.?\s?u\.?[^);]{0,60}|\bnr\s+\S+"
)
_YEAR_TOLD = re.compile(
    r"\b(?:rok|roku|r\.|lata|latach|roczn\w+|na)\s+20\d\d|20\d\d\s*(?:r\b|rok)|\b20\d\d\s*(?:-|–|—)\s*20\d\d|do\s+(?:roku\s+)?20\d\d"
)
_MANY = re.compile(r"\bwieloletni\w*|\bna lata\b|\bw latach\b")
_ONE = re.compile(r"\broczn\w+\s+program|\bna\s+(?:rok|20\d\d)|\bw\s+(?:roku|20\d\d)|20\d\d\s*(?:r\b|rok)")

# Titles of what is no programme of cooperation, in the order in which they are looked for.
_OTHERS: tuple[tuple[NotOne, re.Pattern[str]], ...] = (
    (
        "report",
        re.compile(
            r"^\W*(?:\d+\W+)?(?:sprawozdani|raport|informacj)\w*\s+(?:\w+\s+){0,2}?(?:z|o|na temat)\s+(?:\w+\s+)?"
            r"(?:realizacj|wykonani|wspolprac)"
        ),
    ),
    (
        "notice",
        re.compile(
            r"^\W*(?:ogloszeni|zaproszeni|zawiadomieni|obwieszczeni|komunikat|informacj\w+ o)\w*\s.*\bkonsultac"
            r"|^\W*(?:formularz|konsultacje)\b.*\b(?:projekt|program)|\bzaprasza\w*\b.*\bkonsultac"
        ),
    ),
    (
        "contest",
        re.compile(
            r"^\W*(?:ogloszeni\w*|oglasza|otwart\w+)\b.*\bkonkurs\w*\b.*\bofert|\boglasza\b.*\bkonkurs\w* ofert"
        ),
    ),
    (
        "diagnosis",
        re.compile(
            r"^\W*(?:diagnoz|raport z (?:badan|diagnoz)|wyniki (?:ankiet|badan)|analiza (?:potrzeb|ankiet)|badanie potrzeb)"
        ),
    ),
    ("strategy", re.compile(r"^\W*(?:\w+\s+){0,2}?(?:strategi[aei]|plan rozwoju|plan strategiczny)\b")),
    ("minutes", re.compile(r"^\W*(?:protokol|notatka|stenogram)\b")),
    (
        "other_programme",
        re.compile(r"^\W*(?:\w+\s+){0,2}?program\w*\s+(?!\S+\s+wspolprac|wspolprac|okresla|realizuj)"),
    ),
)


# Titles that begin like that of a programme and go on to say that they are about one.
_ABOUT_ONE: tuple[tuple[NotOne, re.Pattern[str]], ...] = (
    ("report", re.compile(r"\bsprawozdani\w*|\bewaluacja program")),
    ("minutes", re.compile(r"\b(?:protokol|notatka)\b")),
    ("diagnosis", re.compile(r"\bwyniki (?:ankiet|badan)|\bankieta\b")),
    ("notice", re.compile(r"\b(?:formularz|wyniki konsultacji|ogloszenie|zaproszenie)\b")),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is; `body` and `beside` are the outlines of the programme itself and of what stands around it."""

    kind: Kind
    shown: Shown | None
    reason: NotOne | None
    years: tuple[int, ...]
    passages: tuple[Passage, ...]
    body: Outline
    beside: Outline


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    folded: str
    block: int
    page: int | None


def identify(document: Document, whole: Outline) -> Identity:
    """What the document is, by its title first, then by its headings."""
    lines = tuple(_lines(document))
    words = [word for line in lines for word in raw_words(line.text)]
    if not words:
        return _none("empty", (), whole)
    if len(words) >= _LEAST_WORDS and sum(word in _POLISH for word in words) < _LEAST_POLISH * len(words):
        return _none("not_polish", lines[:1], whole)
    start, end = _extent(lines)
    body, beside = _cut(whole, start, end)
    title = _title(lines, start)
    headed = {code for heading in body.headings for code in heading.elements}
    other = _other(lines, title, len(headed))
    if other is not None:
        return _none(other[0], (other[1],), whole)
    resolution = next((line for line in lines[:_BEGINNING] if _RESOLUTION.match(line.folded)), None)
    if resolution is not None and not headed and _only_adopts(lines):
        shown = next((line for line in lines if _BY_ATTACHMENT.search(line.folded)), resolution)
        return _none("resolution_only", (shown,), whole)
    if not title and not _reads_like_one(headed, lines):
        return _none("other", lines[:1], whole)
    return _dated(title, body, beside)


def _dated(title: Sequence[_Line], body: Outline, beside: Outline) -> Identity:
    """Yearly or multi-annual: by the title, else by the sentence that tells the period."""
    joined = " ".join(_unquoted(line.folded) for line in title)
    years = years_in(joined) if _YEAR_TOLD.search(joined) else ()
    many = bool(_MANY.search(joined)) or len(years) > 1
    shown: Shown = "title"
    passages = tuple(_passage(line) for line in title)
    # "Wieloletni program": its title may tell one year, or none.
    if not years or (many and len(years) == 1):
        period = _period(body)
        if period is not None:
            years = years_in(period.folded)
            shown = "title" if many else "period"
            told = Passage(period.block, period.page, tuple(one.text for one in period.path), period.text)
            passages = (*passages, told) if many else (told,)
    many = many or len(years) > 1
    if not years and not many and not _ONE.search(joined):
        shown = "assumed"
    return Identity("multi_annual" if many else "yearly", shown, None, years, passages, body, beside)


def _period(body: Outline) -> Piece | None:
    """The sentence that tells the years of the programme."""
    said = element("period").words["said"]
    under = (one for one in body.pieces if "period" in one.under and not one.passing and years_in(one.folded))
    told = (one for one in body.pieces if said.search(one.folded) and not one.passing and years_in(one.folded))
    return next(under, None) or next(told, None)


def _unquoted(folded: str) -> str:
    return _QUOTED_YEARS.sub(" ", folded)


def years_in(folded: str) -> tuple[int, ...]:
    """The first and last year that a title or a sentence names; one of them when they are the same."""
    found = [int(year) for match in _YEARS.finditer(folded) for year in match.groups() if year]
    if not found:
        return ()
    first, last = min(found), max(found)
    return (first,) if first == last else (first, last)


def _lines(document: Document) -> Iterator[_Line]:
    for number, block in enumerate(document.blocks):
        for text in block.text.split("\n"):
            if text.strip():
                yield _Line(text.strip(), plain(text.strip()), number, block.page)


def _extent(lines: Sequence[_Line]) -> tuple[int, int]:
    """First and last block of the programme itself: after a resolution, without a justification."""
    first = 0
    if any(_RESOLUTION.match(line.folded) for line in lines[:_BEGINNING]):
        adopted = next(
            (
                at
                for at, line in enumerate(lines)
                if re.search(r"\b(?:uchwala|przyjmuje|uchwali|ustala) sie\b|co nastepuje", line.folded)
            ),
            0,
        )
        later = (line for line in lines[adopted + 1 :] if _ATTACHMENT.match(line.folded) or _TITLE.match(line.folded))
        begins = next(later, None)
        first = begins.block if begins is not None else 0
    last = lines[-1].block
    for line in lines:
        if _JUSTIFICATION.match(line.folded) and line.block > first:
            last = line.block - 1
            break
    return first, last


def _cut(whole: Outline, first: int, last: int) -> tuple[Outline, Outline]:
    def within(block: int) -> bool:
        return first <= block <= last

    body = Outline(
        tuple(one for one in whole.pieces if within(one.block)),
        tuple(one for one in whole.headings if within(one.block)),
    )
    beside = Outline(tuple(one for one in whole.pieces if not within(one.block)), ())
    return body, beside


def _title(lines: Sequence[_Line], start: int) -> tuple[_Line, ...]:
    """The lines of the title: from the one that begins it to the one that tells the year; empty when there is none."""
    ahead = [line for line in lines if line.block >= start]
    for at, line in enumerate(ahead[: 3 * _BEGINNING]):
        joined = (
            f"{line.folded} {ahead[at + 1].folded}"
            if at + 1 < len(ahead) and len(line.folded.split()) < 4
            else line.folded
        )
        if _TITLE.match(joined) and len(line.folded.split()) <= _LONGEST_TITLE:
            return _to_the_year(ahead[at : at + _TITLE_BLOCKS])
    named = (
        line for line in lines[:_BEGINNING] if line.folded.startswith("w sprawie") and _PROGRAMME.search(line.folded)
    )
    return next(((line,) for line in named), ())


def _to_the_year(lines: Sequence[_Line]) -> tuple[_Line, ...]:
    for at, line in enumerate(lines):
        if _YEAR_TOLD.search(_unquoted(line.folded)):
            return tuple(lines[: at + 1])
        if at and len(line.folded.split()) > _LONGEST_TITLE // 3:
            break
    return tuple(lines[:1])


def _other(lines: Sequence[_Line], title: Sequence[_Line], headed: int) -> tuple[NotOne, _Line] | None:
    """What the beginning says that the document is, when that is no programme of cooperation."""
    about = next(((reason, line) for line in title for reason, words in _ABOUT_ONE if words.search(line.folded)), None)
    if about is not None:
        return about
    before = [line for line in lines[:_BEGINNING] if not title or line.block < title[0].block]
    for reason, pattern in _OTHERS:
        for line in before[:4]:
            if len(line.folded.split()) <= _LONGEST_TITLE and pattern.search(line.folded):
                if title and headed >= LEAST_HEADINGS and reason != "report":
                    continue
                if reason == "other_programme" and (
                    title or _PROGRAMME.search(line.folded) or _RESOLUTION.match(line.folded)
                ):
                    continue
                return reason, line
    return None


def _reads_like_one(headed: set[str], lines: Sequence[_Line]) -> bool:
    """Whether the headings of a document without a title are those of a programme of cooperation."""
    if len(headed) < LEAST_HEADINGS or len(headed & TELLING) < LEAST_TELLING:
        return False
    return any(_PROGRAMME.search(line.folded) for line in lines)


def _only_adopts(lines: Sequence[_Line]) -> bool:
    return any(_BY_ATTACHMENT.search(line.folded) for line in lines)


def _passage(line: _Line) -> Passage:
    return Passage(line.block, line.page, (), line.text)


def _none(reason: NotOne, lines: Sequence[_Line], whole: Outline) -> Identity:
    return Identity("none", None, reason, (), tuple(_passage(line) for line in lines), whole, Outline((), ()))
