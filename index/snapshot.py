"""A snapshot: one immutable folder that holds everything a search needs, and the pointer to the current one.

    <data dir>/snapshots/<name>/manifest.json, records.jsonl, lineage.jsonl, passages.jsonl, facets.npz, groups.npy,
                                   vectors.faiss, lexical/, concepts/, words.txt, words.npz, pieces.npz, gaps.npz,
                                   names.npz
    <data dir>/snapshots/CURRENT     the name of the one that serves

A build writes into a folder that begins with "staging-", renames it, then replaces CURRENT; every file and folder is on the
disk before the name that leads to it. A reader sees the old snapshot or the new one, never a mixture. A build that fails takes
its staging folder away, one that is killed leaves it to the next build.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

FORMAT = 6
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
GAPS = "gaps.npz"
NAMES = "names.npz"

_FOLDER = "snapshots"
_CURRENT = "CURRENT"
_STAGING = "staging-"
_LOCK = "build.lock"
_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
# The file is whole, the process has no room to read it.
_NOT_ITS_FAULT = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})


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
    """The folder of the current snapshot, None when nothing has been published.

    The path of the pointer itself when it is lost or names no snapshot: whoever opens that is told that it is damaged.
    """
    folder = snapshots_folder(data_dir)
    pointer = folder / _CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return pointer if published(data_dir) else None
    except (OSError, UnicodeDecodeError):
        return pointer
    return folder / name if _NAME.fullmatch(name) and (folder / name).is_dir() else pointer


def published(data_dir: Path) -> list[Path]:
    """All snapshots that were published and still lie there, the newest first."""
    folder = snapshots_folder(data_dir)
    if not folder.is_dir():
        return []
    built = [path for path in folder.iterdir() if (path / MANIFEST).is_file() and not path.name.startswith(_STAGING)]
    return sorted(built, key=_created, reverse=True)


@contextmanager
def building(data_dir: Path) -> Iterator[None]:
    """Holds the right to build in this data folder. Raises BuildRunning when another process has it."""
    folder = snapshots_folder(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    flush(data_dir)
    try:
        with FileLock(folder / _LOCK, blocking=False):
            yield
    except Timeout as error:
        raise BuildRunning("Inny proces właśnie buduje indeks w tym folderze danych. Poczekaj, aż skończy.") from error


@contextmanager
def staging(data_dir: Path, name: str) -> Iterator[Path]:
    """An empty folder to build snapshot `name` in, taken away when the block raises: a full disk is not left full.

    Leftovers of builds that were killed are removed first; hold `building`.
    """
    folder = snapshots_folder(data_dir)
    for leftover in leftovers(data_dir):
        shutil.rmtree(leftover)
    path = folder / f"{_STAGING}{name}"
    path.mkdir()
    try:
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def leftovers(data_dir: Path) -> list[Path]:
    """What builds that were killed left, or one that runs now is writing."""
    return sorted(snapshots_folder(data_dir).glob(f"{_STAGING}*"))


def remove(path: Path) -> None:
    """Takes a snapshot away: first its name, so that half of one is never seen. What has it open keeps it."""
    leaving = path.with_name(f"{_STAGING}removed-{path.name}")
    path.rename(leaving)
    shutil.rmtree(leaving)


def checksums(folder: Path) -> dict[str, str]:
    """sha256 of every file under the folder but the manifest, by relative path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): checksum(path) for path in paths}


def publish(staged: Path, manifest: Manifest) -> Path:
    """Completes the staged folder with its manifest and makes it current. Returns where it stands now.

    Raises OSError when the disk fails; then the earlier snapshot is current, unless the very last flush failed.
    """
    (staged / MANIFEST).write_text(manifest.sealed().model_dump_json(indent=1) + "\n", encoding="utf-8")
    for path in staged.rglob("*"):
        flush(path)
    flush(staged)
    final = staged.parent / manifest.snapshot
    staged.rename(final)
    try:
        flush(final.parent)
        point_at(final)
    except BaseException:
        remove_unless_current(final)
        raise
    flush(final.parent)
    return final


def point_at(final: Path) -> None:
    """Makes a whole snapshot current: the pointer is written aside and takes the place of the old one in one step."""
    pointer = final.parent / f"{_CURRENT}.new"
    try:
        pointer.write_text(final.name + "\n", encoding="utf-8")
        flush(pointer)
        pointer.replace(final.parent / _CURRENT)
    except BaseException:
        with suppress(OSError):
            pointer.unlink(missing_ok=True)
        raise


def remove_unless_current(path: Path) -> None:
    """Takes away a snapshot that could not be made current; one more failure of the disk leaves it to a later collection."""
    with suppress(OSError):
        if current(path.parents[1]) != path:
            remove(path)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises SnapshotDamaged when it is missing, broken, or of another format."""
    if folder.name == _CURRENT:
        raise SnapshotDamaged(
            f"Plik „{folder}”, który wskazuje indeks, jest uszkodzony lub go brakuje. Zbuduj indeks od nowa: praktyki build."
        )
    path = folder / MANIFEST
    damaged = f"Plik „{path}” jest uszkodzony lub go brakuje. Zbuduj indeks od nowa: praktyki build."
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        _mind(error)
        raise SnapshotDamaged(damaged) from error
    except ValidationError as error:
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
    """Raises SnapshotDamaged naming the first file that is missing, unreadable or not as it was written."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise SnapshotDamaged(f"Brakuje pliku indeksu „{path}”. Zbuduj indeks od nowa: praktyki build.")
        try:
            found = checksum(path)
        except OSError as error:
            _mind(error)
            raise SnapshotDamaged(
                f"Pliku indeksu „{path}” nie da się odczytać. Sprawdź dysk i prawa dostępu, potem zbuduj indeks od nowa: "
                "praktyki build."
            ) from error
        if found != expected:
            raise SnapshotDamaged(f"Plik indeksu „{path}” jest uszkodzony. Zbuduj indeks od nowa: praktyki build.")


def _mind(error: OSError) -> None:
    if error.errno in _NOT_ITS_FAULT:
        raise error


def checksum(path: Path) -> str:
    """sha256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def flush(path: Path) -> None:
    """Returns when the file, or the entries of the folder, are on the disk."""
    if os.name == "nt":  # Windows neither opens folders nor syncs files opened for reading
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _created(path: Path) -> tuple[str, str]:
    try:
        return read_manifest(path).created, path.name
    except SnapshotDamaged:
        return "", path.name
