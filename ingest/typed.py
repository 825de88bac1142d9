"""What a person types about a practice, as it was typed: a plain set of texts that a form can show again.

`typed_of` writes a card as such texts, `ingest.typed_card` reads them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from corpus.cleaning import many_lines, one_line
from ingest.typed_place import place_text

LONG = ("need", "actions", "results", "lessons", "evidence_reason")  # texts of several lines
CODES = ("themes", "target_groups", "cooperation_forms")


@dataclass(frozen=True, slots=True)
class TypedPartner:
    name: str = ""
    sector: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class TypedMoney:
    """`amount` as people write it: "12 tys. zł"."""

    source: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class TypedSource:
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts of all fields, in the order in which a person tells them.

    `place` is one line ("Lyski, powiat rybnicki"), `place_choice` the key of the place chosen among namesakes; `reach`,
    `evidence_level` and `evidence_reason` are for whoever reviews.
    """

    need: str = ""
    actions: str = ""
    place: str = ""
    voivodeship: str = ""
    place_choice: str = ""
    year_from: str = ""
    year_to: str = ""
    partners: tuple[TypedPartner, ...] = ()
    funding: tuple[TypedMoney, ...] = ()
    results: str = ""
    lessons: str = ""
    sources: tuple[TypedSource, ...] = ()
    title: str = ""
    themes: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    cooperation_forms: tuple[str, ...] = ()
    institution: str = ""
    role: str = ""
    reach: str = ""
    evidence_level: str = ""
    evidence_reason: str = ""


def tidy(typed: Typed) -> Typed:
    """The same with every text cleaned, and without rows in which nothing stands."""
    done: dict[str, Any] = {}
    for field in fields(Typed):
        value = getattr(typed, field.name)
        if field.name in CODES:
            done[field.name] = tuple(dict.fromkeys(value))
        elif isinstance(value, tuple):
            rows = (type(row)(*(str(one_line(getattr(row, part.name))) for part in fields(row))) for row in value)
            done[field.name] = tuple(row for row in rows if not _is_empty(row))
        else:
            done[field.name] = str(many_lines(value) if field.name in LONG else one_line(value))
    return Typed(**done)


def _is_empty(row: object) -> bool:
    # A role is chosen in every row of the form, so it says nothing by itself.
    return row == type(row)() or (isinstance(row, TypedPartner) and not row.name and not row.sector)


def typed_of(card: Mapping[str, Any]) -> Typed:
    """A card, whole or in part, as a person would type it. What a program read from a document may lack any part: an amount
    without its payer, a partner of an unknown sector."""
    place, years = card.get("place") or {}, card.get("years") or {}
    plain: dict[str, Any] = {name: str(card.get(name) or "") for name in _PLAIN}
    codes: dict[str, Any] = {name: tuple(card.get(name) or ()) for name in CODES}
    return tidy(
        Typed(
            **plain,
            **codes,
            place=place_text(place),
            voivodeship=str(place.get("voivodeship") or ""),
            year_from=str(years.get("start") or ""),
            year_to=str(years.get("end") or ""),
            partners=tuple(
                TypedPartner(one.get("name") or "", one.get("sector") or "", one.get("role") or "")
                for one in card.get("partners") or ()
            ),
            funding=tuple(
                TypedMoney(one.get("source") or "", _amount(one.get("amount_pln"))) for one in card.get("funding") or ()
            ),
            sources=tuple(
                TypedSource(one.get("url") or "", one.get("title") or "") for one in card.get("sources") or ()
            ),
        )
    )


_PLAIN = ("title", *LONG, "institution", "role", "reach", "evidence_level")


def _amount(pln: float | None) -> str:
    if pln is None:
        return ""
    whole = f"{pln:,.0f}" if pln == int(pln) else f"{pln:,.2f}"
    return whole.replace(",", " ").replace(".", ",") + " zł"
