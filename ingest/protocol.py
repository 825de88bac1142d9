"""What parent and child say to each other: one line each, the kind of the message, a space, and its JSON.

The parent sends an `Order` and, after the child has `Opened` the file, `GO` or `SKIP`. The child answers with what it read,
piece by piece, and ends with `Done`. Every line is checked again where it arrives: a hostile file that takes over the child
can send nothing but well-formed records of the file that was asked for.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import ValidationError, model_validator

from corpus.description import Description
from corpus.document import Document
from corpus.practice import Practice, Record
from corpus.traces import Trace

GO, SKIP = b"go\n", b"skip\n"

Guard = Literal["network", "writing", "memory", "processor", "parent"]


class ChildLimits(Record):
    """What a child is started with, all in bytes. Over `memory_mark` it asks to be replaced after the file."""

    memory: int
    written: int
    memory_mark: int


class Order(Record):
    """Read this file. `path` is that of the file system, each byte as two hex digits: not every path is text.

    `fault` is set when the file is known to be unreadable: then it is only named and refused. `cpu_seconds` is the
    processor time that the file may take. `plain`: nothing is to be stored, so a document comes without descriptions and a
    table as its rows.
    """

    path: str
    name: str
    size: int
    fault: str | None
    cpu_seconds: int
    plain: bool = False


class Ready(Record):
    """The child is up. `guards` are the kinds of confinement that hold on this system."""

    guards: tuple[Guard, ...]


class Opened(Record):
    """`name` is that of the file without personal data; `sha256` that of its bytes, None when they cannot be had."""

    name: str
    sha256: str | None


class DocumentRead(Record):
    """`descriptions` is None when the document could not be described; the notes then say so."""

    document: Document
    notes: tuple[str, ...]
    trace: Trace
    descriptions: tuple[Description, ...] | None

    @model_validator(mode="after")
    def _of_one_document(self) -> Self:
        named = {self.trace.document_id, *(one.document_id for one in self.descriptions or ())}
        own = f"szkic-{self.document.sha256[:16]}-"
        if named != {self.document.id} or not all(one.id.startswith(own) for one in self.descriptions or ()):
            raise ValueError("trace or description of another document")
        return self


class PracticeRead(Record):
    """`place` says in Polish where in the file the card stands: "wiersz 17"."""

    item: int
    place: str
    practice: Practice
    note: str | None


class TableRead(Record):
    """The rows of all sheets of a table as cells without personal data, for an order that is `plain`."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


class MaskedText(Record):
    """A text without personal data, and what was taken out of it, by kind."""

    text: str
    counts: dict[str, int]


class TextsMasked(Record):
    """What became of texts that somebody typed, in their order (ingest/masking_child.py)."""

    texts: tuple[MaskedText, ...]


class Refused(Record):
    """The file, or its card number `item`, gives no record. `lasting`: the same bytes will be refused again."""

    status: Literal["rejected", "empty"]
    reason: str
    item: int | None = None
    field: str | None = None
    lasting: bool = True


class Fault(Record):
    """An error of our own: its type, and the trace for the log."""

    error: str
    trace: str


class Progress(Record):
    """So many bytes of the file are done with."""

    done: int


class Done(Record):
    """Nothing more comes of this file. `heavy`: the child has grown and is better replaced."""

    heavy: bool = False


Frame = Ready | Opened | DocumentRead | PracticeRead | TableRead | TextsMasked | Refused | Fault | Progress | Done

_KINDS: dict[str, type[Frame]] = {
    "ready": Ready,
    "opened": Opened,
    "document": DocumentRead,
    "practice": PracticeRead,
    "table": TableRead,
    "texts": TextsMasked,
    "refused": Refused,
    "fault": Fault,
    "progress": Progress,
    "done": Done,
}
_NAMES = {model: kind for kind, model in _KINDS.items()}


class Garbled(Exception):
    """A line that no child of ours sends."""


def line_of(frame: Frame) -> bytes:
    """The frame as one line with its line end. JSON holds no line end of its own."""
    return f"{_NAMES[type(frame)]} {frame.model_dump_json()}\n".encode()


def kind_of(line: bytes) -> type[Frame]:
    """What a line holds, without reading it. Raises Garbled."""
    kind = _KINDS.get(line.partition(b" ")[0].decode("ascii", "replace"))
    if kind is None or not line.endswith(b"\n"):
        raise Garbled
    return kind


def frame_of(line: bytes) -> Frame:
    """The frame in a line, checked. Raises Garbled."""
    try:
        return kind_of(line).model_validate_json(line.partition(b" ")[2])
    except ValidationError as error:
        raise Garbled from error
