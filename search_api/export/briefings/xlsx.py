"""A briefing as a workbook (XLSX): every figure with the ids of the practices that it counts, the practices with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_api.briefings.answer import value_label
from search_api.briefings.links import area_address, query_of
from search_api.export.about import licence_of
from search_api.export.briefings.about import BriefingAbout, facts_of_briefing
from search_api.export.cells import Cell
from search_api.export.rows import Column, labels, origin_words, source_words
from search_api.export.xlsx import FACTS, Sheet, workbook_of
from search_api.planning.briefing import Briefing, Counted, Ids
from search_api.searching import presenting
from search_api.web.texts import Texts
from search_api.web.wording import place_words

_COUNTS = tuple(
    Column(f"{circle}{of}", "year", 11)
    for circle in ("here", "neighbours", "voivodeship", "country")
    for of in ("", "_of")
)
FIGURES = (
    Column("table", "text", 24),
    Column("value", "text", 34),
    *_COUNTS,
    Column("ids", "text", 50),
    Column("neighbour_ids", "text", 50),
    Column("search", "address", 50),
)
PRACTICES = (
    Column("title", "text", 44),
    Column("place", "text", 40),
    Column("year_from", "year", 8),
    Column("year_to", "year", 8),
    Column("evidence_level", "text", 13),
    Column("themes", "text", 30),
    Column("cooperation_forms", "text", 30),
    Column("budget", "money", 16),
    Column("sources", "text", 60),
    Column("licence", "text", 16),
    Column("address", "address", 44),
    Column("id", "text", 30),
)
WHITE_SPOTS = (
    Column("value", "text", 34),
    *(column for column in _COUNTS if not column.key.startswith("here")),
    Column("nearest", "text", 50),
    Column("evidence_level", "text", 13),
    Column("km", "year", 14),
    Column("address", "address", 44),
    Column("id", "text", 30),
)
MONEY = (
    Column("money_source", "text", 60),
    Column("amount", "money", 18),
    Column("title", "text", 44),
    Column("address", "address", 44),
    Column("id", "text", 30),
)
NEIGHBOURS = (
    Column("value", "text", 34),
    Column("code", "text", 16),
    Column("here", "year", 11),
    Column("ids", "text", 60),
    Column("address", "address", 44),
)
Row = tuple[Cell, ...]


def workbook(briefing: Briefing, about: BriefingAbout, t: Texts) -> bytes:
    """The briefing as a workbook of six sheets."""
    rows = _Rows(briefing, about, t)
    sheets: tuple[tuple[str, tuple[Column, ...], Iterable[Row]], ...] = (
        ("figures", FIGURES, rows.figures()),
        ("practices", PRACTICES, rows.practices()),
        ("white_spots", WHITE_SPOTS, rows.white_spots()),
        ("money", MONEY, rows.money()),
        ("neighbours", NEIGHBOURS, rows.neighbours()),
        ("file", FACTS, facts_of_briefing(briefing, about, t)),
    )
    return workbook_of(
        t("briefing.title", area=briefing.area.name),
        t("site.name"),
        about.made,
        (
            Sheet(t(f"briefing.sheets.{name}"), columns, tuple(_head(column.key, t) for column in columns), cells)
            for name, columns, cells in sheets
        ),
    )


def _head(key: str, t: Texts) -> str:
    return t.optional(f"briefing.columns.{key}") or t(f"export.columns.{key}")


class _Rows:
    def __init__(self, briefing: Briefing, about: BriefingAbout, t: Texts) -> None:
        self._briefing, self._about, self._t = briefing, about, t

    def figures(self) -> Iterator[Row]:
        briefing, t = self._briefing, self._t
        yield self._figure(None, briefing.everything)
        for facet, found in (
            ("themes", briefing.themes),
            ("cooperation_forms", briefing.cooperation_forms),
            ("target_groups", briefing.target_groups),
            ("sectors", briefing.sectors),
            ("roles", briefing.roles),
            ("evidence_levels", briefing.evidence_levels),
            ("since", briefing.years.since),
        ):
            for one in found:
                yield self._figure(facet, one)
        if briefing.wider:
            told = t("briefing.summary.wider")
            yield (None, told, len(briefing.wider), *(None for _ in _COUNTS[1:]), _listed(briefing.wider), None, None)

    def practices(self) -> Iterator[Row]:
        t = self._t
        for one in self._briefing.practices:
            told = [*(source_words(source, t) for source in one.sources), origin_words(one, t) or ""]
            yield (
                *(
                    one.title,
                    place_words(presenting.place_of(one), t),
                    one.years.start,
                    one.years.end,
                    one.evidence_level,
                ),
                "; ".join(labels("themes", one.themes, t.language)),
                "; ".join(labels("cooperation_forms", one.cooperation_forms, t.language)) or None,
                *(one.budget_pln, "\n".join(filter(None, told)), licence_of(one)),
                *(self._page(presenting.url_of(one)), one.id),
            )

    def white_spots(self) -> Iterator[Row]:
        for spot in self._briefing.white_spots:
            counts = self._counts(spot.counted)[2:]
            name = value_label("themes", spot.counted.code, self._t.language)
            if not spot.nearest:
                yield (name, *counts, None, None, None, None, None)
            for near in spot.nearest:
                one = near.practice
                page = self._page(presenting.url_of(one))
                yield (name, *counts, one.title, one.evidence_level, round(near.km), page, one.id)

    def money(self) -> Iterator[Row]:
        practices = {one.id: one for one in self._briefing.practices}
        for source in self._briefing.money.sources:
            one = practices[source.practice]
            yield source.name, source.amount_pln, one.title, self._page(presenting.url_of(one)), one.id

    def neighbours(self) -> Iterator[Row]:
        for one in self._briefing.neighbours:
            page = self._page(area_address(one.area))
            yield one.area.name, one.area.code, len(one.practices), _listed(one.practices), page

    def _figure(self, facet: str | None, counted: Counted) -> Row:
        t = self._t
        query = query_of(self._briefing, "here", facet, counted.code) if counted.here else None
        return (
            t(f"briefing.tables.{facet}.caption") if facet else None,
            value_label(facet, counted.code, t.language),
            *self._counts(counted),
            _listed(counted.here),
            _listed(counted.neighbours),
            None if query is None else self._page(f"/szukaj?{query}"),
        )

    def _counts(self, counted: Counted) -> Row:
        everything = self._briefing.everything
        within = counted.voivodeship is not None and everything.voivodeship is not None
        return (
            *(len(counted.here), len(everything.here), len(counted.neighbours), len(everything.neighbours)),
            len(counted.voivodeship or ()) if within else None,
            len(everything.voivodeship or ()) if within else None,
            *(len(counted.country), len(everything.country)),
        )

    def _page(self, address: str) -> str:
        return self._about.whole(address)


def _listed(ids: Ids) -> str | None:
    return "\n".join(ids) or None
