"""A build killed at any moment leaves the old snapshot serving, or the new one complete."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import snapshot
from index.filters import Filters
from index.searcher import Searcher
from tests.corpus.records import practice
from tests.index.knowledge import PROGRAMME, VISIT, published, starter_practices, stored

NEED = "samotni seniorzy na wsi"
ADDED = practice(id="zzz-nowa", title="Samotni seniorzy na wsi", need="Samotni seniorzy na wsi nie mieli dokąd pójść.")

# Builds over the store of a data folder. With a number it kills itself, without warning, at that step among all opened,
# made, renamed and removed files of the snapshots; without one it prints how many steps there are.
_BUILD = """
import os, signal, sys
from pathlib import Path
from corpus.store import Store
from index.build import build
from index.static_encoder import own_encoder

data_dir, kill_at = Path(sys.argv[1]), int(sys.argv[2])
steps = []

def watch(event, arguments):
    if event in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}:
        if str(data_dir / "snapshots") in str(arguments[0]):
            steps.append(event)
            if len(steps) == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

encoder = own_encoder()
with Store.open(data_dir / "store.sqlite") as store:
    print("ready", flush=True)
    sys.addaudithook(watch)
    build(store, data_dir, encoder=encoder)
    print(len(steps), flush=True)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


def started(data_dir: Path, kill_at: int = 0) -> subprocess.Popen[str]:
    """A build in another process that is past its imports."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(data_dir), str(kill_at)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    output, _ = process.communicate()
    return process.returncode, output


def serving(data_dir: Path) -> tuple[str, list[tuple[str, float]]]:
    """The name and the answer of the current snapshot; opening it verifies every file."""
    with Searcher.open(data_dir) as running:
        answer = running.search(NEED, Filters(), 50, 0)
        return answer.snapshot, [(hit.record_id, hit.score) for hit in answer.hits]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose snapshot serves and whose store has changed since: a build has something to do."""
    folder = tmp_path_factory.mktemp("pristine")
    published(folder, [*starter_practices(20), VISIT, PROGRAMME])
    stored(folder / "store.sqlite", [ADDED])
    return folder


def copied(pristine: Path, place: Path) -> Path:
    shutil.copytree(pristine, place)
    return place


def rebuilt_as_if_nothing_had_happened(data_dir: Path, expected: list[tuple[str, float]]) -> None:
    code, _ = ended(started(data_dir))
    assert code == 0
    assert serving(data_dir)[1] == expected
    assert not list((data_dir / "snapshots").glob("staging-*"))


def test_a_build_killed_at_any_step_leaves_a_whole_snapshot_serving(pristine: Path, tmp_path: Path) -> None:
    # Given the answer of the old snapshot, and of the new one by a build that lives
    old_name, old_answer = serving(pristine)
    undisturbed = copied(pristine, tmp_path / "undisturbed")
    code, steps = ended(started(undisturbed))
    assert code == 0
    _, new_answer = serving(undisturbed)
    assert ADDED.id in dict(new_answer)
    assert ADDED.id not in dict(old_answer)

    # When builds are killed at twelve steps spread over the whole, the first and the last among them
    last = int(steps)
    moments = sorted({1 + (last - 1) * number // 11 for number in range(12)})
    served: list[str] = []
    for moment in moments:
        data_dir = copied(pristine, tmp_path / f"killed-{moment}")
        code, _ = ended(started(data_dir, moment))
        assert code == -signal.SIGKILL
        # Then what serves is the old snapshot or the new one, each whole
        name, answer = serving(data_dir)
        served.append("old" if name == old_name else "new")
        assert answer == (old_answer if name == old_name else new_answer)
        if moment in moments[::4]:
            rebuilt_as_if_nothing_had_happened(data_dir, new_answer)

    # And there is one moment of change: before it the old one, after it the new one
    assert served == sorted(served, reverse=True)
    assert (served[0], served[-1]) == ("old", "new")


def test_a_build_killed_by_another_process_leaves_a_whole_snapshot_serving(pristine: Path, tmp_path: Path) -> None:
    # Given how long a build takes here and now (nothing is asserted about it: it only spreads the moments)
    undisturbed = copied(pristine, tmp_path / "undisturbed")
    begin = time.perf_counter()
    ended(started(undisturbed))
    duration = time.perf_counter() - begin
    old_name, old_answer = serving(pristine)
    _, new_answer = serving(undisturbed)

    # When one build after another is killed in the same folder, without mending in between
    data_dir = copied(pristine, tmp_path / "killed")
    for part in range(6):
        process = started(data_dir)
        time.sleep(duration * part / 12)
        process.kill()
        ended(process)

        # Then there is always a whole snapshot
        name, answer = serving(data_dir)
        assert answer == (old_answer if name == old_name else new_answer)

    rebuilt_as_if_nothing_had_happened(data_dir, new_answer)
    assert len([path for path in (data_dir / "snapshots").iterdir() if (path / snapshot.MANIFEST).exists()]) <= 2
