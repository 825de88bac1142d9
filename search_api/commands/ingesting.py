"""`praktyki ingest`: files and folders into the store, with the outcome of each."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from corpus.language import normalise
from corpus.outcome import Outcome
from corpus.store import Store
from ingest.pipeline import ingest
from search_api.settings import read_settings

COLUMNS = ("path", "item", "status", "record_id", "field", "reason")
PROBLEMS = frozenset({"duplicate", "empty", "rejected"})
_STATUS = {
    "added": "dodano",
    "updated": "zmieniono",
    "unchanged": "bez zmian",
    "duplicate": "powtórzone",
    "empty": "puste",
    "rejected": "odrzucono",
}


def run(arguments: Namespace) -> int:
    settings = read_settings()
    with Store.open(settings.store_path) as store:
        report = ingest([Path(path) for path in arguments.paths], store, progress=sys.stderr.isatty())
    for outcome in report.outcomes:
        if outcome.status in PROBLEMS:
            print(line(outcome), file=sys.stderr)
    if arguments.csv:
        write_csv(Path(arguments.csv), report.outcomes)
    counts = report.counts()
    print(", ".join(f"{name} {counts.get(status, 0)}" for status, name in _STATUS.items()) + ".")
    changed = counts.get("added", 0) + counts.get("updated", 0)
    if changed:
        print("Aby nowe rekordy dało się znaleźć, uruchom: praktyki build")
    return 1 if counts.get("rejected", 0) else 0


def line(outcome: Outcome) -> str:
    """ "plik.jsonl:17 years.start: powód" on one line; parts that are not known are left out."""
    place = outcome.path if outcome.item is None else f"{outcome.path}:{outcome.item}"
    field = f" {outcome.field}" if outcome.field else ""
    return normalise(f"{place}{field}: {outcome.reason or _STATUS[outcome.status]}")


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
