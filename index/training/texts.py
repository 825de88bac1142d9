"""The texts that the encoder learns from: paragraphs of `shared/data`, one after another."""

from __future__ import annotations

import csv
import errno
import json
from collections.abc import Iterator
from pathlib import Path

# Folder pattern -> columns of a tab-separated file that hold Polish text; None: the whole line.
_COLUMNS: tuple[tuple[str, tuple[int, ...] | None], ...] = (
    ("text/*.txt", None),
    ("civic/interpelacje.tsv", (1,)),
    ("civic/vote_topics.tsv", (1,)),
    ("civic/pabulib_projects.tsv", (2,)),
    ("qa/*.tsv", (0, 1)),
    ("parallel/*.tsv", (1,)),
)
_PAIRS = "synthetic/pairs.jsonl"


def paragraphs(data: Path) -> Iterator[str]:
    """Every paragraph of the training text, in a fixed order. Raises FileNotFoundError when a source is not there."""
    for pattern, columns in _COLUMNS:
        paths = sorted(data.glob(pattern))
        if not paths:
            raise FileNotFoundError(errno.ENOENT, "no training text", str(data / pattern))
        for path in paths:
            yield from _lines(path, columns)
    with (data / _PAIRS).open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["practice"]
            yield from record["needs"]


def _lines(path: Path, columns: tuple[int, ...] | None) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        if columns is None:
            yield from lines
            return
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in columns:
                if column < len(row):
                    yield row[column]
