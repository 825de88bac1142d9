"""A briefing in the words of the contract."""

from __future__ import annotations

from typing import TypedDict

from search_api.briefings import schemas
from search_api.briefings.links import Circle, area_address, ids_of, query_of
from search_api.labels import label
from search_api.planning.briefing import FEWEST_FOR_PERCENT, Briefing, Counted, Ids, Nearest, percent
from search_api.planning.briefing_areas import BriefedArea
from search_api.searching import presenting
from search_api.settings import Language
from search_api.web.texts import load


def briefing_answer(briefing: Briefing, snapshot: str, language: Language) -> schemas.BriefingAnswer:
    """The whole briefing; `language` is that of the labels."""
    return _Answer(briefing, language).of(snapshot)


class _Parts(TypedDict):
    code: str
    label: str
    here: schemas.OwnCircleOut
    neighbours: schemas.OwnCircleOut
    voivodeship: schemas.CircleOut | None
    country: schemas.CircleOut


class _Answer:
    def __init__(self, briefing: Briefing, language: Language) -> None:
        self._briefing, self._language = briefing, language

    def of(self, snapshot: str) -> schemas.BriefingAnswer:
        briefing = self._briefing
        return schemas.BriefingAnswer(
            area=_area(briefing.area),
            snapshot=snapshot,
            fewest_for_percent=FEWEST_FOR_PERCENT,
            everything=self._counted(None, briefing.everything),
            wider=list(briefing.wider),
            practices=[
                schemas.BriefedPracticeOut(
                    id=one.id,
                    title=one.title,
                    url=presenting.url_of(one),
                    place=one.place.locality or one.place.gmina or one.place.powiat or one.place.voivodeship,
                    year_from=one.years.start,
                    year_to=one.years.end,
                    evidence_level=one.evidence_level,
                    evidence_reason=one.evidence_reason,
                    sources=[source.url for source in one.sources],
                )
                for one in briefing.practices
            ],
            themes=self._all("themes", briefing.themes),
            white_spots=[
                schemas.WhiteSpotOut(
                    **self._parts("themes", spot.counted), nearest=[_nearest(one) for one in spot.nearest]
                )
                for spot in briefing.white_spots
            ],
            cooperation_forms=self._all("cooperation_forms", briefing.cooperation_forms),
            target_groups=self._all("target_groups", briefing.target_groups),
            sectors=self._all("sectors", briefing.sectors),
            roles=self._all("roles", briefing.roles),
            evidence_levels=self._all("evidence_levels", briefing.evidence_levels),
            years=schemas.BriefedYearsOut(
                first=briefing.years.first,
                last=briefing.years.last,
                newest=list(briefing.years.newest),
                since=self._all("since", briefing.years.since),
                untold=list(briefing.years.untold),
            ),
            money=self._money(),
            neighbours=[
                schemas.BesideOut(area=_area(one.area), count=len(one.practices), ids=list(one.practices))
                for one in briefing.neighbours
            ],
        )

    def _all(self, facet: str, found: tuple[Counted, ...]) -> list[schemas.CountedOut]:
        return [self._counted(facet, one) for one in found]

    def _counted(self, facet: str | None, counted: Counted) -> schemas.CountedOut:
        return schemas.CountedOut(**self._parts(facet, counted))

    def _parts(self, facet: str | None, counted: Counted) -> _Parts:
        return {
            "code": counted.code,
            "label": value_label(facet, counted.code, self._language),
            "here": self._own(facet, "here", counted, counted.here),
            "neighbours": self._own(facet, "neighbours", counted, counted.neighbours),
            "voivodeship": None if counted.voivodeship is None else self._circle(facet, "voivodeship", counted),
            "country": self._circle(facet, "country", counted),
        }

    def _own(self, facet: str | None, circle: Circle, counted: Counted, ids: Ids) -> schemas.OwnCircleOut:
        plain = self._circle(facet, circle, counted)
        return schemas.OwnCircleOut(**plain.model_dump(), ids=list(ids))

    def _circle(self, facet: str | None, circle: Circle, counted: Counted) -> schemas.CircleOut:
        count = len(ids_of(counted, circle) or ())
        of = len(ids_of(self._briefing.everything, circle) or ())
        return schemas.CircleOut(
            count=count,
            of=of,
            percent=percent(count, of),
            search=query_of(self._briefing, circle, facet, counted.code),
        )

    def _money(self) -> schemas.MoneyOut:
        money = self._briefing.money
        return schemas.MoneyOut(
            sources=[
                schemas.MoneySourceOut(id=one.practice, source=one.name, amount_pln=one.amount_pln)
                for one in money.sources
            ],
            known=[one.practice for one in money.totals],
            partly=[one.practice for one in money.totals if not one.whole],
            least_pln=money.totals[0].amount_pln if money.totals else None,
            most_pln=money.totals[-1].amount_pln if money.totals else None,
            without_amount=list(money.without_amount),
            untold=list(money.untold),
        )


def value_label(facet: str | None, code: str, language: Language) -> str:
    """The label of a value of a briefing; of a role "organizacja pozarządowa: lider"."""
    if facet is None:
        return load(language)("briefing.everything")
    if facet == "roles":
        sector, _, role = code.partition(".")
        return f"{label('sectors', sector, language)}: {label('roles', role, language)}"
    return label("year_from" if facet == "since" else facet, code, language)


def _area(area: BriefedArea) -> schemas.AreaOut:
    return schemas.AreaOut(
        code=area.code,
        name=area.name,
        level=area.level,
        voivodeship=area.voivodeship,
        subregions=list(area.subregions),
        url=area_address(area),
    )


def _nearest(one: Nearest) -> schemas.NearestOut:
    return schemas.NearestOut(
        id=one.practice.id,
        title=one.practice.title,
        url=presenting.url_of(one.practice),
        evidence_level=one.practice.evidence_level,
        distance_km=round(one.km, 1),
    )
