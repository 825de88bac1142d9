"""The letters to the hosts of a visit as one Word document, each on a page of its own, to be filled in and sent."""

from __future__ import annotations

import io
from datetime import datetime, time

from search_api.export import docx_parts as parts
from search_api.export.cells import clean
from search_api.export.docx_chapters import Chapters
from search_api.export.plans.about import PlanAbout
from search_api.planning.visits.result import VisitPlan
from search_api.visits.letters import Letter
from search_api.visits.words import words
from search_api.web.texts import Texts


def report(plan: VisitPlan, rank: int, about: PlanAbout, t: Texts) -> bytes:
    """The letters for the area of that rank, after a page with their list."""
    area = next(one for one in words(plan, t, about.made).areas if one.rank == rank)
    title = t("visit.letter.title")
    word = parts.new_document(clean(title), t("site.name"), datetime.combine(about.made, time()))
    parts.page_numbers(word, t("export.page"), t("export.of_pages"))
    document = Chapters(word)
    word.add_heading(clean(title), 0)
    document.text(f"{area.title}. {area.summary}.", "Subtitle")
    document.note(t("visit.letter.note"))
    parts.contents(word, [clean(letter.heading) for letter in area.letters])
    for letter in area.letters:
        _letter(document, letter)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _letter(document: Chapters, letter: Letter) -> None:
    document.chapter(letter.heading)
    for line in letter.head:
        parts.tight(document.text(line))
    document.strong(letter.subject)
    document.text(letter.greeting)
    for part in letter.body:
        parts.tight(document.text(part.text))
        for item in part.items:
            parts.tight(document.bullet(item))
    for line in letter.end:
        parts.tight(document.text(line))
