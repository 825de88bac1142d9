"""Which columns of a table are fields of a practice: headers compared with `corpus/vocabularies/table_columns.yaml`.

A header counts only when it says what a synonym says, in any inflection and order of words; a header that merely holds
one ("Nazwa gminy partnera") does not. What was taken for what is told to the user in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from corpus import vocabulary
from corpus.language import fold, normalise, tokens
from corpus.lemmas import lemmas
from ingest.sheets import Row, Sheet

VOCABULARY = "table_columns"
# Several columns may feed these; of any other field the first column counts.
REPEATABLE = frozenset(
    """lead partners funder themes target_groups cooperation_forms funding amount need actions results lessons url""".split()
)
# What a practice cannot be without (corpus/practice.py), as alternatives: each with one of its columns.
REQUIRED: tuple[frozenset[str], ...] = (
    frozenset({"title"}),
    frozenset({"voivodeship", "powiat", "gmina", "locality"}),
    frozenset({"themes"}),
    frozenset({"need"}),
    frozenset({"actions"}),
    frozenset({"url"}),
)
# Titles and remarks may stand above the header.
_HEADER_WITHIN = 20
_FEWEST_COLUMNS = 2
_FILLERS = frozenset(
    """praktyka dobry projekt przedsięwzięcie inicjatywa zadanie krótki krótko szczegółowy zwięzły główny podany podać prosić
    proszę dany ewentualny ewentualnie""".split()
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.)]\s+", re.IGNORECASE)
_SHOWN_HEADER = 60


@dataclass(frozen=True, slots=True)
class Column:
    """`place` in the row, from 0; `header` as the table has it; `field` a code of the vocabulary."""

    place: int
    header: str
    field: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one sheet. `header_row` is the number of the row with the headers.

    `missing` holds Polish labels of required fields without a column, "województwo albo gmina" where one of several will do.
    """

    sheet: str
    header_row: int
    found: tuple[Column, ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def told(self) -> str:
        """Polish sentences: which column became which field, which were not used."""
        label = vocabulary.load(VOCABULARY).label
        where = f"Arkusz „{self.sheet}”. " if self.sheet else ""
        used = "; ".join(f"„{_short(column.header)}” → {label(column.field)}" for column in self.found)
        unused = ", ".join(f"„{_short(header)}”" for header in self.unused)
        return f"{where}Kolumny odczytano tak: {used}." + (f" Kolumny nieużyte: {unused}." if unused else "")


def columns_of(sheet: Sheet) -> Columns | None:
    """The columns of the row that reads most like a header, None when fewer than two of its cells are names of fields."""
    best: Columns | None = None
    for row in sheet.rows[:_HEADER_WITHIN]:
        read = _read(sheet.name, row)
        if len(read.found) >= _FEWEST_COLUMNS and (best is None or len(read.found) > len(best.found)):
            best = read
    return best


def _read(sheet: str, row: Row) -> Columns:
    found: list[Column] = []
    unused: list[str] = []
    for place, cell in enumerate(row.cells):
        header = normalise(cell)
        field = field_of(header)
        if field is not None and (field in REPEATABLE or all(column.field != field for column in found)):
            found.append(Column(place, header, field))
        elif header:
            unused.append(header)
    return Columns(sheet, row.number, tuple(found), tuple(unused), missing({column.field for column in found}))


def missing(fields: set[str]) -> tuple[str, ...]:
    """Labels of the required fields that no column of `fields` gives."""
    terms = vocabulary.load(VOCABULARY).terms
    return tuple(
        " albo ".join(term.pl for term in terms if term.code in group) for group in REQUIRED if group.isdisjoint(fields)
    )


@cache
def field_of(header: str) -> str | None:
    """The code of the field that a header names, None for any other header."""
    bare = _NUMBERED.sub("", _BRACKETS.sub(" ", header))
    exact, inflected = _known()
    return exact.get(_plain(header)) or exact.get(_plain(bare)) or inflected.get(_lemmas(bare))


@cache
def _known() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Codes by plain header, and by its lemmas."""
    names = [
        (name, term.code) for term in vocabulary.load(VOCABULARY).terms for name in (term.code, term.pl, *term.synonyms)
    ]
    return _unambiguous((_plain(name), code) for name, code in names), _unambiguous(
        (_lemmas(name), code) for name, code in names
    )


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What two fields share means neither."""
    meanings: dict[str, set[str]] = {}
    for key, code in pairs:
        meanings.setdefault(key, set()).add(code)
    return {key: next(iter(codes)) for key, codes in meanings.items() if key and len(codes) == 1}


def _plain(header: str) -> str:
    return " ".join(token.text for token in tokens(fold(header)))


def _lemmas(header: str) -> str:
    """Folded lemmas without fillers in alphabetical order: "Nazwy praktyk" -> "nazwa"."""
    return " ".join(sorted(fold(lemma) for lemma in {*lemmas(header)} - _FILLERS))


def _short(header: str) -> str:
    return header if len(header) <= _SHOWN_HEADER else f"{header[:_SHOWN_HEADER]}…"
