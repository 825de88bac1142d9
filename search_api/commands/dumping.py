"""`praktyki dump`: the whole store as one JSON Lines file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from corpus.dump import dump
from corpus.store import Store
from search_api.commands import telling
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    target = Path(arguments.file)
    unfinished = target.with_name(f"{target.name}.part")
    with Store.open(settings.store_path) as store:
        # Written aside and renamed: a dump that breaks leaves the earlier file whole.
        with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            dump(store, stream)
        unfinished.replace(target)
        counts = store.counts()
    print(f"Zapisano bazę w pliku „{target}”: " + telling.counts(counts) + ".")
    return 0
