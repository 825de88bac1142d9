"""The store for routes that need what no snapshot holds: opened for one request, in the thread of the route."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.language import normalise
from corpus.store import Store
from corpus.store_errors import StoreBusy, StoreError
from search_api.problems import STORE_AWAY, ProblemError
from search_api.settings import Settings

_log = logging.getLogger(__name__)


@contextmanager
def open_store(settings: Settings) -> Iterator[Store | None]:
    """The open store, None when there is none yet: a server makes no empty one. Faults are 503 problems.

    What went wrong in full, with the path of the file, goes to the log of the server and not to whoever asked.
    """
    try:
        if not settings.store_path.is_file():
            yield None
            return
        with Store.open(settings.store_path) as store:
            yield store
    except StoreBusy as error:
        raise ProblemError(STORE_AWAY, "Inny proces właśnie zapisuje w bazie. Spróbuj za chwilę.") from error
    except StoreError as error:
        _log.error("%s", normalise(str(error)))
        raise ProblemError(STORE_AWAY, STORE_AWAY.advice) from error
