"""`praktyki ingest` over a drive with everything on it: an outcome for each file, no crash, no hang, within its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.outcome import Outcome
from corpus.store import Store
from ingest import limits
from ingest.memory import tree_bytes
from ingest.sources import readable
from ingest.worker import CRASHED
from tests.ingest.mixed_folder import Item, make

ROOT = Path(__file__).parents[2]
RUN_SECONDS = 1800  # only so that a hang fails the test and does not hang it


@dataclass(frozen=True)
class Run:
    """A finished run of the command: its exit code, the most memory seen, in bytes, and how long it took, in seconds."""

    code: int
    peak: int
    seconds: float
    output: str


def run(data: Path, *words: str) -> Run:
    began, peak = time.monotonic(), 0
    with subprocess.Popen(
        [sys.executable, "-m", "search_api.cli", *words],
        cwd=ROOT,
        env=os.environ | {"PRAKTYKI_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            os.set_blocking(process.stdout.fileno(), False)  # type: ignore[union-attr]
            output = b""
            while process.poll() is None:
                peak = max(peak, tree_bytes(process.pid))
                output += process.stdout.read() or b""  # type: ignore[union-attr]
                assert time.monotonic() - began < RUN_SECONDS, "the run hangs"
                time.sleep(0.02)
            output += process.stdout.read() or b""  # type: ignore[union-attr]
        finally:
            process.kill()
    return Run(process.returncode, peak, time.monotonic() - began, output.decode(errors="replace"))


@dataclass(frozen=True)
class Ingested:
    """The drive, what must become of its files by their absolute path, the data folder and both runs over it."""

    drive: Path
    items: dict[bytes, Item]
    data: Path
    first: Run
    second: Run


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    place = tmp_path_factory.mktemp("urzad")
    (place / "dysk").mkdir()
    items = make(place / "dysk")
    first, second = (run(place / "var", "ingest", str(place / "dysk")) for _ in range(2))
    return Ingested(place / "dysk", items, place / "var", first, second)


def outcomes(ingested: Ingested, number: int) -> dict[str, list[Outcome]]:
    """Outcomes of the first (0) or second (1) run by path."""
    with Store.open(ingested.data / "store.sqlite3") as store:
        found = store.outcomes(store.runs()[number])
    by_path: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_path[outcome.path].append(outcome)
    return dict(by_path)


def test_every_file_has_the_outcome_that_it_should(ingested: Ingested) -> None:
    found = outcomes(ingested, 0)
    paths = {readable(os.fsdecode(path)): item for path, item in ingested.items.items()}

    assert set(found) == set(paths)
    wrong = {
        path: [(one.status, one.reason) for one in found[path]]
        for path, item in paths.items()
        if (len(item.becomes) != len(found[path]) and len(found[path]) != 1)
        or any(one.status not in item.becomes for one in found[path])
    }
    assert wrong == {}


def test_nothing_crashed_and_everything_is_told_in_polish(ingested: Ingested) -> None:
    for path, found in outcomes(ingested, 0).items():
        for one in found:
            assert one.reason or one.status == "added", path
            assert CRASHED not in (one.reason or ""), path
            assert "Błąd programu" not in (one.reason or ""), path
    assert ingested.first.code == 1
    assert "Traceback" not in ingested.first.output
    with Store.open(ingested.data / "store.sqlite3") as store:
        assert store.faults() == ()


def test_the_whole_run_stays_within_its_memory(ingested: Ingested) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell the memory of processes")
    assert 0 < ingested.first.peak < limits.RUN_MEMORY.value


def test_a_second_run_tells_the_same_and_changes_nothing(ingested: Ingested) -> None:
    first, second = outcomes(ingested, 0), outcomes(ingested, 1)

    assert list(first) == list(second)
    for path, found in second.items():
        expected = ["unchanged" if one.status == "added" else one.status for one in first[path]]
        assert [one.status for one in found] == expected, path
    with Store.open(ingested.data / "store.sqlite3") as store:
        added = {one.record_id for found in first.values() for one in found if one.status == "added"}
        records = {record.id for record in store.practices()} | {record.id for record in store.documents()}
        assert records == added
