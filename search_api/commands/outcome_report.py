"""Outcomes for people: one line each, a sum, and a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.language import normalise
from corpus.outcome import Outcome

COLUMNS = ("path", "item", "status", "record_id", "field", "reason")
STATUS_NAMES = {
    "added": "dodano",
    "updated": "zmieniono",
    "unchanged": "bez zmian",
    "duplicate": "powtórzone",
    "empty": "puste",
    "rejected": "odrzucono",
}


def counted(counts: Mapping[str, int]) -> str:
    """ "dodano 3, zmieniono 0, …, odrzucono 1."."""
    return ", ".join(f"{name} {counts.get(status, 0)}" for status, name in STATUS_NAMES.items()) + "."


def line(outcome: Outcome) -> str:
    """ "plik.jsonl:17 years.start: powód" on one line; parts that are not known are left out."""
    place = outcome.path if outcome.item is None else f"{outcome.path}:{outcome.item}"
    field = f" {outcome.field}" if outcome.field else ""
    return normalise(f"{place}{field}: {outcome.reason or STATUS_NAMES[outcome.status]}")


def write_csv(path: Path, outcomes: Iterable[Outcome]) -> None:
    """All outcomes as CSV (UTF-8). A cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for outcome in outcomes:
            writer.writerow([_cell(getattr(outcome, column)) for column in COLUMNS])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
