"""What a program read out of a document about a practice: findings with their quotes, never a verified practice.

A description waits as "szkic" until a person accepts, corrects or rejects it. No field stands without its quote.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from corpus.practice import Record

DescriptionStatus = Literal["szkic", "przyjęty", "odrzucony"]
DocumentKind = Literal["praktyka", "ogłoszenie", "program", "sprawozdanie", "diagnoza", "poradnik", "relacja", "inny"]
FindingField = Literal[
    "title",
    "document_kind",
    "event_place",
    "partner_seat",
    "area_of_action",
    "years",
    "date",
    "partners",
    "funding",
    "themes",
    "target_groups",
    "cooperation_forms",
    "evidence_level",
    "need",
    "actions",
    "results",
    "lessons",
]


class Finding(Record):
    """One proposed value of a field.

    `value` is JSON in the shape of the practice record: {"locality", "gmina", "powiat", "voivodeship", "areas"} for places,
    {"start", "end"} for years, "YYYY-MM-DD" for a date, {"name", "sector", "role"} for a partner, {"source", "amount_pln"}
    for funding, a code for themes, groups, forms and evidence, a text for the rest. `quote` stands word for word in the block
    number `block` of the document (from 0). `method` names the rule or model; `confidence` is 0 to 1.
    """

    field: FindingField
    value: JsonValue
    quote: Annotated[str, StringConstraints(min_length=1)]
    block: Annotated[int, Field(ge=0)]
    page: Annotated[int, Field(ge=1)] | None = None
    method: str
    confidence: Annotated[float, Field(ge=0, le=1)]


class Description(Record):
    """Findings about one practice (or about the whole document) in the blocks `first_block` to `last_block`, both included.

    `id` is "szkic-", the 16 hex digits of the document and the number of the part, from 1.
    """

    id: Annotated[str, StringConstraints(pattern=r"^szkic-[0-9a-f]{16}-[0-9]+$")]
    document_id: Annotated[str, StringConstraints(pattern=r"^doc-[0-9a-f]{16}$")]
    title: Annotated[str, StringConstraints(min_length=1)]
    first_block: Annotated[int, Field(ge=0)]
    last_block: Annotated[int, Field(ge=0)]
    findings: tuple[Finding, ...]
    status: DescriptionStatus = "szkic"
