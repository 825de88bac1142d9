"""The documentation of the API, served from here: what one may ask, with an example that this very server answers."""

from __future__ import annotations

import json
import shlex
from typing import Any

from fastapi import APIRouter, Request, Response

from search_api import public_address
from search_api.contract.search import SearchAnswer, SearchRequest
from search_api.dependencies import SettingsNeeded, ShelfNeeded
from search_api.problems import KINDS
from search_api.searching import criteria
from search_api.searching.answering import answer
from search_api.searching.shelf import NotReady, Shelf
from search_api.settings import Language, Settings
from search_api.web import api_view, pages, texts

EXAMPLE = {"query": "samotni seniorzy na wsi", "limit": 1, "filters": {"not_voivodeships": ["śląskie"]}}
SEARCH = "/api/v1/search"

router = APIRouter()


@router.get("/api", name="api_page")
def api(request: Request, settings: SettingsNeeded, shelf: ShelfNeeded) -> Response:
    """The operations in groups, an example of a search with its answer, and the kinds of problems."""
    language = pages.language_of(request)
    site = public_address.of_request(request, settings)
    body = json.dumps(EXAMPLE, ensure_ascii=False)
    return pages.render(
        request,
        "api.html",
        {
            "groups": api_view.groups(request.app.openapi(), texts.load(language)),
            "kinds": KINDS,
            "example": f"curl -s {site}{SEARCH} -H 'Content-Type: application/json' -d {shlex.quote(body)}",
            "example_answer": _example_answer(shelf, settings, language),
        },
    )


def _example_answer(shelf: Shelf, settings: Settings, language: Language) -> str | None:
    """What the server answers to EXAMPLE now, shortened; None while there is no index."""
    try:
        with shelf.lease() as engine:
            wanted = criteria.of_request(SearchRequest.model_validate(EXAMPLE), settings)
            found = answer(wanted, engine, language)
    except NotReady:
        return None
    return json.dumps(_shortened(found), ensure_ascii=False, indent=2)


def _shortened(found: SearchAnswer) -> dict[str, Any]:
    """The answer with the first value of the first facets only."""
    shown: dict[str, Any] = found.model_dump(mode="json")
    shown["facets"] = {name: values[:1] for name, values in list(shown["facets"].items())[:2]}
    return shown
