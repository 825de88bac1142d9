"""One writer at a time, readers unhindered, and no half changes after a full disk or a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store, StoreBusy, StoreFull
from tests.corpus.records import practice

WRITES_AND_WAITS = """
import sys
from pathlib import Path
from corpus.store import Store
from tests.corpus.records import practice

with Store.open(Path(sys.argv[1])) as store, store.writer() as writer:
    for number in range(200):
        writer.put_practice(practice(id=f"wies-{number:03}"))
    print("zapisano", flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


@pytest.fixture
def other_writer(store: Store) -> Iterator[subprocess.Popen[str]]:
    """Another process that has written 200 practices and holds its transaction open."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES_AND_WAITS, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "zapisano\n"
        yield process
        process.kill()


def test_a_second_writer_of_another_process_is_told_to_wait(store: Store, other_writer: subprocess.Popen[str]) -> None:
    with pytest.raises(StoreBusy, match="zapisuje w niej inny proces"), store.writer(wait_s=0):
        pass


def test_readers_go_on_and_see_nothing_unfinished(store: Store, other_writer: subprocess.Popen[str]) -> None:
    assert list(store.practices()) == []
    with Store.open(store.path) as another:
        assert another.counts() == {"practice": 0, "document": 0}

    other_writer.communicate("")

    assert store.counts() == {"practice": 200, "document": 0}


def test_a_killed_writer_leaves_nothing_and_no_lock(store: Store, other_writer: subprocess.Popen[str]) -> None:
    other_writer.send_signal(signal.SIGKILL)
    other_writer.wait()

    assert store.counts() == {"practice": 0, "document": 0}
    with store.writer(wait_s=0) as writer:
        writer.put_practice(practice())
    assert store.faults() == ()
    assert store.counts() == {"practice": 1, "document": 0}


def test_two_writers_of_one_process_exclude_each_other(store: Store) -> None:
    with store.writer(), pytest.raises(StoreBusy), store.writer(wait_s=0):
        pass


def test_reading_while_writing_gives_the_state_before(store: Store) -> None:
    with store.writer() as writer:
        writer.put_practice(practice(id="a-wies"))
    with store.writer() as writer:
        for one in store.practices():
            writer.put_practice(one.model_copy(update={"title": "Nowy"}))
            writer.put_practice(one.model_copy(update={"id": "z-wies"}))

    assert [(one.id, one.title) for one in store.practices()] == [
        ("a-wies", "Nowy"),
        ("z-wies", practice().title),
    ]


def test_a_full_disk_stores_nothing_and_says_so(store: Store) -> None:
    with store.writer() as writer:
        writer.put_practice(practice())

    def fill_the_disk() -> None:
        with store.writer() as writer:
            # SQLite answers to this limit as to a disk without space.
            writer.connection.execute("PRAGMA max_page_count = 20")
            for number in range(1000):
                writer.put_practice(practice(id=f"wies-{number}"))

    with pytest.raises(StoreFull, match="Brak miejsca na dysku"):
        fill_the_disk()

    assert store.counts() == {"practice": 1, "document": 0}
    assert store.faults() == ()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to count open files")
def test_nothing_stays_open(tmp_path: Path) -> None:
    def held() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = held()
    for _ in range(5):
        with Store.open(tmp_path / "store.sqlite3") as store:
            with store.writer() as writer:
                writer.put_practice(practice())
            list(store.practices())
            with pytest.raises(RuntimeError), store.writer():
                raise RuntimeError

    assert held() == before
