"""Findings of places: event place, partner seat and area of action, each place once a role, resolved as far as the text allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from corpus.description import Finding
from corpus.language import fold
from ingest.describe.partners import Partner, by_block
from ingest.describe.place_roles import PlaceRole, Roles, around, role_of
from ingest.describe.place_settling import PlaceMention
from ingest.describe.sheet import Sheet, Spot
from ingest.describe.wording import any_of

# A card of an event: one line says when, another where.
_WHEN = re.compile(r"^(?:termin|kiedy|data|godzina|dzień|czas trwania)\b[^:]{0,30}:", re.IGNORECASE)
# Public bodies that serve more than their own gmina.
_WIDER = re.compile(
    any_of(
        """wojewódz* | powiat* | regional* | państw* | narodow* | ministerst* | uniwersytet* | starostwo | urząd marszałkowski*
        urząd wojewódzki* | politechnik* | nadleśnictw* | park* | komend* | sąd* | szpital* | fundusz*"""
    ),
    re.IGNORECASE,
)
_UNRESOLVED, _AMBIGUOUS = 0.15, 0.25


@dataclass(frozen=True, slots=True)
class _Placed:
    mention: PlaceMention
    role: PlaceRole
    roles: Roles


def blocked_spots(partners: Iterable[Partner]) -> list[Spot]:
    """The names of institutions up to the place at their end: no place begins in them."""
    return [
        Spot(item.spot.block, item.spot.start, item.place.start if item.place else _last_word(item))
        for item in partners
    ]


def _last_word(item: Partner) -> int:
    # "Nadleśnictwo Polanów", "KGW Podgaj": a place may be the last word of a name.
    return max(item.spot.start + 1, item.spot.end - len(item.name.split()[-1]))


def places(sheet: Sheet, mentions: Sequence[PlaceMention], partners: Sequence[Partner]) -> tuple[Finding, ...]:
    """Findings "event_place", "partner_seat", "area_of_action". Weak areas count only when there are no others."""
    placed = list(_placed(sheet, mentions, partners))
    strong = [item for item in placed if not item.roles.weak]
    areas = [item for item in strong if item.role == "area_of_action"]
    if not areas:
        strong += [item for item in placed if item.roles.weak]
        areas = [item for item in strong if item.role == "area_of_action"]
    if not areas:
        strong += _by_seat(placed, partners)
    return tuple(_findings(sheet, strong))


def _placed(sheet: Sheet, mentions: Sequence[PlaceMention], partners: Sequence[Partner]) -> Iterator[_Placed]:
    event_card = any(_WHEN.match(line.text) for line in sheet.lines)
    by_line = by_block(partners)
    given: list[Roles] = []
    for number, mention in enumerate(mentions):
        here = around(
            mention, by_line.get(mention.line.number, ()), mentions[number - 1] if number else None, event_card
        )
        before = mention.follows
        gap = mention.line.text[mentions[before].end : mention.start] if before is not None else ""
        if before is not None and here.partner is None and re.search(r"\b(?:w|we|z|ze|do)\s$", gap) is None:
            roles = given[before]
            if mention.level != mentions[before].level and mention.level in ("powiat", "voivodeship", "subregion"):
                roles = role_of(here)
        else:
            roles = role_of(here)
        given.append(roles)
        if roles.role is not None:
            yield _Placed(mention, roles.role, roles)
            if roles.also_event:
                yield _Placed(mention, "event_place", Roles("event_place", "host", 0.6))


def _by_seat(placed: Sequence[_Placed], partners: Sequence[Partner]) -> list[_Placed]:
    """The seat of the first local office, when nothing tells the area: it works in its own gmina."""
    for partner in partners:
        if partner.sector != "public" or _WIDER.search(partner.name):
            continue
        for item in placed:
            spot = partner.spot
            if (
                item.role == "partner_seat"
                and item.mention.line.number == spot.block
                and spot.start <= item.mention.start < spot.end
            ):
                return [_Placed(item.mention, "area_of_action", Roles("area_of_action", "by_seat", 0.45))]
    return []


def _findings(sheet: Sheet, placed: Iterable[_Placed]) -> Iterator[Finding]:
    best: dict[tuple[str, str], _Placed] = {}
    for item in placed:
        key = (item.role, _key(item.mention))
        known = best.get(key)
        if known is None or _rank(item) > _rank(known):
            best[key] = item
    for item in best.values():
        mention = item.mention
        doubt = _AMBIGUOUS if mention.ambiguous else 0.0 if mention.areas else _UNRESOLVED
        yield sheet.finding(
            item.role,
            value_of(mention),
            Spot(mention.line.number, mention.start, mention.end),
            method=f"rule:place.{item.roles.rule}",
            confidence=max(0.1, item.roles.confidence - doubt),
        )


def _key(mention: PlaceMention) -> str:
    """Gmina and town of one name are one place here: documents seldom tell which they mean."""
    unit = mention.level if mention.level in ("powiat", "subregion", "voivodeship") else "gmina"
    return f"{unit} {fold(mention.name)}"


def _rank(item: _Placed) -> tuple[bool, float]:
    return bool(item.mention.areas) and not item.mention.ambiguous, item.roles.confidence


def value_of(mention: PlaceMention) -> JsonValue:
    """The place in the shape of the record. Only what is certain stands beside the name; candidates stand in `areas`."""
    areas: list[JsonValue] = [area.model_dump(mode="json", exclude_none=True) for area in mention.areas]
    value: dict[str, JsonValue] = {
        "locality": None,
        "gmina": None,
        "powiat": None,
        "voivodeship": mention.voivodeship,
        "areas": areas,
    }
    if len(mention.areas) == 1 and not mention.ambiguous:
        area = mention.areas[0]
        value |= {"locality": area.locality, "gmina": area.gmina, "powiat": area.powiat}
    elif mention.level in ("gmina", "powiat"):
        value[mention.level] = mention.name
    elif mention.level == "locality":
        value["locality"] = mention.name
    return value
