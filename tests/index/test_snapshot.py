"""Snapshots: published in one step, verified to the last byte, never built twice at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import fitness, snapshot
from index.filters import Filters
from index.searcher import Searcher
from index.snapshot import BuildRunning, EncoderMismatch, Manifest, NoSnapshot, SnapshotDamaged
from index.static_encoder import StaticEncoder, own_encoder
from index.training.model_folder import write_model
from tests.corpus.records import document, practice
from tests.index.knowledge import published

NEED = "obiady dla samotnych seniorów"


def answer(data_dir: Path, need: str = NEED) -> list[tuple[str, float]]:
    with Searcher.open(data_dir) as running:
        return [(hit.record_id, hit.score) for hit in running.search(need, Filters(), 10, 0).hits]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one small snapshot, to be copied and damaged."""
    folder = tmp_path_factory.mktemp("pristine")
    published(folder, [practice(), document()])
    return folder


@pytest.fixture
def data_dir(pristine: Path, tmp_path: Path) -> Path:
    shutil.copytree(pristine, tmp_path / "var")
    return tmp_path / "var"


def the_snapshot(data_dir: Path) -> Path:
    folder = snapshot.current(data_dir)
    assert folder is not None
    return folder


def test_nothing_is_current_before_the_first_build(tmp_path: Path) -> None:
    assert snapshot.current(tmp_path) is None
    with pytest.raises(NoSnapshot, match="praktyki build"):
        Searcher.open(tmp_path)


def test_a_snapshot_describes_itself(data_dir: Path) -> None:
    folder = the_snapshot(data_dir)

    manifest = snapshot.read_manifest(folder)

    assert manifest.snapshot == folder.name
    assert manifest.counts == {"practice": 1, "document": 1, "passages": 2}
    assert manifest.encoder_fingerprint == own_encoder().fingerprint
    assert manifest.dimensions == own_encoder().dim
    assert set(manifest.versions) == {"python", "dobre-praktyki", "tantivy", "faiss-cpu", "numpy", "morfeusz2"}
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(manifest.files) | {snapshot.MANIFEST} == written


def test_publishing_is_one_change_of_the_pointer(data_dir: Path) -> None:
    # Given a snapshot that serves
    old = the_snapshot(data_dir)
    found = answer(data_dir)

    # When another one is all written but the pointer still names the old one, as when the power fails in between
    actions = "Koło gospodyń gotowało zupę, a młodzież zanosiła ją samotnym seniorom do domów."
    published(data_dir, [practice(id="lezyce-obiady", title="Obiady w Łężycach", actions=actions, results=None)])
    new = the_snapshot(data_dir)
    (data_dir / "snapshots" / "CURRENT").write_text(old.name + "\n", encoding="utf-8")

    # Then the old one answers as before, and the new one once it is named
    assert answer(data_dir) == found
    (data_dir / "snapshots" / "CURRENT").write_text(new.name + "\n", encoding="utf-8")
    assert {record for record, _ in answer(data_dir)} == {"lezyce-obiady", "staszow-cieple-obiady"}


def test_the_pointer_is_replaced_and_never_written_in_place(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a disk that fails at the very last step
    old, found = the_snapshot(data_dir), answer(data_dir)

    def fails(path: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error", str(target))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="CURRENT"):
            published(data_dir, [practice(id="lezyce-obiady")])

    # Then the old snapshot serves, and a later build publishes
    assert (the_snapshot(data_dir), answer(data_dir)) == (old, found)
    published(data_dir, [])
    assert "lezyce-obiady" in dict(answer(data_dir))


def test_a_reader_of_the_old_snapshot_is_not_disturbed_by_builds(data_dir: Path) -> None:
    with Searcher.open(data_dir) as running:
        before = running.search(NEED, Filters(), 10, 0)
        for number in range(3):
            published(data_dir, [practice(id=f"obiady-{number}")])

        # Its folder is gone by now, what it has open is not
        assert not (data_dir / "snapshots" / running.manifest.snapshot).exists()
        assert running.search(NEED, Filters(), 10, 0) == before
        assert running.record("staszow-cieple-obiady") == practice()


def test_the_current_snapshot_and_two_before_are_kept(data_dir: Path) -> None:
    names = [the_snapshot(data_dir).name]
    for number in range(3):
        names.append(published(data_dir, [practice(id=f"obiady-{number}")]).snapshot)

    kept = sorted(path.name for path in (data_dir / "snapshots").iterdir() if path.is_dir())

    assert kept == sorted(names[-3:])
    assert the_snapshot(data_dir).name == names[-1]


def test_the_current_snapshot_is_kept_when_the_clock_went_back(data_dir: Path) -> None:
    # Given snapshots that claim to come from the future
    folder = the_snapshot(data_dir)
    for number in range(3):
        future = Manifest.model_validate(
            snapshot.read_manifest(folder).model_dump()
            | {"created": f"2999-01-0{number + 1}", "snapshot": f"f{number}"}
        )
        (data_dir / "snapshots" / f"f{number}").mkdir()
        (data_dir / "snapshots" / f"f{number}" / snapshot.MANIFEST).write_text(future.sealed().model_dump_json())

    report = published(data_dir, [])

    assert the_snapshot(data_dir).name == report.snapshot
    assert the_snapshot(data_dir).is_dir()


def test_leftovers_of_dead_builds_are_removed_by_the_next(data_dir: Path) -> None:
    leftover = data_dir / "snapshots" / "staging-20200101T000000-dead"
    (leftover / "lexical").mkdir(parents=True)
    (leftover / "lexical" / "half").write_bytes(b"half")

    published(data_dir, [])

    assert not list((data_dir / "snapshots").glob("staging-*"))


def test_the_same_records_give_the_same_answers_from_another_build(data_dir: Path) -> None:
    found = answer(data_dir)

    published(data_dir, [])

    assert answer(data_dir) == found


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _remove(path: Path) -> None:
    path.unlink()


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_truncate, _flip, _remove, _replace_by_folder])
def test_damage_to_any_file_is_named_when_the_snapshot_is_opened(
    pristine: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    names = sorted(path.relative_to(pristine) for path in the_snapshot(pristine).rglob("*") if path.is_file())
    assert len(names) > 10
    for number, name in enumerate(names):
        if damage in (_truncate, _flip) and not (pristine / name).stat().st_size:
            continue  # lock files of tantivy hold nothing
        data_dir = tmp_path / str(number)
        shutil.copytree(pristine, data_dir)
        damage(data_dir / name)

        with pytest.raises(SnapshotDamaged) as caught:
            Searcher.open(data_dir)

        assert str(data_dir / name) in str(caught.value)
        assert "praktyki build" in str(caught.value)


def test_a_new_build_mends_a_damaged_snapshot(data_dir: Path) -> None:
    _flip(the_snapshot(data_dir) / snapshot.VECTORS)

    published(data_dir, [])

    assert answer(data_dir)


@pytest.mark.parametrize(
    "change",
    [
        {"counts": {"practice": 999, "document": 1, "passages": 2}},
        {"created": "1999-01-01T00:00:00+00:00"},
        {"files": {}},
        {"seal": ""},
    ],
)
def test_a_manifest_that_somebody_changed_is_refused(data_dir: Path, change: dict[str, object]) -> None:
    path = the_snapshot(data_dir) / snapshot.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")

    with pytest.raises(SnapshotDamaged, match=r"manifest\.json"):
        Searcher.open(data_dir)


def test_a_snapshot_of_another_format_says_so(data_dir: Path) -> None:
    path = the_snapshot(data_dir) / snapshot.MANIFEST
    later = Manifest.model_validate_json(path.read_text(encoding="utf-8")).model_copy(update={"format": 99})
    path.write_text(later.sealed().model_dump_json(), encoding="utf-8")

    with pytest.raises(SnapshotDamaged, match=r"inna wersja programu \(format 99, potrzebny \d+\)\. Zbuduj go od nowa"):
        Searcher.open(data_dir)


@pytest.mark.parametrize("pointer", [b"", b"nie-ma-takiego", b"\n", b"\xff\xfe"])
def test_a_pointer_to_nothing_leaves_the_newest_intact_snapshot_serving(data_dir: Path, pointer: bytes) -> None:
    (data_dir / "snapshots" / "CURRENT").write_bytes(pointer)

    with Searcher.open(data_dir) as searcher:
        assert searcher.damage is not None
        assert "praktyki build" in searcher.damage
        assert searcher.search("seniorzy", Filters(), 5, 0).hits


def test_a_damaged_current_snapshot_leaves_the_earlier_one_serving(data_dir: Path) -> None:
    # Given two snapshots, the newer of them damaged
    before = the_snapshot(data_dir)
    published(data_dir, [practice()])
    _flip(the_snapshot(data_dir) / snapshot.RECORDS)

    with Searcher.open(data_dir) as searcher:
        assert searcher.manifest.snapshot == before.name
        assert searcher.damage is not None
        assert snapshot.RECORDS in searcher.damage


def test_a_snapshot_of_another_encoder_is_refused(data_dir: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "model", ["senior"], own_encoder().encode_queries(["senior"]), {})

    with pytest.raises(EncoderMismatch, match="Zbuduj indeks od nowa: praktyki build"):
        Searcher.open(data_dir, StaticEncoder(tmp_path / "model"))


def test_a_snapshot_of_another_dictionary_is_refused(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitness, "analyser_fingerprint", lambda: "0123456789abcdef")

    with pytest.raises(EncoderMismatch, match="słownika odmiany"):
        Searcher.open(data_dir)


def test_two_builders_in_one_process_are_one_too_many(data_dir: Path) -> None:
    with snapshot.building(data_dir), pytest.raises(BuildRunning, match="Poczekaj"):
        published(data_dir, [])

    published(data_dir, [])


_BUILD_ELSEWHERE = """
import sys
from pathlib import Path
from index import snapshot
try:
    with snapshot.building(Path(sys.argv[1])):
        print("buduje")
except snapshot.BuildRunning as error:
    print(error)
"""


def test_two_builders_in_two_processes_are_one_too_many(data_dir: Path) -> None:
    def elsewhere() -> str:
        command = [sys.executable, "-c", _BUILD_ELSEWHERE, str(data_dir)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with snapshot.building(data_dir):
        assert elsewhere() == "Inny proces właśnie buduje indeks w tym folderze danych. Poczekaj, aż skończy."

    assert elsewhere() == "buduje"
