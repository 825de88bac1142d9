"""Records to passages: the pieces that are scored.

A practice is one passage of all its fields; a longer one is cut between sentences. One vector for the whole answered
development needs better than one per field (nDCG@10 .45 beside .40, `praktyki evaluate` on the own encoder alone).
A document is cut at its headings and, within a section, between sentences, so that a hit can name a heading and a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus import vocabulary
from corpus.document import Block, Document
from corpus.language import normalise, sentences
from corpus.practice import Practice

MAX_PRACTICE_WORDS = 600
MAX_DOCUMENT_WORDS = 160
HEADING_SEPARATOR = " > "

# Fields of a practice that speak of its content, in reading order.
CONTENT_FIELDS = ("need", "actions", "results", "lessons")


@dataclass(frozen=True, slots=True)
class Passage:
    """`title` of the record, `text` of the piece, a sentence a line; `heading` is the path "section > subsection" in a document;
    `labels` of the codes that the record carries.

    A record without any text has one passage without text, so that it is found by its title.
    """

    title: str
    text: str
    heading: str | None = None
    page: int | None = None
    labels: str = ""

    @property
    def scored_text(self) -> str:
        """What is scored by its words: title, the headings above, and the text, none of them twice."""
        above = self.heading.split(HEADING_SEPARATOR) if self.heading else []
        distinct = [name for name in above if name != self.title and not self.text.startswith(name)]
        own_title = [] if self.text.startswith(self.title) else [self.title]
        return "\n".join([*own_title, *distinct, self.text])

    @property
    def meaning_text(self) -> str:
        """What is scored by its meaning: the same and the labels, which say in plain words what a record is about.

        BM25 does without the labels: it would count every practice of a theme as a match for its name.
        """
        return f"{self.scored_text}\n{self.labels}" if self.labels else self.scored_text


def practice_passages(practice: Practice) -> list[Passage]:
    """One passage, or several when the fields together are longer than MAX_PRACTICE_WORDS."""
    pieces = [piece for field in CONTENT_FIELDS for piece in sentences(field_text(practice, field))]
    title = normalise(practice.title)
    texts = ["\n".join(group) for group in _grouped(pieces, MAX_PRACTICE_WORDS)] or [""]
    return [Passage(title, text, labels=_labels(practice)) for text in texts]


def _labels(practice: Practice) -> str:
    """The Polish labels of themes, target groups and forms of cooperation."""
    codes = {
        "themes": practice.themes,
        "target_groups": practice.target_groups,
        "cooperation_forms": practice.cooperation_forms,
    }
    labels = [vocabulary.load(name).label(code) for name, values in codes.items() for code in values]
    return ", ".join(dict.fromkeys(labels))


def field_text(practice: Practice, field: str) -> str:
    """The text of one content field on one clean line, empty when the record has none."""
    return normalise(getattr(practice, field) or "")


def document_passages(document: Document) -> list[Passage]:
    """Passages of at most about MAX_DOCUMENT_WORDS words, none across a heading or a page."""
    title = normalise(document.title)
    passages = [
        Passage(title, "\n".join(group), heading or None, page)
        for heading, page, pieces in _sections(document.blocks)
        for group in _grouped(pieces, MAX_DOCUMENT_WORDS)
    ]
    return passages or [Passage(title, "")]


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[str, int | None, list[str]]]:
    path: list[tuple[int, str]] = []
    heading, page, pieces = "", None, list[str]()
    for block in blocks:
        text = normalise(block.text)
        if block.kind == "heading" or block.page != page:
            if pieces:
                yield heading, page, pieces
            page, pieces = block.page, []
        if block.kind == "heading":
            level = block.level or 1
            path = [(other, name) for other, name in path if other < level] + [(level, text)]
            heading = HEADING_SEPARATOR.join(name for _, name in path)
        pieces.extend(sentences(text))
    if pieces:
        yield heading, page, pieces


def _grouped(pieces: Iterable[str], limit: int) -> Iterator[list[str]]:
    group: list[str] = []
    words = 0
    for piece in pieces:
        length = piece.count(" ") + 1
        if group and words + length > limit:
            yield group
            group, words = [], 0
        group.append(piece)
        words += length
    if group:
        yield group
