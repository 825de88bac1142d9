"""Static files under addresses that change with their content, so that a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
ADDRESS = "/static"
FOREVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"  # kept, but asked for again each time
HASH_LENGTH = 10  # hexadecimal digits: enough to tell two states of one file apart


def asset(path: str) -> str:
    """The address of a file of `static/` ("js/list.js") with a hash of its content. Raises FileNotFoundError."""
    return f"{ADDRESS}/{path}?v={content_hash(STATIC / path)}"


def content_hash(file: Path) -> str:
    """The first digits of the SHA-256 of a file; read again only when the file changes."""
    state = file.stat()
    return _hash(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=512)
def _hash(file: Path, changed: int, size: int) -> str:  # noqa: ARG001 (parts of the key)
    return hashlib.sha256(file.read_bytes()).hexdigest()[:HASH_LENGTH]


class Assets(StaticFiles):
    """Serves `static/`: under `asset` addresses to be kept for good, under any other to be asked for again."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v", [])
        fits = bool(asked) and (STATIC / path).is_file() and asked == [content_hash(STATIC / path)]
        response.headers["Cache-Control"] = FOREVER if fits else ASK_FIRST
        return response
