from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Block
from ingest.describe.sheet import Sheet, sheet_of

Sheets = Callable[..., Sheet]


@pytest.fixture
def sheet() -> Sheets:
    """A sheet from paragraphs; a text with "# " in front is a heading of level 1, with "| " a row of a table."""

    def make(*texts: str) -> Sheet:
        blocks = [block_of(text) for text in texts]
        return sheet_of(blocks[0].text, enumerate(blocks))

    return make


def block_of(text: str) -> Block:
    if text.startswith("# "):
        return Block(text=text.removeprefix("# "), kind="heading", level=1)
    if text.startswith("## "):
        return Block(text=text.removeprefix("## "), kind="heading", level=2)
    if text.startswith("| "):
        return Block(text=text.removeprefix("| "), kind="table")
    return Block(text=text)
