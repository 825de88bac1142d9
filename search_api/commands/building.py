"""`praktyki build`: an index of what the store holds, published."""

from __future__ import annotations

import sys
from argparse import Namespace

from corpus.store import Store
from index.build import BuildReport, build
from index.encoders import load_encoder
from index.keeping import Keeping
from ingest.lineage import catch_up
from search_api.commands import telling
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.settings import Settings, read_settings


def run(_: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    with Store.open(settings.store_path) as store:
        if not sum(store.counts().values()):
            raise Failure(f"Baza „{settings.store_path}” jest pusta. Wczytaj praktyki: praktyki ingest ŚCIEŻKA.")
        report = build_index(settings, store)
    held = telling.counts({**report.records, "passages": report.passages})
    print(f"Indeks {report.snapshot} gotowy: {held}, czas {report.seconds:.1f} s.")
    return 0


def build_index(settings: Settings, store: Store) -> BuildReport:
    """Builds and publishes, with a progress bar when someone watches."""
    catch_up(store)  # the traces of documents that an earlier version stored or a restore brought
    return build(
        store,
        settings.data_dir,
        encoder=load_encoder(settings.encoder),
        progress=sys.stderr.isatty(),
        keeping=Keeping(settings.snapshots_kept, settings.snapshot_days),
    )
