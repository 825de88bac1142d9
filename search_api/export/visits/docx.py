"""A study visit as a Word document that the organiser edits further: programme, stops, proposal, tasks, sources.

Quotes end with the number of their source in square brackets. Words in square brackets are for the organiser to fill in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time

from search_api.export import docx_parts as parts
from search_api.export.cells import clean
from search_api.export.docx_chapters import Chapters, claim
from search_api.export.jsonld import PROJECT_LICENCE, PROJECT_LICENCE_NAME
from search_api.export.plans.about import PlanAbout, cited
from search_api.planning.visits.result import VisitPlan
from search_api.visits.agenda import DayWords
from search_api.visits.stops import StopWords
from search_api.visits.words import AreaWords, VisitWords, words
from search_api.web.texts import Texts

WIDTH = 16.5  # centimetres between the margins
# Short chapters that follow another one at once.
ON_THE_SAME_PAGE = ("visit.bring.heading", "visit.about.heading")
LONG_DAY = 9  # steps; a longer day begins on a page of its own


def report(plan: VisitPlan, rank: int, about: PlanAbout, t: Texts) -> bytes:
    """The area of that rank as a document, with a comparison of all areas."""
    told = words(plan, t, about.made)
    area = next(one for one in told.areas if one.rank == rank)
    return _Report(told, area, about, t).made()


class _Report(Chapters):
    """The visit as it is written, part by part."""

    def __init__(self, told: VisitWords, area: AreaWords, about: PlanAbout, t: Texts) -> None:
        self._told, self._area, self._about, self._t = told, area, about, t
        super().__init__(
            parts.new_document(clean(area.title), t("site.name"), datetime.combine(about.made, time())),
        )

    def made(self) -> bytes:
        t = self._t
        parts.page_numbers(self.word, t("export.page"), t("export.of_pages"))
        self._opening()
        parts.contents(self.word, [clean(t(key)) for key in self._titles()])
        titles = self._titles()
        for write in (
            *(self._summary, self._agenda, self._stops, self._checks, self._comparison),
            *(self._bring, self._proposal, self._checklist, self._sources, self._facts),
        ):
            title = next(titles)
            self.chapter(t(title), new_page=title not in ON_THE_SAME_PAGE)
            write()
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def _titles(self) -> Iterator[str]:
        yield from (f"visit.contents.{name}" for name in ("summary", "agenda", "stops", "checks"))
        parts_of = ("comparison", "bring", "proposal", "checklist", "sources", "about")
        yield from (f"visit.{name}.heading" for name in parts_of)

    def _opening(self) -> None:
        t, area = self._t, self._area
        self.word.add_heading(clean(area.title), 0)
        self.text(f"{area.summary}. {area.where}.", "Subtitle")
        for notice in (*area.cautions, *self._told.notices):
            self.strong(notice)
        self.text(t("visit.how_to_read"))
        self.word.add_paragraph(clean(t("visit.contents.heading")), "TOC Heading")

    def _summary(self) -> None:
        for sentence in self._area.why:
            self.text(sentence)
        self.heading(self._t("visit.given.heading"))
        self.pairs(self._told.given)

    def _agenda(self) -> None:
        for place, day in enumerate(self._area.days):
            self.heading(day.heading)
            if place and len(day.steps) > LONG_DAY:
                self.word.paragraphs[-1].paragraph_format.page_break_before = True
            self.text(day.summary)
            self._day(day)

    def _day(self, day: DayWords) -> None:
        heads = [self._t(f"visit.agenda_columns.{name}") for name in ("time", "what", "who")]
        rows = []
        for step in day.steps:
            hosts = step.stop.hosts if step.stop is not None else ()
            named = [host.name for host in hosts if host.side != "other" or host.leads]
            number = f" {cited((step.stop.number,))}" if step.stop is not None else ""
            rows.append((step.time, f"{step.text}{number}", "; ".join(named)))
        self.table(heads, (2.6, 8.4, 5.5), rows)

    def _stops(self) -> None:
        self.note(self._t("visit.stop.questions_note"))
        for stop in self._area.stops:
            self._stop(stop)

    def _stop(self, stop: StopWords) -> None:
        t = self._t
        self.heading(stop.heading)
        self.pairs(stop.facts)
        for group in stop.quotes:
            self.heading(group.heading, 3)
            for line in group.lines:
                self.bullet(claim(line))
        self.heading(t("visit.stop.hosts"), 3)
        for host in stop.hosts:
            self.bullet(f"{host.text} {cited((stop.number,))}")
        for note in stop.notes:
            self.note(note)
        if stop.questions:
            self.heading(t("visit.stop.questions"), 3)
        for question in stop.questions:
            self.bullet(question)

    def _checks(self) -> None:
        t = self._t
        heads = [t(f"visit.checks_columns.{name}") for name in ("rule", "verdict", "text")]
        rows = [(check.heading, check.label, check.text) for check in self._area.checks]
        self.table(heads, (4.2, 3.0, 9.3), rows)
        left_out = (*self._area.left_out, *self._told.left_out)
        if left_out or self._told.unmatched:
            self.heading(t("visit.left_out.heading"))
        for one in left_out:
            self.bullet(f"{one.title}: {one.text}")
        for topic in self._told.unmatched:
            self.bullet(topic.text)
        if self._area.near:
            self.heading(t("visit.near.heading"))
        for near in self._area.near:
            self.bullet(f"{near.title} ({near.place}), {self._about.base}{near.path}")

    def _comparison(self) -> None:
        compared = self._told.comparison
        widths = (WIDTH / 3, *(WIDTH * 2 / 3 / len(compared.heads) for _ in compared.heads))
        rows = [(row.name, *row.cells) for row in compared.rows]
        self.table([self._t("visit.comparison.row"), *compared.heads], widths, rows)
        for head, sentences in zip(compared.heads, compared.why, strict=True):
            self.heading(head)
            for sentence in sentences:
                self.text(sentence)

    def _bring(self) -> None:
        self.text(self._told.bring_note)
        for one in self._told.bring:
            self.bullet(f"{one.title} ({one.place}), {self._about.base}{one.path}")
        self.text(self._t("visit.bring.always"))

    def _proposal(self) -> None:
        for point in self._area.proposal:
            self.heading(f"{point.number}. {point.heading}")
            for line in point.lines:
                self.bullet(claim(line))

    def _checklist(self) -> None:
        t = self._t
        self.text(t("visit.checklist.lead"))
        heads = [t(f"visit.checklist.columns.{name}") for name in ("when", "what")]
        self.table(heads, (4.5, 12.0), [(item.when, item.text) for item in self._area.checklist])

    def _sources(self) -> None:
        self.note(self._t("plan.sources.note", day=self._about.made.isoformat()))
        self.sources(self._area.sources, self._about.base, self._t)

    def _facts(self) -> None:
        t, about = self._t, self._about
        self.pairs(
            (
                (t("plan.about.made"), about.made.isoformat()),
                (t("plan.about.licence"), t("export.terms", name=PROJECT_LICENCE_NAME, address=PROJECT_LICENCE)),
                (t("plan.about.address"), about.base),
                (t("plan.about.base"), about.snapshot),
            )
        )
