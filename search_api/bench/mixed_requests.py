"""Requests as a day of visitors brings them, for the benchmarks of load and of leaks: searches, pages, records, exports, files."""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

_JSON = {"Content-Type": "application/json"}
# What the mixture is made of, with its weight; the kinds of the reports.
WEIGHTS = {
    "search API": 20,
    "results page": 25,
    "practice page": 15,
    "practice API": 8,
    "other pages": 12,
    "files of pages": 12,
    "exports": 5,
    "plan": 1,
    "refused": 2,
}
_PAGES = ("/", "/mapa", "/szukaj", "/dodaj", "/o-serwisie/prywatnosc", "/api", "/lista")
_FILES = ("/static/style.css", "/static/js/list.js")
_EXPORTS = ("csv", "xlsx", "docx", "json", "geojson")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request and the status that it must have."""

    kind: str
    method: str
    target: str
    body: bytes | None = None
    status: int = 200


class RequestFailed(Exception):
    """The answer was not the one that was due, or there was none."""


def mixture(seed: int, queries: Sequence[str], ids: Sequence[str]) -> Iterator[Wanted]:
    """Endless, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    makers: dict[str, Callable[[random.Random, Sequence[str], Sequence[str]], Wanted]] = {
        "search API": _search,
        "results page": lambda d, q, _: _get("results page", f"/szukaj?{urlencode({'q': d.choice(q)})}"),
        "practice page": lambda d, _, i: _get("practice page", f"/praktyki/{d.choice(i)}"),
        "practice API": lambda d, _, i: _get("practice API", f"/api/v1/practices/{d.choice(i)}"),
        "other pages": lambda d, _, __: _get("other pages", d.choice(_PAGES)),
        "files of pages": lambda d, _, __: _get("files of pages", d.choice(_FILES)),
        "exports": _export,
        "plan": _plan,
        "refused": lambda d, _, __: Wanted("refused", "GET", f"/nie-ma-{d.randrange(10**6)}", status=404),
    }
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    while True:
        (kind,) = draw.choices(kinds, weights)
        yield makers[kind](draw, queries, ids)


def send(connection: http.client.HTTPConnection, wanted: Wanted) -> bytes:
    """The whole body of the answer. Raises RequestFailed."""
    try:
        connection.request(wanted.method, wanted.target, wanted.body, _JSON if wanted.body else {})
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise RequestFailed(f"{wanted.method} {wanted.target[:80]}: {type(error).__name__} {error}") from error
    if answer.status != wanted.status:
        raise RequestFailed(f"{wanted.method} {wanted.target[:80]}: {answer.status} {body[:200]!r}")
    return body


def _get(kind: str, target: str) -> Wanted:
    return Wanted(kind, "GET", target)


def _search(draw: random.Random, queries: Sequence[str], _: Sequence[str]) -> Wanted:
    query = draw.choice(queries)
    if draw.random() < 0.5:
        return _get("search API", f"/api/v1/search?{urlencode({'q': query, 'limit': 10})}")
    return Wanted("search API", "POST", "/api/v1/search", json.dumps({"query": query}).encode())


def _export(draw: random.Random, _: Sequence[str], ids: Sequence[str]) -> Wanted:
    chosen = draw.sample(ids, min(10, len(ids)))
    return _get("exports", f"/api/v1/exports/practices.{draw.choice(_EXPORTS)}?{urlencode({'id': chosen}, doseq=True)}")


def _plan(draw: random.Random, queries: Sequence[str], _: Sequence[str]) -> Wanted:
    needs = [{"text": draw.choice(queries)} for _ in range(3)]
    return Wanted("plan", "POST", "/api/v1/match", json.dumps({"needs": needs}).encode())
