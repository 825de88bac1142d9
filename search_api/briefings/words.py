"""A briefing in words, in the language of the reader: what the page, the Word file and the workbook say alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.practice import Practice
from search_api.briefings.lines import BriefingWords, Fact, Link, Listed, Money, Row, Spot, Table, Told
from search_api.briefings.links import CIRCLES, Circle, Pairs, address_of, area_address, ids_of, pairs_of, search_of
from search_api.labels import label
from search_api.planning.briefing import FEWEST_FOR_PERCENT, Briefing, Counted, Ids, WhiteSpot, percent
from search_api.planning.briefing_areas import BriefedArea, of_code, voivodeship_named
from search_api.searching import presenting
from search_api.web.texts import Texts, plural_form
from search_api.web.wording import money, years_words

TABLES = ("themes", "cooperation_forms", "target_groups", "sectors", "evidence_levels", "since")
MOST_NUMBERED = 20  # practices that are listed one by one, and then cited by their numbers
LISTED_OF_MORE = 10  # of more than those, which are not cited
MOST_ROWS = 8  # of a table on the page; the rest is told in one line
MOST_SPOTS = 7
MOST_SOURCES = 8


def briefing_words(
    briefing: Briefing,
    t: Texts,
    language: str | None = None,
    *,
    most_rows: int = MOST_ROWS,
    most_numbered: int = MOST_NUMBERED,
) -> BriefingWords:
    """The words of a briefing. `language` goes along with addresses of this site when it was chosen by hand."""
    return _Words(briefing, t, language, most_rows, most_numbered).all()


class _Words:
    def __init__(self, briefing: Briefing, t: Texts, language: str | None, most_rows: int, most_numbered: int) -> None:
        self._briefing, self._t, self._language = briefing, t, language
        self._most_rows = most_rows
        self._suffix = f"?lang={language}" if language else ""
        here = briefing.practices
        self._is_numbered = len(here) <= most_numbered
        self._listed = here if self._is_numbered else here[:LISTED_OF_MORE]
        self._numbers = {one.id: number for number, one in enumerate(here, start=1)} if self._is_numbered else {}
        within = briefing.everything.voivodeship is not None
        self._circles = tuple(one for one in CIRCLES if within or one != "voivodeship")

    def all(self) -> BriefingWords:
        t, briefing = self._t, self._briefing
        whole = self._search("here")
        spots = briefing.white_spots
        return BriefingWords(
            title=t("briefing.title", area=briefing.area.name),
            belongs=self._belongs(),
            summary=tuple(self._summary()),
            is_empty=not briefing.practices,
            is_numbered=self._is_numbered,
            neighbours=tuple(
                (self._area_link(one.area), self._figure(one.practices, str(len(one.practices)), pairs_of(one.area)))
                for one in briefing.neighbours
            ),
            listed=tuple(self._one_listed(number, one) for number, one in enumerate(self._listed, start=1)),
            listed_cut=None
            if self._is_numbered
            else t("briefing.list.cut", shown=len(self._listed), all=len(briefing.practices)),
            listed_all=address_of(briefing.everything.here, whole, self._language),
            tables=tuple(table for key in TABLES if (table := self.table(key)).rows),
            spots_heads=tuple(self._head(circle) for circle in self._circles if circle != "here"),
            spots=tuple(self._spot(one) for one in spots[:MOST_SPOTS]),
            spots_left=self._named(
                "briefing.white_spots.left",
                [(self._label("themes", one.counted.code), None) for one in spots[MOST_SPOTS:]],
            ),
            money=self._money(),
            notes=tuple(self._notes()),
        )

    def table(self, key: str) -> Table:
        t = self._t
        found = self._tallied(key)
        shown, rest = found[: self._most_rows], found[self._most_rows :]
        return Table(
            key,
            t(f"briefing.tables.{key}.caption"),
            (t(f"briefing.tables.{key}.column"), *(self._head(circle) for circle in self._circles)),
            tuple(
                Row(self._label(key, one.code), self._cells(one, key, self._circles), self._roles(key, one))
                for one in shown
            ),
            self._named("briefing.left", [(self._label(key, one.code), len(one.here)) for one in rest]),
        )

    def _tallied(self, key: str) -> tuple[Counted, ...]:
        briefing = self._briefing
        return {
            "themes": briefing.themes,
            "cooperation_forms": briefing.cooperation_forms,
            "target_groups": briefing.target_groups,
            "sectors": briefing.sectors,
            "evidence_levels": briefing.evidence_levels,
            "since": briefing.years.since,
        }[key]

    def _roles(self, key: str, sector: Counted) -> tuple[Told, ...]:
        """In which roles a sector is met here."""
        if key != "sectors":
            return ()
        roles = [one for one in self._briefing.roles if one.code.partition(".")[0] == sector.code]
        return tuple(
            self._figure(
                one.here,
                self._t(
                    "briefing.role_count",
                    role=label("roles", one.code.partition(".")[2], self._t.language),
                    count=len(one.here),
                ),
            )
            for one in roles
        )

    def _cells(self, counted: Counted, facet: str, circles: Iterable[Circle]) -> tuple[Told, ...]:
        cells = []
        for circle in circles:
            ids, of = ids_of(counted, circle), ids_of(self._briefing.everything, circle)
            pairs = search_of(self._briefing, circle, facet, counted.code)
            cells.append(self._figure(ids or (), self._share(ids or (), of or ()), pairs, numbered=circle == "here"))
        return tuple(cells)

    def _share(self, ids: Ids, of: Ids) -> str:
        share = percent(len(ids), len(of))
        if share is None:
            return self._t("briefing.of", count=len(ids), all=len(of))
        return self._t("briefing.of_percent", count=len(ids), all=len(of), percent=share)

    def _figure(
        self,
        ids: Ids,
        text: str,
        pairs: Pairs | None = None,
        *,
        numbered: bool = True,
    ) -> Told:
        numbers = tuple(sorted(self._numbers[one] for one in ids if one in self._numbers)) if numbered else ()
        return Told(text, address_of(ids, pairs, self._language), numbers)

    def _summary(self) -> Iterable[Fact]:
        """How many practices there are in each circle, then what is known of those here."""
        t, briefing = self._t, self._briefing
        for circle in self._circles:
            ids = ids_of(briefing.everything, circle) or ()
            figure = self._figure(ids, str(len(ids)), self._search(circle), numbered=False)
            yield Fact(t("briefing.summary.practices", where=self._head(circle)), figure)
        if briefing.wider:
            figure = self._figure(briefing.wider, str(len(briefing.wider)), numbered=False)
            yield Fact(t("briefing.summary.wider"), figure, t("briefing.summary.wider_note"))
        if briefing.practices:
            yield from self._summary_of_practices()

    def _summary_of_practices(self) -> Iterable[Fact]:
        t, briefing = self._t, self._briefing
        here, years, totals = briefing.practices, briefing.years, briefing.money.totals
        all_themes = len(briefing.themes) + len(briefing.white_spots)
        yield Fact(t("briefing.summary.themes"), Told(t("briefing.of", count=len(briefing.themes), all=all_themes)), "")
        for name, levels in (("proven", ("E3", "E4")), ("announced", ("E0",))):
            found = tuple(one.id for one in here if one.evidence_level in levels)
            if found or name == "proven":
                pairs = self._search("here")
                narrowed = None if pairs is None else (*pairs, *(("evidence_level", level) for level in levels))
                yield Fact(t(f"briefing.summary.{name}"), self._share_of(found, narrowed))
        if years.last is not None:
            told = t("briefing.summary.newest", year=years.last)
            yield Fact(t("briefing.summary.years"), Told(years_words(years.first, years.last, t) or ""))
            yield Fact(told, self._share_of(years.newest))
        if years.untold:
            yield Fact(t("briefing.summary.years_untold"), self._share_of(years.untold))
        more = ""
        if totals:
            least, most = money(totals[0].amount_pln), money(totals[-1].amount_pln)
            more = least if least == most else t("briefing.summary.range", least=least, most=most)
        yield Fact(t("briefing.summary.money"), self._share_of(tuple(one.practice for one in totals)), more)

    def _share_of(self, ids: Ids, pairs: Pairs | None = None) -> Told:
        return self._figure(ids, self._share(ids, self._briefing.everything.here), pairs)

    def _money(self) -> Money:
        t, briefing = self._t, self._briefing
        told, all_ids = briefing.money, briefing.everything.here
        practices = {one.id: one for one in briefing.practices}
        totals = []
        if told.totals:
            known = tuple(one.practice for one in told.totals)
            key = "range" if len(known) > 1 else "single"
            least, most = money(told.totals[0].amount_pln), money(told.totals[-1].amount_pln)
            share = self._share(known, all_ids)
            totals.append(self._figure(known, t(f"briefing.money.{key}", least=least, most=most, told=share)))
        partly = tuple(one.practice for one in told.totals if not one.whole)
        for key, ids in (("partly", partly), ("without_amount", told.without_amount), ("untold", told.untold)):
            if ids:
                totals.append(self._figure(ids, t(f"briefing.money.{key}", told=self._share(ids, all_ids))))
        shown = sorted(told.sources, key=lambda one: (one.amount_pln is None, -(one.amount_pln or 0.0)))[:MOST_SOURCES]
        rows = tuple(
            (
                one.name,
                t("briefing.money.unknown") if one.amount_pln is None else money(one.amount_pln),
                Told(
                    practices[one.practice].title,
                    presenting.url_of(practices[one.practice]) + self._suffix,
                    (self._numbers[one.practice],) if one.practice in self._numbers else (),
                ),
            )
            for one in shown
        )
        left = len(told.sources) - len(shown)
        return Money(tuple(totals), rows, t.count("briefing.money.left", left) if left else None)

    def _spot(self, spot: WhiteSpot) -> Spot:
        t = self._t
        nearest = tuple(
            Link(
                one.practice.title,
                presenting.url_of(one.practice) + self._suffix,
                ", ".join(filter(None, (t("briefing.km", km=round(one.km)), one.practice.evidence_level))),
            )
            for one in spot.nearest
        )
        circles = tuple(circle for circle in self._circles if circle != "here")
        return Spot(self._label("themes", spot.counted.code), self._cells(spot.counted, "themes", circles), nearest)

    def _one_listed(self, number: int, practice: Practice) -> Listed:
        t = self._t
        where = practice.place.locality or practice.place.gmina or practice.place.powiat or practice.place.voivodeship
        return Listed(
            number,
            practice.id,
            practice.title,
            presenting.url_of(practice) + self._suffix,
            where,
            years_words(practice.years.start, practice.years.end, t) or t("briefing.list.unknown_year"),
            practice.evidence_level or t("briefing.list.no_level"),
        )

    def _belongs(self) -> tuple[Link, ...]:
        """The larger areas around this one."""
        area = self._briefing.area
        if area.level == "voivodeship":
            return ()
        codes = area.subregions if area.level == "powiat" else ()
        around = [one for code in codes if (one := of_code(code)) is not None]
        return tuple(self._area_link(one) for one in (*around, voivodeship_named(area.voivodeship)))

    def _area_link(self, area: BriefedArea) -> Link:
        return Link(area.name, area_address(area) + self._suffix)

    def _search(self, circle: Circle) -> Pairs | None:
        return search_of(self._briefing, circle)

    def _head(self, circle: Circle) -> str:
        return self._t(f"briefing.circles.{circle}", name=self._briefing.area.voivodeship)

    def _label(self, key: str, code: str) -> str:
        if key == "since":
            return self._t("briefing.since", year=code)
        told = label(key, code, self._t.language)
        return self._t("briefing.level", code=code, label=told) if key == "evidence_levels" else told

    def _named(self, key: str, names: Sequence[tuple[str, int | None]]) -> str | None:
        if not names:
            return None
        listed = ", ".join(
            name if count is None else self._t("briefing.named", name=name, count=count) for name, count in names
        )
        if isinstance(self._t.tree(key), str):
            return self._t(key, names=listed)
        return self._t(f"{key}.{plural_form(len(names), self._t.language)}", count=len(names), names=listed)

    def _notes(self) -> Iterable[str]:
        t = self._t
        yield t("briefing.how.uneven")
        yield t("briefing.how.place")
        yield t("briefing.how.several")
        yield t("briefing.how.percent", fewest=FEWEST_FOR_PERCENT)
        yield t(f"briefing.how.neighbours.{self._briefing.area.level}")
        yield t("briefing.how.outside")
        yield t("briefing.how.near")
