"""One search from criteria to the answer of the contract: for the API, the pages and the command line alike."""

from __future__ import annotations

from time import perf_counter

from search_api import presenting
from search_api.criteria import Criteria, check_offset
from search_api.engine import Engine
from search_api.schemas import SearchAnswer
from search_api.settings import Language


def answer(wanted: Criteria, engine: Engine, language: Language) -> SearchAnswer:
    """Runs a search and times it. Raises WrongInput when the offset lies past the last result."""
    started = perf_counter()
    found = engine.search(wanted.query, wanted.filters, wanted.limit, wanted.offset)
    check_offset(wanted.offset, found.total)
    shown = presenting.search_answer(found, engine, language)
    return shown.model_copy(update={"took_ms": round((perf_counter() - started) * 1000, 2)})
