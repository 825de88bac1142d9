"""Descriptions for the tests: what a program might read out of a short report."""

from __future__ import annotations

from typing import Any

from corpus.description import Description, Finding
from corpus.document import Block, Document
from tests.corpus.records import document

REPORT_BLOCKS = (
    "Klub seniora w Lyskach",
    "W Lyskach (powiat rybnicki, województwo śląskie) samotni seniorzy nie mieli gdzie się spotkać.",
    "W latach 2014–2015 gmina Lyski oddała salę, a Stowarzyszenie „Sąsiad” poprowadziło cotygodniowe spotkania.",
    "Z klubu skorzystało 40 osób. Gmina przeznaczyła na to 12 500 zł.",
    "O projekcie opowiedziano na seminarium w Wiśle.",
)


def report(letter: str = "a", **changes: Any) -> Document:
    """A report on a club in Lyski; `letter` (one hex digit) sets its checksum and so its id."""
    blocks = tuple(Block(text=text, page=1) for text in REPORT_BLOCKS)
    return document(
        letter, **({"title": REPORT_BLOCKS[0], "file_name": "sprawozdanie.pdf", "blocks": blocks} | changes)
    )


def finding(field: str, value: Any, quote: str, block: int, confidence: float = 0.9, **changes: Any) -> Finding:
    fields = {"field": field, "value": value, "quote": quote, "block": block, "page": 1, "method": "rule"}
    return Finding.model_validate({**fields, "confidence": confidence, **changes})


LYSKI = {"locality": "Lyski", "gmina": "Lyski", "powiat": "rybnicki", "voivodeship": "śląskie"}
FINDINGS = (
    finding("title", "Klub seniora w Lyskach", "Klub seniora w Lyskach", 0),
    finding("area_of_action", LYSKI, "W Lyskach (powiat rybnicki, województwo śląskie)", 1),
    finding("event_place", {"locality": "Wisła", "voivodeship": "śląskie"}, "na seminarium w Wiśle", 4),
    finding("years", {"start": 2014, "end": 2015}, "W latach 2014–2015", 2),
    finding("partners", {"name": "Gmina Lyski", "sector": "public", "role": "lead"}, "gmina Lyski", 2),
    finding(
        "partners",
        {"name": "Stowarzyszenie „Sąsiad”", "sector": "ngo", "role": "partner"},
        "Stowarzyszenie „Sąsiad”",
        2,
    ),
    finding("funding", {"source": "Gmina Lyski", "amount_pln": 12500}, "Gmina przeznaczyła na to 12 500 zł", 3),
    finding("themes", "seniors", "Klub seniora", 0),
    finding("target_groups", "seniors", "samotni seniorzy", 1),
    finding("need", REPORT_BLOCKS[1], REPORT_BLOCKS[1], 1, 0.7),
    finding("actions", REPORT_BLOCKS[2], REPORT_BLOCKS[2], 2, 0.8),
    finding("results", "Z klubu skorzystało 40 osób.", "Z klubu skorzystało 40 osób.", 3),
    finding("evidence_level", "E3", "Z klubu skorzystało 40 osób.", 3),
)


def description(
    letter: str = "a", part: int = 1, findings: tuple[Finding, ...] = FINDINGS, **changes: Any
) -> Description:
    """What was read out of `report(letter)`."""
    fields = {
        "id": f"szkic-{letter * 16}-{part}",
        "document_id": f"doc-{letter * 16}",
        "title": "Klub seniora w Lyskach",
        "first_block": 0,
        "last_block": len(REPORT_BLOCKS) - 1,
        "findings": findings,
    }
    return Description.model_validate(fields | changes)
