"""What is noted of one request while it runs: for its line in the log and for the counts of the server.

No question, address, cookie or header is noted, and of the path only the pattern of its route: a path may hold the secret
address of a proposal.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

SearchEnd = Literal["good", "weak", "none", "browse"]
_KEY = "observation"


def _new_id() -> str:
    return secrets.token_hex(8)


@dataclass(slots=True)
class Observation:
    """`route` is the pattern of the route, "/praktyki/{id}"; `sent` counts bytes of bodies; `problem` is the code of the problem
    that was answered, `search` how a search ended. `request_id` is our own: what a client sends as one is not taken over."""

    method: str
    request_id: str = field(default_factory=_new_id)
    started: float = field(default_factory=time.perf_counter)
    route: str | None = None
    status: int | None = None
    sent: int = 0
    problem: str | None = None
    search: SearchEnd | None = None


CURRENT: ContextVar[Observation | None] = ContextVar("praktyki_observation", default=None)


def begin(scope: Any, method: str) -> Observation:
    """A new observation, kept with the request."""
    seen = Observation(method)
    scope.setdefault("state", {})[_KEY] = seen
    return seen


def of_scope(scope: Mapping[str, Any]) -> Observation | None:
    """The observation of a request, None when nobody observes."""
    found = scope.get("state", {}).get(_KEY)
    return found if isinstance(found, Observation) else None


def note_search(*, query: bool, good_match: bool, total: int) -> None:
    """Notes how the search of this request ended. `query`: whether anything was asked for in words."""
    seen = CURRENT.get()
    if seen is not None:
        seen.search = ("good" if good_match else "weak" if total else "none") if query else "browse"
