"""A Word document of chapters in the making: headings, notes, pairs, tables and bullets, all texts cleaned on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from search_api.export import docx_parts as parts
from search_api.export.cells import clean
from search_api.export.plans.about import cited
from search_api.plans.lines import Line
from search_api.plans.sources import SourceWords
from search_api.web.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph


class Chapters:
    """Chapters are numbered as they are written, so that the contents can link to them."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self._count = 0

    def chapter(self, title: str, *, new_page: bool = True) -> None:
        """A heading of the first level, on a page of its own unless said otherwise."""
        heading = self.word.add_heading(clean(title), 1)
        heading.paragraph_format.page_break_before = new_page
        self._count += 1
        parts.bookmark(heading, self._count)

    def heading(self, title: str, level: int = 2) -> None:
        self.word.add_heading(clean(title), level)

    def text(self, text: str, style: str | None = None) -> Paragraph:
        """A paragraph whose web addresses are links."""
        paragraph = self.word.add_paragraph(style=style)
        parts.linked(paragraph, clean(text))
        return paragraph

    def note(self, text: str) -> None:
        for run in self.text(text).runs:
            run.italic = True

    def strong(self, text: str) -> None:
        for run in self.text(text).runs:
            run.bold = True

    def bullet(self, text: str) -> Paragraph:
        return self.text(text, "List Bullet")

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A table of names and values."""
        rows = [(clean(name), clean(value)) for name, value in pairs]
        table = parts.facts_table(self.word, rows)
        for (_, value), line in zip(rows, table.rows, strict=True):
            parts.linked(line.cells[1].paragraphs[0], value)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """A table with a heading row; `widths` in centimetres."""
        cells = [[clean(cell) for cell in row] for row in rows]
        parts.headed_table(self.word, [clean(head) for head in heads], widths, cells)

    def sources(self, sources: Sequence[SourceWords], base: str, t: Texts) -> None:
        """The numbered list of sources; `base` is the address of this site."""
        for source in sources:
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.keep_together = True
            paragraph.add_run(clean(f"{cited((source.number,))} {source.title}")).bold = True
            told = (*source.about, t("plan.sources.in_base", address=f"{base}{source.path}"), *source.references)
            for text in told:
                paragraph.add_run().add_break()
                parts.linked(paragraph, clean(text))


def claim(line: Line) -> str:
    """A line with the numbers of its sources, where it has any; its items each with their own."""
    told = f"{line.text} {cited(line.sources)}" if line.sources else line.text
    return f"{told}: {'; '.join(claim(item) for item in line.items)}" if line.items else told
