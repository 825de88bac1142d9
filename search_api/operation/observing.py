"""Observes every request: an id in a header, one line in the log, and the counts."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.limits.telling import is_free
from search_api.operation import observation
from search_api.operation.logs import TOLD
from search_api.operation.metrics import Metrics
from search_api.operation.observation import Observation
from search_api.operation.stopping import Stopping
from search_api.problems import INTERNAL, REQUEST_ID

API_PREFIX = "/api/v1"
UNKNOWN = "-"  # the route of an address that leads nowhere: the address itself may be anything
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_log = logging.getLogger(__name__)


class Observed:
    """The outermost middleware: what any other answers is observed too.

    Crashes are told here, without their words, and passed on. While the server stops, connections are closed after their answer.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, stopping: Stopping) -> None:
        self.app = app
        self.metrics = metrics
        self.stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = observation.begin(scope, scope["method"] if scope["method"] in _METHODS else "OTHER")

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = seen.request_id
                if self.stopping.begun:
                    headers["Connection"] = "close"
            elif message["type"] == "http.response.body":
                seen.sent += len(message.get("body", b""))
            await send(message)

        token = observation.CURRENT.set(seen)
        try:
            with self.metrics.in_flight.track_inprogress():
                await self.app(scope, receive, watched)
        except Exception as error:
            seen.status, seen.problem = seen.status or INTERNAL.status, INTERNAL.code
            _log.error("request failed", exc_info=error, extra={"fields": {"route": seen.route or UNKNOWN}})
            error.add_note(TOLD)
            raise
        finally:
            self._end(seen)
            observation.CURRENT.reset(token)

    def _end(self, seen: Observation) -> None:
        seconds = time.perf_counter() - seen.started
        route = seen.route or UNKNOWN
        self.metrics.count(seen, route, seconds)
        fields = {
            "method": seen.method,
            "route": route,
            "status": seen.status,
            "ms": round(seconds * 1000, 1),
            "bytes": seen.sent,
            "problem": seen.problem,
        }
        # Files of the pages and probes come many times a minute and tell nothing new.
        quiet = is_free(route) and (seen.status or 500) < 500
        _log.log(logging.DEBUG if quiet else logging.INFO, "request", extra={"fields": fields})


class RouteNoted:
    """The innermost middleware: notes the pattern of the route that took the request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            seen = observation.of_scope(scope) if scope["type"] == "http" else None
            if seen is not None:
                seen.route = route_of(scope)


def route_of(scope: Scope) -> str | None:
    """The pattern of the route that a routed request took, None when there was none."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        # A router does not know the prefix under which it was put into the application.
        below = scope["path"].startswith(API_PREFIX + "/") and not path.startswith(API_PREFIX)
        return API_PREFIX + path if below else path
    if scope.get("root_path"):
        return f"{scope['root_path']}/{{path}}"
    if scope.get("endpoint") is not None and not scope.get("path_params"):
        return str(scope["path"])
    return None
