"""Practices as JSON-LD in the words of schema.org: an article, the places and years it tells of, who took part and paid.

The vocabulary is that of https://schema.org/Article, /Role, /MonetaryGrant, /DefinedTerm. What a source does not say has no
property; nothing stands as null. Labels are Polish, as the texts are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from corpus import vocabulary
from corpus.practice import Area, Funding, Partner, Practice, Source

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
CURRENCY = "PLN"
# The terms of a description that names no others (docs/record.md).
PROJECT_LICENCE = "https://spdx.org/licenses/EUPL-1.2.html"
PROJECT_LICENCE_NAME = "EUPL-1.2"

Node = dict[str, object]

_KIND_OF_PARTNER = {"public": "GovernmentOrganization", "ngo": "NGO", "academia": "EducationalOrganization"}
# Characters that could end or confuse a script element, as JSON writes them instead.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def practice(record: Practice, base: str, *, whole: bool = True) -> Node:
    """One practice with its context. `base` is the address of this site without a slash at the end.

    Without its body where not `whole`: a page that shows the text need not hold it twice.
    """
    node = {"@context": CONTEXT, **_article(record, base)}
    if not whole:
        del node["articleBody"]
    return node


def graph(records: Iterable[Practice], base: str) -> Node:
    """Several practices as one graph, in their order."""
    return {"@context": CONTEXT, "@graph": [_article(record, base) for record in records]}


def text(node: Node) -> str:
    """JSON with characters as they are, without what could close a script element."""
    return json.dumps(node, ensure_ascii=False).translate(_ESCAPES)


def script(node: Node) -> Markup:
    """What stands inside `<script type="application/ld+json">`: no text of a record can end it."""
    return Markup(text(node))  # noqa: S704 (every < > & is written as an escape of JSON)


def _article(record: Practice, base: str) -> Node:
    address = f"{base}/praktyki/{record.id}"
    return _said(
        {
            "@type": "Article",
            "@id": address,
            "url": address,
            "identifier": record.id,
            "headline": record.title,
            "abstract": record.need,
            "articleBody": "\n\n".join(filter(None, (record.need, record.actions, record.results, record.lessons))),
            "inLanguage": "pl",
            "about": [_term("themes", code) for code in record.themes],
            "audience": [
                {"@type": "Audience", "audienceType": _label("target_groups", code)} for code in record.target_groups
            ],
            "keywords": [
                *(_term("cooperation_forms", code) for code in record.cooperation_forms),
                *([_term("evidence_levels", record.evidence_level)] if record.evidence_level else []),
            ],
            "spatialCoverage": [_place(area) for area in record.areas] or [_written_place(record)],
            "temporalCoverage": _interval(record.years.start, record.years.end),
            "contributor": [_contributor(partner) for partner in record.partners],
            "funder": [_organisation(partner) for partner in record.partners if partner.role == "funder"],
            "funding": [_grant(item) for item in record.funding],
            "isBasedOn": [_source(source) for source in record.sources] + _origin(record, base),
            "license": _licence(record.licence),
            "isAccessibleForFree": True,
            "isPartOf": {"@type": "Dataset", "name": "Dobre Praktyki", "url": f"{base}/"},
        }
    )


def _interval(start: int | None, end: int | None) -> str | None:
    """ISO 8601: "2014", "2014/2015", "2014/.." where the end is unknown or still running; None without a first year."""
    if start is None:
        return None if end is None else f"../{end}"
    return str(start) if start == end else f"{start}/{end or '..'}"


def _place(area: Area) -> Node:
    geo = {"@type": "GeoCoordinates", "latitude": area.lat, "longitude": area.lon}
    within = [
        *([area.subregion.removeprefix("nuts:")] if area.subregion else []),
        *([area.powiat_code.removeprefix("teryt:")] if area.powiat_code else []),
    ]
    return _said(
        {
            "@type": "AdministrativeArea" if area.level != "locality" else "Place",
            "name": area.name,
            "address": _address(area.locality or area.gmina, area.voivodeship),
            "geo": geo if area.lat is not None and area.lon is not None else None,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": "NUTS 3" if code.startswith("PL") else "TERYT", "value": code}
                for code in within
            ],
        }
    )


def _written_place(record: Practice) -> Node:
    place = record.place
    name = place.locality or place.gmina or place.powiat or place.voivodeship
    return {"@type": "Place", "name": name, "address": _address(place.locality or place.gmina, place.voivodeship)}


def _address(locality: str | None, voivodeship: str) -> Node:
    return _said(
        {
            "@type": "PostalAddress",
            "addressLocality": locality,
            "addressRegion": voivodeship,
            "addressCountry": "PL",
        }
    )


def _contributor(partner: Partner) -> Node:
    return {
        "@type": "Role",
        "roleName": _label("roles", partner.role),
        "contributor": _organisation(partner),
    }


def _organisation(partner: Partner) -> Node:
    return {"@type": _KIND_OF_PARTNER.get(partner.sector, "Organization"), "name": partner.name}


def _grant(item: Funding) -> Node:
    amount = {"@type": "MonetaryAmount", "value": item.amount_pln, "currency": CURRENCY}
    return _said(
        {
            "@type": "MonetaryGrant",
            "name": item.source,
            "amount": amount if item.amount_pln is not None else None,
        }
    )


def _source(source: Source) -> Node:
    return _said(
        {
            "@type": "CreativeWork",
            "url": source.url,
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "datePublished": source.published,
            "license": _licence(source.licence) if source.licence else None,
        }
    )


def _origin(record: Practice, base: str) -> list[Node]:
    if record.origin is None:
        return []
    return [
        {
            "@type": "DigitalDocument",
            "url": f"{base}/dokumenty/{record.origin.document_id}",
            "name": record.origin.document_title,
        }
    ]


def _licence(name: str | None) -> str | Node:
    return PROJECT_LICENCE if name is None else {"@type": "CreativeWork", "name": name}


def _term(name: str, code: str) -> Node:
    return {"@type": "DefinedTerm", "termCode": code, "name": _label(name, code), "inDefinedTermSet": name}


def _label(name: str, code: str) -> str:
    terms = vocabulary.load(name)
    return terms.label(code) if code in terms else code


def _said(node: Node) -> Node:
    """The node without what nobody said: None, an empty text, an empty list."""
    return {name: value for name, value in node.items() if value is not None and value not in ("", [])}
