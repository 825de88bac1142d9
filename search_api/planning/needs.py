"""Needs from what a person has: a pasted list, a table, a whole document.

`of_list`, `of_table` and `of_document` give the needs alone; the `read_…` functions also tell in Polish what was cut or merged, and
which needs are nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Block, Document
from corpus.language import sentences
from search_api.planning.need import Need
from search_api.planning.need_documents import read_document
from search_api.planning.need_limits import LONGEST_NEED, MOST_NEEDS, NeedsRead, NoNeeds
from search_api.planning.need_lists import read_list
from search_api.planning.need_tables import read_table

__all__ = [
    "LONGEST_NEED",
    "MOST_NEEDS",
    "NeedsRead",
    "NoNeeds",
    "looks_like_document",
    "of_document",
    "of_list",
    "of_table",
    "read_document",
    "read_list",
    "read_listed_or_told",
    "read_table",
]

_DOCUMENT_WORDS = 150
_PROSE_WORDS = 25
_PARAGRAPHS = 2
_LIST_WORDS, _LONGEST_ITEM_WORDS = 1_500, 35
_BLANK_LINE = re.compile(r"\n\s*\n")


def of_list(text: str) -> tuple[Need, ...]:
    """The needs of a pasted list, each with its weight. Raises NoNeeds."""
    return read_list(text).needs


def of_table(rows: Sequence[Sequence[str]]) -> tuple[Need, ...]:
    """The needs of a table, given as rows of cells. Raises NoNeeds."""
    return read_table(rows).needs


def of_document(document: Document) -> tuple[Need, ...]:
    """The needs and tasks found in a document, each with its quote. Raises NoNeeds."""
    return read_document(document).needs


def looks_like_document(text: str) -> bool:
    """True for a pasted text that is a whole document rather than a list of needs: long, and mostly of long paragraphs."""
    lines = [line for line in text.splitlines() if line.strip()]
    words = [len(line.split()) for line in lines]
    return sum(words) >= _DOCUMENT_WORDS and (
        sum(words) / len(words) >= _PROSE_WORDS or _paragraphs(text) >= _PARAGRAPHS
    )


def _paragraphs(text: str) -> int:
    """Paragraphs of several sentences, whose lines may be wrapped."""
    return sum(len(sentences(" ".join(part.split()))) > 2 for part in _BLANK_LINE.split(text))


def read_listed_or_told(document: Document) -> NeedsRead:
    """The needs of an uploaded document: of a list when every paragraph of it is one need, else of its text. Raises NoNeeds."""
    words = [len(block.text.split()) for block in document.blocks]
    is_list = (
        bool(words)
        and sum(words) <= _LIST_WORDS
        and max(words) <= _LONGEST_ITEM_WORDS
        and sum(block.kind == "heading" for block in document.blocks) <= len(words) / 3
    )
    if not is_list:
        return read_document(document)
    found = read_document(document)
    listed = read_list("\n".join(_as_line(block) for block in document.blocks[_opens_with_title(document) :]))
    return found if len(found.needs) >= len(listed.needs) else listed


def _as_line(block: Block) -> str:
    sign = "- " if block.kind == "list_item" else ""
    return sign + " ".join(block.text.split())


def _opens_with_title(document: Document) -> int:
    return int(document.blocks[0].kind == "heading" and document.blocks[0].level == 1 and len(document.blocks) > 1)
