"""JSON of whole records, with whole addresses and the terms of each description."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.practice import Practice
from search_api.contract.exports import ExportAnswer, ExportedDocument
from search_api.contract.records import PracticeAnswer
from search_api.export.about import About, Record, licence_of
from search_api.export.jsonld import PROJECT_LICENCE_NAME
from search_api.searching import presenting

MEDIA_TYPE = "application/json"


def answer(records: Iterable[Record], about: About) -> bytes:
    """The records as one JSON object in UTF-8 (ExportAnswer)."""
    practices: list[PracticeAnswer] = []
    documents: list[ExportedDocument] = []
    order = []
    for record in records:
        order.append(record.id)
        page = about.page_of(record)
        if isinstance(record, Practice):
            whole = presenting.practice_answer(record)
            practices.append(whole.model_copy(update={"url": page, "licence": licence_of(record)}))
        else:
            documents.append(
                ExportedDocument(
                    id=record.id,
                    title=record.title,
                    file_name=record.file_name,
                    pages=record.pages,
                    source_url=record.source_url,
                    url=page,
                )
            )
    found = ExportAnswer(
        made=about.made.isoformat(),
        address=about.address,
        query=about.query,
        filters=list(about.filters),
        licence=PROJECT_LICENCE_NAME,
        snapshot=about.snapshot,
        total=about.total,
        held=about.held,
        gone=list(about.gone),
        order=order,
        practices=practices,
        documents=documents,
    )
    return found.model_dump_json().encode()
