"""Documents to descriptions: candidates for the fields of a practice, each with its quote. Pure: the same document gives the same.

Rules, the gazetteer and the dictionary do it; no model is asked. A description is a draft ("szkic") until a person accepts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.description import Description, Finding
from corpus.document import Document
from corpus.practice import Area
from ingest.describe.evidence import evidence_level
from ingest.describe.extracts import extract_findings, extracts
from ingest.describe.kind import document_kind
from ingest.describe.money import money
from ingest.describe.partners import partners, partners_in
from ingest.describe.parts import Part, parts
from ingest.describe.place_mentions import place_mentions
from ingest.describe.places import blocked_spots, places
from ingest.describe.sheet import Sheet, Spot, sheet_of
from ingest.describe.topics import topics
from ingest.describe.years_and_dates import Publication, publication_of, years_and_dates


def describe(document: Document) -> tuple[Description, ...]:
    """One description for each practice that the document tells of, at least one for a document with text.

    Every quote stands word for word in its block, within the part; only the kind of the document may be quoted from outside it.
    """
    if not document.blocks:
        return ()
    whole = _sheet(document, Part(document.title, 0, len(document.blocks) - 1))
    publication = publication_of(whole)
    kind = document_kind(whole)
    found = parts(document)
    context = _context(whole) if len(found) > 1 else ()
    return tuple(
        Description(
            id=f"szkic-{document.id.removeprefix('doc-')}-{number}",
            document_id=document.id,
            title=part.title,
            first_block=part.first,
            last_block=part.last,
            findings=_findings(whole if len(found) == 1 else _sheet(document, part), publication, kind, context),
        )
        for number, part in enumerate(found, start=1)
    )


def _sheet(document: Document, part: Part) -> Sheet:
    numbered = enumerate(document.blocks[part.first : part.last + 1], start=part.first)
    return sheet_of(part.title, numbered)


def _context(whole: Sheet) -> tuple[Area, ...]:
    """The areas that a document with several practices names without doubt: they settle names within its parts."""
    mentions = place_mentions(whole, blocked_spots(partners_in(whole)))
    return tuple(area for item in mentions if not item.ambiguous for area in item.areas)


def _findings(
    sheet: Sheet, publication: Publication | None, kind: Finding | None, context: Sequence[Area]
) -> tuple[Finding, ...]:
    named = partners_in(sheet)
    mentions = place_mentions(sheet, blocked_spots(named), context)
    told = extracts(sheet)
    evidence = evidence_level(sheet, told, str(kind.value) if kind else None)
    return (
        *_title(sheet),
        *([kind] if kind else []),
        *places(sheet, mentions, named),
        *years_and_dates(sheet, publication),
        *partners(sheet, named),
        *money(sheet, named),
        *topics(sheet),
        *([evidence] if evidence else []),
        *extract_findings(sheet, told),
    )


def _title(sheet: Sheet) -> tuple[Finding, ...]:
    """The title where it stands in the text; a title made from a file name has no quote and is no finding."""
    for line in sheet.lines:
        at = line.text.find(sheet.title)
        if at >= 0 and sheet.title:
            spot = Spot(line.number, at, at + len(sheet.title))
            return (sheet.extract("title", spot, method="rule:title", confidence=0.8),)
    return ()
