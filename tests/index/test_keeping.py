"""Old snapshots go by number and by age; the one that serves and the one to fall back on never do."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index import snapshot
from index.keeping import Keeping, collect
from index.snapshot import Manifest
from tests.corpus.records import practice
from tests.index.knowledge import published


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    published(folder, [practice()])
    return folder


@pytest.fixture
def data_dir(one: Path, tmp_path: Path) -> Path:
    """A data folder with the snapshots s0, s1, s2, s3 and s4, made so many days ago, s0 today and current."""
    data_dir = Path(shutil.copytree(one, tmp_path / "var"))
    folder = snapshot.current(data_dir)
    assert folder is not None
    manifest = snapshot.read_manifest(folder)
    for days in range(5):
        aged(folder, manifest, f"s{days}", days)
    snapshot.point_at(folder.parent / "s0")
    shutil.rmtree(folder)
    return data_dir


def aged(folder: Path, manifest: Manifest, name: str, days: int) -> None:
    created = (datetime.now(UTC) - timedelta(days=days, minutes=1)).isoformat()
    made = Path(shutil.copytree(folder, folder.parent / name))
    renamed = manifest.model_copy(update={"snapshot": name, "created": created}).sealed()
    (made / snapshot.MANIFEST).write_text(renamed.model_dump_json(), encoding="utf-8")


def kept(data_dir: Path) -> list[str]:
    return [path.name for path in snapshot.published(data_dir)]


def test_the_newest_stay_up_to_the_number(data_dir: Path) -> None:
    assert collect(data_dir, Keeping(count=3, days=30)) == ("s3", "s4")

    assert kept(data_dir) == ["s0", "s1", "s2"]


def test_those_older_than_the_days_go_however_few_there_are(data_dir: Path) -> None:
    assert collect(data_dir, Keeping(count=10, days=3)) == ("s3", "s4")

    assert kept(data_dir) == ["s0", "s1", "s2"]


def test_the_one_that_serves_and_the_next_whole_one_stay_at_any_age(data_dir: Path) -> None:
    assert collect(data_dir, Keeping(count=1, days=0)) == ("s2", "s3", "s4")

    assert kept(data_dir) == ["s0", "s1"]


def test_what_serves_stays_also_when_it_is_not_the_newest(data_dir: Path) -> None:
    snapshot.point_at(snapshot.snapshots_folder(data_dir) / "s4")

    collect(data_dir, Keeping(count=2, days=30))

    assert kept(data_dir) == ["s0", "s4"]


def test_a_damaged_one_is_nothing_to_fall_back_on(data_dir: Path) -> None:
    # Given that the one before the current is damaged
    vectors = snapshot.snapshots_folder(data_dir) / "s1" / snapshot.VECTORS
    vectors.write_bytes(vectors.read_bytes()[:-1])

    collect(data_dir, Keeping(count=2, days=30))

    # Then the newest whole one stays instead
    assert kept(data_dir) == ["s0", "s2"]


def test_one_whose_manifest_cannot_be_read_goes(data_dir: Path) -> None:
    (snapshot.snapshots_folder(data_dir) / "s2" / snapshot.MANIFEST).write_bytes(b"{")

    assert collect(data_dir, Keeping(count=10, days=30)) == ("s2",)


def test_one_that_the_disk_does_not_let_go_is_told_and_spoils_no_build(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(snapshot, "remove", failing)

    with caplog.at_level(logging.WARNING):
        assert collect(data_dir, Keeping(count=4, days=30)) == ()

    assert "s4" in caplog.text


def test_a_build_collects_as_it_is_told(data_dir: Path) -> None:
    report = published(data_dir, [], keeping=Keeping(count=2, days=30))

    assert kept(data_dir) == [report.snapshot, "s0"]
    assert not snapshot.leftovers(data_dir)
