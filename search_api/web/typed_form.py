"""The fields of the forms in which a practice is told or corrected: from a posted form to typed texts, and back to fields."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from starlette.datastructures import FormData

from ingest.typed import CODES, LONG, Typed, TypedMoney, TypedPartner, TypedSource, tidy

PARTNERS, FUNDING, SOURCES = "partners", "funding", "sources"
# What a form shows at first, and what it takes at most
FIRST_ROWS = {PARTNERS: 3, FUNDING: 2, SOURCES: 1}
MOST_ROWS = {PARTNERS: 30, FUNDING: 20, SOURCES: 10}
_FIRST_PARTS = {PARTNERS: "name", FUNDING: "source", SOURCES: "url"}
# Longer than any field may be, so that what is too long can be said to be so, and a flood is cut all the same.
_LONGEST = 20_000
_LINES = (
    *("title", "place", "voivodeship", "place_choice", "year_from", "year_to"),
    *("institution", "role", "reach", "evidence_level"),
)
_MOST_CODES = 60

_Row = TypeVar("_Row", TypedPartner, TypedMoney, TypedSource)


async def posted_form(request: Request) -> AsyncIterator[FormData]:
    """The fields of a posted form, for routes that run in a thread; files that came along are closed after it."""
    form = await request.form()
    try:
        yield form
    finally:
        await form.close()


PostedForm = Annotated[FormData, Depends(posted_form)]


@dataclass(frozen=True, slots=True)
class Field:
    """One hidden field that carries a typed text from page to page."""

    name: str
    value: str


def one(form: FormData, name: str) -> str:
    """The last text of that name, empty when there is none or it is a file."""
    found = _texts(form, name)
    return found[-1] if found else ""


def read(form: FormData) -> Typed:
    """What was typed, cleaned, without the rows that are empty."""
    plain: dict[str, Any] = {name: one(form, name) for name in (*LONG, *_LINES)}
    codes: dict[str, Any] = {name: tuple(_texts(form, name)[:_MOST_CODES]) for name in CODES}
    return tidy(
        Typed(
            **plain,
            **codes,
            partners=tuple(TypedPartner(*row) for row in _rows(form, PARTNERS, ("name", "sector", "role"))),
            funding=tuple(TypedMoney(*row) for row in _rows(form, FUNDING, ("source", "amount"))),
            sources=tuple(TypedSource(*row) for row in _rows(form, SOURCES, ("url", "title"))),
        )
    )


def rows_in(form: FormData, more: str | None = None) -> dict[str, int]:
    """How many rows of each list a posted form has, empty ones too; one more in the list named `more`."""
    return {name: len(form.getlist(f"{name}.{part}")) + (name == more) for name, part in _FIRST_PARTS.items()}


def with_rows(typed: Typed, rows: Mapping[str, int] | None = None) -> Typed:
    """The texts with empty rows to type into: as many as `rows` says, at least the first ones of each list."""
    wanted = {name: min(max((rows or {}).get(name, 0), first), MOST_ROWS[name]) for name, first in FIRST_ROWS.items()}
    return replace(
        typed,
        partners=_padded(typed.partners, TypedPartner(), wanted[PARTNERS]),
        funding=_padded(typed.funding, TypedMoney(), wanted[FUNDING]),
        sources=_padded(typed.sources, TypedSource(), wanted[SOURCES]),
    )


def fields(typed: Typed) -> Iterator[Field]:
    """All texts as the fields of a form: what `read` makes of them is the same again."""
    for name in (*LONG, *_LINES):
        if value := getattr(typed, name):
            yield Field(name, value)
    for name in CODES:
        yield from (Field(name, value) for value in getattr(typed, name))
    for partner in typed.partners:
        for part in ("name", "sector", "role"):
            yield Field(f"{PARTNERS}.{part}", getattr(partner, part))
    for money in typed.funding:
        for part in ("source", "amount"):
            yield Field(f"{FUNDING}.{part}", getattr(money, part))
    for source in typed.sources:
        for part in ("url", "title"):
            yield Field(f"{SOURCES}.{part}", getattr(source, part))


def _texts(form: FormData, name: str) -> list[str]:
    return [value[:_LONGEST] for value in form.getlist(name) if isinstance(value, str)]


def _rows(form: FormData, name: str, parts: tuple[str, ...]) -> Iterator[list[str]]:
    columns = [_texts(form, f"{name}.{part}") for part in parts]
    for number in range(min(max(map(len, columns)), MOST_ROWS[name])):
        yield [column[number] if number < len(column) else "" for column in columns]


def _padded(rows: tuple[_Row, ...], empty: _Row, wanted: int) -> tuple[_Row, ...]:
    return rows + (empty,) * (wanted - len(rows))
