"""Web pages saved as HTML: the main text with its headings, lists and tables, without the furniture of the site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from corpus.document import Block
from corpus.language import normalise
from ingest import limits
from ingest.encoding import decode
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.quiet import quiet

_SIGNATURE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,1000}?)</title>", re.I | re.S)
# Where a page keeps its title.
_HEAD_CHARACTERS = 50_000
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_PARTS = ("head", "p", "item", "row", "quote", "code")


class HtmlLoader:
    """HTML in any of the encodings of `ingest.encoding`; what the page declares about itself is often wrong."""

    media_type = "text/html"
    suffixes = (".html", ".htm", ".xhtml")

    def recognises(self, head: bytes) -> bool:
        return _SIGNATURE.match(head) is not None

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """The main text in blocks. Raises `Unreadable`: "empty" when the page has none."""
        from trafilatura import bare_extraction

        source = decode(data).text
        limits.CHARACTERS.check(len(source))
        with quiet("trafilatura"):
            extracted: Any = bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True)
        blocks = tuple(_blocks(extracted.body)) if extracted is not None else ()
        if not blocks:
            raise Unreadable("Nie znaleziono na stronie treści. Zapisz sam artykuł jako PDF albo TXT.", "empty")
        found = _TITLE.search(source, 0, _HEAD_CHARACTERS)
        title = normalise(html.unescape(found.group(1))) if found else None
        return Draft(layout="blocks", blocks=blocks, title=title or None)


def _blocks(body: Any) -> Iterator[Block]:
    """Blocks of the tree of trafilatura: head, p, list/item, table/row/cell, quote; lb is a line break."""
    for part in body.iter(*_PARTS):
        if any(ancestor.tag in _PARTS for ancestor in part.iterancestors()):
            continue
        if part.tag == "row":
            cells = (normalise(_text(cell)) for cell in part.iter("cell"))
            text = " | ".join(cell for cell in cells if cell)
            kind = "table"
        else:
            lines = (normalise(line) for line in _text(part).split("\n"))
            text = "\n".join(line for line in lines if line)
            kind = {"head": "heading", "item": "list_item"}.get(part.tag, "paragraph")
        if text:
            level = _HEADING_LEVELS.get(part.get("rend"), 2) if kind == "heading" else None
            yield Block.model_validate({"text": text, "kind": kind, "level": level})


def _text(element: Any) -> str:
    pieces: list[str] = [_flat(element.text)]
    for child in element:
        pieces.append("\n" if child.tag == "lb" else " " * (child.tag in _PARTS) + _text(child))
        pieces.append(_flat(child.tail))
    return "".join(pieces)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
