"""From what a person typed to the card of a practice, with every fault at its field.

Faults are codes with values, not sentences: whoever shows them says them in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from corpus import vocabulary
from corpus.language import fold
from corpus.practice import Source
from ingest.named_sectors import sector_of
from ingest.table_values import NotUnderstood, amount_of, is_empty, years_of
from ingest.typed import Typed, TypedMoney, TypedPartner, TypedSource
from ingest.typed_place import PlaceOption, read_place

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 200, 250, 5000  # characters
MOST_CODES = {"themes": 6, "target_groups": 10, "cooperation_forms": 10}
_REQUIRED = ("title", "need", "actions")
_LONG = ("need", "actions", "results", "lessons", "evidence_reason")
_LINES = ("institution", "role")
_LISTS = {"themes": "themes", "target_groups": "target_groups", "cooperation_forms": "cooperation_forms"}
_CHOICES = {"reach": "reach", "evidence_level": "evidence_levels", "voivodeship": "voivodeships"}
_GOES_ON = frozenset({"nadal", "trwa", "trwa nadal", "do dzis", "do teraz", "dalej", "obecnie", "teraz"})  # folded
_NO_GROSZE = re.compile(r",\s*[-–—]+")  # "500,-" is 500


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the path of the typed field ("partners.1.sector", counted from 0), `code` what is wrong with it."""

    field: str
    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReadCard:
    """The card as far as it is understood, the faults in the order of the form, the places to choose from."""

    card: dict[str, Any]
    faults: tuple[Fault, ...]
    options: tuple[PlaceOption, ...] = ()


def read_typed(typed: Typed, *, this_year: int) -> ReadCard:
    """The card of what was typed. A practice has begun: its first year is `this_year` at the latest."""
    faults: list[Fault] = []
    card: dict[str, Any] = {}
    for name in ("title", *_LONG, *_LINES):
        card[name] = getattr(typed, name) or None
        most = LONGEST_TEXT if name in _LONG else LONGEST_TITLE if name == "title" else LONGEST_LINE
        if len(getattr(typed, name)) > most:
            faults.append(Fault(name, "too_long", {"length": len(getattr(typed, name)), "most": most}))
        if name in _REQUIRED and not getattr(typed, name):
            faults.append(Fault(name, f"missing_{name}", {}))
    for name, listed in _CHOICES.items():
        value = getattr(typed, name)
        if value and value not in vocabulary.load(listed):
            faults.append(Fault(name, "choice", {}))
        elif name != "voivodeship":
            card[name] = value or None
    options = _place(typed, card, faults)
    card["years"] = _years(typed, this_year, faults)
    card["partners"] = [one for number, row in enumerate(typed.partners) for one in _partner(number, row, faults)]
    card["funding"] = [one for number, row in enumerate(typed.funding) for one in _money(number, row, faults)]
    card["sources"] = [one for number, row in enumerate(typed.sources) for one in _source(number, row, faults)]
    for name, listed in _LISTS.items():
        codes = list(dict.fromkeys(getattr(typed, name)))
        card[name] = codes
        if any(code not in vocabulary.load(listed) for code in codes):
            faults.append(Fault(name, "choice", {}))
        if len(codes) > MOST_CODES[name]:
            faults.append(Fault(name, "too_many", {"most": MOST_CODES[name]}))
    order = {field: number for number, field in enumerate(Typed.__slots__)}
    faults.sort(key=lambda fault: order[fault.field.partition(".")[0]])
    return ReadCard({name: value for name, value in card.items() if value is not None}, tuple(faults), options)


def _place(typed: Typed, card: dict[str, Any], faults: list[Fault]) -> tuple[PlaceOption, ...]:
    if len(typed.place) > LONGEST_LINE:
        faults.append(Fault("place", "too_long", {"length": len(typed.place), "most": LONGEST_LINE}))
        return ()
    voivodeship = typed.voivodeship if typed.voivodeship in vocabulary.load("voivodeships") else ""
    found = read_place(typed.place, voivodeship, typed.place_choice)
    if found.place is not None:
        card["place"], card["areas"] = dict(found.place), [dict(area) for area in found.areas] or None
        return ()
    choose = "_options" if found.options else ""
    faults.append(Fault("place", f"place_{found.fault}{choose}", {"place": typed.place}))
    return found.options


def _years(typed: Typed, this_year: int, faults: list[Fault]) -> dict[str, int | None] | None:
    start = _year("year_from", typed.year_from, faults)
    end = _year("year_to", typed.year_to, faults)
    if start is not None and start > this_year:
        faults.append(Fault("year_from", "year_ahead", {"year": start}))
    elif start is not None and end is not None and start > end:
        faults.append(Fault("year_to", "year_order", {"start": start, "end": end}))
    return None if start is None and end is None else {"start": start, "end": end}


def _year(name: str, text: str, faults: list[Fault]) -> int | None:
    if is_empty(text) or (name == "year_to" and fold(text).strip(" .") in _GOES_ON):
        return None
    try:
        start, end = years_of(text)
    except NotUnderstood:
        start = end = None
    found = start if name == "year_from" else end or start
    if found is None or (start is not None and end is not None and start != end):
        faults.append(Fault(name, "year", {"text": text[:60]}))
        return None
    return found


def _partner(number: int, row: TypedPartner, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    at = f"partners.{number}"
    if not row.name:
        if row.sector or row.role:
            faults.append(Fault(f"{at}.name", "partner_name", {}))
        return
    if len(row.name) > LONGEST_LINE:
        faults.append(Fault(f"{at}.name", "too_long", {"length": len(row.name), "most": LONGEST_LINE}))
    sector = row.sector or sector_of(row.name)
    if sector is None:
        faults.append(Fault(f"{at}.sector", "partner_sector", {"name": row.name[:60]}))
    elif sector not in vocabulary.load("sectors"):
        faults.append(Fault(f"{at}.sector", "choice", {}))
    if row.role and row.role not in vocabulary.load("roles"):
        faults.append(Fault(f"{at}.role", "choice", {}))
    yield {"name": row.name, "sector": sector, "role": row.role or "partner"}


def _money(number: int, row: TypedMoney, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    at = f"funding.{number}"
    amount = None
    if not is_empty(row.amount):
        try:
            amount = amount_of(_NO_GROSZE.sub("", row.amount))
        except NotUnderstood:
            faults.append(Fault(f"{at}.amount", "amount", {"text": row.amount[:60]}))
        if not row.source:
            faults.append(Fault(f"{at}.source", "money_source", {}))
    if len(row.source) > LONGEST_LINE:
        faults.append(Fault(f"{at}.source", "too_long", {"length": len(row.source), "most": LONGEST_LINE}))
    if row.source:
        yield {"source": row.source, "amount_pln": amount}


def _source(number: int, row: TypedSource, faults: list[Fault]) -> Iterator[dict[str, Any]]:
    at = f"sources.{number}"
    if not row.url:
        if row.title:
            faults.append(Fault(f"{at}.url", "source_url_missing", {}))
        return
    if len(row.title) > LONGEST_LINE:
        faults.append(Fault(f"{at}.title", "too_long", {"length": len(row.title), "most": LONGEST_LINE}))
    url = row.url if "://" in row.url else f"https://{row.url}"
    try:
        # The name of the server says what kind of source it is, when nothing else does.
        given = {"url": url, "title": row.title[:LONGEST_LINE] or urlsplit(url).hostname or url[:LONGEST_LINE]}
        yield Source.model_validate(given).model_dump(mode="json", exclude_none=True)
    except (ValidationError, ValueError):
        faults.append(Fault(f"{at}.url", "source_url", {}))
