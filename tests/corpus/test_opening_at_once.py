"""Many processes that open a store at the same moment, a new one or one of an earlier schema: each of them can."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import Store
from tests.corpus.test_released_stores import STORES

# Waits for the word to go, so that all are past their imports; then opens new stores one after another, as fast as it can.
_OPEN = """
import sys
from pathlib import Path
from corpus.store import Store
print("ready", flush=True)
sys.stdin.readline()
for path in sys.argv[1:]:
    with Store.open(Path(path)) as store:
        assert store.counts() is not None
"""
PROCESSES = 3
STORES_EACH = 20


@pytest.mark.parametrize("schema", [None, 1])
def test_processes_that_open_the_same_stores_at_once_all_can(tmp_path: Path, schema: int | None) -> None:
    # Given stores that are not there, or that an earlier program wrote
    paths = [tmp_path / f"{number}.sqlite3" for number in range(STORES_EACH)]
    if schema is not None:
        for path in paths:
            path.write_bytes(gzip.decompress((STORES / f"schema-{schema}.sqlite3.gz").read_bytes()))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, *map(str, paths)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    # When they all open them, one after another
    ended = []
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        _, errors = process.communicate()
        ended.append((process.returncode, errors))

    # Then none is told that somebody else is writing, and every store is whole
    assert ended == [(0, "")] * PROCESSES
    for path in paths:
        with Store.open(path) as store:
            assert store.faults() == ()
