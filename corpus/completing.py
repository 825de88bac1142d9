"""Fills what follows from a practice's own words: the resolved areas and the evidence level."""

from __future__ import annotations

from collections.abc import Callable

from corpus.evidence import evidence_of
from corpus.practice import Area, Place, Practice


def complete(practice: Practice, areas_of: Callable[[Place], tuple[Area, ...]]) -> Practice:
    """The practice with `areas` (when empty), `evidence_level` and `evidence_reason` (when there is no level).

    What a person has set stays. `areas_of` is that of the gazetteer, given so that records stay free of place data.
    """
    filled: dict[str, object] = {}
    if not practice.areas:
        filled["areas"] = areas_of(practice.place)
    if practice.evidence_level is None:
        evidence = evidence_of(practice)
        filled["evidence_level"] = evidence.level
        filled["evidence_reason"] = evidence.reason
    return practice.model_copy(update=filled) if filled else practice
