"""A snapshot: one immutable folder that holds everything a search needs, and the pointer to the current one.

    <data dir>/snapshots/<name>/manifest.json, records.jsonl, lineage.jsonl, passages.jsonl, facets.npz, groups.npy,
                                   vectors.faiss, lexical/, concepts/, words.txt, words.npz, pieces.npz
    <data dir>/snapshots/CURRENT     the name of the one that serves

A build writes into a folder that begins with "staging-", renames it, then replaces CURRENT. A reader sees the old
snapshot or the new one, never a mixture; a build that dies leaves only a staging folder, which the next build removes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 4
MANIFEST = "manifest.json"
RECORDS = "records.jsonl"
LINEAGE = "lineage.jsonl"
PASSAGES = "passages.jsonl"
PASSAGE_RECORDS = "passage_records.npy"
FACETS = "facets.npz"
GROUPS = "groups.npy"
VECTORS = "vectors.faiss"
LEXICAL = "lexical"
CONCEPTS = "concepts"
WORDS = "words.txt"
WORD_POSTINGS = "words.npz"
PIECES = "pieces.npz"

_FOLDER = "snapshots"
_CURRENT = "CURRENT"
_STAGING = "staging-"
_LOCK = "build.lock"
_KEPT = 2
_CHUNK = 1 << 20


class SnapshotError(Exception):
    """Base of what can be wrong with a snapshot. Messages are Polish and say what to do."""


class NoSnapshot(SnapshotError):
    """Nothing has been built yet."""


class SnapshotDamaged(SnapshotError):
    """A file of the snapshot is missing or changed."""


class BuildRunning(SnapshotError):
    """Another process is building in the same data folder."""


class EncoderMismatch(SnapshotError):
    """The snapshot was built with another encoder or analyser than the one that serves."""


class Manifest(BaseModel):
    """What a snapshot is. `files` maps relative paths to sha256; `counts` are records by kind and passages.

    `words_fingerprint` is that of the own encoder, which compares words whatever encoder serves. `seal` is the sha256 of all the
    rest; `publish` sets it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    snapshot: str
    created: str
    counts: dict[str, int]
    encoder: str
    encoder_fingerprint: str
    words_fingerprint: str
    analyser_fingerprint: str
    store_fingerprint: str
    dimensions: int
    versions: dict[str, str]
    files: dict[str, str]
    seal: str = ""

    def sealed(self) -> Manifest:
        """The same with its seal."""
        return self.model_copy(update={"seal": self._seal()})

    def is_whole(self) -> bool:
        """False when a value was changed after sealing."""
        return self.seal == self._seal()

    def _seal(self) -> str:
        return hashlib.sha256(self.model_copy(update={"seal": ""}).model_dump_json().encode()).hexdigest()


def snapshots_folder(data_dir: Path) -> Path:
    return data_dir / _FOLDER


def current(data_dir: Path) -> Path | None:
    """The folder of the current snapshot, None when nothing has been published."""
    try:
        name = (snapshots_folder(data_dir) / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        # Unreadable: whoever opens what the name stands for is told that it is damaged.
        name = ""
    return snapshots_folder(data_dir) / (name or _CURRENT)


def published(data_dir: Path) -> list[Path]:
    """All snapshots that were published and still lie there, the newest first."""
    folder = snapshots_folder(data_dir)
    built = [path for path in folder.iterdir() if (path / MANIFEST).is_file() and not path.name.startswith(_STAGING)]
    return sorted(built, key=_created, reverse=True)


@contextmanager
def building(data_dir: Path) -> Iterator[None]:
    """Holds the right to build in this data folder. Raises BuildRunning when another process has it."""
    folder = snapshots_folder(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / _LOCK, blocking=False):
            yield
    except Timeout as error:
        raise BuildRunning("Inny proces właśnie buduje indeks w tym folderze danych. Poczekaj, aż skończy.") from error


def staging(data_dir: Path, name: str) -> Path:
    """An empty folder to build snapshot `name` in. Leftovers of builds that died are removed; hold `building` first."""
    folder = snapshots_folder(data_dir)
    for leftover in folder.glob(f"{_STAGING}*"):
        shutil.rmtree(leftover)
    path = folder / f"{_STAGING}{name}"
    path.mkdir()
    return path


def checksums(folder: Path) -> dict[str, str]:
    """sha256 of every file under the folder but the manifest, by relative path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in paths}


def publish(staged: Path, manifest: Manifest) -> Path:
    """Completes the staged folder with its manifest and makes it current. Returns where it stands now."""
    (staged / MANIFEST).write_text(manifest.sealed().model_dump_json(indent=1) + "\n", encoding="utf-8")
    for path in staged.rglob("*"):
        _flush(path)
    _flush(staged)
    folder = staged.parent
    final = folder / manifest.snapshot
    staged.rename(final)
    _flush(folder)
    pointer = folder / f"{_CURRENT}.new"
    pointer.write_text(manifest.snapshot + "\n", encoding="utf-8")
    _flush(pointer)
    pointer.replace(folder / _CURRENT)
    _flush(folder)
    _collect(folder, manifest.snapshot)
    return final


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises SnapshotDamaged when it is missing, broken, or of another format."""
    path = folder / MANIFEST
    damaged = f"Plik „{path}” jest uszkodzony lub go brakuje. Zbuduj indeks od nowa: praktyki build."
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise SnapshotDamaged(damaged) from error
    if manifest.format != FORMAT:
        raise SnapshotDamaged(
            f"Indeks „{folder}” zbudowała inna wersja programu (format {manifest.format}, potrzebny {FORMAT}). "
            "Zbuduj go od nowa: praktyki build."
        )
    if not manifest.is_whole():
        raise SnapshotDamaged(damaged)
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Raises SnapshotDamaged naming the first file that is missing or not as it was written."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise SnapshotDamaged(f"Brakuje pliku indeksu „{path}”. Zbuduj indeks od nowa: praktyki build.")
        if _checksum(path) != expected:
            raise SnapshotDamaged(f"Plik indeksu „{path}” jest uszkodzony. Zbuduj indeks od nowa: praktyki build.")


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _flush(path: Path) -> None:
    if os.name == "nt":  # Windows neither opens folders nor syncs files opened for reading
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _collect(folder: Path, newest: str) -> None:
    """Keeps the newest snapshots by creation; a reader of an older one keeps its open files."""
    built = sorted((path for path in folder.iterdir() if (path / MANIFEST).is_file()), key=_created)
    for path in built[:-_KEPT]:
        if path.name != newest:
            shutil.rmtree(path)


def _created(path: Path) -> tuple[str, str]:
    try:
        return read_manifest(path).created, path.name
    except SnapshotDamaged:
        return "", path.name
