"""One file to one document: read, loaded, cleaned, masked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from corpus.document import Document, document_id
from ingest import limits, privacy
from ingest.clean import clean
from ingest.errors import Unreadable
from ingest.loader import Loader
from ingest.mojibake import mend_draft
from ingest.words import Dictionary


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """`notes` are Polish sentences for the outcome: pages without text, what was masked."""

    document: Document
    notes: tuple[str, ...]


@cache
def dictionary() -> Dictionary:
    """Polish word forms by morfeusz2, loaded on first use."""
    from corpus.lemmas import frequency, is_known

    return Dictionary(is_known, frequency)


def read_document(data: bytes, name: str, loader: Loader) -> ReadDocument:
    """The document in `data`. `name` is that of the file; it is masked like the text and gives a title to one that has none.

    Raises `Unreadable` when there is no text or a limit is exceeded.
    """
    draft = mend_draft(loader.load(data, name), dictionary())
    cleaned = clean(draft, dictionary())
    if not cleaned.blocks:
        raise Unreadable("W pliku są tylko elementy strony (menu, przyciski), bez treści.", "empty")
    limits.BLOCKS.check(len(cleaned.blocks))
    limits.CHARACTERS.check(sum(len(block.text) for block in cleaned.blocks))
    stored = stored_name(name)
    heading = cleaned.title or title_from(stored)
    title, *texts = privacy.mask_all([heading, *(block.text for block in cleaned.blocks)])
    counts = privacy.total((title, *texts))
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        id=document_id(digest),
        title=title.text,
        file_name=stored,
        media_type=loader.media_type,
        sha256=digest,
        pages=draft.pages,
        masked=counts,
        blocks=tuple(
            block.model_copy(update={"text": masked.text}) for block, masked in zip(cleaned.blocks, texts, strict=True)
        ),
    )
    told = privacy.told(counts)
    return ReadDocument(document, (*draft.notes, *((told,) if told else ())))


def stored_name(name: str) -> str:
    """The file name as a document keeps it: without personal data."""
    return privacy.mask_file_name(name)


def title_from(name: str) -> str:
    """A title for a document without one: "2014/program_wspolpracy.pdf" -> "program wspolpracy"."""
    return PurePosixPath(name).stem.replace("_", " ").strip() or name
