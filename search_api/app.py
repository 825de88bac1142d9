"""The application: settings in, an ASGI application out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI

from ingest.masking import Masking
from search_api import limits, openapi, problems, security
from search_api.access.gate import Gate, gate_for
from search_api.client_address import ClientAddress
from search_api.limit_settings import networks
from search_api.operation.metrics import Metrics
from search_api.operation.observing import Observed, RouteNoted
from search_api.operation.stopping import Stopping
from search_api.routes import (
    briefings,
    documents,
    drafts,
    exports,
    facets,
    fit,
    health,
    map,
    match,
    metrics,
    outcomes,
    plans,
    practices,
    programmes,
    search,
    visits,
)
from search_api.searching.engine import Engine
from search_api.searching.shelf import Shelf
from search_api.settings import Settings
from search_api.version import version
from search_api.web.assets import ADDRESS, Assets
from search_api.web.router import router as web

# Where a person may send a file.
UPLOAD_PATHS = ("/plan/potrzeby", "/plan/program")


def create_app(settings: Settings) -> FastAPI:
    """An application that serves the snapshot of `settings.data_dir` and follows it when another is published.

    Without a snapshot it starts all the same: /api/v1/health says what is missing, everything else answers 503.
    """
    shelf = _shelf(settings)
    gate = gate_for(settings)
    masking = Masking()
    app = FastAPI(
        title="Dobre Praktyki",
        summary="Wyszukiwarka dobrych praktyk współpracy samorządu z organizacjami pozarządowymi.",
        version=version(),
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        lifespan=_lifespan(shelf, gate, masking, settings.reload_seconds),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.shelf = shelf
    app.state.gate = gate
    app.state.masking = masking
    app.state.stopping = Stopping()
    app.state.metrics = Metrics()
    app.add_middleware(RouteNoted)  # the first is the innermost
    limits.install(app, settings, UPLOAD_PATHS)
    app.add_middleware(security.Compression)
    app.add_middleware(security.HeadAsGet)
    app.add_middleware(security.SecurityHeaders, public_https=security.is_public_https(settings.public_address))
    app.add_middleware(ClientAddress, trusted=networks(settings.trusted_proxies))
    # The last is the outermost: refusals of all others are observed too.
    app.add_middleware(Observed, metrics=app.state.metrics, stopping=app.state.stopping)
    problems.install(app)
    for router in (
        search.router,
        practices.router,
        fit.router,
        documents.router,
        facets.router,
        map.router,
        match.router,
        plans.router,
        visits.router,
        exports.router,
        programmes.router,
        briefings.router,
        drafts.router,
        outcomes.router,
        health.router,
    ):
        app.include_router(router, prefix="/api/v1")
    app.include_router(metrics.router, include_in_schema=False)
    app.include_router(web, include_in_schema=False)
    app.mount(ADDRESS, Assets(), name="static")
    openapi.install(app)
    return app


def _shelf(settings: Settings) -> Shelf:
    from index import snapshot

    def open_engine() -> Engine:
        from search_api.searching.opening import open_searcher

        return open_searcher(settings)

    return Shelf(lambda: snapshot.current(settings.data_dir), open_engine)


def _lifespan(
    shelf: Shelf, gate: Gate, masking: Masking, reload_seconds: float
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    async def follow() -> None:
        while True:
            await asyncio.sleep(reload_seconds)
            await asyncio.to_thread(shelf.refresh)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:  # noqa: ARG001
        await asyncio.to_thread(shelf.refresh)
        following = asyncio.create_task(follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            shelf.close()
            await asyncio.to_thread(masking.close)
            await asyncio.to_thread(gate.close)

    return lifespan
