"""The plan as a Word document (DOCX) that an office edits further: headings, tables with heads, a numbered list of sources.

Every claim ends with the numbers of its sources in square brackets. Texts without a number are those of the catalogue, and the
person's own needs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from search_api.export import docx_parts as parts
from search_api.export.cells import clean
from search_api.export.docx_chapters import Chapters, claim
from search_api.export.plans.about import PlanAbout, cited, facts_of_plan
from search_api.planning.plan import Plan
from search_api.plans.lines import Part, numbers_words
from search_api.plans.sources import sources_words
from search_api.plans.words import NeedWords, PlanWords, Precedent, plan_words
from search_api.web.texts import Texts
from search_api.web.wording import shortened

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_NEEDS = 100  # a longer plan is a workbook
MOST_COLUMNS = 12  # needs beside each other in the matrix; more of them are listed by number
WIDTH = 16.5  # centimetres between the margins


def report(plan: Plan, about: PlanAbout, t: Texts) -> bytes:
    """The plan as a document. Only the first MOST_NEEDS needs are written out; the document says so."""
    return _Report(plan, plan_words(plan, t), about, t).made()


class _Report(Chapters):
    """The plan as it is written, part by part."""

    def __init__(self, plan: Plan, words: PlanWords, about: PlanAbout, t: Texts) -> None:
        self._plan, self._words, self._about, self._t = plan, words, about, t
        made = datetime.combine(about.made, time())
        super().__init__(parts.new_document(clean(t("plan.title")), t("site.name"), made))
        self._needs = words.needs[:MOST_NEEDS]

    def made(self) -> bytes:
        t, word = self._t, self.word
        parts.page_numbers(word, t("export.page"), t("export.of_pages"))
        self._opening()
        parts.contents(word, [clean(title) for title in self._titles()])
        self._summary()
        for need in self._needs:
            self._need(need)
        self._overview()
        self._sources()
        self._facts()
        stream = io.BytesIO()
        word.save(stream)
        return stream.getvalue()

    def _titles(self) -> Iterator[str]:
        t = self._t
        yield t("plan.summary_heading")
        yield from (shortened(need.heading) for need in self._needs)
        yield t("plan.matrix.heading")
        yield t("plan.overview.partnership_heading")
        yield t("plan.sources.heading")
        yield t("plan.about.heading")

    def _opening(self) -> None:
        t, words = self._t, self._words
        self.word.add_heading(clean(t("plan.title")), 0)
        told = t(
            "plan.subtitle",
            needs=words.needs_told,
            practices=words.practices_told,
            day=self._about.made.isoformat(),
        )
        self.word.add_paragraph(clean(told), "Subtitle")
        notices = list(words.notices)
        if len(self._needs) < len(words.needs):
            notices.append(t("plan.notices.file_cut", held=len(self._needs), total=len(words.needs)))
        for notice in notices:
            self.strong(notice)
        self.text(t("plan.how_to_read"))
        self.word.add_paragraph(clean(t("plan.contents")), "TOC Heading")

    def _summary(self) -> None:
        t = self._t
        self.chapter(t("plan.summary_heading"))
        self.heading(t("plan.context.heading"))
        if self._words.context:
            self.pairs(self._words.context)
        else:
            self.note(t("plan.context.none"))
        columns = "plan.summary_columns."
        heads = [t(f"{columns}{name}") for name in ("number", "need", "weight", "state", "practices")]
        rows = [
            (
                str(need.number),
                need.text,
                need.weight,
                need.state_label,
                cited(one.number for one in need.precedents) if need.precedents else "",
            )
            for need in self._needs
        ]
        self.table(heads, (1.2, 7.3, 1.5, 3.5, 3.0), rows)
        self._part(self._words.gaps)

    def _need(self, need: NeedWords) -> None:
        t = self._t
        self.chapter(shortened(need.heading))
        if shortened(need.heading) != need.heading:
            self.text(need.text)
        for told in (t("plan.weight", weight=need.weight), *need.own):
            self.text(told)
        for notice in need.notices:
            self.note(notice)
        if need.precedents:
            self._precedents(t("plan.precedents.heading"), need.precedents)
        for part in need.parts:
            self._part(part)
        if need.weak:
            self._precedents(t("plan.precedents.weak_heading"), need.weak)

    def _precedents(self, heading: str, precedents: Sequence[Precedent]) -> None:
        t = self._t
        self.heading(heading)
        names = ("source", "title", "evidence", "why")
        heads = [t(f"plan.precedents.columns.{name}") for name in names]
        rows = [
            (
                cited((one.number,)),
                f"{one.title}\n{one.place}, {one.years}",
                one.evidence,
                " ".join((*one.why, *one.wishes)),
            )
            for one in precedents
        ]
        self.table(heads, (1.5, 6.4, 3.0, 5.6), rows)

    def _overview(self) -> None:
        t = self._t
        self.chapter(t("plan.matrix.heading"))
        for part in self._words.overview:
            self._part(part)
        self._matrix()
        self.chapter(t("plan.overview.partnership_heading"))
        self.text(self._words.partnership_note)
        for part in self._words.partnership:
            self._part(part)

    def _matrix(self) -> None:
        t, matrix = self._t, self._plan.matrix
        if not matrix.practices:
            self.note(t("plan.matrix.none"))
            return
        self.heading(t("plan.sheets.matrix"))
        self.text(self._words.matrix_lead)
        titles = {source.number: source.title for source in sources_words(self._plan.sources, t)}
        if len(self._plan.needs) > MOST_COLUMNS:
            heads = [t("plan.matrix.practice"), t("plan.matrix.needs")]
            listed = [
                (f"{titles[one.numbers[0]]} {cited(one.numbers)}", numbers_words(one.needs)) for one in matrix.practices
            ]
            self.table(heads, (10.5, 6.0), listed)
            return
        self.text(t("plan.matrix.legend"))
        numbers = [need.matches.number for need in self._plan.needs]
        chosen, other = t("plan.matrix.chosen"), t("plan.matrix.other")
        rows = []
        for one in matrix.practices:
            signs = [chosen if number in one.chosen_for else other if number in one.needs else "" for number in numbers]
            rows.append((f"{titles[one.numbers[0]]} {cited(one.numbers)}", *signs))
        narrow = 0.9
        widths = (WIDTH - narrow * len(numbers), *(narrow for _ in numbers))
        self.table([t("plan.matrix.practice"), *(str(number) for number in numbers)], widths, rows)

    def _sources(self) -> None:
        t = self._t
        self.chapter(t("plan.sources.heading"))
        self.note(t("plan.sources.note", day=self._about.made.isoformat()))
        self.sources(sources_words(self._plan.sources, t), self._about.base, t)

    def _facts(self) -> None:
        self.chapter(self._t("plan.about.heading"))
        self.pairs(facts_of_plan(self._about, self._words, self._t))

    def _part(self, part: Part) -> None:
        self.heading(part.heading)
        for line in part.lines:
            self.bullet(claim(line))
        for note in part.notes:
            self.note(note)
