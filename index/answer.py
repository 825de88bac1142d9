"""What a search returns: plain frozen values, with stable ids and no integers of the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.filters import FacetCount

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """The passage that speaks for a hit. `highlights` are [start, end) offsets in characters of `text`."""

    text: str
    highlights: tuple[tuple[int, int], ...]
    field: str
    heading: str | None = None
    document_id: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SharedConcept:
    """A concept that query and record name in different words, as shown: "seniorzy" ≈ "osoby starsze".

    `in_query` and `in_record` are equal when only hidden words told them apart. `phrases` are the lemmas by which the record
    names it.
    """

    concept: str
    in_query: str
    in_record: str
    phrases: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sentence of a field, marked as `MarkedText`. `apart`: others stand between it and the one that was chosen."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A sentence of a record with the [start, end) offsets of what it shares with the query. `opening` is the first sentence of
    its field, None where it is that itself: a later one often points back ("Z niego opłacono…") and says little alone."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Reasons: shared words (as lemmas), shared concepts (codes of the themes and target groups), one passage, and what
    query and record say in different words. `need` and `actions` are the sentences of these fields of a practice that say
    most about the query, the first ones where no query was given."""

    terms: tuple[str, ...]
    concepts: tuple[str, ...]
    passage: QuotedPassage | None
    synonyms: tuple[SharedConcept, ...] = ()
    need: MarkedText | None = None
    actions: MarkedText | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One record of the answer. `score` is between 0 and 1. `also_in` are the ids of the other records found whose text is a
    near copy of this one's. `distance_km` is that of its nearest place from the point asked for."""

    record_id: str
    kind: Literal["practice", "document"]
    score: float
    confidence: Confidence
    exact_name: bool
    why: Why
    also_in: tuple[str, ...] = ()
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`total` counts all hits above the cut-off that pass the filters, near copies once; `hits` is the asked-for page of them.

    `good_match` is False when there is no such hit; then `hits` is empty and `nearest` holds up to three weak ones, said
    to be weak. Facet counts are over the `total` hits, each with all that its near copies carry. An empty query returns
    every record that passes the filters, copies too.
    `corrections` are pairs (written, meant) of words taken for typing errors; `places` are the place names of the query, as
    written, which do not count in the order.
    """

    query: str
    total: int
    good_match: bool
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    snapshot: str
    corrections: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
