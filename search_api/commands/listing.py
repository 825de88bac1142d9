"""`praktyki outcomes`: what became of each file in an ingest run, from the store."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from corpus.outcome import Outcome, OutcomeStatus
from corpus.store import Store
from corpus.store_outcomes import RunSummary, last_runs, outcome_page, run_summary
from search_api.commands.failures import Failure
from search_api.commands.outcome_report import STATUS_NAMES, counted, line, write_csv
from search_api.commands.store_needed import need_store
from search_api.settings import read_settings

SHOWN_RUNS = 50
_PAGE = 1000


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    with Store.open(settings.store_path) as store:
        if arguments.runs:
            return _print_runs(store)
        asked = _asked(store, arguments.run)
        if arguments.csv:
            write_csv(Path(arguments.csv), _all(store, asked.run, arguments.status))
        else:
            for outcome in _all(store, asked.run, arguments.status):
                print(f"{STATUS_NAMES[outcome.status]:<10} {line(outcome)}")
    print(f"Wczytywanie {asked.run} z {asked.started}: {counted(asked.counts)}")
    return 0


def _print_runs(store: Store) -> int:
    with store.reading() as connection:
        for one in last_runs(connection, SHOWN_RUNS):
            print(f"{one.run}  {one.started}  {counted(one.counts)}")
    return 0


def _asked(store: Store, name: str | None) -> RunSummary:
    with store.reading() as connection:
        found = next(iter(last_runs(connection, 1)), None) if name is None else run_summary(connection, name)
    if found is None and name is None:
        raise Failure("W bazie nie ma zapisu żadnego wczytywania. Uruchom: praktyki ingest ŚCIEŻKA.")
    if found is None:
        raise Failure(f"Nie ma wczytywania „{name}”. Listę pokaże: praktyki outcomes --runs.")
    return found


def _all(store: Store, run_name: str, status: OutcomeStatus | None) -> Iterator[Outcome]:
    offset = 0
    while True:
        with store.reading() as connection:
            page = outcome_page(connection, run_name, status=status, limit=_PAGE, offset=offset)
        yield from page
        if len(page) < _PAGE:
            return
        offset += _PAGE
