"""First steps: whom to ask, what to read, which document to copy from."""

from __future__ import annotations

import re

from corpus.language import fold
from corpus.practice import Practice
from index.answer import Hit
from search_api.planning.statements import Contact, DocumentSource, PracticeSource, ToRead

# Names of documents that an office adopts or signs, folded; by them a title is known for something to copy from.
_MODEL = re.compile(
    r"\b(?:program\w{0,4} wspolprac\w{0,3}|regulamin\w{0,3}|uchwal\w{1,3}|zarzadzeni\w{1,3}|umow\w{1,3}|porozumieni\w{1,3}"
    r"|statut\w{0,3}|wzor\w{0,3}|procedur\w{1,3}|formularz\w{0,3}|standard\w{0,3}|wytyczn\w{1,3}|ogloszeni\w{1,3}|wnios\w{2,4})\b"
)
_HTTP = ("http://", "https://")


def contact(source: PracticeSource) -> Contact | None:
    """The leading institutions of a practice; None when its record names none."""
    names = tuple(dict.fromkeys(one.name for one in source.practice.partners if one.role == "lead"))
    return Contact((source,), names) if names else None


def of_practice(source: PracticeSource) -> tuple[ToRead, ...]:
    """The pages and the document that the record of a practice rests on."""
    practice = source.practice
    pages = tuple(
        ToRead((source,), page.title, _address(page.url), is_model=is_model(page.title)) for page in practice.sources
    )
    return (*pages, *_origin(source, practice))


def of_document(source: DocumentSource, hit: Hit) -> ToRead:
    """A document of the base that speaks about the need, with the passage that does."""
    document, passage = source.document, hit.why.passage
    return ToRead(
        (source,),
        document.title,
        _address(document.source_url),
        document.id,
        passage.page if passage else None,
        passage.text if passage else None,
        is_model(document.title),
    )


def is_model(title: str) -> bool:
    """Whether a title names a document that an office adopts: a programme, rules, an agreement."""
    return _MODEL.search(fold(title)) is not None


def _origin(source: PracticeSource, practice: Practice) -> tuple[ToRead, ...]:
    origin = practice.origin
    if origin is None:
        return ()
    page = next((quote.page for quote in origin.quotes if quote.page is not None), None)
    title = origin.document_title
    return (ToRead((source,), title, None, origin.document_id, page, None, is_model(title)),)


def _address(address: str | None) -> str | None:
    return address if address is not None and address.lower().startswith(_HTTP) else None
