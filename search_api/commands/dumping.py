"""`praktyki dump`: the whole store as one JSON Lines file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from corpus.dump import dump
from corpus.store import Store
from search_api.commands import telling
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    target = Path(arguments.file)
    if target.is_dir():
        raise Failure(f"„{target}” jest folderem. Podaj nazwę pliku, na przykład „{target / 'kopia.jsonl'}”.")
    with Store.open(settings.store_path) as store:
        _write(store, target)
        counts = store.counts()
    print(f"Zapisano bazę w pliku „{target}”: " + telling.counts(counts) + ".")
    return 0


def _write(store: Store, target: Path) -> None:
    # Written aside and renamed: a dump that breaks leaves the earlier file whole and nothing beside it.
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            dump(store, stream)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
