"""One search from criteria to the answer of the contract: for the API, the pages and the command line alike."""

from __future__ import annotations

from time import perf_counter

from corpus import vocabulary
from corpus.document import Document
from corpus.practice import Practice
from search_api.contract.search import SearchAnswer
from search_api.operation.observation import note_search
from search_api.searching import presenting
from search_api.searching.criteria import Criteria
from search_api.searching.engine import Engine
from search_api.settings import Language


def answer(wanted: Criteria, engine: Engine, language: Language) -> SearchAnswer:
    """Runs a search and times it. An offset past the last result gives no results, with the true total."""
    started = perf_counter()
    found = engine.search(
        wanted.query, wanted.filters, wanted.limit, wanted.offset, diversity=wanted.diversity, order=wanted.order
    )
    note_search(query=bool(wanted.query), good_match=found.good_match, total=found.total)
    shown = presenting.search_answer(found, engine, language)
    return shown.model_copy(update={"took_ms": round((perf_counter() - started) * 1000, 2)})


def found_records(wanted: Criteria, engine: Engine) -> tuple[Practice | Document, ...]:
    """All records of a search in its order, without a page and without reasons: for exports and maps.

    `limit`, `offset` and `diversity` do not count. Raises LookupError when the snapshot lacks a record: it is damaged.
    """
    return tuple(
        presenting.record_of(record_id, engine)
        for record_id in engine.found(wanted.query, wanted.filters, wanted.order)
    )


def is_empty(engine: Engine) -> bool:
    """True when the snapshot holds no record at all: then no other words would help."""
    counts = engine.manifest.counts
    return not any(counts.get(kind, 0) for kind in vocabulary.load("kinds").codes)
