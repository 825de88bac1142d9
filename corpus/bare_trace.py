"""An error as its types and places, without its words: for logs that must not hold what people wrote.

The message of an error may quote anything: the question that was asked, a field of a form, a line of a document. So it is left out,
for every error in the chain; what a system error or SQLite says by number or name stays.
"""

from __future__ import annotations

import errno
import sqlite3
import traceback
from collections.abc import Iterator


def bare_trace(error: BaseException) -> tuple[str, ...]:
    """Lines from the first cause to `error` itself: places in the code with the line of code, then the type."""
    return tuple(line for one in reversed(list(_chain(error, set()))) for line in _told(one))


def _chain(error: BaseException, met: set[int]) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None and id(found) not in met:
        met.add(id(found))
        yield found
        if isinstance(found, BaseExceptionGroup):
            for inner in found.exceptions:
                yield from _chain(inner, met)
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _told(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{frame.filename}:{frame.lineno} {frame.name}: {frame.line}"
    yield _named(error)


def _named(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {errno.errorcode.get(error.errno, error.errno)}"
    if isinstance(error, sqlite3.Error) and (code := getattr(error, "sqlite_errorname", None)):
        return f"{name} {code}"
    return name
