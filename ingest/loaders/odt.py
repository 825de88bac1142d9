"""OpenDocument texts (.odt) as a reader sees them with all changes accepted.

Deleted and hidden text, comments, headers, footers and tables of contents are left out. Frames and notes follow the
paragraph that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ingest import limits
from ingest.archive import DAMAGED, Archive
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.odf import LEFT_OUT, Styles, Text, body_of, root_of, rows_of, title_of
from ingest.office import package_of
from ingest.outline import Piece, blocks_of, row_text

_EMPTY = "Dokument nie zawiera tekstu. Jeśli to skan, rozpoznaj w nim tekst (OCR) i dodaj jako PDF."


class OdtLoader:
    """Texts of LibreOffice and other programs that write OpenDocument."""

    media_type = "application/vnd.oasis.opendocument.text"
    suffixes = (".odt", ".ott")

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002 - archives are told apart inside (ingest.formats)
        return False

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """Blocks in reading order. Raises `Unreadable`: damaged, encrypted, over a limit, or "empty" without text."""
        with Archive(data) as archive:
            package = package_of(archive)
            if package is None or package.kind != "odt":
                raise Unreadable(DAMAGED)
            root, body = body_of(archive, "text")
            styles = Styles(root_of(archive, "styles.xml"), root)
            blocks = blocks_of(_pieces(body, styles))
            title = title_of(archive)
        if not blocks:
            raise Unreadable(_EMPTY, "empty")
        limits.CHARACTERS.check(sum(len(block.text) for block in blocks))
        return Draft(layout="blocks", blocks=blocks, title=title)


def _pieces(elements: Iterable[Element], styles: Styles, listed: bool = False) -> Iterator[Piece]:
    """Paragraphs, headings, lists and tables of a body, a cell, a note or a frame, whatever wraps them."""
    for element in elements:
        if element.tag in ("text.p", "text.h"):
            yield from _paragraph(element, styles, listed)
        elif element.tag == "text.list":
            yield from _pieces(element, styles, listed=True)
        elif element.tag == "table.table":
            yield from _table(element, styles)
        elif element.tag not in LEFT_OUT and element.get("text.display") != "none":
            yield from _pieces(element, styles, listed)


def _paragraph(element: Element, styles: Styles, listed: bool) -> Iterator[Piece]:
    text = Text(styles)
    text.gather(element)
    level = None
    if styles.is_title(element.get("text.style-name", "")):
        level = 0
    elif element.tag == "text.h":
        depth = element.get("text.outline-level", "1")
        level = max(int(depth), 1) if depth.isdecimal() else 1
    yield Piece(str(text), "list_item" if listed and level is None else "paragraph", level, text.bold)
    yield from _pieces(text.aside, styles)
    for note in text.notes:
        yield from _pieces(note, styles)


def _table(table: Element, styles: Styles) -> Iterator[Piece]:
    """A row as one piece. A row of one cell is a frame around text, and is read as that text."""
    for row in rows_of(table):
        cells = row.findall("table.table-cell")
        if len(cells) == 1:
            yield from _pieces(cells[0], styles)
        else:
            yield Piece(row_text(" ".join(piece.text for piece in _pieces(cell, styles)) for cell in cells), "table")
