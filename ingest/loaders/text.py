"""Plain text and Markdown: one block with the lines of the file."""

from __future__ import annotations

from corpus.document import Block
from ingest import limits
from ingest.encoding import decode
from ingest.errors import Unreadable
from ingest.loader import Draft


class TextLoader:
    """Text in UTF-8, UTF-16 with a byte order mark, Windows-1250 or ISO 8859-2."""

    media_type = "text/plain"
    suffixes = (".txt", ".text", ".md")

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002 - plain text has no signature
        return False

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """One block that keeps the line ends. Raises `Unreadable`: "empty" without a visible character."""
        decoded = decode(data)
        if not decoded.text.strip():
            raise Unreadable("Plik nie zawiera tekstu. Sprawdź, czy zapisał się do końca.", "empty")
        limits.CHARACTERS.check(len(decoded.text))
        for line in decoded.text.split("\n"):
            limits.LINE_CHARACTERS.check(len(line))
        return Draft(layout="lines", blocks=(Block(text=decoded.text),), notes=decoded.notes)
