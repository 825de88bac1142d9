"""The sources of a plan as models of the contract: the record under its number, and where its facts come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from search_api.contract.search import YearsOut
from search_api.export.about import licence_of
from search_api.planning.statements import PracticeSource, Source
from search_api.plans import answers as out
from search_api.searching import presenting


def source_out(source: Source, made: date, base: str) -> out.SourceOut:
    """A source with whole addresses; `made` is the day on which the base was asked, `base` the address of this site."""
    if not isinstance(source, PracticeSource):
        document = source.document
        return out.SourceOut(
            number=source.number,
            kind="document",
            id=document.id,
            title=document.title,
            url=f"{base}{presenting.url_of(document)}",
            place=None,
            years=None,
            evidence_level=None,
            licence=None,
            accessed=made.isoformat(),
            references=[
                out.ReferenceOut(
                    kind="document", title=document.file_name, address=document.source_url, document_id=document.id
                )
            ],
        )
    practice = source.practice
    return out.SourceOut(
        number=source.number,
        kind="practice",
        id=practice.id,
        title=practice.title,
        url=f"{base}{presenting.url_of(practice)}",
        place=presenting.place_of(practice),
        years=YearsOut(start=practice.years.start, end=practice.years.end),
        evidence_level=practice.evidence_level,
        licence=licence_of(practice),
        accessed=made.isoformat(),
        references=list(_references(source)),
    )


def _references(source: PracticeSource) -> Iterable[out.ReferenceOut]:
    practice = source.practice
    for page in practice.sources:
        yield out.ReferenceOut(
            kind="web",
            title=page.title,
            address=page.url,
            publisher=page.publisher,
            published=page.published,
            licence=page.licence,
        )
    if practice.origin is not None:
        origin = practice.origin
        number = next((quote.page for quote in origin.quotes if quote.page is not None), None)
        yield out.ReferenceOut(
            kind="document", title=origin.document_title, document_id=origin.document_id, page=number
        )
    if practice.submitted is not None:
        told = practice.submitted
        yield out.ReferenceOut(kind="submitted", title=told.submission_id, published=told.sent)
