"""A table of needs: a sheet with a column of needs and one of weights, counts of a survey, scales of importance, or raw answers.

Columns are found by the words of their header, else by what stands in them. On a scale of importance ("zdecydowanie ważne" …
"nieważne", or 1 to 5) the weight is the mean of the answers, each worth its place on the scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.language import fold, normalise
from search_api.planning.need_answers import is_question, telling
from search_api.planning.need_cells import counts_up, has_letters, mean_words, number_in, number_share, share_of
from search_api.planning.need_entries import Entry, read_entries
from search_api.planning.need_language import EMPTY, check_polish
from search_api.planning.need_limits import MOST_NEEDS, MOST_ROWS, NeedsRead, NoNeeds, counted
from search_api.planning.need_merging import alike
from search_api.planning.need_sentences import is_empty_item
from search_api.planning.need_table_parts import ONLY_ASKING, asking_parts
from search_api.planning.need_weights import WeightUnit
from search_api.planning.need_words import pattern_of, read_words

NO_COLUMN = "W tabeli nie ma kolumny z potrzebami. Zostaw kolumnę z opisem potrzeb, a obok najwyżej jedną z liczbą głosów lub wagą."
_HEADER_ROWS = 12  # rows looked at for a header: titles and notes stand above it
_ORDINAL = re.compile(r"(?:l\.?\s?p\.?|nr|id|poz\.?)", re.IGNORECASE)
_PERCENT = re.compile(r"%\s*$")
_LEAST_FILLED, _LEAST_WORDS = 0.5, 1.5  # share of cells; mean words of a cell in a column of needs
_LONGEST_NAME, _LONGEST_UNIT, _LONGEST_ANSWER = 12, 6, 5  # words of a header, of one of weights, of one of a scale
_ANSWER = re.compile(r"\b(?:odpowied|wypowied|komentarz|propozycj|uwag)")
_ANSWERS = 5  # the largest mark of a scale of raw answers


@dataclass(frozen=True, slots=True)
class _Names:
    """need_columns.yaml, compiled."""

    need: re.Pattern[str]
    need_else: re.Pattern[str]
    group: re.Pattern[str]
    weights: tuple[tuple[WeightUnit, re.Pattern[str]], ...]
    scale: tuple[tuple[re.Pattern[str], float], ...]


@cache
def _names() -> _Names:
    content = read_words("need_columns.yaml")
    return _Names(
        pattern_of(content["need"]),
        pattern_of(content["need_else"]),
        pattern_of(content["group"]),
        tuple((unit, pattern_of(phrases)) for unit, phrases in content["weights"].items()),
        tuple((pattern_of(phrases), float(value)) for value, phrases in content["scale"].items()),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    need: int
    weight: int | None
    unit: WeightUnit | None
    group: int | None
    scale: tuple[tuple[int, float], ...] = ()


def read_table(rows: Sequence[Sequence[str]]) -> NeedsRead:
    """The needs of a table. Raises NoNeeds for an empty one, one that is not Polish, or one without a column of needs."""
    notes: tuple[str, ...] = ()
    if len(rows) > MOST_ROWS:
        told = counted(len(rows), "wiersz", "wiersze", "wierszy")
        notes = (f"Tabela ma {told}. Przeczytano pierwsze {MOST_ROWS}.",)
    cells = [[normalise(cell) for cell in row] for row in rows[:MOST_ROWS]]
    cells = [row for row in cells if any(row)]
    if not cells:
        raise NoNeeds(EMPTY)
    check_polish(cell for row in cells for cell in row)
    asking = asking_parts(cells, _opens_table, lambda cell: bool(_names().need.search(fold(cell))))
    if not asking:
        return _read_one(cells, notes)
    read = [_read_one(table, ()) for table in asking]
    needs = tuple(need for one in read for need in one.needs)[:MOST_NEEDS]
    said = dict.fromkeys(note for one in read for note in one.notes)
    weighing = tuple(dict.fromkeys(note for one in read for note in one.weighing))
    return NeedsRead(needs, (*notes, ONLY_ASKING, *said), alike([need.text for need in needs]), weighing=weighing)


def _read_one(cells: Sequence[Sequence[str]], notes: tuple[str, ...]) -> NeedsRead:
    header = _header_place(cells)
    names = cells[header] if header is not None else []
    body = cells[header + 1 :] if header is not None else cells
    if (asked := _questions(names, body)) is not None:
        read = read_entries(asked)
    else:
        columns = _columns(names, body)
        if columns is None:
            raise NoNeeds(NO_COLUMN)
        entries = _entries(body, columns)
        asked_by = next(
            (title for title in _titles(cells[: header or 0], names, columns.need) if is_question(title)), None
        )
        if asked_by is not None and columns.weight is None and not columns.scale:
            told = telling(asked_by, [entry.text for entry in entries])
            entries = [entry for entry, tells in zip(entries, told, strict=True) if tells]
        read = read_entries(entries)
    if not read.needs:
        raise NoNeeds(NO_COLUMN)
    return replace(read, notes=(*notes, *read.notes))


def _titles(above: Sequence[Sequence[str]], names: Sequence[str], need: int) -> list[str]:
    """What may ask the question: rows of one cell above the header, and the header of the column of needs."""
    alone = [filled[0] for row in above if len(filled := [cell for cell in row if cell]) == 1]
    return [*alone, *names[need : need + 1]]


def _header_place(cells: Sequence[Sequence[str]]) -> int | None:
    """The first row with words of a header and no figures, where one cell alone is a title; or words above columns of figures."""
    for place, row in enumerate(cells[:_HEADER_ROWS]):
        filled = [cell for cell in row if cell]
        if len(filled) < 2 and max(len(row) for row in cells) > 1:
            continue
        known = sum(_is_name(cell) for cell in filled)
        if known and not any(number_in(cell) is not None and not _scale_value(cell) for cell in filled):
            return place
    first, rest = cells[0], cells[1:]
    above_figures = rest and all(has_letters(cell) for cell in first) and len(first) > 1
    return (
        0 if above_figures and all(number_share(rest, place) >= _LEAST_FILLED for place in range(len(first))) else None
    )


def _opens_table(cells: Sequence[Sequence[str]], place: int) -> bool:
    """True for a row of headers, one of them of figures, with figures below it: of known words, or of any below a title."""
    filled = [cell for cell in cells[place] if cell]
    titled = place > 0 and sum(map(bool, cells[place - 1])) == 1
    told = any(_unit(cell) or _scale_value(cell) is not None for cell in filled)
    told = told and len(filled) > 1 and not any(number_in(cell) is not None for cell in filled)
    if titled and not told and "?" in "".join(cells[place - 1]):
        # Open answers, one in each row.
        return any(_ANSWER.search(fold(cell)) for cell in filled if len(cell.split()) <= _LONGEST_UNIT)
    named = all(len(cell.split()) <= _LONGEST_NAME if titled else _is_name(cell) for cell in filled)
    return told and named and any(number_in(cell) is not None for row in cells[place + 1 : place + 2] for cell in row)


def _is_name(cell: str) -> bool:
    folded = fold(cell)
    words = len(folded.split())
    names = _names()
    named = names.need.search(folded) or names.need_else.search(folded) or names.group.match(folded)
    known = named or _ORDINAL.fullmatch(cell) or _unit(cell) or _scale_value(cell) is not None
    return words <= _LONGEST_NAME and bool(known)


def _unit(cell: str) -> WeightUnit | None:
    folded = fold(cell)
    if "%" in cell:
        return "percent"
    if len(folded.split()) > _LONGEST_UNIT:
        return None
    return next((unit for unit, pattern in _names().weights if pattern.search(folded)), None)


def _scale_value(cell: str) -> float | None:
    folded = fold(cell)
    if len(folded.split()) > _LONGEST_ANSWER:
        return None
    return next((value for pattern, value in _names().scale if pattern.match(folded)), None)


def _columns(names: Sequence[str], body: Sequence[Sequence[str]]) -> _Columns | None:
    width = max((len(row) for row in body), default=0)
    need = _need_column(names, body, width)
    if need is None:
        return None
    group = next(
        (
            place
            for place, name in enumerate(names)
            if place != need and _names().group.match(fold(name)) and place < width
        ),
        None,
    )
    scale = tuple(
        (place, value)
        for place, name in enumerate(names[:width])
        if place != need
        and (value := _scale_value(name)) is not None
        and share_of(body, place, lambda cell: number_in(cell) is not None) >= _LEAST_FILLED
    )
    if len(scale) > 1:
        return _Columns(need, None, "weight", group, scale)
    weight, unit = _weight_column(names, body, width, need)
    return _Columns(need, weight, unit, group)


def _need_column(names: Sequence[str], body: Sequence[Sequence[str]], width: int) -> int | None:
    """By its header, else the column with the most words."""
    lengths = {place: mean_words(body, place) for place in range(width)}
    texts = [
        place
        for place in range(width)
        if share_of(body, place, has_letters) >= _LEAST_FILLED and number_share(body, place) < _LEAST_FILLED
    ]
    for pattern in (_names().need, _names().need_else):
        named = [
            place
            for place in texts
            if place < len(names)
            and pattern.search(fold(names[place]))
            and not _names().group.match(fold(names[place]))
        ]
        if named:
            return max(named, key=lambda place: (lengths[place], -place))
    return max(texts, key=lambda place: (lengths[place], -place), default=None)


def _weight_column(
    names: Sequence[str], body: Sequence[Sequence[str]], width: int, need: int
) -> tuple[int | None, WeightUnit | None]:
    figures = [
        place
        for place in range(width)
        if place != need and number_share(body, place) >= _LEAST_FILLED and not counts_up(body, place)
    ]
    order: tuple[WeightUnit, ...] = ("votes", "weight", "points", "percent")
    named = [(place, unit) for place in figures if place < len(names) and (unit := _unit(names[place])) is not None]
    for wanted in order:
        for place, unit in named:
            if unit == wanted:
                return place, unit
    unnamed = [place for place in figures if place >= len(names) or not names[place]]
    for place in unnamed:
        percent = any(_PERCENT.search(row[place]) for row in body if place < len(row))
        return place, "percent" if percent else "votes"
    return None, None


def _entries(body: Sequence[Sequence[str]], columns: _Columns) -> list[Entry]:
    entries: list[Entry] = []
    heading: str | None = None
    for row in body:
        text = row[columns.need] if columns.need < len(row) else ""
        filled = [cell for cell in row if cell]
        if columns.group is not None and columns.group < len(row) and row[columns.group]:
            heading = row[columns.group]
        elif len(filled) == 1 and (filled[0] != text or columns.weight is not None or columns.scale):
            # A row with one cell in a table of several columns opens a group, unless the column of needs is all there is.
            heading = filled[0]
            continue
        if not has_letters(text) or is_empty_item(text):
            continue
        weight = _weight(row, columns)
        entries.append(Entry(text, heading, weight=weight, unit=columns.unit if weight is not None else None))
    return entries


def _weight(row: Sequence[str], columns: _Columns) -> float | None:
    if columns.scale:
        answers = [(value, number_in(row[place]) or 0.0) for place, value in columns.scale if place < len(row)]
        total = sum(count for _, count in answers)
        return sum(value * count for value, count in answers) / total if total else None
    if columns.weight is None or columns.weight >= len(row):
        return None
    number = number_in(row[columns.weight])
    return number if number else None


def _questions(names: Sequence[str], body: Sequence[Sequence[str]]) -> list[Entry] | None:
    """Raw answers, a person in each row and a question in each column, marked 1 to 5: the mean mark of each question."""
    marked = [
        place
        for place, name in enumerate(names)
        if len(name.split()) > 1
        and _unit(name) is None
        and number_share(body, place) >= 0.8
        and all((number_in(row[place]) or 1) <= _ANSWERS for row in body if place < len(row))
    ]
    texts = [place for place in range(len(names)) if mean_words(body, place) >= _LEAST_WORDS and place not in marked]
    if len(marked) < 2 or texts or len(body) < 2:
        return None
    entries: list[Entry] = []
    for place in marked:
        marks = [mark for row in body if place < len(row) and (mark := number_in(row[place])) is not None]
        entries.append(Entry(names[place].rstrip(" ?:"), weight=sum(marks) / len(marks) or None, unit="weight"))
    return entries
