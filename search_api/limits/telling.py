"""How a limit turns a request away: as problem+json or as a page, before the application is asked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from search_api.problems import ProblemKind, answer

# Asked often, cheap, and needed when all else is too much: by browsers for each page, by whatever watches the server.
FREE = ("/static/", "/api/v1/health", "/metrics")


def is_free(route: str) -> bool:
    """Whether limits of rate and of turns leave a route alone, and the log passes over it. Given as a path or as a pattern."""
    return route.startswith(FREE)


async def refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    kind: ProblemKind,
    detail: str,
    *,
    retry_after: int | None = None,
    close: bool = False,
) -> None:
    """Answers with the problem. `retry_after` in seconds; `close`: the rest of the request is not read."""
    headers = {"Cache-Control": "no-store"}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if close:
        headers["Connection"] = "close"
    response = answer(Request(scope), kind, detail, headers=headers)
    await response(scope, receive, send)
