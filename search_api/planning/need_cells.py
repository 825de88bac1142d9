"""What stands in the cells of a table: figures, words, and how much of a column they fill."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from search_api.planning.need_weights import amount_of

_MARK = re.compile(r"[\d\s\u00a0]+(?:[.,]\d+)?")
_ZERO = re.compile(r"0+(?:[.,]0+)?")
_UNIT_BEHIND = re.compile(r"\s*(?:%|pkt|głos\w*|os\.?|zł)\s*$")


def number_in(cell: str) -> float | None:
    bare = _UNIT_BEHIND.sub("", cell.strip())
    if _ZERO.fullmatch(bare):
        return 0.0
    return amount_of(bare) if _MARK.fullmatch(bare) else None


def has_letters(cell: str) -> bool:
    return any(character.isalpha() for character in cell)


def share_of(body: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> float:
    cells = [row[place] for row in body if place < len(row) and row[place]]
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def number_share(body: Sequence[Sequence[str]], place: int) -> float:
    return share_of(body, place, lambda cell: number_in(cell) is not None)


def mean_words(body: Sequence[Sequence[str]], place: int) -> float:
    cells = [row[place] for row in body if place < len(row) and has_letters(row[place])]
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0


def counts_up(body: Sequence[Sequence[str]], place: int) -> bool:
    """1, 2, 3 …: the numbers of the rows."""
    numbers = [number_in(row[place]) for row in body if place < len(row) and row[place]]
    return len(numbers) > 1 and numbers == [float(number) for number in range(1, len(numbers) + 1)]
