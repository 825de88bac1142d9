"""The page that lists the operations of the API."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from search_api.problems import KINDS
from search_api.web import pages

router = APIRouter()


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
