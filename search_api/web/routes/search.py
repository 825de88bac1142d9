"""The page of results."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from corpus import vocabulary
from search_api import criteria
from search_api.answering import answer, is_empty
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.web import forms, pages, search_view, texts
from search_api.web.links import link_of

router = APIRouter()


@router.get("/szukaj", name="search_page")
def search(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The results of one search."""
    language = pages.language_of(request)
    t = texts.load(language)
    parameters = forms.read(request.query_params)
    wanted = criteria.of_parameters(parameters, settings)
    found = answer(wanted, engine, language)
    link = link_of(wanted.query, wanted.filters, pages.chosen_language(request))
    return pages.render(
        request,
        "search.html",
        {
            "answer": found,
            "query": wanted.query,
            "filters": wanted.filters,
            "link": link,
            "first": wanted.offset + 1,
            "empty_base": is_empty(engine),
            "chips": search_view.chips(wanted.filters, link, t),
            "groups": search_view.facet_groups(found.facets, found.total, wanted.filters, link),
            "paging": search_view.paging(found.total, parameters.page, link),
            "voivodeships": vocabulary.load("voivodeships").codes,
        },
    )
