"""A text that a person pastes, read like a file of plain text: wrapped lines joined, headings and lists found.

It is answered and forgotten: nothing is stored, so nothing is masked.
"""

from __future__ import annotations

import hashlib

from corpus.document import Document, document_id

NAME = "wklejony tekst"


def document_of_text(text: str) -> Document:
    """The document of a pasted text; without blocks when nothing can be read in it.

    Raises `ingest.errors.Unreadable` for a text over the limits of a file.
    """
    from ingest.clean import clean
    from ingest.documents import dictionary
    from ingest.loaders.text import TextLoader

    data = text.encode("utf-8", "replace")
    digest = hashlib.sha256(data).hexdigest()
    loader = TextLoader()
    cleaned = clean(loader.load(data, NAME), dictionary()) if text.strip() else None
    return Document(
        id=document_id(digest),
        title=(cleaned.title if cleaned else None) or NAME,
        file_name=NAME,
        media_type=loader.media_type,
        sha256=digest,
        blocks=cleaned.blocks if cleaned else (),
    )
