"""A programme as sentences under headings, whatever way its headings are set.

Real programmes mark their parts by "Rozdział", "Dział", "§", Roman or plain numbers, capitals, bold lines, or a few words
before a colon. A heading is what the document marks as one, a line after a lone mark such as "§ 5", a short line in capitals,
or a line whose words are those of an element. Headings lie below each other by the rank of their mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, Document
from corpus.language import sentences
from ingest.contents import contents_places
from search_api.planning.programme_headings import (
    LONGEST_HEADING,
    LONGEST_LABEL,
    SECTION,
    UNMARKED,
    bare_of,
    divided,
    elements_in,
    headed_by,
    is_hollow,
    label_of,
    mark_of,
    names_only_elements,
    plain,
    tells_what_it_holds,
)

_LONGEST_OPENING = 200  # characters
_CONTENTS = re.compile(r"^(?:spis tresci|spis zawartosci)\W*$")
_DEFINITION = re.compile(r"^[\W\d]*ilekroc\b|nalezy przez to rozumiec|rozumie sie przez to")
_LEGAL_BASIS = re.compile(r"^\W*na podstawie art|podstawe prawna|podstawa prawna")
_ENUMERATED = 4  # elements named one after another
_OPENS_ENUMERATION = re.compile(r"(?:okresla|zawiera|obejmuje|reguluje|w szczegolnosci|sklada sie)\b[^.]*:?\s*$")


MANNER = frozenset({"manner"})


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` word for word; `rank` from 0, the smaller the higher; `elements` that its words name."""

    text: str
    block: int
    page: int | None
    rank: int
    elements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, an item or a table row: `text` word for word out of block `block`, `folded` for comparing.

    `path`: headings above it, highest first. `under`: elements of the nearest heading or label that names any. `group`:
    pieces of one paragraph, or of one list with the line that opens it. `passing`: it only names things (definitions, a
    list of what a programme holds). `hollow`: a place to be filled in.
    """

    text: str
    folded: str
    block: int
    page: int | None
    path: tuple[Heading, ...]
    under: frozenset[str]
    group: int
    listed: bool
    passing: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The pieces of a document in order, and its headings."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a block."""

    text: str
    block: int
    source: Block


def outline(document: Document) -> Outline:
    """Pieces and headings. Lines of a table of contents are left out."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._rows = _without_contents(
            [
                _Row(line.strip(), number, block)
                for number, block in enumerate(document.blocks)
                for line in block.text.split("\n")
                if line.strip()
            ]
        )
        self._path: list[Heading] = []
        self._pieces: list[Piece] = []
        self._headings: list[Heading] = []
        self._group = 0
        self._open = False  # the last group waits for items
        self._label: frozenset[str] = frozenset()
        self._lone_mark: int | None = None  # rank of a mark whose title is on the next line

    def read(self) -> Outline:
        for place, row in enumerate(self._rows):
            following = self._rows[place + 1].text if place + 1 < len(self._rows) else None
            self._row(row, following)
        return Outline(tuple(_marked(self._pieces)), tuple(self._headings))

    def _row(self, row: _Row, following: str | None) -> None:
        folded = plain(row.text)
        rank, start = mark_of(folded)
        bare = folded[start:].strip()
        if not bare and rank <= SECTION:
            self._heading(row, row.text, rank, frozenset())
            self._lone_mark = rank
            return
        after_mark, self._lone_mark = self._lone_mark, None
        parts = divided(row.text[start:]) if row.source.kind != "table" else None
        is_heading = self._is_heading(row, bare, rank, after_mark, following)
        if parts is not None and (is_heading or _opens_part(row.text[start : start + parts[0]], rank)):
            head, rest = row.text[: start + parts[0]].strip(), row.text[start + parts[1] :].strip()
        elif is_heading:
            head, rest = row.text, ""
        else:
            head, rest = (_opening(row.text, start) if parts is None else None) or ("", row.text)
        if head:
            self._titled(row, head, rank, after_mark, headed_by(plain(head)[start:].strip()))
        elif rank <= SECTION and row.text[start:].lstrip()[:1].isupper():
            self._close(rank)
        if rest:
            self._content(row, rest, rank)

    def _is_heading(self, row: _Row, bare: str, rank: int, after_mark: int | None, following: str | None) -> bool:
        words = bare.split()
        if len(words) > LONGEST_HEADING or row.source.kind == "table" or bare.endswith((";", ",")):
            return False
        if bare.endswith(":"):
            return row.source.kind == "paragraph" and rank == UNMARKED and names_only_elements(bare.rstrip(": "))
        if after_mark is not None and len(words) <= LONGEST_LABEL and not bare.endswith("."):
            return True
        if is_hollow(bare):
            return False
        if row.source.kind == "heading" and row.text == row.source.text.strip():
            return True
        letters = [character for character in row.text if character.isalpha()]
        if len(letters) > 3 and all(map(str.isupper, letters)) and rank != UNMARKED - 1:
            return True
        if rank < SECTION and not bare.endswith(".") and len(words) <= LONGEST_LABEL:
            return True
        if row.source.kind == "list_item" and rank >= SECTION + 1:
            return False
        return len(words) <= LONGEST_LABEL and names_only_elements(bare.rstrip(".")) and following is not None

    def _heading(self, row: _Row, text: str, rank: int, named: frozenset[str]) -> None:
        heading = Heading(text, row.block, row.source.page, rank, named)
        self._path = [above for above in self._path if above.rank < rank] + [heading]
        self._headings.append(heading)
        self._label, self._open = frozenset(), False

    def _titled(self, row: _Row, text: str, rank: int, after_mark: int | None, named: frozenset[str]) -> None:
        """A heading. The title below a lone mark takes the place of the mark, which itself says nothing."""
        if after_mark is not None and self._headings:
            self._headings.pop()
        self._heading(row, text, min(rank, UNMARKED) if after_mark is None else after_mark, named)

    def _close(self, rank: int) -> None:
        """A paragraph "§ 6" without a title does not belong to the title of "§ 5"."""
        if any(above.rank == rank for above in self._path):
            self._path = [above for above in self._path if above.rank < rank]

    def _content(self, row: _Row, text: str, rank: int) -> None:
        listed = row.source.kind == "list_item" or rank in (SECTION + 1, SECTION + 2)
        item = listed and rank != SECTION
        if not (item and self._open):
            self._group += 1
            self._open = False
            if not listed or rank <= SECTION + 1:
                self._label = frozenset()
        for sentence in _sentences(text):
            self._piece(row, sentence, item)
        if text.rstrip().endswith(":"):
            self._open = True

    def _piece(self, row: _Row, text: str, item: bool) -> None:
        folded = plain(text)
        named = _named_above(self._path)
        label = label_of(folded, dashed=not (item and named))
        if label:
            self._label = label
        under = self._label or named
        self._pieces.append(
            Piece(
                text=text,
                folded=folded,
                block=row.block,
                page=row.source.page,
                path=tuple(self._path),
                under=under,
                group=self._group,
                listed=item,
                passing=_DEFINITION.search(folded) is not None or _LEGAL_BASIS.search(folded) is not None,
                hollow=is_hollow(bare_of(folded)),
            )
        )


def _named_above(path: Sequence[Heading]) -> frozenset[str]:
    """Elements of the nearest heading that names any. How tasks are contracted out is told within the forms as well, so a
    heading about the manner alone does not end the part that it stands in."""
    named = [above.elements for above in reversed(path) if above.elements]
    if len(named) > 1 and named[0] == MANNER:
        return named[0] | named[1]
    return named[0] if named else frozenset()


def _sentences(text: str) -> Iterator[str]:
    """Sentences; a paragraph mark or number that stands alone stays with the sentence after it."""
    held = ""
    rest = text
    for sentence in sentences(text):
        whole = rest[: rest.index(sentence) + len(sentence)] if held else sentence
        if not bare_of(plain(whole)):
            held = whole
            continue
        yield whole.strip()
        rest = rest[rest.index(sentence) + len(sentence) :]
        held = ""
    if held:
        yield held


def _opens_part(head: str, rank: int) -> bool:
    """Whether the words before a colon or a dash are a heading for what follows the line as well: by their mark or capitals."""
    return rank <= SECTION or (rank == UNMARKED and head.isupper())


def _opening(text: str, start: int) -> tuple[str, str] | None:
    """A heading that the text of its part follows on the same line, and that text."""
    parts = sentences(text[start:])
    if len(parts) > 1 and len(parts[0]) <= _LONGEST_OPENING and names_only_elements(plain(parts[0]).rstrip(" .")):
        end = text.index(parts[0], start) + len(parts[0])
        return text[:end].strip(), text[end:].strip()
    capitals = re.match(r"(?=[^a-ząćęłńóśźż]{2})(?:[^a-ząćęłńóśźż\s]{0,40}\s){1,120}", text[start:])
    if capitals is None:
        return None
    end = start + capitals.end()
    head = text[:end].strip()
    named = names_only_elements(bare_of(plain(head)))
    return (head, text[end:].strip()) if named and len(head.split()) > 1 and text[end:].strip() else None


def _without_contents(rows: Sequence[_Row]) -> list[_Row]:
    """Rows without a table of contents, also one without page numbers: its lines stand again below."""
    texts = [row.text for row in rows]
    left_out = contents_places(texts)
    bare = [bare_of(plain(text)).strip(" .") for text in texts]
    for place, line in enumerate(bare):
        if _CONTENTS.match(line):
            left_out.add(place)
            ahead = place + 1
            while ahead < len(rows) and bare[ahead] and bare[ahead] in bare[ahead + 1 :]:
                left_out.add(ahead)
                ahead += 1
    return [row for place, row in enumerate(rows) if place not in left_out]


def _marked(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces that only list what a programme holds are marked as passing."""
    named: dict[int, set[str]] = {}
    opens: dict[int, bool] = {}
    for piece in pieces:
        named.setdefault(piece.group, set())
        if piece.listed and len(piece.folded.split()) <= LONGEST_HEADING:
            named[piece.group] |= elements_in(piece.folded)
        opens.setdefault(piece.group, _OPENS_ENUMERATION.search(piece.folded) is not None)
    for place, piece in enumerate(pieces):
        above = piece.path[-1].text if piece.path else ""
        opened = opens[piece.group] or _OPENS_ENUMERATION.search(plain(above)) is not None
        listing = piece.listed and opened and len(named[piece.group]) >= _ENUMERATED
        sentence = len(elements_in(piece.folded)) >= _ENUMERATED and tells_what_it_holds(piece.folded)
        opener = piece.folded.endswith(":") and opens[piece.group] and len(named[piece.group]) >= _ENUMERATED
        yield replace(pieces[place], passing=True) if listing or sentence or opener else piece
