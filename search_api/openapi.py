"""The OpenAPI document: errors as problem+json, a body for every response."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from search_api.contract.search import ProblemOut

PROBLEM_MEDIA_TYPE = "application/problem+json"
TAGS = [
    {"name": "wyszukiwanie", "description": "Szukanie praktyk i dokumentów."},
    {"name": "planowanie", "description": "Praktyki do wielu potrzeb naraz i plan działań z nich."},
    {"name": "rekordy", "description": "Praktyki i dokumenty w całości."},
    {
        "name": "szkice",
        "description": "Opisy odczytane z dokumentów przez program, które czekają na decyzję człowieka.",
    },
    {"name": "stan", "description": "Stan serwera."},
]
# Models of one name stand in the document under the module that holds them. They keep the names under which they were published,
# wherever the module goes: they are types in programs of others.
_PUBLISHED = {
    "search_api__briefings__schemas__AreaOut": "search_api__briefing_schemas__AreaOut",
    "search_api__contract__search__AreaOut": "search_api__schemas__AreaOut",
    "search_api__fit__schemas__OwnPlaceOut": "search_api__fit_schemas__OwnPlaceOut",
    "search_api__visits__answers__AreaOut": "search_api__visit_answers__AreaOut",
    "search_api__visits__answers__OwnPlaceOut": "search_api__visit_answers__OwnPlaceOut",
}
_DESCRIPTIONS = {
    401: "Potrzebny jest ważny klucz w nagłówku Authorization: Bearer.",
    403: "Ten klucz tego nie otwiera albo żądanie wysłała obca strona; „detail” mówi, co można zrobić.",
    404: "Nie ma takiego rekordu.",
    409: "Rekord jest już rozstrzygnięty albo zmienił się od czasu, gdy go czytano.",
    413: "Żądanie jest za duże.",
    415: "Treść nie jest JSON-em z nagłówkiem Content-Type: application/json.",
    422: "Błędne dane; pola i powody są w `errors`.",
    429: "Zbyt wiele nieudanych prób; nagłówek Retry-After podaje, za ile sekund spróbować.",
    500: "Błąd serwera.",
    503: "Nie ma jeszcze indeksu do przeszukania albo baza jest niedostępna.",
}


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a router that can answer with these problems."""
    return {status: {"model": ProblemOut, "description": _DESCRIPTIONS[status]} for status in statuses}


def install(app: FastAPI) -> None:
    """Makes `app.openapi()` describe the application; computed once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    document = _renamed(
        get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description="Błędy mają postać application/problem+json (RFC 9457) z polskim opisem pola i powodu.",
            routes=app.routes,
            tags=TAGS,
            license_info=app.license_info,
        )
    )
    most = app.state.settings.max_limit
    document["components"]["schemas"]["SearchRequest"]["properties"]["limit"]["maximum"] = most
    for operations in document["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "limit":
                    # Set by the operator (PRAKTYKI_MAX_LIMIT), so no model knows it.
                    parameter["schema"].setdefault("maximum", most)
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if int(status) >= 400 and "application/json" in content:
                    content[PROBLEM_MEDIA_TYPE] = content.pop("application/json")
    return document


def _renamed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the published names, its models in the order of their names."""
    text = json.dumps(document)
    for name, published in _PUBLISHED.items():
        text = text.replace(f'"{name}"', f'"{published}"').replace(f'/{name}"', f'/{published}"')
    found: dict[str, Any] = json.loads(text)
    found["components"]["schemas"] = dict(sorted(found["components"]["schemas"].items()))
    return found
