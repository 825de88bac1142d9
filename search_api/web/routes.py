"""The pages: search field, results, practice, document, list of API operations. The same calls as the API."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from corpus import vocabulary
from search_api import criteria, presenting
from search_api.answering import answer, is_empty
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.problems import KINDS
from search_api.routes.documents import document
from search_api.routes.ids import RecordId
from search_api.routes.practices import practice
from search_api.web import document_view, forms, pages, search_view, texts
from search_api.web.links import link_of

SIMILAR_SHOWN = 5

router = APIRouter()


@router.get("/", name="home_page")
def home(request: Request, engine: EngineNeeded) -> Response:
    """The search field, examples of needs, and what is in the base."""
    return pages.render(
        request, "home.html", {"counts": engine.manifest.counts, "voivodeships": vocabulary.load("voivodeships").codes}
    )


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


@router.get("/praktyki/{id}", name="practice_page")
def practice_page(request: Request, record_id: RecordId, engine: EngineNeeded) -> Response:
    """One practice, in the order in which a person asks."""
    found = practice(record_id, engine)
    similar = [presenting.hit_out(hit, engine) for hit in engine.similar(record_id, SIMILAR_SHOWN)]
    origin_known = found.origin is not None and engine.record(found.origin.document_id) is not None
    return pages.render(request, "practice.html", {"practice": found, "similar": similar, "origin_known": origin_known})


@router.get("/dokumenty/{id}", name="document_page")
def document_page(request: Request, record_id: RecordId, engine: EngineNeeded) -> Response:
    """One document, block by block."""
    found = document(record_id, engine)
    return pages.render(
        request, "document.html", {"document": found, "runs": document_view.runs(found.title, found.blocks)}
    )


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, as its OpenAPI document tells it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[str, ...]


@router.get("/api", name="api_page")
def api(request: Request) -> Response:
    """The operations of the API and the kinds of its problems."""
    operations = [
        Operation(
            method.upper(),
            path,
            operation["summary"],
            operation.get("description", ""),
            tuple(parameter["name"] for parameter in operation.get("parameters", [])),
        )
        for path, methods in request.app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    return pages.render(request, "api.html", {"operations": operations, "kinds": KINDS})
