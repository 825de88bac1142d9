"""A Word document (DOCX): a section for each practice in the order in which a person asks, then what the file is.

The contents are a field that Word can renew (F9, then with page numbers); what stands in it at first are links without page
numbers, so that nothing has to be renewed, and nothing asked, when the file is opened.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from corpus.legal import legal_bases
from corpus.practice import Practice
from search_api.export import docx_parts as parts
from search_api.export.about import About, Record, licence_of
from search_api.export.cells import clean
from search_api.export.facts import facts_of_file
from search_api.export.rows import funding_words, labels, origin_words, partner_words, source_words
from search_api.labels import label
from search_api.searching import presenting
from search_api.web.texts import Texts
from search_api.web.wording import money, place_words, safe_address, years_words

if TYPE_CHECKING:
    from docx.document import Document as Word

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_RECORDS = 100  # nobody reads a longer one, and each costs time


def report(records: Sequence[Record], about: About, t: Texts) -> bytes:
    """The records as a document."""
    word = parts.new_document(clean(t("export.title")), t("site.name"), datetime.combine(about.made, time()))
    parts.page_numbers(word, t("export.page"), t("export.of_pages"))
    word.add_heading(clean(t("export.title")), 0)
    word.add_paragraph(clean(_subtitle(about, t)), "Subtitle")
    titles = [f"{number}. {clean(record.title)}" for number, record in enumerate(records, start=1)]
    last = clean(t("export.facts_heading"))
    if records:
        word.add_paragraph(clean(t("export.contents")), "TOC Heading")
        parts.contents(word, [*titles, last])
    for number, (record, title) in enumerate(zip(records, titles, strict=True), start=1):
        heading = word.add_heading(title, 1)
        heading.paragraph_format.page_break_before = True
        parts.bookmark(heading, number)
        if isinstance(record, Practice):
            _practice(word, record, about, t)
        else:
            facts = [(t("export.columns.kind"), label("kinds", record.kind, t.language))]
            facts.append((t("export.facts.file"), record.file_name))
            _table(word, [*facts, *_addresses(record, about, t)], t)
    heading = word.add_heading(last, 1)
    heading.paragraph_format.page_break_before = True
    parts.bookmark(heading, len(records) + 1)
    _table(word, facts_of_file(about, t), t)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _subtitle(about: About, t: Texts) -> str:
    told = t("export.subtitle", day=about.made.isoformat(), records=t.count("export.records", about.held))
    cut = t("export.cut", held=about.held, total=about.total) if about.is_cut else ""
    return " ".join(filter(None, (told, cut)))


def _practice(word: Word, practice: Practice, about: About, t: Texts) -> None:
    language = t.language
    level = practice.evidence_level
    proven = f"{level}: {label('evidence_levels', level, language)}" if level else None
    columns = "export.columns."
    _table(
        word,
        [
            (t("export.facts.place"), place_words(presenting.place_of(practice), t)),
            (t("export.facts.years"), years_words(practice.years.start, practice.years.end, t)),
            (t(f"{columns}evidence_level"), proven),
            (t(f"{columns}themes"), "; ".join(labels("themes", practice.themes, language))),
            (t(f"{columns}target_groups"), "; ".join(labels("target_groups", practice.target_groups, language))),
            (
                t(f"{columns}cooperation_forms"),
                "; ".join(labels("cooperation_forms", practice.cooperation_forms, language)),
            ),
            (t(f"{columns}budget"), None if practice.budget_pln is None else money(practice.budget_pln)),
            (t(f"{columns}reach"), label("reach", practice.reach, language)),
            *_addresses(practice, about, t),
        ],
        t,
    )
    _text(word, t(f"{columns}need"), practice.need, t)
    _text(word, t(f"{columns}actions"), practice.actions, t)
    _items(word, t(f"{columns}partners"), [partner_words(partner, language) for partner in practice.partners], t)
    _items(word, t(f"{columns}funding"), [funding_words(item, t) for item in practice.funding], t)
    _text(word, t(f"{columns}results"), practice.results, t)
    _text(word, t(f"{columns}lessons"), practice.lessons, t)
    bases = legal_bases(practice)
    _items(word, t(f"{columns}legal_bases"), [f"{basis.article}: {basis.label}" for basis in bases], t)
    if bases:
        note = t("export.legal_note", state=bases[0].legal_state)
        word.add_paragraph(clean(note)).runs[0].italic = True
    origin = origin_words(practice, t)
    told = [source_words(source, t) for source in practice.sources] + ([origin] if origin else [])
    _items(word, t(f"{columns}sources"), told, t)


def _addresses(record: Record, about: About, t: Texts) -> list[tuple[str, str | None]]:
    return [
        (t("export.columns.licence"), licence_of(record) or t("export.unknown_licence")),
        (t("export.columns.address"), about.page_of(record)),
    ]


def _text(word: Word, heading: str, text: str | None, t: Texts) -> None:
    word.add_heading(clean(heading), 2)
    if text is None:
        _missing(word, t)
        return
    for paragraph in clean(text).split("\n\n"):
        word.add_paragraph(paragraph)


def _items(word: Word, heading: str, items: Iterable[str], t: Texts) -> None:
    word.add_heading(clean(heading), 2)
    told = list(items)
    if not told:
        _missing(word, t)
    for item in told:
        parts.linked(word.add_paragraph(style="List Bullet"), clean(item))


def _missing(word: Word, t: Texts) -> None:
    word.add_paragraph(clean(t("export.missing"))).runs[0].italic = True


def _table(word: Word, facts: Iterable[tuple[str, str | None]], t: Texts) -> None:
    rows = [(clean(name), clean(value) if value else clean(t("export.missing"))) for name, value in facts]
    table = parts.facts_table(word, rows)
    for (_, value), line in zip(rows, table.rows, strict=True):
        paragraph = line.cells[1].paragraphs[0]
        if safe_address(value):
            parts.linked(paragraph, value)
        else:
            paragraph.add_run(value)
