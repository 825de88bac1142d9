"""`praktyki ingest`: files and folders into the store, with the outcome of each."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from corpus import review
from corpus.language import normalise
from corpus.store import Store
from ingest.ledger import Vanished
from ingest.pipeline import ingest
from ingest.sources import source_of
from ingest.web_sources import fetcher
from search_api.commands.failures import Failure
from search_api.commands.outcome_report import counted, line, write_csv
from search_api.settings import MOST_WORKERS, read_settings

PROBLEMS = frozenset({"duplicate", "empty", "rejected"})
SHOWN_VANISHED = 20


def run(arguments: Namespace) -> int:
    settings = read_settings()
    if arguments.workers is not None and not 1 <= arguments.workers <= MOST_WORKERS:
        raise Failure(f"Opcja --workers przyjmuje liczbę od 1 do {MOST_WORKERS}. Podano {arguments.workers}.")
    with Store.open(settings.store_path) as store:
        report = ingest(
            [source_of(path) for path in arguments.paths],
            store,
            progress=sys.stderr.isatty(),
            workers=arguments.workers or settings.ingest_workers or None,
            again=arguments.again,
            restore_removed=arguments.restore_removed,
            fetch=fetcher(settings.web_ports),
        )
        with store.reading() as connection:
            waiting = review.count(connection, status="szkic")
    for outcome in report.outcomes:
        if outcome.status in PROBLEMS:
            print(line(outcome), file=sys.stderr)
    if arguments.csv:
        write_csv(Path(arguments.csv), report.outcomes)
    _tell_vanished(report.vanished)
    counts = report.counts()
    print(counted(counts))
    changed = counts.get("added", 0) + counts.get("updated", 0)
    if changed:
        print("Aby nowe rekordy dało się znaleźć, uruchom: praktyki build")
    if waiting:
        print(f"Opisów do sprawdzenia: {waiting}. Zobacz je: praktyki review list")
    return 1 if counts.get("rejected", 0) else 0


def _tell_vanished(vanished: Sequence[Vanished]) -> None:
    if not vanished:
        return
    print(f"Plików, których już nie ma: {len(vanished)}. Ich rekordy zostały w bazie.", file=sys.stderr)
    for one in vanished[:SHOWN_VANISHED]:
        print(normalise(f"  {one.path}: {', '.join(one.record_ids) or 'bez rekordów'}"), file=sys.stderr)
    if len(vanished) > SHOWN_VANISHED:
        print(f"  i dalsze: {len(vanished) - SHOWN_VANISHED}", file=sys.stderr)
