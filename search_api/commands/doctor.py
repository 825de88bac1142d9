"""`praktyki doctor`: what is installed, what the store and the index hold, what is wrong and how to mend it."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

from corpus.store import Store
from corpus.store_errors import StoreError
from index import snapshot
from index.encoder import EncoderMissing
from index.encoders import load_encoder
from index.reranker import OFF, RerankerMissing, load_second_look
from ingest import entities
from ingest.errors import ChildBroken
from ingest.protocol import Guard
from ingest.sandbox import held_guards
from search_api.access.errors import AccessError
from search_api.access.file import FILE_NAME, check_whole, opened_if_there
from search_api.access.keys import all_keys
from search_api.commands import telling
from search_api.settings import PREFIX, Settings, read_settings
from search_api.version import DISTRIBUTION

LEAST_FREE_BYTES = 200 * 1024**2
PACKAGES = (
    DISTRIBUTION, "numpy", "faiss-cpu", "tantivy", "morfeusz2", "safetensors", "pydantic", "pydantic-settings", "pyyaml",
    "fastapi", "uvicorn", "jinja2", "argon2-cffi", "pypdf", "trafilatura", "spacy",
)  # fmt: skip

GUARDS: dict[Guard, str] = {
    "network": "bez sieci",
    "writing": "bez zapisu poza folderem tymczasowym",
    "memory": "z limitem pamięci",
    "processor": "z limitem czasu procesora",
    "parent": "kończy się razem z programem",
}

State = Literal["ok", "warning", "wrong"]
_SIGNS: dict[State, str] = {"ok": "dobrze", "warning": "uwaga", "wrong": "źle"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` says in Polish how to mend it, None when nothing is wrong."""

    subject: str
    state: State
    told: str
    remedy: str | None = None


def run(_: Namespace) -> int:
    settings = read_settings()
    wrong = 0
    for finding in findings(settings, os.environ):
        print(f"[{_SIGNS[finding.state]:^6}] {finding.subject}: {finding.told}")
        if finding.remedy:
            print(f"         → {finding.remedy}")
        wrong += finding.state == "wrong"
    print("Wszystko gotowe." if wrong == 0 else f"Do naprawienia: {wrong}.")
    return 0 if wrong == 0 else 1


def findings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Everything the doctor looks at, in the order in which one thing rests on another."""
    yield _python()
    yield _packages()
    yield from _unknown_settings(environment)
    yield _data_dir(settings.data_dir)
    yield _disk(settings.data_dir)
    yield _encoder(settings)
    yield _entities()
    yield _reading()
    if settings.reranker != OFF:
        yield _reranker(settings)
    store_fingerprint: str | None = None
    if settings.store_path.exists():
        try:
            with Store.open(settings.store_path) as store:
                yield _store(store)
                store_fingerprint = store.fingerprint()
        except (StoreError, OSError) as error:
            yield Finding("baza", "wrong", str(error), "Odtwórz ją z kopii: praktyki restore PLIK.")
    else:
        yield Finding(
            "baza", "wrong", f"nie ma pliku „{settings.store_path}”", "Wczytaj praktyki: praktyki ingest ŚCIEŻKA."
        )
    yield from _snapshot(settings, store_fingerprint)
    yield from _keys(settings.data_dir / FILE_NAME)


def _keys(path: Path) -> Iterator[Finding]:
    try:
        with opened_if_there(path) as connection:
            if connection is None:
                return  # keys are for those who review over HTTP; most installations need none
            check_whole(connection, path)
            now = datetime.now(UTC)
            valid = sum(key.is_valid(now) for key in all_keys(connection))
    except AccessError as error:
        yield Finding("klucze", "wrong", str(error), "Do tego czasu nikt nie wejdzie kluczem. Szukanie działa.")
        return
    yield Finding("klucze", "ok", f"ważnych {valid}")


def _python() -> Finding:
    return Finding("Python", "ok", sys.version.split()[0])


def _reading() -> Finding:
    try:
        held = held_guards()
    except ChildBroken as error:
        return Finding(
            "czytanie plików", "wrong", str(error), f"Zainstaluj program ponownie: pip install {DISTRIBUTION}."
        )
    missing = [told for guard, told in GUARDS.items() if guard not in held]
    if missing:
        return Finding(
            "czytanie plików",
            "warning",
            f"w osobnym procesie, ale ten system nie ogranicza go tak: {', '.join(missing)}",
            "Wczytuj tu tylko pliki z zaufanych źródeł. Wszystkie ograniczenia ma Linux z jądrem 5.13 lub nowszym.",
        )
    return Finding("czytanie plików", "ok", f"w osobnym procesie, {', '.join(GUARDS.values())}")


def _packages() -> Finding:
    found: list[str] = []
    missing: list[str] = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            missing.append(package)
    if missing:
        return Finding("pakiety", "wrong", f"brakuje: {', '.join(missing)}", f"Zainstaluj: pip install {DISTRIBUTION}.")
    return Finding("pakiety", "ok", ", ".join(found))


def _unknown_settings(environment: Mapping[str, str]) -> Iterator[Finding]:
    known = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            remedy = f"Może chodziło o {close[0]}?" if close else "Usuń je albo popraw nazwę."
            yield Finding("ustawienia", "warning", f"nieznane ustawienie {name}, jest pomijane", remedy)


def _data_dir(folder: Path) -> Finding:
    shown = folder.absolute()
    nearest = next(path for path in (shown, *shown.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        return Finding(
            "folder danych",
            "wrong",
            f"w folderze „{shown}” nie da się zapisywać",
            f"Zmień uprawnienia albo {PREFIX}DATA_DIR.",
        )
    return Finding("folder danych", "ok", str(shown))


def _disk(folder: Path) -> Finding:
    shown = folder.absolute()
    free = shutil.disk_usage(next(path for path in (shown, *shown.parents) if path.exists())).free
    told = f"wolne {free / 1024**3:.1f} GB"
    if free < LEAST_FREE_BYTES:
        return Finding(
            "dysk", "wrong", told, f"Zwolnij miejsce: potrzeba co najmniej {LEAST_FREE_BYTES // 1024**2} MB."
        )
    return Finding("dysk", "ok", told)


def _encoder(settings: Settings) -> Finding:
    try:
        encoder = load_encoder(settings.encoder)
    except EncoderMissing as error:
        return Finding("model znaczeń", "wrong", str(error), f"Popraw {PREFIX}ENCODER albo ustaw własny model: own.")
    return Finding("model znaczeń", "ok", f"{encoder.name}, {encoder.dim} wymiarów")


def _entities() -> Finding:
    try:
        told = entities.check()
    except entities.PipelineMissing as error:
        return Finding("rozpoznawanie nazw", "wrong", str(error), f"Popraw {PREFIX}SPACY albo ustaw własny potok: own.")
    return Finding("rozpoznawanie nazw", "ok", told)


def _reranker(settings: Settings) -> Finding:
    try:
        load_second_look(settings.reranker, settings.reranker_depth)
    except RerankerMissing as error:
        return Finding("model kolejności", "wrong", str(error), f"Popraw {PREFIX}RERANKER albo wyłącz go: {OFF}.")
    return Finding(
        "model kolejności", "ok", f"{settings.reranker}, czyta {settings.reranker_depth} najlepszych wyników"
    )


def _store(store: Store) -> Finding:
    # Reading a record tests its checksum: a damaged one raises StoreError.
    for record in (*store.practices(), *store.documents()):
        del record
    counts = store.counts()
    told = telling.counts(counts)
    if sum(counts.values()) == 0:
        return Finding("baza", "wrong", "jest pusta", "Wczytaj praktyki: praktyki ingest ŚCIEŻKA.")
    return Finding("baza", "ok", told)


def _snapshot(settings: Settings, store_fingerprint: str | None) -> Iterator[Finding]:
    folder = snapshot.current(settings.data_dir)
    if folder is None:
        yield Finding("indeks", "wrong", "nie ma indeksu", "Zbuduj go: praktyki build.")
        return
    try:
        manifest = snapshot.read_manifest(folder)
        snapshot.verify(folder, manifest)
    except snapshot.SnapshotError as error:
        yield Finding("indeks", "wrong", str(error), "Zbuduj go od nowa: praktyki build.")
        return
    held = telling.counts(manifest.counts)
    yield Finding("indeks", "ok", f"{manifest.snapshot} z {manifest.created[:16].replace('T', ' ')} UTC: {held}")
    if store_fingerprint is not None and manifest.store_fingerprint != store_fingerprint:
        yield Finding("indeks", "warning", "jest starszy niż baza", "Zbuduj go od nowa: praktyki build.")
    yield from _fit(settings, manifest)


def _fit(settings: Settings, manifest: snapshot.Manifest) -> Iterator[Finding]:
    try:
        fingerprint = load_encoder(settings.encoder).fingerprint
    except EncoderMissing:
        return  # told already
    if manifest.encoder_fingerprint != fingerprint:
        told = f"zbudowano go modelem „{manifest.encoder}”, a ustawiony jest „{settings.encoder}” albo jego inna wersja"
        yield Finding("indeks", "wrong", told, "Zbuduj go od nowa: praktyki build.")
