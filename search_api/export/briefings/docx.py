"""A briefing as a Word document (DOCX): the page with real headings and tables, every practice listed under its number.

Figures end with the numbers of the practices that they count, in square brackets; the list of practices gives each its address.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time

from search_api.briefings.lines import Table, Told
from search_api.briefings.words import briefing_words
from search_api.export import docx_parts as parts
from search_api.export.briefings.about import BriefingAbout, facts_of_briefing
from search_api.export.cells import clean
from search_api.planning.briefing import Briefing
from search_api.web.texts import Texts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_LISTED = 100  # practices; all of them are in the workbook
MOST_ROWS = 40  # more than any vocabulary has
WIDTH = 16.5  # centimetres between the margins
_FIRST = 5.7  # of them for the label of a row


def report(briefing: Briefing, about: BriefingAbout, t: Texts) -> bytes:
    """The briefing as a document."""
    return _Report(briefing, about, t).made()


class _Report:
    """A document in the making."""

    def __init__(self, briefing: Briefing, about: BriefingAbout, t: Texts) -> None:
        self._briefing, self._about, self._t = briefing, about, t
        self._words = briefing_words(briefing, t, most_rows=MOST_ROWS, most_numbered=MOST_LISTED)
        made = datetime.combine(about.made, time())
        self._word = parts.new_document(clean(self._words.title), t("site.name"), made)

    def made(self) -> bytes:
        t, word, words = self._t, self._word, self._words
        parts.page_numbers(word, t("export.page"), t("export.of_pages"))
        word.add_heading(clean(words.title), 0)
        word.add_paragraph(clean(t("briefing.subtitle", day=self._about.made.isoformat())), "Subtitle")
        self._summary()
        if words.listed:
            self._heading("practices")
            self._practices()
            self._heading("compared")
            if words.is_numbered:
                self._note(t("briefing.numbers_in_file"))
        for table in words.tables:
            self._table(table)
        self._heading("white_spots")
        self._white_spots()
        if words.listed:
            self._heading("money")
            self._money()
        self._heading("neighbours")
        self._neighbours()
        self._heading("how")
        self._items(words.notes)
        self._heading("facts")
        self._facts(facts_of_briefing(self._briefing, self._about, t))
        stream = io.BytesIO()
        word.save(stream)
        return stream.getvalue()

    def _summary(self) -> None:
        t, words = self._t, self._words
        if words.is_empty:
            self._note(t("briefing.summary.none"))
        told = [(one, cited(one.told, t)) for one in words.summary]
        self._facts([(one.label, f"{text} ({one.more})" if one.more else text) for one, text in told])

    def _practices(self) -> None:
        t, words = self._t, self._words
        columns = "briefing.list.columns."
        heads = [t(f"{columns}{name}") for name in ("number", "title", "place", "years", "level")]
        rows = [
            (str(one.number), f"{one.title}\n{self._about.whole(one.address)}", one.place, one.years, one.level)
            for one in words.listed
        ]
        self._rows(heads, (1.0, 8.2, 3.3, 2.2, 1.8), rows)
        if words.listed_cut:
            self._note(words.listed_cut)

    def _table(self, table: Table) -> None:
        t = self._t
        self._word.add_heading(clean(table.caption), 2)
        rows = []
        for row in table.rows:
            detail = "; ".join(cited(one, t) for one in row.detail)
            label = f"{row.label} ({detail})" if detail else row.label
            rows.append((label, *(cited(cell, t) for cell in row.cells)))
        self._rows(table.heads, self._widths(len(table.heads) - 1), rows)
        if table.left:
            self._note(table.left)

    def _white_spots(self) -> None:
        t, words = self._t, self._words
        if not words.spots:
            self._note(t("briefing.white_spots.none"))
            return
        self._word.add_paragraph(clean(t("briefing.white_spots.lead")))
        self._note(t("briefing.white_spots.honest"))
        heads = [
            t("briefing.tables.themes.column"),
            *words.spots_heads,
            t("briefing.white_spots.nearest"),
        ]
        rows = []
        for spot in words.spots:
            nearest = "\n".join(f"{one.text} ({one.aside})\n{self._about.whole(one.address)}" for one in spot.nearest)
            rows.append(
                (spot.label, *(one.text for one in spot.cells), nearest or t("briefing.white_spots.no_nearest"))
            )
        narrow = 2.1
        widths = (3.4, *(narrow for _ in words.spots_heads), WIDTH - 3.4 - narrow * len(words.spots_heads))
        self._rows(heads, widths, rows)
        if words.spots_left:
            self._note(words.spots_left)

    def _money(self) -> None:
        t, money = self._t, self._words.money
        if not money.rows:
            self._note(t("briefing.money.none"))
            return
        self._word.add_paragraph(clean(t("briefing.money.lead")))
        self._items([cited(one, t) for one in money.totals])
        heads = [t(f"briefing.money.columns.{name}") for name in ("source", "amount", "practice")]
        rows = [(name, amount, cited(practice, t)) for name, amount, practice in money.rows]
        self._rows(heads, (6.5, 3.0, 7.0), rows)
        if money.left:
            self._note(money.left)

    def _neighbours(self) -> None:
        t, words = self._t, self._words
        if not words.neighbours:
            self._note(t("briefing.neighbours.none"))
            return
        rows = [(area.text, told.text, self._about.whole(area.address)) for area, told in words.neighbours]
        heads = [t("briefing.neighbours.area"), t("briefing.neighbours.count"), t("export.columns.address")]
        self._rows(heads, (6.0, 2.0, 8.5), rows)

    def _widths(self, cells: int) -> tuple[float, ...]:
        return (_FIRST, *((WIDTH - _FIRST) / cells for _ in range(cells)))

    def _heading(self, key: str) -> None:
        self._word.add_heading(clean(self._t(f"briefing.headings.{key}")), 1)

    def _items(self, items: Sequence[str]) -> None:
        for item in items:
            self._word.add_paragraph(clean(item), "List Bullet")

    def _facts(self, facts: Sequence[tuple[str, str]]) -> None:
        rows = [(clean(name), clean(value)) for name, value in facts]
        table = parts.facts_table(self._word, rows)
        for (_, value), line in zip(rows, table.rows, strict=True):
            parts.linked(line.cells[1].paragraphs[0], value)

    def _note(self, text: str) -> None:
        self._word.add_paragraph(clean(text)).runs[0].italic = True

    def _rows(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        cleaned = [[clean(cell) for cell in row] for row in rows]
        parts.headed_table(self._word, [clean(head) for head in heads], widths, cleaned)


def cited(told: Told, t: Texts) -> str:
    """A figure with the numbers of its practices: "3 z 5 [1, 2, 4]"."""
    if not told.numbers:
        return told.text
    return f"{told.text} {t('briefing.refs', numbers=told.cited)}"
