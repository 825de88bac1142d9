"""Parts of a Word document that python-docx has no words for: fields, bookmarks, links, the language, a table of facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LANGUAGE = "pl-PL"
KEPT_TABLES = ("Normal Table", "Table Grid")
FONT = "Calibri"
ACCENT = (0x1A, 0x5C, 0x47)
NAMES_WIDTH, VALUES_WIDTH = 4.4, 12.1  # centimetres; together what A4 leaves between the margins
MARGIN = 2.25  # centimetres
SMALL = 9.5  # points, in tables of several columns
LONGEST_LINK = 2_000  # characters of an address that Word opens
_ADDRESS = re.compile(r"https?://[^\s]+")
_AFTER_ADDRESS = ",;.)"


def new_document(title: str, author: str, made: datetime) -> Word:
    """An empty A4 document in Polish with our colours."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    word = Document()
    word.core_properties.title = title
    word.core_properties.author = word.core_properties.last_modified_by = author
    word.core_properties.created = word.core_properties.modified = made
    word.core_properties.language = LANGUAGE
    word.core_properties.comments = ""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in KEPT_TABLES:
            style.delete()  # a hundred of them, which every lookup of a style would go through
            continue
        fonts: Any = getattr(style.element, "rPr", None)
        if fonts is not None and fonts.rFonts is not None:
            for attribute in list(fonts.rFonts.attrib):
                del fonts.rFonts.attrib[attribute]  # theme fonts would win over the name
            for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.rFonts.set(qn(script), FONT)
    defaults: Any = word.styles.element.find(qn("w:docDefaults"))
    language = defaults.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "TOC Heading"):
        style = word.styles[name]
        style.font.color.rgb = RGBColor(*ACCENT)
    subtitle: Any = word.styles["Subtitle"]
    subtitle.font.color.rgb, subtitle.font.italic = RGBColor(0x40, 0x40, 0x40), False
    return word


def page_numbers(word: Word, page: str, of: str) -> None:
    """ "Strona 2 z 7" at the foot of every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{page} ")
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(f" {of} ")
    _field(paragraph, "NUMPAGES", "1")


def contents(word: Word, titles: Sequence[str]) -> None:
    """The field of contents over headings of the first level, filled with links to the bookmarks 1, 2, … of the titles."""
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    _mark(paragraph, "begin")
    _instruction(paragraph, 'TOC \\o "1-1" \\h \\z \\u')
    _mark(paragraph, "separate")
    for number, title in enumerate(titles, start=1):
        paragraph.paragraph_format.space_after = Pt(3)
        _link_within(paragraph, title, _name(number))
        if number < len(titles):
            paragraph = word.add_paragraph()
    _mark(paragraph, "end")


def bookmark(paragraph: Paragraph, number: int) -> None:
    """Makes a paragraph the aim of the link of that number in the contents."""
    start, end = _element("w:bookmarkStart"), _element("w:bookmarkEnd")
    for element in (start, end):
        _set(element, "w:id", str(number))
    _set(start, "w:name", _name(number))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def linked(paragraph: Paragraph, text: str) -> None:
    """Adds a text whose web addresses are links. The address stays in the text, for paper."""
    position = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_AFTER_ADDRESS)
        if len(address) > LONGEST_LINK:
            continue
        paragraph.add_run(text[position : match.start()])
        _link(paragraph, address)
        position = match.start() + len(address)
    paragraph.add_run(text[position:])


def facts_table(word: Word, rows: Sequence[tuple[str, str]]) -> Table:
    """A table of two columns with the names filled in; the values are for the caller."""
    from docx.shared import Cm, Pt

    table: Table = word.add_table(len(rows), 2, "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, (NAMES_WIDTH, VALUES_WIDTH), strict=True):
        column.width = Cm(width)
    for (name, _), line in zip(rows, table.rows, strict=True):
        names, values = line.cells
        names.width, values.width = Cm(NAMES_WIDTH), Cm(VALUES_WIDTH)
        names.paragraphs[0].add_run(name).bold = True
        for cell in (names, values):
            layout = cell.paragraphs[0].paragraph_format
            layout.space_before = layout.space_after = Pt(2)
        # A row stays on one page.
        line._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    word.add_paragraph().paragraph_format.space_after = 0
    return table


def headed_table(word: Word, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> Table:
    """A table whose first row is a heading that every page repeats. `widths` in centimetres; web addresses become links."""
    from docx.shared import Cm, Pt

    table: Table = word.add_table(1 + len(rows), len(heads), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    # Once, since python-docx finds the cells of a table anew each time.
    lines = [line.cells for line in table.rows]
    for number, (cells, texts) in enumerate(zip(lines, (heads, *rows), strict=True)):
        for cell, width, text in zip(cells, widths, texts, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            if number == 0:
                paragraph.add_run(text).bold = True
            else:
                linked(paragraph, text)
            for run in paragraph.runs:
                run.font.size = Pt(SMALL)
        properties = table.rows[number]._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if number == 0:
            properties.append(_element("w:tblHeader"))
    word.add_paragraph().paragraph_format.space_after = 0
    return table


def tight(paragraph: Paragraph) -> None:
    """Little room after a paragraph, so that a letter stays on one page."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(4)


def _name(number: int) -> str:
    return f"_Toc{number:06d}"


def _link_within(paragraph: Paragraph, text: str, name: str) -> None:
    link = _element("w:hyperlink")
    _set(link, "w:anchor", name)
    _set(link, "w:history", "1")
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def _link(paragraph: Paragraph, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import RGBColor

    link = _element("w:hyperlink")
    _set(link, "r:id", paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(address)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
    link.append(run._r)
    paragraph._p.append(link)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    _mark(paragraph, "begin")
    _instruction(paragraph, code)
    _mark(paragraph, "separate")
    paragraph.add_run(shown)
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = _element("w:fldChar")
    _set(mark, "w:fldCharType", kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Paragraph, code: str) -> None:
    instruction = _element("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.add_run()._r.append(instruction)


def _element(name: str) -> Any:  # an element of lxml, which has no types
    from docx.oxml import OxmlElement

    return OxmlElement(name)


def _set(element: Any, name: str, value: str) -> None:
    from docx.oxml.ns import qn

    element.set(qn(name), value)
