"""What `serve --prepare` does before the server starts: the starter practices in the store, the index up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from corpus.lemmas import fingerprint as analyser_fingerprint
from corpus.store import Store
from index import snapshot
from index.encoders import load_encoder
from ingest.pipeline import ingest
from search_api.commands.building import build_index
from search_api.commands.failures import Failure
from search_api.settings import Settings

NOTE = "starter.sha256"


def prepare_apart(settings: Settings) -> None:
    """`prepare` in a process of its own, when there is something to do: the memory of a build goes back to the system."""
    if is_prepared(settings):
        return
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(prepare, settings, print).result()


def is_prepared(settings: Settings) -> bool:
    """True when `prepare` would find nothing to do."""
    if not settings.store_path.is_file() or _noted(settings) != fingerprint_of(settings.starter_dir):
        return False
    with Store.open(settings.store_path) as store:
        return is_fresh(settings, store)


def _noted(settings: Settings) -> str | None:
    note = settings.data_dir / NOTE
    return note.read_text(encoding="utf-8").strip() if note.is_file() else None


def prepare(settings: Settings, say: Callable[[str], None]) -> None:
    """Ingests the starter practices when their files differ from those noted, builds when the index is behind the store.

    Nothing to do costs reading the files of the starter practices once. Raises Failure when a starter file is broken.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    fingerprint = fingerprint_of(settings.starter_dir)
    with Store.open(settings.store_path) as store:
        if _noted(settings) != fingerprint:
            say("Wczytuję startową bazę praktyk…")
            report = ingest([settings.starter_dir], store)
            # What was removed on request stays away, and that is no fault of the starter base.
            removed = {removal.record_id for removal in store.removals()}
            rejected = [
                outcome
                for outcome in report.outcomes
                if outcome.status == "rejected" and outcome.record_id not in removed
            ]
            if rejected:
                first = rejected[0]
                raise Failure(f"Plik startowej bazy „{first.path}” ma błąd: {first.field or ''} {first.reason or ''}")
            (settings.data_dir / NOTE).write_text(fingerprint + "\n", encoding="utf-8")
        if not is_fresh(settings, store):
            say("Buduję indeks…")
            build_index(settings, store)


def fingerprint_of(folder: Path) -> str:
    """sha256 over the names and bytes of all card files of the folder. Raises Failure when there is no such folder."""
    if not folder.is_dir():
        raise Failure(f"Nie ma folderu „{folder}”. Popraw ustawienie PRAKTYKI_STARTER_DIR.")
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(settings: Settings, store: Store) -> bool:
    """True when the published snapshot can be read, holds what the store holds, and fits the encoder and the analyser."""
    folder = snapshot.current(settings.data_dir)
    if folder is None:
        return False
    try:
        manifest = snapshot.read_manifest(folder)
    except snapshot.SnapshotDamaged:
        return False
    return (
        manifest.store_fingerprint == store.fingerprint()
        and manifest.encoder_fingerprint == load_encoder(settings.encoder).fingerprint
        and manifest.analyser_fingerprint == analyser_fingerprint()
    )
