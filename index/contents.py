"""What an open snapshot holds, by number: records, their passages, and which passage of a record is nearest to a query."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.kinship import Lineage
from corpus.practice import Practice
from index import snapshot
from index.dense import DenseIndex
from index.encoder import Vectors
from index.lines import LineFile
from index.passages import Passage

_RECORDS_KEPT = 2_000


class Contents:
    """Records and passages are numbered from 0, each in a file of its own; the passages of a record follow one another."""

    def __init__(self, folder: Path, dense: DenseIndex) -> None:
        self._records = LineFile(folder / snapshot.RECORDS)
        self._lineage = LineFile(folder / snapshot.LINEAGE)
        self._passages = LineFile(folder / snapshot.PASSAGES)
        self._dense = dense
        self.passage_records: NDArray[np.int32] = np.load(folder / snapshot.PASSAGE_RECORDS, allow_pickle=False)
        self.record = lru_cache(maxsize=_RECORDS_KEPT)(self._read_record)

    def ids(self) -> tuple[str, ...]:
        """The ids of all records, by number."""
        return tuple(json.loads(self._records[number])["id"] for number in range(len(self._records)))

    def lineage(self, record: int) -> Lineage:
        """Which documents share passages with this one; empty for a practice."""
        return Lineage.model_validate_json(self._lineage[record])

    @property
    def passage_count(self) -> int:
        return len(self._passages)

    def passage(self, number: int) -> Passage:
        """One passage by its own number."""
        return Passage(**json.loads(self._passages[number]))

    def passages_of(self, record: int) -> range:
        """The numbers of a record's passages; every record has one at least."""
        first, last = (int(np.searchsorted(self.passage_records, record, side=side)) for side in ("left", "right"))
        return range(first, last)

    def nearest_passage(self, record: int, vector_of: Callable[[], Vectors]) -> int:
        """The number of the passage of the record nearest to a vector [dim] in meaning; the first of equals. The vector is asked
        for only where there is a choice: a transformer takes its time."""
        numbers = self.passages_of(record)
        if len(numbers) == 1:
            return numbers[0]
        vector = vector_of()
        return max(numbers, key=lambda number: (float(self._dense.vector(number) @ vector), -number))

    def first_vector(self, record: int) -> Vectors:
        """The vector [dim] of the record's first passage."""
        return self._dense.vector(self.passages_of(record)[0])

    def record_vector(self, record: int) -> Vectors:
        """The direction [dim] of the sum of the record's passages, zeros where there is none."""
        vectors = [self._dense.vector(number) for number in self.passages_of(record)]
        total = np.sum(vectors, axis=0, dtype=np.float32)
        return np.asarray(total / (float(np.linalg.norm(total)) or 1.0), dtype=np.float32)

    def close(self) -> None:
        self._records.close()
        self._lineage.close()
        self._passages.close()
        # The cached reading refers to this object, which would stay until the garbage collector comes by.
        self.__dict__.pop("record", None)

    def _read_record(self, number: int) -> Practice | Document:
        line = self._records[number]
        if json.loads(line)["kind"] == "document":
            return Document.model_validate_json(line)
        return Practice.model_validate_json(line)
