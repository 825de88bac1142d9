"""Practices as GeoJSON (RFC 7946): points in degrees of WGS 84, longitude before latitude.

A practice of one place is a Point, one of several a MultiPoint, one without coordinates a feature whose geometry is null
("unlocated", section 3.2). A document has no place and is left out: `documents_left_out` counts them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from corpus.areas import label as area_label
from corpus.practice import Practice
from search_api.export.about import About, Record, licence_of
from search_api.searching import presenting
from search_api.searching.map_points import spots

MEDIA_TYPE = "application/geo+json"
DEGREES = 5  # decimals: a metre; the coordinates are those of the middle of a town

Node = dict[str, object]


def collection(records: Iterable[Record], about: About) -> bytes:
    """The practices among `records` as one FeatureCollection in UTF-8."""
    features = []
    documents = 0
    for record in records:
        if isinstance(record, Practice):
            features.append(feature(record, about))
        else:
            documents += 1
    found: Node = {
        "type": "FeatureCollection",
        "features": features,
        # Members that RFC 7946 does not know are allowed (section 6.1).
        "made": about.made.isoformat(),
        "address": about.address,
        "snapshot": about.snapshot,
        "total": about.total,
        "held": len(features),
        "documents_left_out": documents,
        "not_found": list(about.gone),
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def feature(practice: Practice, about: About) -> Node:
    """One practice. What its source does not say is null."""
    place = presenting.place_of(practice)
    return {
        "type": "Feature",
        "id": practice.id,
        "geometry": geometry(practice),
        "properties": {
            "title": practice.title,
            "address": about.page_of(practice),
            "places": [
                {
                    "name": area_label(area),
                    "level": area.level,
                    "coordinates_of": area.coordinates_of or area.level,
                    "powiat_code": area.powiat_code,
                    "subregion": area.subregion,
                }
                for area, _, _ in spots(practice)
            ],
            "locality": place.locality,
            "gmina": place.gmina,
            "powiat": place.powiat,
            "subregion": place.subregion,
            "subregion_label": place.subregion_label,
            "voivodeship": place.voivodeship,
            "year_from": practice.years.start,
            "year_to": practice.years.end,
            "themes": list(practice.themes),
            "target_groups": list(practice.target_groups),
            "cooperation_forms": list(practice.cooperation_forms),
            "evidence_level": practice.evidence_level,
            "known_budget_pln": practice.budget_pln,
            "sources": [source.model_dump(mode="json") for source in practice.sources],
            "origin": practice.origin.document_title if practice.origin else None,
            "licence": licence_of(practice),
        },
    }


def geometry(practice: Practice) -> Node | None:
    """The point or points of a practice in the order of its areas, None where no area has coordinates."""
    points = [[round(lon, DEGREES), round(lat, DEGREES)] for _, lat, lon in spots(practice)]
    if not points:
        return None
    return (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
