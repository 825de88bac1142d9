"""What became of one source: a file, or one record of a file that holds many."""

from __future__ import annotations

from typing import Literal

from corpus.practice import Record

OutcomeStatus = Literal["added", "updated", "unchanged", "duplicate", "empty", "rejected"]


class Outcome(Record):
    """`path` of the file; `item` the line or the number of the record in it, from 1, None for the whole file.

    `name` is the path below the given source without personal data, for those who have no business with the folders of
    the operator; None when it is not known. `field` is the path of the field at fault ("years.start"); `reason` is a
    Polish sentence that says what to do.
    """

    path: str
    status: OutcomeStatus
    name: str | None = None
    item: int | None = None
    record_id: str | None = None
    field: str | None = None
    reason: str | None = None
