"""The page on which a reader chooses their own gmina: by typing its name, then among namesakes when there are several."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response

from corpus.gminas import register
from corpus.language import normalise
from search_api.fit.words import day, whole_number
from search_api.planning.own import Choice, choice_of, of_code, short
from search_api.web import own_place, pages
from search_api.web.posting import FromOwnSite, back, local_address

PAGE = "/moja-gmina"
LONGEST_NAME = 200
# Which message stands at the form.
Wrong = Literal["empty", "unknown", "region", "not_chosen"]

Text = Annotated[str, Form()]
router = APIRouter()


@router.get(PAGE, name="own_place_page")
def own_place_page(request: Request) -> Response:
    """The place that is chosen, the form to choose it, and with `?nazwa=` the places that have this name."""
    asked = request.query_params
    name, return_to = _name(asked.get("nazwa", "")), asked.get("return", "")
    choice = choice_of(name) if name else None
    if choice is not None and not choice.places:
        return _page(request, name, return_to, choice, _none(choice))
    return _page(request, name, return_to, choice, None)


@router.post(PAGE, name="choose_own_place")
def choose_own_place(
    request: Request,
    _: FromOwnSite,
    nazwa: Text = "",
    kod: Text = "",
    return_to: Annotated[str, Form(alias="return")] = "",
    listed: Annotated[str, Form(alias="z-listy")] = "",
) -> Response:
    """Keeps the place of a code, or of a name that only one place has; leads to the list when there are several."""
    name = _name(nazwa)
    place = of_code(kod.strip()) if kod else None
    choice = choice_of(name) if name and place is None else None
    if place is None and choice is not None and not listed:
        place = choice.certain
    if place is not None:
        answer = back(local_address(return_to, PAGE))
        own_place.keep(answer, place, request)
        return answer
    if listed and choice is not None and choice.places:
        return _page(request, name, return_to, choice, "not_chosen")
    if choice is not None and choice.places:
        kept = [
            ("nazwa", name),
            ("return", local_address(return_to, "")),
            ("lang", pages.chosen_language(request) or ""),
        ]
        return back(f"{PAGE}?{urlencode([pair for pair in kept if pair[1]])}#ktora", PAGE)
    return _page(request, name, return_to, choice, _none(choice) if name else "empty")


@router.post(f"{PAGE}/zapomnij", name="forget_own_place")
def forget_own_place(
    request: Request, _: FromOwnSite, return_to: Annotated[str, Form(alias="return")] = ""
) -> Response:
    """Makes the browser forget the place."""
    language = pages.chosen_language(request)
    answer = back(local_address(return_to, f"{PAGE}?lang={language}" if language else PAGE))
    own_place.forget(answer)
    return answer


def _page(request: Request, name: str, return_to: str, choice: Choice | None, wrong: Wrong | None) -> Response:
    return pages.render(
        request,
        "own_place.html",
        {
            "typed": name,
            "shown_name": short(name),
            "town": choice.town if choice is not None else "",
            "choice": choice if choice is not None and choice.places else None,
            "return_to": local_address(return_to, ""),
            "wrong": wrong,
            "listed_on": day(register().listed, pages.language_of(request)),
            "counted_on": day(register().counted, pages.language_of(request)),
            "whole_number": whole_number,
        },
        HTTPStatus.OK if wrong is None else HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _none(choice: Choice | None) -> Wrong:
    """Why there is no place of the name."""
    return "region" if choice is not None and choice.why == "region" else "unknown"


def _name(text: str) -> str:
    return normalise(text)[:LONGEST_NAME]
