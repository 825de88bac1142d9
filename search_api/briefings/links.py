"""The search that lists exactly the practices of a figure, and the list of their ids where no filter of the search does."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urlencode

from search_api.planning.briefing import Briefing, Counted, Ids
from search_api.planning.briefing_areas import BriefedArea
from search_api.searching.criteria import CODED_FILTERS
from search_api.web.links import SEARCH_PAGE
from search_api.web.short_list import MOST_IDS

Circle = Literal["here", "neighbours", "voivodeship", "country"]
CIRCLES: tuple[Circle, ...] = ("here", "neighbours", "voivodeship", "country")
LIST_PAGE = "/lista"
Pairs = tuple[tuple[str, str], ...]

# By the names of the fields of a briefing.
_PARAMETERS = {coded.plural: coded.singular for coded in CODED_FILTERS} | {"since": "year_from"}
_ALL: Pairs = (("kind", "practice"),)


def ids_of(counted: Counted, circle: Circle) -> Ids | None:
    """The practices of one circle of a figure; None where it has no such circle."""
    return {
        "here": counted.here,
        "neighbours": counted.neighbours,
        "voivodeship": counted.voivodeship,
        "country": counted.country,
    }[circle]


def search_of(briefing: Briefing, circle: Circle, facet: str | None = None, code: str = "") -> Pairs | None:
    """The parameters of a search for one circle, narrowed by a facet. None when no filter of the search says the same: there is
    none for powiats, and none for roles."""
    around = _circle(briefing, circle)
    if around is None or (facet is not None and facet not in _PARAMETERS):
        return None
    return around if facet is None else (*around, (_PARAMETERS[facet], code))


def query_of(briefing: Briefing, circle: Circle, facet: str | None = None, code: str = "") -> str | None:
    """The same as it stands in an address."""
    pairs = search_of(briefing, circle, facet, code)
    return None if pairs is None else urlencode(pairs)


def address_of(ids: Ids, pairs: Pairs | None = None, language: str | None = None) -> str | None:
    """The page that lists these practices: of the search, else of a list of ids; None where there are too many for it, or none."""
    if not ids or (pairs is None and len(ids) > MOST_IDS):
        return None
    said = list(pairs) if pairs is not None else [("id", one) for one in ids]
    if language:
        said.append(("lang", language))
    return f"{SEARCH_PAGE if pairs is not None else LIST_PAGE}?{urlencode(said)}"


def area_address(area: BriefedArea) -> str:
    """The page of an area."""
    return f"/obszary/{quote(area.code, safe='/:')}"


def pairs_of(area: BriefedArea) -> Pairs | None:
    """The parameters of a search for all practices of an area; None for a powiat, for which there is no filter."""
    own = _of(area)
    return (*own, *_ALL) if own else None


def _circle(briefing: Briefing, circle: Circle) -> Pairs | None:
    area = briefing.area
    if circle == "country":
        return _ALL
    if circle == "voivodeship":
        return None if area.level == "voivodeship" else (("voivodeship", area.voivodeship), *_ALL)
    if circle == "here":
        return pairs_of(area)
    beside = tuple(pair for one in briefing.neighbours for pair in _of(one.area))
    return (*beside, *((f"not_{name}", value) for name, value in _of(area)), *_ALL) if beside else None


def _of(area: BriefedArea) -> Pairs:
    if area.level == "powiat":
        return ()
    if area.level == "voivodeship":
        return (("voivodeship", area.voivodeship),)
    return tuple(("subregion", code) for code in area.subregions)
