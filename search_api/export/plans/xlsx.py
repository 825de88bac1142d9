"""The plan as a workbook (XLSX): needs, practices, the matrix, money, all statements, sources. Real numbers, no formula."""

from __future__ import annotations

from collections.abc import Iterator

from search_api.export.cells import Cell
from search_api.export.plans.about import PlanAbout, cited, facts_of_plan
from search_api.export.rows import Column
from search_api.export.xlsx import FACTS, Sheet, workbook_of
from search_api.planning.plan import Plan
from search_api.planning.statements import PracticeSource
from search_api.plans.lines import Line, Part
from search_api.plans.sources import references
from search_api.plans.words import PlanWords, Precedent, plan_words
from search_api.searching.presenting import url_of
from search_api.web.texts import Texts

NEEDS = (
    Column("number", "year", 8),
    Column("need", "text", 60),
    Column("kind", "text", 12),
    Column("weight", "text", 8),
    Column("state", "text", 24),
    Column("practices", "text", 20),
    Column("found_in", "text", 50),
    Column("assumed", "text", 14),
)
PRACTICES = (
    Column("number", "year", 8),
    Column("title", "text", 44),
    Column("source", "year", 8),
    Column("chosen", "text", 14),
    Column("why", "text", 44),
    Column("wishes", "text", 30),
    Column("place", "text", 40),
    Column("years", "text", 14),
    Column("evidence", "text", 28),
)
STATEMENTS = (
    Column("number", "year", 8),
    Column("section", "text", 30),
    Column("text", "text", 90),
    Column("cited", "text", 14),
)
MONEY = (
    Column("number", "year", 8),
    Column("title", "text", 44),
    Column("source", "year", 8),
    Column("money_name", "text", 50),
    Column("amount", "money", 18),
    Column("known_budget", "money", 22),
)
SOURCES = (
    Column("source", "year", 8),
    Column("title", "text", 44),
    Column("source_title", "text", 50),
    Column("publisher", "text", 28),
    Column("published", "text", 12),
    Column("source_address", "address", 60),
    Column("address", "address", 44),
    Column("accessed", "text", 14),
    Column("id", "text", 30),
)
_MATRIX = (Column("title", "text", 44), Column("source", "year", 8), Column("all", "year", 10))
_NEED_COLUMN = Column("number", "text", 6)

Row = tuple[Cell, ...]


def workbook(plan: Plan, about: PlanAbout, t: Texts) -> bytes:
    """The plan as a workbook of seven sheets."""
    words = plan_words(plan, t)
    matrix = (*_MATRIX, *(_NEED_COLUMN for _ in plan.needs))
    matrix_heads = (*_heads(_MATRIX, t), *(str(need.matches.number) for need in plan.needs))
    facts = (t("export.columns.fact"), t("export.columns.value"))
    sheets = (
        Sheet(t("plan.sheets.needs"), NEEDS, _heads(NEEDS, t), _needs(plan, words, t)),
        Sheet(t("plan.sheets.practices"), PRACTICES, _heads(PRACTICES, t), _practices(words, t)),
        Sheet(t("plan.sheets.matrix"), matrix, matrix_heads, _matrix(plan, t)),
        Sheet(t("plan.sheets.money"), MONEY, _heads(MONEY, t), _money(plan)),
        Sheet(t("plan.sheets.statements"), STATEMENTS, _heads(STATEMENTS, t), _statements(words)),
        Sheet(t("plan.sheets.sources"), SOURCES, _heads(SOURCES, t), _sources(plan, about, t)),
        Sheet(t("plan.sheets.about"), FACTS, facts, _about(words, about, t)),
    )
    return workbook_of(t("plan.title"), t("site.name"), about.made, sheets)


def _heads(columns: tuple[Column, ...], t: Texts) -> tuple[str, ...]:
    return tuple(t(f"plan.columns.{column.key}") for column in columns)


def _needs(plan: Plan, words: PlanWords, t: Texts) -> Iterator[Row]:
    for one, need in zip(plan.needs, words.needs, strict=True):
        practices = cited(found.number for found in need.precedents) if need.precedents else None
        kind = t(f"plan.kinds.{one.matches.need.kind}")
        own = "\n".join((*need.own, *need.notices)) or None
        assumed = t("plan.is_assumed") if one.matches.need.assumed else None
        yield (need.number, need.text, kind, one.matches.need.weight, need.state_label, practices, own, assumed)


def _practices(words: PlanWords, t: Texts) -> Iterator[Row]:
    for need in words.needs:
        for one in need.precedents:
            yield _practice(need.number, one, t("plan.in_plan.chosen"))
        for one in need.weak:
            yield _practice(need.number, one, t("plan.in_plan.weak"))


def _practice(need: int, one: Precedent, chosen: str) -> Row:
    why, wishes = " ".join(one.why), " ".join(one.wishes)
    return (need, one.title, one.number, chosen, why, wishes or None, one.place, one.years, one.evidence)


def _matrix(plan: Plan, t: Texts) -> Iterator[Row]:
    chosen, other = t("plan.matrix.chosen"), t("plan.matrix.other")
    for one in plan.matrix.practices:
        for source in one.sources:
            if isinstance(source, PracticeSource):
                signs = (
                    chosen if number in one.chosen_for else other if number in one.needs else None
                    for number in (need.matches.number for need in plan.needs)
                )
                yield (source.practice.title, source.number, len(one.needs), *signs)


def _money(plan: Plan) -> Iterator[Row]:
    for need in plan.needs:
        for amount in need.amounts:
            for source in amount.sources:
                if isinstance(source, PracticeSource):
                    practice = source.practice
                    yield (
                        need.matches.number,
                        practice.title,
                        source.number,
                        amount.name,
                        amount.amount_pln,
                        practice.budget_pln,
                    )


def _statements(words: PlanWords) -> Iterator[Row]:
    for need in words.needs:
        for part in need.parts:
            yield from _lines(need.number, part)
    for part in (*words.overview, *words.partnership, words.gaps):
        yield from _lines(None, part)


def _lines(need: int | None, part: Part) -> Iterator[Row]:
    for line in part.lines:
        yield need, part.heading, _text(line), cited(line.sources)
    for note in part.notes:
        yield need, part.heading, note, None


def _text(line: Line) -> str:
    if not line.items:
        return line.text
    return f"{line.text}: {'; '.join(f'{item.text} {cited(item.sources)}' for item in line.items)}"


def _sources(plan: Plan, about: PlanAbout, t: Texts) -> Iterator[Row]:
    made = about.made.isoformat()
    for source in plan.sources:
        if not isinstance(source, PracticeSource):
            document = source.document
            page = f"{about.base}{url_of(document)}"
            yield (
                source.number,
                document.title,
                document.file_name,
                None,
                None,
                document.source_url,
                page,
                made,
                document.id,
            )
            continue
        practice = source.practice
        page = f"{about.base}{url_of(practice)}"
        for one in practice.sources:
            yield (
                *(source.number, practice.title, one.title, one.publisher, one.published, one.url),
                *(page, made, practice.id),
            )
        # A document of origin and what was told in the form have no address on the web.
        for told in references(practice, t)[len(practice.sources) :]:
            yield source.number, practice.title, told, None, None, None, page, made, practice.id


def _about(words: PlanWords, about: PlanAbout, t: Texts) -> Iterator[Row]:
    yield t("plan.title"), t("plan.how_to_read")
    for notice in words.notices:
        yield t("export.facts.cut"), notice
    yield from facts_of_plan(about, words, t)
