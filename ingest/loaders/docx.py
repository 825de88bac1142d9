"""Word documents (.docx, ECMA-376, transitional and strict): the text as a reader sees it with all changes accepted.

Deleted and hidden text, comments, headers, footers, tables of contents and instructions of fields are left out. Text boxes
and footnotes follow the paragraph that they belong to. Macros are never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest import limits
from ingest.archive import DAMAGED, Archive
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.loaders.docx_styles import Style, is_on, over, own_style, styles_of
from ingest.office import Package, package_of
from ingest.outline import Piece, blocks_of, row_text
from ingest.xml_tree import parse, walk

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_CORE = {"http://purl.org/dc/elements/1.1/": "dc"}
# Text that is no longer there, or is not for the reader. Recursion ends at these.
_LEFT_OUT = frozenset(
    "w.del w.moveFrom w.delText w.instrText w.delInstrText w.pPr w.rPr w.sdtPr w.tblPr w.trPr w.tcPr w.object".split()
)
_SIGNS = {"w.tab": " ", "w.ptab": " ", "w.br": "\n", "w.cr": "\n", "w.noBreakHyphen": "-"}
_MACROS = "Makra w pliku pominięto, odczytano sam tekst."
EMPTY = "Dokument nie zawiera tekstu. Jeśli to skan, rozpoznaj w nim tekst (OCR) i dodaj jako PDF."


class DocxLoader:
    """Word documents, templates and those with macros."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    suffixes = (".docx", ".docm", ".dotx", ".dotm")

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002 - archives are told apart inside (ingest.formats)
        return False

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """Blocks in reading order. Raises `Unreadable`: damaged, encrypted, over a limit, or "empty" without text."""
        with Archive(data) as archive:
            package = package_of(archive)
            if package is None or package.kind != "docx":
                raise Unreadable(DAMAGED)
            blocks = blocks_of(_Reader(archive, package).pieces())
            title = _title(archive, package)
        if not blocks:
            raise Unreadable(EMPTY, "empty")
        limits.CHARACTERS.check(sum(len(block.text) for block in blocks))
        return Draft(layout="blocks", blocks=blocks, title=title, notes=(_MACROS,) if package.macros else ())


def _part(archive: Archive, name: str | None) -> Element | None:
    data = archive.read(name) if name is not None else None
    return parse(data, _PREFIXES) if data is not None else None


def _title(archive: Archive, package: Package) -> str | None:
    data = archive.read(package.parts.get("core-properties", ""))
    found = parse(data, _CORE).find("dc.title") if data is not None else None
    return (found.text or "").strip() or None if found is not None else None


@dataclass(slots=True)
class _Text:
    """The text of one paragraph as it is gathered. `aside` holds text boxes, `notes` the ids of foot- and endnotes."""

    pieces: list[str] = field(default_factory=list)
    aside: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    bold: bool = True


class _Reader:
    def __init__(self, archive: Archive, package: Package) -> None:
        main = _part(archive, package.main)
        if main is None:
            raise Unreadable(DAMAGED)
        self._main = main
        self._styles = styles_of(_part(archive, package.parts.get("styles")))
        self._notes = {
            kind: {note.get("w.id", ""): note for note in walk(root) if note.tag == kind}
            for kind, part in (("w.footnote", "footnotes"), ("w.endnote", "endnotes"))
            if (root := _part(archive, package.parts.get(part))) is not None
        }

    def pieces(self) -> Iterator[Piece]:
        body = self._main.find("w.body")
        if body is None:
            raise Unreadable(DAMAGED)
        return self._container(body)

    def _container(self, parent: Element) -> Iterator[Piece]:
        """Paragraphs and tables of a body, a cell, a note or a text box, whatever wraps them."""
        for element in parent:
            if element.tag == "w.p":
                yield from self._paragraph(element)
            elif element.tag == "w.tbl":
                yield from self._table(element)
            elif element.tag == "mc.AlternateContent":
                yield from self._container(_chosen(element))
            elif element.tag not in _LEFT_OUT and not _is_contents(element):
                yield from self._container(element)

    def _paragraph(self, element: Element) -> Iterator[Piece]:
        properties = element.find("w.pPr")
        style = self._style_of(properties)
        if style.contents:
            return
        text = _Text()
        self._gather(element, style, text)
        yield Piece(
            "".join(text.pieces),
            "list_item" if style.listed and style.level is None else "paragraph",
            style.level,
            text.bold,
        )
        for box in text.aside:
            yield from self._container(box)
        for kind, number in text.notes:
            note = self._notes.get(kind, {}).pop(number, None)
            if note is not None:
                yield from self._container(note)

    def _style_of(self, properties: Element | None) -> Style:
        own = own_style(properties, None)
        named = properties.find("w.pStyle") if properties is not None else None
        return over(own, self._styles.get(named.get("w.val", ""), Style())) if named is not None else own

    def _gather(self, parent: Element, style: Style, text: _Text) -> None:
        """Adds the text below `parent`; `style` is that of the paragraph."""
        for element in parent:
            tag = element.tag
            if tag == "w.t" or tag == "m.t":
                text.pieces.append(element.text or "")
            elif tag in _SIGNS:
                text.pieces.append(_SIGNS[tag])
            elif tag == "w.r":
                self._run(element, style, text)
            elif tag == "w.txbxContent":
                text.aside.append(element)
            elif tag == "w.footnoteReference" or tag == "w.endnoteReference":
                text.notes.append((tag.removesuffix("Reference"), element.get("w.id", "")))
            elif tag == "mc.AlternateContent":
                self._gather(_chosen(element), style, text)
            elif tag not in _LEFT_OUT:
                self._gather(element, style, text)

    def _run(self, run: Element, style: Style, text: _Text) -> None:
        properties = run.find("w.rPr")
        named = properties.find("w.rStyle") if properties is not None else None
        by_name = self._styles.get(named.get("w.val", ""), Style()) if named is not None else Style()
        shown = over(over(own_style(None, properties), by_name), style)
        if shown.hidden or is_on(properties, "w.del"):
            return
        before = len(text.pieces)
        self._gather(run, style, text)
        if not shown.bold and any(piece.strip() for piece in text.pieces[before:]):
            text.bold = False

    def _table(self, table: Element) -> Iterator[Piece]:
        """A row as one piece. Tables of one cell in a row are frames around text, and are read as that text."""
        rows = [cells for row in _below(table, "w.tr") if not _is_deleted(row) and (cells := _below(row, "w.tc"))]
        for cells in rows:
            if len(cells) == 1:
                yield from self._container(cells[0])
            else:
                pieces = [list(self._container(cell)) for cell in cells if not _continues(cell)]
                yield Piece(row_text(" ".join(piece.text for piece in cell) for cell in pieces), "table")


def _chosen(alternatives: Element) -> Element:
    """The first choice of mc.AlternateContent: the others tell the same for older programs."""
    return next(iter(alternatives), alternatives)


def _below(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, also inside content controls, but not those of tables within."""
    found: list[Element] = []
    for element in parent:
        if element.tag == tag:
            found.append(element)
        elif element.tag in ("w.sdt", "w.sdtContent", "w.customXml", "w.ins", "w.smartTag"):
            found.extend(_below(element, tag))
    return found


def _is_deleted(row: Element) -> bool:
    return row.find("w.trPr/w.del") is not None


def _continues(cell: Element) -> bool:
    """True for a cell that a merged one above covers, and for a deleted one."""
    merge = cell.find("w.tcPr/w.vMerge")
    return (merge is not None and merge.get("w.val", "continue") == "continue") or cell.find(
        "w.tcPr/w.cellDel"
    ) is not None


def _is_contents(element: Element) -> bool:
    """A content control that holds a table of contents."""
    gallery = element.find("w.sdtPr/w.docPartObj/w.docPartGallery") if element.tag == "w.sdt" else None
    return gallery is not None and gallery.get("w.val") == "Table of Contents"
