"""From findings to a practice card: which finding fills which field, and the quote that it rests on.

Nothing is filled that no finding gives: the reach of a practice, for one, is always for a person to say. What a person
gives stands above what was found, field by field (JSON Merge Patch, RFC 7396: null takes a field away).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from corpus.description import Description, Finding, FindingField
from corpus.document import Document
from corpus.language import fold
from corpus.practice import EvidenceLevel

Card = dict[str, Any]

MOST_CODES = {"themes": 6, "target_groups": 10, "cooperation_forms": 10}
_TEXTS: tuple[FindingField, ...] = ("need", "actions", "results", "lessons")
_PLACE_PARTS = ("locality", "gmina", "powiat")
_LONGEST_NAME = 300
_LONGEST_QUOTE = 2000
_LONGEST_ID = 80
_ID_PART = re.compile(r"[a-z0-9]+")

# The field of the practice that each finding speaks for. Where an event was and where a partner sits is not where the
# practice worked, and the day of an announcement is not its year: those are shown to the person and fill nothing.
FIELDS: dict[FindingField, str] = {
    "title": "title",
    "area_of_action": "place",
    "years": "years",
    "partners": "partners",
    "funding": "funding",
    "themes": "themes",
    "target_groups": "target_groups",
    "cooperation_forms": "cooperation_forms",
    "need": "need",
    "actions": "actions",
    "results": "results",
    "lessons": "lessons",
    "evidence_level": "evidence_level",
}


def chosen(description: Description, numbers: Sequence[int] | None) -> tuple[Finding, ...]:
    """The findings with these numbers, counted from 1; all of them for None. Raises IndexError for a number that is none."""
    if numbers is None:
        return description.findings
    for number in numbers:
        if not 1 <= number <= len(description.findings):
            raise IndexError(number)
    return tuple(description.findings[number - 1] for number in sorted(set(numbers)))


def card_of(description: Description, document: Document, findings: Sequence[Finding]) -> Card:
    """The card that the findings make, without id and origin. Required fields that nothing fills are absent."""
    title = _best(findings, "title")
    card: Card = {"title": title.value if title else description.title, **_place(findings)}
    if years := _best(findings, "years"):
        card["years"] = years.value
    for name in ("partners", "funding"):
        card[name] = _distinct(_given(item) for item in _of(findings, name))
    for name, most in MOST_CODES.items():
        sure = sorted(_of(findings, name), key=lambda finding: -finding.confidence)
        card[name] = _distinct(finding.value for finding in sure)[:most]
    if not card["themes"]:
        del card["themes"]  # required: absent, it is asked for
    for text in _TEXTS:
        if parts := _distinct(finding.value for finding in _of(findings, text)):
            card[text] = "\n".join(str(part) for part in parts)
    if level := _best(findings, "evidence_level"):
        card["evidence_level"] = level.value
        page = f", str. {level.page}" if level.page else ""
        card["evidence_reason"] = f"W dokumencie „{document.title}”{page}: „{level.quote[:_LONGEST_QUOTE]}”"
    card["sources"] = [{"url": document.source_url, "title": _name(document.title)}] if document.source_url else []
    return card


def described_level(findings: Sequence[Finding]) -> EvidenceLevel | None:
    """The evidence level that the document shows, None when no finding tells it."""
    best = _best(findings, "evidence_level")
    return best.value if best and best.value in ("E0", "E1", "E2", "E3", "E4") else None  # type: ignore[return-value]


def corrected(card: Card, corrections: Mapping[str, JsonValue]) -> Card:
    """The card with the corrections on top (RFC 7396). The areas follow the place unless they are given too."""
    merged = _merged(card, corrections)
    if "place" in corrections and "areas" not in corrections:
        merged.pop("areas", None)
    return merged


def origin_of(
    description: Description,
    document: Document,
    findings: Sequence[Finding],
    corrections: Mapping[str, JsonValue],
    day: str,
    key: str | None,
) -> Card:
    """The origin of an accepted practice: the quotes of what was taken as found, the names of what the person wrote."""
    # A place or a time put right in part still rests on its quote for the rest.
    replaced = {name for name, value in corrections.items() if not isinstance(value, Mapping)}
    quotes = [
        {"field": FIELDS[finding.field], "quote": finding.quote[:_LONGEST_QUOTE], "page": finding.page}
        for finding in findings
        if FIELDS.get(finding.field, "") not in {"", *replaced}
        and (finding.field != "area_of_action" or finding in _areas_of_action(findings))
    ]
    return {
        "document_id": document.id,
        "document_title": _name(document.title) or document.id,
        "file_name": _name(document.file_name) or document.id,
        "draft_id": description.id,
        "accepted": day,
        "key": key,
        "quotes": _distinct(quotes),
        "written": sorted(set(paths(corrections))),
    }


def free_id(card: Mapping[str, Any], taken: Callable[[str], bool]) -> str:
    """An id of place and title that is not taken: "staszow-cieple-obiady", "staszow-cieple-obiady-2"."""
    place = card.get("place")
    names = [place.get(part) for part in (*_PLACE_PARTS, "voivodeship")] if isinstance(place, Mapping) else []
    first = next((name for name in names if isinstance(name, str) and name), "")
    where, what = (_ID_PART.findall(fold(text)) for text in (first, str(card.get("title") or "")))
    parts = what if what[: len(where)] == where else [*where, *what]
    stem = ""
    for part in parts or ["praktyka"]:
        longer = f"{stem}-{part}" if stem else part[:_LONGEST_ID]
        if len(longer) > _LONGEST_ID:
            break
        stem = longer
    found, number = stem, 1
    while taken(found):
        number += 1
        found = f"{stem}-{number}"
    return found


def _of(findings: Sequence[Finding], field: str) -> list[Finding]:
    return [finding for finding in findings if finding.field == field]


def _best(findings: Sequence[Finding], field: FindingField) -> Finding | None:
    return max(_of(findings, field), key=lambda finding: finding.confidence, default=None)


def _given(finding: Finding) -> JsonValue:
    value = finding.value
    return {name: part for name, part in value.items() if part is not None} if isinstance(value, dict) else value


def _place(findings: Sequence[Finding]) -> Card:
    """The place in words and, when every finding has them, its areas, in the voivodeship of the surest finding."""
    values = [finding.value for finding in _areas_of_action(findings) if isinstance(finding.value, dict)]
    if not values:
        return {}
    place: Card = {
        part: ", ".join(names)
        for part in _PLACE_PARTS
        if (names := _distinct(str(value[part]) for value in values if value.get(part)))
    }
    if voivodeship := values[0].get("voivodeship"):
        place["voivodeship"] = voivodeship
    areas = [value.get("areas") for value in values]
    if not all(isinstance(one, list) and one for one in areas):
        return {"place": place}
    return {"place": place, "areas": _distinct(area for one in areas if isinstance(one, list) for area in one)}


def _areas_of_action(findings: Sequence[Finding]) -> list[Finding]:
    best = _best(findings, "area_of_action")
    if best is None or not isinstance(best.value, dict):
        return []
    wanted = best.value.get("voivodeship")
    found = _of(findings, "area_of_action")
    return [one for one in found if isinstance(one.value, dict) and one.value.get("voivodeship") == wanted]


def _distinct(values: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


def _merged(target: Any, patch: Mapping[str, JsonValue]) -> Card:
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        elif isinstance(value, Mapping):
            merged[name] = _merged(merged.get(name), value)
        else:
            merged[name] = value
    return merged


def paths(patch: Mapping[str, JsonValue], above: str = "") -> Iterator[str]:
    """The fields that a merge patch changes, as paths: "place.gmina"."""
    for name, value in patch.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from paths(value, f"{path}.")
        else:
            yield path


def _name(text: str) -> str:
    return text[:_LONGEST_NAME].strip()
