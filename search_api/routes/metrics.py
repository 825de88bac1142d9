"""GET /metrics: counts for Prometheus, for whoever may see them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from search_api.access import local
from search_api.access.guard import Given, key_of
from search_api.dependencies import SettingsNeeded, ShelfNeeded
from search_api.operation.metrics import CONTENT_TYPE, Metrics
from search_api.problems import FORBIDDEN, NO_KEY, NOT_FOUND, ProblemError

ADDRESS = "/metrics"
NOT_HERE = "Stan serwera w liczbach mogą odczytać tylko programy na tym samym komputerze, bez pośrednika (PRAKTYKI_METRICS=local)."
NO_KEY_GIVEN = "Podaj klucz z uprawnieniem „admin” w nagłówku Authorization: Bearer (PRAKTYKI_METRICS=key)."

router = APIRouter()


@router.get(ADDRESS, name="metrics")
def metrics(request: Request, settings: SettingsNeeded, shelf: ShelfNeeded, given: Given) -> Response:
    """How much the server is used is nobody else's business: off, for programs of this computer, or with a key."""
    if settings.metrics == "off":
        raise ProblemError(NOT_FOUND, NOT_FOUND.advice)
    if settings.metrics == "local" and not (local.is_here(request) and local.is_own_page(request)):
        raise ProblemError(FORBIDDEN, NOT_HERE)
    if settings.metrics == "key":
        if given is None:
            raise ProblemError(NO_KEY, NO_KEY_GIVEN, {"WWW-Authenticate": 'Bearer realm="praktyki"'})
        key_of(request, given.credentials, "admin")
    found: Metrics = request.app.state.metrics
    return Response(found.text(shelf), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
