"""The pages on areas: choosing one, and what the base knows about it on one page that can be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from corpus.language import normalise
from corpus.places import gazetteer
from search_api.briefings.lines import Link
from search_api.briefings.links import area_address
from search_api.briefings.service import counts_of, practices_of
from search_api.briefings.words import briefing_words
from search_api.dependencies import EngineNeeded
from search_api.planning.briefing import briefing
from search_api.planning.briefing_areas import (
    AreaChoice,
    BriefedArea,
    NoSuchArea,
    SeveralAreas,
    all_areas,
    area_named,
    choice_of_area,
    neighbours_of,
    voivodeship_named,
)
from search_api.planning.own import OwnPlace, short
from search_api.problems import NOT_FOUND, ProblemError
from search_api.web import map_view, own_place, pages, texts
from search_api.web.briefing_map import area_map
from search_api.web.collation import polish_order

PAGE = "/obszary"
LONGEST_NAME = 200

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Unit:
    """An area in the list, with its number of practices and the powiats within it."""

    area: BriefedArea
    address: str
    count: int
    powiats: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A voivodeship and what lies in it."""

    whole: Unit
    subregions: tuple[Unit, ...]


@router.get(PAGE, name="areas_page")
def areas_page(request: Request, engine: EngineNeeded) -> Response:
    """All areas by voivodeship, the reader's own first. `?nazwa=` leads to the area of that name, or to those it may mean."""
    asked = request.query_params.get("nazwa")
    name = normalise(asked or "")[:LONGEST_NAME]
    choice = choice_of_area(name) if name else None
    if choice is not None and choice.certain is not None:
        return _to(choice.certain, request)
    counts = counts_of(practices_of(engine))
    wrong = None
    if asked is not None and (choice is None or not choice.areas):
        wrong = "unknown" if name else "empty"
    return pages.render(
        request,
        "briefing/areas.html",
        {
            "typed": name,
            "shown_name": short(name),
            "wrong": wrong,
            "choice": _candidates(choice, counts) if choice is not None and choice.areas else (),
            "how": choice.how if choice is not None else "nothing",
            "own_areas": _own(own_place.of_request(request)),
            "groups": _groups(counts),
        },
        HTTPStatus.OK if wrong is None else HTTPStatus.UNPROCESSABLE_ENTITY,
    )


@router.get(f"{PAGE}/{{code:path}}", name="briefing_page")
def briefing_page(
    request: Request, code: Annotated[str, Path(max_length=LONGEST_NAME)], engine: EngineNeeded
) -> Response:
    """What the base knows about one area. A name in place of a code leads to the area, or to a choice."""
    try:
        area = area_named(code)
    except NoSuchArea as error:
        raise ProblemError(NOT_FOUND, str(error)) from error
    except SeveralAreas:
        name = request.url_for("areas_page").include_query_params(nazwa=normalise(code))
        return RedirectResponse(f"{name.path}?{name.query}", HTTPStatus.SEE_OTHER)
    if area.code != code:
        return _to(area, request)
    practices = practices_of(engine)
    found = briefing(area, practices, neighbours_of(area))
    t = texts.load(pages.language_of(request))
    return pages.render(
        request,
        "briefing/one.html",
        {
            "area": area,
            "words": briefing_words(found, t, pages.chosen_language(request)),
            "map": area_map(found, map_view.counts_of(practices)),
            "made": date.today(),
            "export": f"/api/v1/briefings/{area_address(area).removeprefix(f'{PAGE}/')}",
        },
    )


def _to(area: BriefedArea, request: Request) -> Response:
    language = pages.chosen_language(request)
    suffix = f"?lang={language}" if language else ""
    return RedirectResponse(f"{area_address(area)}{suffix}", HTTPStatus.SEE_OTHER)


def _own(own: OwnPlace | None) -> tuple[Link, ...]:
    """The areas around the reader's own place, the smallest first."""
    if own is None:
        return ()
    areas = (all_areas()[own.powiat_code], all_areas()[own.subregion], voivodeship_named(own.voivodeship))
    return tuple(Link(area.name, area_address(area)) for area in areas)


def _candidates(choice: AreaChoice, counts: dict[str, int]) -> tuple[Unit, ...]:
    return tuple(_unit(area, counts) for area in choice.areas)


def _unit(area: BriefedArea, counts: dict[str, int], powiats: tuple[Unit, ...] = ()) -> Unit:
    return Unit(area, area_address(area), counts.get(area.code, 0), powiats)


def _groups(counts: dict[str, int]) -> list[Group]:
    """Everything in Polish alphabetical order; named subregions stand before the podregiony."""
    areas = all_areas()
    groups = []
    for unit in sorted(gazetteer().voivodeships.values(), key=lambda one: polish_order(one.name)):
        within = [one for one in areas.values() if one.voivodeship == unit.name]
        ordered = sorted(within, key=lambda one: (one.level != "named_subregion", polish_order(one.name)))
        subregions = tuple(
            _unit(
                one,
                counts,
                tuple(_unit(other, counts) for other in ordered if other.code in one.powiats)
                if one.level == "subregion"
                else (),
            )
            for one in ordered
            if one.level in ("subregion", "named_subregion")
        )
        groups.append(Group(_unit(areas[unit.code], counts), subregions))
    return groups
