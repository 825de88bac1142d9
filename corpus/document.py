"""A document as text with structure: what every loader returns, what the store keeps and the index cuts into passages."""

from __future__ import annotations

from operator import not_
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from corpus.practice import Record

BlockKind = Literal["heading", "paragraph", "list_item", "table"]


class Block(Record):
    """A run of text. `level` is 1 to 6 for a heading, else None; `page` counts from 1, None where pages do not exist.

    `ocr`: a program read the text from an image, so single letters may be wrong.
    """

    text: Annotated[str, StringConstraints(min_length=1)]
    kind: BlockKind = "paragraph"
    level: Annotated[int, Field(ge=1, le=6)] | None = None
    page: Annotated[int, Field(ge=1)] | None = None
    # Left out where it is false: documents stored before there was OCR keep their text and checksum.
    ocr: Annotated[bool, Field(exclude_if=not_)] = False


def document_id(sha256: str) -> str:
    """The id of the document with this checksum (64 hex digits)."""
    return f"doc-{sha256[:16]}"


class Document(Record):
    """A cleaned document without personal data.

    `id` is "doc-" and the first 16 hex digits of `sha256`, the checksum of the bytes that were read. `masked` counts
    what was taken out, by kind ("phone", "email", ...).
    """

    id: Annotated[str, StringConstraints(pattern=r"^doc-[0-9a-f]{16}$")]
    kind: Literal["document"] = "document"
    title: str
    file_name: str
    media_type: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    pages: Annotated[int, Field(ge=1)] | None = None
    source_url: str | None = None
    masked: dict[str, int] = Field(default_factory=dict)
    blocks: tuple[Block, ...]
