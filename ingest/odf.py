"""What OpenDocument texts and sheets have in common: styles, the text of a paragraph, the rows of a table.

OASIS ODF 1.3 part 3: 6.1 (white space and line breaks), 5.5 (tracked changes), 6.3 (notes), 14.1 (annotations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.language import fold
from ingest.archive import DAMAGED, Archive
from ingest.errors import Unreadable
from ingest.xml_tree import parse

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}svg-compatible:1.0": "svg",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    "http://purl.org/dc/elements/1.1/": "dc",
}
# Not for the reader, or no longer there.
LEFT_OUT = frozenset(
    """text.tracked-changes office.annotation office.annotation-end text.note-citation office.forms text.hidden-text
    text.hidden-paragraph text.table-of-content text.table-index text.illustration-index text.object-index
    text.alphabetical-index text.user-index svg.title svg.desc draw.object draw.object-ole text.ruby-text""".split()
)
_TITLES = frozenset({"title", "tytul"})
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_MOST_SPACES = 100


def body_of(archive: Archive, kind: str) -> tuple[Element, Element]:
    """The root of content.xml and its office.text or office.spreadsheet, by `kind`. Raises `Unreadable`."""
    root = root_of(archive, "content.xml")
    body = root.find(f"office.body/office.{kind}") if root is not None else None
    if root is None or body is None:
        raise Unreadable(DAMAGED)
    return root, body


def root_of(archive: Archive, member: str) -> Element | None:
    """The tree of a member such as content.xml, None when there is none. Raises `Unreadable`."""
    data = archive.read(member)
    return parse(data, _PREFIXES) if data is not None else None


def title_of(archive: Archive) -> str | None:
    """The title in the properties of the document."""
    root = root_of(archive, "meta.xml")
    found = next(root.iter("dc.title"), None) if root is not None else None
    return (found.text or "").strip() or None if found is not None else None


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    title: bool
    bold: bool | None
    hidden: bool


class Styles:
    """What the styles of a document say, each with what it inherits."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles = {
            style.get("style.name", ""): _style(style)
            for root in roots
            if root is not None
            for style in root.iter("style.style")
        }

    def is_title(self, name: str) -> bool:
        return any(style.title for style in self._line(name))

    def is_hidden(self, name: str) -> bool:
        return any(style.hidden for style in self._line(name))

    def is_bold(self, name: str, around: bool) -> bool:
        """`around`: what stands around is bold, which holds where the style does not say."""
        return next((style.bold for style in self._line(name) if style.bold is not None), around)

    def _line(self, name: str) -> Iterator[_Style]:
        """The style and those that it inherits from. A circle ends where it closes."""
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].parent


def _style(element: Element) -> _Style:
    look = element.find("style.text-properties")
    weight = look.get("fo.font-weight") if look is not None else None
    return _Style(
        parent=element.get("style.parent-style-name", ""),
        title=fold(element.get("style.display-name", element.get("style.name", ""))) in _TITLES,
        bold=None if weight is None else weight in _BOLD,
        hidden=look is not None and look.get("text.display") == "none",
    )


@dataclass(slots=True)
class Text:
    """Text of one paragraph as it is gathered. `aside` holds frames and shapes with text of their own, `notes` bodies of
    notes. `bold`: all of its letters are."""

    styles: Styles
    pieces: list[str] = field(default_factory=list)
    aside: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    bold: bool = True

    def __str__(self) -> str:
        return "".join(self.pieces)

    def gather(self, element: Element, bold: bool = False) -> None:
        """Adds the text below `element`. `bold`: what stands around is bold."""
        name = element.get("text.style-name", "")
        if self.styles.is_hidden(name):
            return
        bold = self.styles.is_bold(name, bold)
        self._add(element.text, bold)
        for child in element:
            if child.tag == "text.s":
                count = child.get("text.c", "1")
                self.pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif child.tag == "text.tab":
                self.pieces.append(" ")
            elif child.tag == "text.line-break":
                self.pieces.append("\n")
            elif child.tag == "text.note-body":
                self.notes.append(child)
            elif child.tag in ("draw.text-box", "text.p", "text.h", "text.list", "table.table"):
                self.aside.append(child)
            elif child.tag not in LEFT_OUT:
                self.gather(child, bold)
            self._add(child.tail, bold)

    def _add(self, words: str | None, bold: bool) -> None:
        if words:
            self.pieces.append(words.replace("\n", " "))
            if not bold and words.strip():
                self.bold = False


def rows_of(table: Element) -> Iterator[Element]:
    """Rows of a table, also those in groups, but not those of tables within."""
    for element in table:
        if element.tag == "table.table-row":
            yield element
        elif element.tag in ("table.table-header-rows", "table.table-rows", "table.table-row-group"):
            yield from rows_of(element)
