"""A row of a table to a practice card: the cells of its columns as values of fields. Each row stands or falls by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from corpus.language import normalise
from corpus.places import gazetteer
from corpus.practice import AreaLevel
from ingest.columns import Column, Columns
from ingest.loader import BrokenCard, Card
from ingest.sheets import Row
from ingest.table_values import (
    NotUnderstood,
    addresses_of,
    amount_of,
    code_of,
    codes_of,
    funding_of,
    is_empty,
    items_of,
    partner_of,
    voivodeship_of,
    years_of,
)

Cells = Mapping[str, Sequence[tuple[str, str]]]
_ROLES = (("lead", "lead"), ("partners", "partner"), ("funder", "funder"))
_TEXTS = ("need", "actions", "results", "lessons")
_CODES = ("themes", "target_groups", "cooperation_forms")


def card_of(row: Row, columns: Columns, item: int) -> Card | BrokenCard:
    """The card of one row, or why it is none; `field` of a broken one is the field of the cell at fault."""
    cells: dict[str, list[tuple[str, str]]] = {}
    for column in columns.found:
        text = row.cells[column.place].strip() if column.place < len(row.cells) else ""
        if not is_empty(text):
            cells.setdefault(column.field, []).append((column.header, text))
    content: dict[str, Any] = {}
    for field, read in _FIELDS:
        try:
            content[field] = read(cells)
        except NotUnderstood as error:
            return BrokenCard(item, str(error), field)
    if (problem := _lacking(content, columns.found)) is not None:
        return BrokenCard(item, problem[1], problem[0])
    own = _first(cells, "id")
    return Card(item, {**content, "id": own} if own else content, id_from_title=own is None)


def _lacking(content: Mapping[str, Any], columns: Sequence[Column]) -> tuple[str, str] | None:
    """The first required field without a value, and the sentence that names its column."""
    for field in ("title", "themes", "need", "actions", "sources"):
        if not content[field]:
            header = next(column.header for column in columns if column.field == {"sources": "url"}.get(field, field))
            return field, f"Pusta albo nieczytelna komórka w kolumnie „{header}”. Uzupełnij ją."
    return None


def _title(cells: Cells) -> str | None:
    return normalise(_first(cells, "title") or "") or None


def _place(cells: Cells) -> dict[str, object]:
    place: dict[str, str | None] = {name: _line(cells, name) for name in ("locality", "gmina", "powiat")}
    told = _line(cells, "voivodeship")
    voivodeship = voivodeship_of(told) if told else _voivodeship_around(place)
    if voivodeship is None:
        shown = told or ", ".join(filter(None, place.values())) or "puste komórki"
        raise NotUnderstood(f"Nie ustalono województwa ({shown}). Wpisz je w kolumnie „Województwo”.")
    return {**place, "voivodeship": voivodeship}


def _voivodeship_around(place: Mapping[str, str | None]) -> str | None:
    """The voivodeship of a gmina, powiat or place whose name means one unit of Poland only."""
    levels: tuple[AreaLevel, ...] = ("gmina", "powiat", "locality")
    for level in levels:
        if name := place[level]:
            found = gazetteer().resolve(name, powiat=place["powiat"] if level != "powiat" else None, level=level)
            voivodeships = {area.voivodeship for area in found.areas}
            if found.status == "resolved" and len(voivodeships) == 1:
                return voivodeships.pop()
    return None


def _years(cells: Cells) -> dict[str, int | None]:
    start, end = years_of(told) if (told := _first(cells, "years")) else (None, None)
    if (first := _first(cells, "year_start")) is not None:
        start = years_of(first)[0]
    if (last := _first(cells, "year_end")) is not None:
        end = years_of(last)[1]
    elif first is not None and told is None:
        end = None
    return {"start": start, "end": end}


def _partners(cells: Cells) -> list[dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for field, role in _ROLES:
        for _, text in cells.get(field, ()):
            for item in items_of(text):
                partner = partner_of(item, role)
                found.setdefault(str(partner["name"]).casefold(), partner)
    return list(found.values())


def _reach(cells: Cells) -> str:
    """As told, else by the smallest unit that the row names: one gmina is local, a powiat subregional."""
    if (told := _line(cells, "reach")) is not None:
        if (code := code_of(told, "reach")) is None:
            raise NotUnderstood(
                f"Nieznany zasięg „{told}”. Wpisz: lokalny, ponadlokalny, wojewódzki albo ogólnopolski."
            )
        return code
    if "gmina" in cells or "locality" in cells:
        return "local"
    return "subregional" if "powiat" in cells else "regional"


def _codes(field: str) -> Callable[[Cells], list[str]]:
    def read(cells: Cells) -> list[str]:
        found = [code for _, text in cells.get(field, ()) for code in codes_of(text, field)]
        return list(dict.fromkeys(found))

    return read


def _funding(cells: Cells) -> list[dict[str, object]]:
    """Sources with their amounts. An amount of its own belongs to the only source, else it is named by its column."""
    sources = [source for _, text in cells.get("funding", ()) for source in funding_of(text)]
    amounts = [(header, amount_of(text)) for header, text in cells.get("amount", ())]
    if len(sources) == len(amounts) == 1 and sources[0]["amount_pln"] is None:
        return [{**sources[0], "amount_pln": amounts[0][1]}]
    return [*sources, *({"source": header, "amount_pln": amount} for header, amount in amounts)]


def _text(field: str) -> Callable[[Cells], str | None]:
    def read(cells: Cells) -> str | None:
        return "\n\n".join(text for _, text in cells.get(field, ())) or None

    return read


def _sources(cells: Cells) -> list[dict[str, object]]:
    """One source for each address; without a title of its own a source is called by its site."""
    addresses = [address for _, text in cells.get("url", ()) for address in addresses_of(text)]
    title, publisher = _line(cells, "source_title"), _line(cells, "publisher")
    published = _line(cells, "published")
    return [
        {"url": address, "title": title or urlsplit(address).netloc, "publisher": publisher, "published": published}
        for address in addresses
    ]


def _first(cells: Cells, field: str) -> str | None:
    return cells[field][0][1] if field in cells else None


def _line(cells: Cells, field: str) -> str | None:
    return normalise(_first(cells, field) or "") or None


_FIELDS: tuple[tuple[str, Callable[[Cells], Any]], ...] = (
    ("title", _title),
    ("place", _place),
    ("years", _years),
    ("partners", _partners),
    ("reach", _reach),
    *((field, _codes(field)) for field in _CODES),
    ("funding", _funding),
    *((field, _text(field)) for field in _TEXTS),
    ("sources", _sources),
    ("licence", lambda cells: _line(cells, "licence")),
)
