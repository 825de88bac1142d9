"""Rows of a table, their cells joined by " | ", as needs and tasks: which column holds them is told by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search_api.planning.need_lines import CELL
from search_api.planning.need_sections import Section, section_of

_FIGURE = re.compile(r"[-+]?\d[\d\s.,]*\s*(?:%|zł|pkt|tys\.?|mln|szt\.?|os\.?)?|[-–—]|")
_MONEY = re.compile(r"\d\s*(?:zł|PLN|tys)", re.IGNORECASE)
_BULLETS = re.compile(r"(?:^|\s)(?:[•●▪■□◦‣⁃∙·○◆►➢]|[-–](?=\s))\s*")
_ORDINAL = re.compile(r"(?:lp|l\.p|nr)\.?", re.IGNORECASE)
_ASKED = ("sprawa", "sprawy", "odpowied", "tema", "obszar", "kategori", "tresc", "treść", "zagadnieni", "propozycj")
_VOTES = re.compile(
    r"(?i)liczba (?:wskazań|głosów|odpowiedzi|osób)|głosy|głosów|wskazania|wskazań|odsetek|^%$|procent|punkt|pkt|ranga|waga|"
    r"średnia|ocena"
)
# Headers of tables that tell who answered, or how what there is was marked.
_OF_PEOPLE = re.compile(
    r"(?i)(?:płeć|wiek|grupa(?: wiekowa)?|wykształcenie|zawód|miejsce zamieszkania|status zawodowy|respondenci)"
)
_OF_MARKS = re.compile(r"(?i)(?:średnia(?: ocen\w*)?|ocena|ocena średnia|zadowol\w+|satysfakcj\w+)")
_LISTS: tuple[Section, ...] = ("needs", "tasks")


def table_units(rows: Sequence[str], section: Section) -> Iterator[tuple[str, Section, str | None]]:
    """Texts that stand in the rows, with what they are and the header of their column.

    `section` is that of the headings above the table. A row of a survey is given whole, with its figures, from which the
    weight is read later.
    """
    header: list[str] | None = None
    classes: list[Section | None] = []
    for place, row in enumerate(rows):
        cells = [cell.strip() for cell in row.split(CELL)]
        if _is_header(cells, place):
            header, classes = cells, [_column(cell) for cell in cells]
            continue
        texts = [place for place, cell in enumerate(cells) if not _FIGURE.fullmatch(cell)]
        if not texts:
            continue
        same = header is not None and len(header) == len(cells)
        voted = header is not None and any(_VOTES.search(cell) for cell in header) and not _tells_of_others(header)
        named = [place for place in texts if same and classes[place] in (*_LISTS, "good")]
        if named:
            if section == "skip" and any(_MONEY.search(cell) for cell in cells):
                continue
            for number in named:
                own = classes[number]
                if own is not None and own != "good" and section != "skip":
                    yield from ((part, own, header[number] if header else None) for part in _parts(cells[number]))
        elif section in ("skip", "good", "quiet") or any(_MONEY.search(cell) for cell in cells):
            continue
        elif section in _LISTS or voted:
            figures = [cell for place, cell in enumerate(cells) if place not in texts]
            own = section if section in _LISTS else "needs"
            if figures and len(texts) == 1 and texts[0] <= 1:
                yield row[row.index(cells[texts[0]]) :], own, None
            elif not figures:
                yield max((cells[place] for place in texts), key=lambda cell: len(cell.split())), own, None
        elif len(texts) == len(cells):
            for cell in cells:
                yield from ((part, section, None) for part in _parts(cell))


def _tells_of_others(header: Sequence[str]) -> bool:
    return any(_OF_PEOPLE.fullmatch(cell) or _OF_MARKS.fullmatch(cell) for cell in header)


def _is_header(cells: Sequence[str], place: int) -> bool:
    words = [cell for cell in cells if cell and not _ORDINAL.fullmatch(cell)]
    if any(_FIGURE.fullmatch(cell) and cell != "%" for cell in words) or not words:
        return False
    short = all(len(cell.split()) <= 5 for cell in words)
    told = sum(_column(cell) is not None or _VOTES.search(cell) is not None for cell in words)
    return short and (told == len(words) if place else told >= 1)


def _column(header: str) -> Section | None:
    lowered = header.lower()
    if len(header.split()) > 5:
        return None
    found = section_of(header)
    if found is None and lowered.startswith(_ASKED):
        return None
    return found


def _parts(cell: str) -> list[str]:
    """The items of a cell that holds a list."""
    parts = [part.strip(" ;,") for part in (_BULLETS.split(cell) if _BULLETS.match(cell) else cell.split(";"))]
    return [part for part in parts if part]
