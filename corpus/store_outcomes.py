"""Outcomes of one ingest run, counted and page by page: a run may have hundreds of thousands."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.outcome import Outcome, OutcomeStatus
from corpus.store_sources import OUTCOME_COLUMNS


@dataclass(frozen=True, slots=True)
class RunSummary:
    """`started` is the time of the first batch (UTC, ISO 8601); `counts` has the number of outcomes by status."""

    run: str
    started: str
    counts: dict[str, int]


def last_runs(connection: sqlite3.Connection, limit: int) -> tuple[RunSummary, ...]:
    """The latest runs, the newest first."""
    rows = connection.execute("SELECT run, started FROM runs ORDER BY number DESC LIMIT ?", (limit,)).fetchall()
    return tuple(RunSummary(run, started, _counts(connection, run)) for run, started in rows)


def run_summary(connection: sqlite3.Connection, run: str) -> RunSummary | None:
    """One run by name, None when there is none."""
    row = connection.execute("SELECT run, started FROM runs WHERE run = ?", (run,)).fetchone()
    return None if row is None else RunSummary(row[0], row[1], _counts(connection, run))


def outcome_page(
    connection: sqlite3.Connection, run: str, *, status: OutcomeStatus | None, limit: int, offset: int
) -> tuple[Outcome, ...]:
    """Outcomes of a run in the order of recording, of one status or of all."""
    query = (
        f"SELECT {', '.join(OUTCOME_COLUMNS)} FROM outcomes WHERE run = ? AND (? IS NULL OR status = ?)"  # noqa: S608
        " ORDER BY number LIMIT ? OFFSET ?"
    )
    rows = connection.execute(query, (run, status, status, limit, offset))
    return tuple(Outcome.model_validate(dict(zip(OUTCOME_COLUMNS, row, strict=True))) for row in rows)


def _counts(connection: sqlite3.Connection, run: str) -> dict[str, int]:
    query = "SELECT status, count(*) FROM outcomes WHERE run = ? GROUP BY status ORDER BY status"
    return dict(connection.execute(query, (run,)))
