"""`praktyki restore`: a store from a dump."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from corpus.dump import restore
from corpus.store import Store
from search_api.commands import telling
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    source = Path(arguments.file)
    with source.open(encoding="utf-8", newline="\n") as stream, Store.open(settings.store_path) as store:
        restore(store, stream)
        counts = store.counts()
    print(f"Odtworzono bazę z pliku „{source}”: " + telling.counts(counts) + ".")
    print("Aby dało się w niej szukać, uruchom: praktyki build")
    return 0
