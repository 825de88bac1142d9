"""Every file of a snapshot, damaged in every way: it is named, the snapshot before it answers, and nothing breaks."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import snapshot
from index.filters import Filters
from index.searcher import Searcher
from index.snapshot import SnapshotDamaged
from tests.corpus.records import document, practice
from tests.index.knowledge import published

NEED = "obiady dla samotnych seniorów"
POINTER = Path("CURRENT")


def answer(data_dir: Path) -> list[tuple[str, float]]:
    with Searcher.open(data_dir) as running:
        return answer_of(running)


def answer_of(running: Searcher) -> list[tuple[str, float]]:
    return [(hit.record_id, hit.score) for hit in running.search(NEED, Filters(), 10, 0).hits]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two snapshots whose answers differ."""
    folder = tmp_path_factory.mktemp("two")
    published(folder, [practice(), document()])
    published(
        folder, [practice(id="lezyce-obiady", title="Obiady w Łężycach", actions="Koło gospodyń gotuje w remizie.")]
    )
    return folder


def current(data_dir: Path) -> Path:
    folder = snapshot.current(data_dir)
    assert folder is not None
    return folder


def files_of(data_dir: Path) -> Iterator[Path]:
    """Every file of the current snapshot and the pointer to it, below the data folder."""
    for path in sorted(current(data_dir).rglob("*")):
        if path.is_file():
            yield path.relative_to(data_dir)
    yield Path("snapshots") / POINTER


def truncated(path: Path) -> bool:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return bool(content)


def flipped(path: Path) -> bool:
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 2] ^= 1
        path.write_bytes(bytes(content))
    return bool(content)


def emptied(path: Path) -> bool:
    size = path.stat().st_size
    path.write_bytes(b"")
    return size > 0


def removed(path: Path) -> bool:
    path.unlink()
    return True


def made_a_folder(path: Path) -> bool:
    path.unlink()
    path.mkdir()
    return True


DAMAGES = [truncated, flipped, emptied, removed, made_a_folder]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_the_snapshot_before_answers(
    two: Path, tmp_path: Path, damage: Callable[[Path], bool]
) -> None:
    # Given the answer of the earlier snapshot
    newer = current(two)
    (older,) = (path for path in snapshot.published(two) if path != newer)
    earlier = answer_of_the_older(two, tmp_path / "older", older.name)
    latest = answer(two)
    assert earlier != latest
    names = list(files_of(two))
    assert len(names) > 20

    damaged = 0
    for number, name in enumerate(names):
        # When one file of the newer is damaged
        data_dir = Path(shutil.copytree(two, tmp_path / str(number)))
        if not damage(data_dir / name):
            continue  # a lock file of tantivy holds nothing that could be lost
        damaged += 1

        # Then it is named, with what to do, and the newest whole one answers: the earlier, or the same when only the
        # pointer to it is damaged
        expected, found = (newer, latest) if name.name == POINTER.name else (older, earlier)
        with Searcher.open(data_dir) as running:
            assert running.damage is not None, name
            assert str(data_dir / name) in running.damage
            assert "praktyki build" in running.damage
            assert expected.name in running.damage
            assert running.manifest.snapshot == expected.name
            assert answer_of(running) == found
        shutil.rmtree(data_dir)
    assert damaged >= len(names) - 2


def answer_of_the_older(two: Path, place: Path, name: str) -> list[tuple[str, float]]:
    shutil.copytree(two, place)
    (place / "snapshots" / POINTER).write_text(f"{name}\n", encoding="utf-8")
    return answer(place)


@pytest.mark.parametrize("bit", range(8))
def test_no_bit_of_the_pointer_can_be_flipped_unnoticed(two: Path, tmp_path: Path, bit: int) -> None:
    name = current(two).name
    data_dir = Path(shutil.copytree(two, tmp_path / "var"))
    pointer = data_dir / "snapshots" / POINTER
    for place in range(len(name)):
        content = bytearray(name.encode())
        content[place] ^= 1 << bit
        pointer.write_bytes(bytes(content) + b"\n")

        folder = snapshot.current(data_dir)

        assert folder == pointer, content
    with Searcher.open(data_dir) as running:
        assert running.damage is not None
        assert str(pointer) in running.damage


def test_a_disk_that_cannot_read_a_file_is_damage_too(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir = Path(shutil.copytree(two, tmp_path / "var"))
    newer = current(data_dir)
    read = snapshot.checksum

    def failing(path: Path) -> str:
        if path == newer / snapshot.VECTORS:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return read(path)

    monkeypatch.setattr(snapshot, "checksum", failing)

    with Searcher.open(data_dir) as running:
        assert running.manifest.snapshot != newer.name
        assert running.damage is not None
        assert snapshot.VECTORS in running.damage
        assert "Sprawdź dysk" in running.damage


def test_a_process_without_free_descriptors_does_not_take_a_whole_snapshot_for_damaged(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path) -> str:
        raise OSError(errno.EMFILE, "Too many open files", str(path))

    monkeypatch.setattr(snapshot, "checksum", failing)

    with pytest.raises(OSError, match="Too many open files"):
        Searcher.open(two)


def test_when_every_snapshot_is_damaged_the_current_one_is_named(two: Path, tmp_path: Path) -> None:
    data_dir = Path(shutil.copytree(two, tmp_path / "var"))
    for folder in snapshot.published(data_dir):
        flipped(folder / snapshot.RECORDS)

    with pytest.raises(SnapshotDamaged) as caught:
        Searcher.open(data_dir)

    assert str(current(data_dir) / snapshot.RECORDS) in str(caught.value)


def test_a_reader_whom_builds_overtake_opens_the_newest_and_hears_of_no_damage(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a reader that has read the name of the current snapshot
    data_dir = Path(shutil.copytree(two, tmp_path / "var"))
    newer = current(data_dir)
    read = snapshot.read_manifest
    done: list[Path] = []

    def overtaken(folder: Path) -> snapshot.Manifest:
        if folder == newer and not done:
            done.append(folder)
            # When a build publishes another one and collects that very snapshot before the reader opens it
            published(data_dir, [practice(id="obiady-nowe")])
            snapshot.remove(newer)
        return read(folder)

    monkeypatch.setattr(snapshot, "read_manifest", overtaken)

    with Searcher.open(data_dir) as running:
        assert running.manifest.snapshot == current(data_dir).name
        assert running.damage is None
