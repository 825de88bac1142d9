"""The lines of a dump: a model for each kind, named like the columns of the table that it comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from corpus.description import DescriptionStatus
from corpus.outcome import OutcomeStatus
from corpus.practice import Record
from corpus.review import Verdict

# 1: without drafts, decisions and names of outcomes; 2: without submissions. Both are still restored.
VERSION = 3

Kind = Literal["practice", "document"]
Number = Annotated[int, Field(ge=1)]


class RecordLine(Record):
    line: Literal["record"] = "record"
    id: str
    kind: Kind
    number: Number
    body: dict[str, Any]
    checksum: str
    saved: str


class RevisionLine(Record):
    line: Literal["revision"] = "revision"
    record_id: str
    number: Number
    kind: Kind
    body: dict[str, Any]
    checksum: str
    replaced: str


class RunLine(Record):
    line: Literal["run"] = "run"
    run: str
    started: str


class OutcomeLine(Record):
    line: Literal["outcome"] = "outcome"
    run: str
    source: str
    path: str
    name: str | None = None
    status: OutcomeStatus
    item: int | None
    record_id: str | None
    field: str | None
    reason: str | None


class RemovalLine(Record):
    line: Literal["removal"] = "removal"
    record_id: str
    removed_on: str


class DraftLine(Record):
    line: Literal["draft"] = "draft"
    id: str
    document_id: str
    number: Number
    text_checksum: str
    body: dict[str, Any]
    checksum: str
    status: DescriptionStatus
    practice_id: str | None
    saved: str


class DecisionLine(Record):
    line: Literal["decision"] = "decision"
    draft_id: str
    number: Number
    document_id: str
    decision: Verdict
    practice_id: str | None
    reason: str | None
    key: str | None
    decided: str
    body: dict[str, Any]
    checksum: str


class SubmissionLine(Record):
    line: Literal["submission"] = "submission"
    id: str
    body: dict[str, Any]
    checksum: str
    status: DescriptionStatus
    practice_id: str | None
    receipt: str
    sent: str
    saved: str


class SubmissionDecisionLine(Record):
    line: Literal["submission_decision"] = "submission_decision"
    submission_id: str
    number: Number
    decision: Verdict
    practice_id: str | None
    reason: str | None
    key: str | None
    decided: str


Line = (
    RecordLine
    | RevisionLine
    | RunLine
    | OutcomeLine
    | RemovalLine
    | DraftLine
    | DecisionLine
    | SubmissionLine
    | SubmissionDecisionLine
)


class Counts(Record):
    """Lines of each kind that follow the header."""

    record: int = 0
    revision: int = 0
    run: int = 0
    outcome: int = 0
    removal: int = 0
    draft: int = 0
    decision: int = 0
    submission: int = 0
    submission_decision: int = 0


class Header(Record):
    line: Literal["header"] = "header"
    format: Literal["dobre-praktyki"] = "dobre-praktyki"
    version: int = VERSION
    counts: Counts


ANY_LINE: TypeAdapter[Header | Line] = TypeAdapter(Annotated[Header | Line, Field(discriminator="line")])
