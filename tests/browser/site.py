"""A server of its own for the browser tests: the starter base, a few documents, a hostile record, a key."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.cards import STARTER

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "ingest" / "documents"
PDF = HERE.parent / "ingest" / "pdfs" / "libreoffice-jedna.pdf"
HOSTILE_ID = "atak-w-opisie"
SOURCES = (STARTER, DOCUMENTS, PDF, HERE / "hostile_card.yaml")


@dataclass(frozen=True, slots=True)
class Site:
    """`address` without a slash at the end; `key` opens the review pages."""

    address: str
    data_dir: Path
    key: str


def praktyki(data_dir: Path, *arguments: str, given: str | None = None) -> str:
    """What the command printed. Raises CalledProcessError, with its words on stderr, when it fails."""
    found = subprocess.run(
        [sys.executable, "-m", "search_api.cli", *arguments],
        env={**os.environ, "PRAKTYKI_DATA_DIR": str(data_dir)},
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout


@contextmanager
def running_site(data_dir: Path, sources: Sequence[Path] = SOURCES) -> Iterator[Site]:
    """Builds the base of `sources` in `data_dir` and serves it on a free port of this machine until the block ends."""
    praktyki(data_dir, "ingest", *map(str, sources))
    praktyki(data_dir, "build")
    told = praktyki(data_dir, "keys", "create", "--name", "Przeglądarka", "--scope", "review")
    key = re.search(r"dp_\S+", told)
    assert key, told
    with serving(data_dir) as address:
        yield Site(address, data_dir, key[0])


@contextmanager
def serving(data_dir: Path, **settings: str) -> Iterator[str]:
    """`praktyki serve` on a free port; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "search_api.cli", "serve", "--port", "0"],
        env={**os.environ, "PRAKTYKI_DATA_DIR": str(data_dir), **settings},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        address = re.search(r"http://\S+", line)
        assert address, f"the server did not start: {line!r}"
        yield address[0]
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()
