"""Failure at any change of files leaves the old state or the new, whole, and the next run completes.

Here every so many-th change meets one fault; `python -m tests.crash.sweep` lets all of them meet every fault.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash import kernel

pytestmark = pytest.mark.skipif(not kernel.is_supported(), reason="needs system calls of Linux on x86_64 or aarch64")
ROOT = Path(__file__).parents[2]

# Scene -> every so many-th change, and the calls that it must have held: a call that is not held is not tried.
SCENES = {
    "build": (43, {"write", "fsync", "fdatasync", "openat", "mkdir", "rename"}),
    "build that collects": (83, {"write", "fsync", "rename"}),
    "ingest": (29, {"pwrite64", "fdatasync"}),
    "first ingest": (53, {"pwrite64", "fdatasync", "openat"}),
    "backup": (41, {"write", "fsync", "rename"}),
    "restore": (61, {"write", "pwrite64", "fsync", "rename"}),
    "first restore": (83, {"write", "pwrite64", "fsync", "rename"}),
}


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_fails_the_old_state_or_the_new_is_there_and_whole(scene: str) -> None:
    every, _ = SCENES[scene]
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.sweep", "--json", "--scene", scene, "--every", str(every)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )

    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    assert figures["lost"] == []
    assert figures["runs"] > figures["calls"] // every
    assert set(figures["kinds"]) >= SCENES[scene][1]


def _in_place(folder: Path) -> None:
    """A careless program: it overwrites what is there."""
    (folder / "a").write_text("nowe", encoding="utf-8")


def _unflushed(folder: Path) -> None:
    """Another: it renames what it has not flushed."""
    (folder / "b").write_text("nowe", encoding="utf-8")
    (folder / "b").replace(folder / "a")


def _flushed(folder: Path) -> None:
    with (folder / "b").open("w", encoding="utf-8") as file:
        file.write("nowe")
        file.flush()
        os.fsync(file.fileno())
    (folder / "b").replace(folder / "a")


@pytest.mark.parametrize(("work", "careful"), [(_in_place, False), (_unflushed, False), (_flushed, True)])
def test_the_harness_catches_a_careless_program_and_passes_a_careful_one(
    tmp_path: Path, work: Callable[[Path], None], careful: bool
) -> None:
    found = {left for _, left in at_every_point(tmp_path, work)}

    assert (found == {"stare", "nowe"}) is careful, found


def test_a_refused_call_tells_its_errno(tmp_path: Path) -> None:
    told = " ".join(words for words, _ in at_every_point(tmp_path, _flushed))

    assert f"[Errno {errno.ENOSPC}]" in told
    assert f"[Errno {errno.EIO}]" in told


# In a process of its own: the one of the tests has threads and must not fork.
_EVERY_POINT = """
import json, sys
from pathlib import Path
from tests.crash import test_sweep
from tests.crash.supervising import FAULTS, supervised
from tests.crash.sweep import points
folder, work = Path(sys.argv[1]), getattr(test_sweep, sys.argv[2])
calls = supervised(lambda: work(folder), folder).calls
found = []
for point in points(len(calls), FAULTS, 1):
    (folder / "b").unlink(missing_ok=True)
    (folder / "a").write_text("stare", encoding="utf-8")
    ended = supervised(lambda: work(folder), folder, at=point.number, fault=point.fault)
    found.append((ended.told, (folder / "a").read_text(encoding="utf-8")))
print(json.dumps(found))
"""


def at_every_point(folder: Path, work: Callable[[Path], None]) -> list[tuple[str, str]]:
    """What the work raised and what the file holds after each fault at each of its changes."""
    done = subprocess.run(
        [sys.executable, "-c", _EVERY_POINT, str(folder), work.__name__],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return [(told, left) for told, left in json.loads(done.stdout)]
