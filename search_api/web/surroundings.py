"""What the base holds around a practice: similar ones, those nearest on the map, and where the same text stands."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import Document
from corpus.practice import Area, Practice
from index.filters import Filters
from index.near_duplicates import leaders
from index.order import Order
from search_api.contract.records import KinOut
from search_api.contract.search import CopyOut, HitOut
from search_api.searching import presenting
from search_api.searching.engine import Engine

SIMILAR_SHOWN = 5
SIMILAR_READ = (
    8  # some of them are documents or near copies; each is explained, which takes most of the time of the page
)
NEARBY_SHOWN = 5
NEARBY_READ = 15  # some of them work in a whole voivodeship, whose middle is near nothing


@dataclass(frozen=True, slots=True)
class Nearby:
    """Practices by their distance from the place of this one. `code` of its powiat is the place to search on from."""

    hits: tuple[HitOut, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`copies` are practices told in nearly the same words; `kin` documents that share text with the document of origin."""

    similar: tuple[HitOut, ...]
    nearby: Nearby
    copies: tuple[CopyOut, ...]
    kin: tuple[KinOut, ...]
    origin_known: bool


def surroundings(practice: Practice, engine: Engine) -> Surroundings:
    """Raises LookupError when the snapshot lacks a record that it names: it is damaged."""
    hits = [hit for hit in engine.similar(practice.id, SIMILAR_READ) if hit.kind == "practice"]
    records = [record for hit in hits if isinstance(record := engine.record(hit.record_id), Practice)]
    # A near copy is among the most similar ones, so only these are compared.
    first = leaders([practice, *records])
    copies = {record.id for number, record in enumerate(records, 1) if first[number] == 0}
    origin = engine.record(practice.origin.document_id) if practice.origin else None
    return Surroundings(
        similar=tuple(presenting.hit_out(hit, engine) for hit in hits if hit.record_id not in copies)[:SIMILAR_SHOWN],
        nearby=_nearby(practice, engine),
        copies=tuple(
            CopyOut(id=one.id, title=one.title, place=presenting.place_of(one), url=presenting.url_of(one))
            for one in records
            if one.id in copies
        ),
        kin=tuple(presenting.document_answer(origin, engine).also_in) if isinstance(origin, Document) else (),
        origin_known=isinstance(origin, Document),
    )


def is_a_point(area: Area) -> bool:
    """True for an area whose coordinates say where it is: not for a whole voivodeship."""
    return area.lat is not None and area.lon is not None and area.level != "voivodeship"


def _nearby(practice: Practice, engine: Engine) -> Nearby:
    centre = next((area for area in practice.areas if is_a_point(area)), None)
    if centre is None or centre.lat is None or centre.lon is None:
        return Nearby()
    order = Order("nearest", (centre.lat, centre.lon))
    found = engine.search("", Filters(kinds=("practice",)), NEARBY_READ, 0, order=order)
    told = [
        hit
        for hit in found.hits
        if hit.record_id != practice.id
        and hit.distance_km is not None
        and isinstance(record := engine.record(hit.record_id), Practice)
        and any(is_a_point(area) for area in record.areas)
    ]
    return Nearby(tuple(presenting.hit_out(hit, engine) for hit in told[:NEARBY_SHOWN]), centre.powiat_code)
