"""The page of results."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.searching import criteria
from search_api.searching.answering import answer, is_empty
from search_api.settings import Settings
from search_api.web import facet_view, forms, pages, refusal, search_view, texts
from search_api.web.advice import advice
from search_api.web.links import LONGEST_REPEATED, link_of
from search_api.wrong_input import WrongInput

router = APIRouter()


@router.get("/szukaj", name="search_page")
def search(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The results of one search."""
    language = pages.language_of(request)
    t = texts.load(language)
    try:
        parameters = forms.read(request.query_params)
        wanted = criteria.of_parameters(parameters, settings)
    except WrongInput as error:
        return _refused(request, error, settings)
    found = answer(wanted, engine, language)
    link = link_of(wanted, parameters.near, pages.chosen_language(request))
    chips = search_view.chips(wanted.filters, link, t)
    nearness = search_view.nearness(wanted, parameters.near, t)
    empty_base = is_empty(engine)
    return pages.render(
        request,
        "search.html",
        {
            "answer": found,
            "query": wanted.query,
            "link": link,
            "kept": link.form_pairs("q", *(("sort", "near") if nearness.typed and found.total > 1 else ())),
            "first": wanted.offset + 1,
            "empty_base": empty_base,
            "chips": chips,
            "groups": facet_view.facet_groups(
                found.facets,
                facet_view.widened(wanted, engine, language),
                found.total,
                wanted.filters,
                link,
                t,
                facet_view.named_in(wanted.query),
            ),
            "paging": search_view.paging(found.total, parameters.page, link),
            "orderings": search_view.orderings(wanted, link),
            "near": nearness,
            "query_string": link.query_string if len(link.query_string) <= LONGEST_REPEATED else None,
            "most_in_file": settings.max_export_rows,
            "own_place_address": partial(own_place_address, language=pages.chosen_language(request)),
            "own_subregion": partial(search_view.own_subregion, answer=found, filters=wanted.filters, link=link),
            "subregions": search_view.subregions(),
            "advice": None if found.good_match or empty_base else advice(wanted, chips, link, engine),
        },
    )


def own_place_address(here: str, language: str | None) -> str:
    """The page on which a reader says where they are; it leads back to `here`."""
    return f"/moja-gmina?{urlencode({'return': here} | ({'lang': language} if language else {}))}"


def _refused(request: Request, error: WrongInput, settings: Settings) -> Response:
    """The search as it was typed, with what is wrong with it at each field."""
    values = refusal.refusal(request.query_params, error, 2 * settings.max_query_chars)
    return pages.render(request, "search_refused.html", values, HTTPStatus.UNPROCESSABLE_ENTITY)
