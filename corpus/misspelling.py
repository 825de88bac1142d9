"""How far a written word is from the one that was meant: a weighted Damerau-Levenshtein distance for Polish typing.

One letter wrong, missing or too many costs about 1. What is often confused costs less: letters that sound alike (ó and u,
ż and rz, h and ch), neighbours on the keyboard, two letters swapped. A missing diacritic costs next to nothing. The
distance is that of optimal string alignment (no letter is edited twice) over single letters, swaps and the pairs of
`_SOUND_ALIKE`; F. J. Damerau, "A technique for computer detection and correction of spelling errors", 1964.
"""

from __future__ import annotations

from functools import lru_cache

from corpus.language import DIACRITICS, fold

_OTHER = 1.0
_MISSING = 0.65
_EXTRA = 0.95
# A letter with a diacritic takes two keys: one too many is rarely that.
_EXTRA_MARKED = 1.1
_DOUBLED = 0.6
_SWAPPED = 0.6
_NEIGHBOUR = 0.8
_ALIKE = 0.4
# The typed letter lacks a diacritic, or has one too many or another one.
_PLAIN_FOR_MARKED = 0.05
_WRONG_MARK = 0.2
# People seldom miss the first letter.
_FIRST_LETTER = 0.1

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_STAGGER = (0.0, 0.25, 0.75)

# Written for meant and the other way round.
_SOUND_ALIKE = """
u ó, ż rz, rz sz, h ch, ą om, ą on, ę em, ę en, w f, b p, d t, z s, g k, ź ś, ż sz, dz c, ć dź, ć ci, ś si, ź zi, ń ni, i j, j ji,
i ii, x ks, w v, k q, k c, f ph
"""


def _near_keys() -> frozenset[tuple[str, str]]:
    places = {key: (column + _STAGGER[row], row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return frozenset(
        (one, other)
        for one, (x, y) in places.items()
        for other, (u, v) in places.items()
        if one != other and abs(x - u) <= 1 and abs(y - v) <= 1
    )


def _confusions() -> dict[tuple[str, str], float]:
    pairs = [pair.split() for pair in _SOUND_ALIKE.replace("\n", " ").split(",")]
    return {(written, meant): _ALIKE for one, other in pairs for written, meant in ((one, other), (other, one))}


_NEAR_KEYS = _near_keys()
_CONFUSIONS = _confusions()
_LONGEST_PIECE = max(len(piece) for pair in _CONFUSIONS for piece in pair)


@lru_cache(maxsize=4096)
def letter_cost(written: str, meant: str) -> float:
    """The cost of one letter for another one."""
    if written == meant:
        return 0.0
    plain, meant_plain = fold(written), fold(meant)
    if plain == meant_plain:
        return _PLAIN_FOR_MARKED if written == plain else _WRONG_MARK
    alike = _CONFUSIONS.get((written, meant), _OTHER)
    return min(alike, _NEIGHBOUR if (plain, meant_plain) in _NEAR_KEYS else _OTHER)


def cost(written: str, meant: str) -> float:
    """The cost of the cheapest way from the word meant to the one written, both in lower case; 0.0 for equal words."""
    start, end, meant_end = _differing(written, meant)
    total = _aligned(written[start:end], meant[start:meant_end])
    return total + (_FIRST_LETTER if fold(written[:1]) != fold(meant[:1]) else 0.0)


def _differing(written: str, meant: str) -> tuple[int, int, int]:
    """The part in which the words differ, with one letter more on each side: a pair may begin or end there."""
    shorter = min(len(written), len(meant))
    start = 0
    while start < shorter and written[start] == meant[start]:
        start += 1
    end = 0
    while end < shorter - start and written[-1 - end] == meant[-1 - end]:
        end += 1
    start, end = max(start - 1, 0), max(end - 1, 0)
    return start, len(written) - end, len(meant) - end


def _aligned(written: str, meant: str) -> float:
    table = [[0.0] * (len(meant) + 1) for _ in range(len(written) + 1)]
    for row in range(len(written) + 1):
        for column in range(len(meant) + 1):
            if row or column:
                table[row][column] = min(_steps(table, written, meant, row, column))
    return table[-1][-1]


def _steps(table: list[list[float]], written: str, meant: str, row: int, column: int) -> list[float]:
    """Costs of all ways to reach a cell of the table."""
    steps: list[float] = []
    if row:
        doubled = row > 1 and written[row - 1] == written[row - 2]
        extra = _EXTRA_MARKED if written[row - 1] in DIACRITICS else _EXTRA
        steps.append(table[row - 1][column] + (_DOUBLED if doubled else extra))
    if column:
        doubled = column > 1 and meant[column - 1] == meant[column - 2]
        steps.append(table[row][column - 1] + (_DOUBLED if doubled else _MISSING))
    if row and column:
        steps.append(table[row - 1][column - 1] + letter_cost(written[row - 1], meant[column - 1]))
    if row > 1 and column > 1:
        one, other = fold(written[row - 2 : row]), fold(meant[column - 2 : column])
        if one == other[::-1] and one[0] != one[1]:
            steps.append(table[row - 2][column - 2] + _SWAPPED)
    for down in range(1, min(row, _LONGEST_PIECE) + 1):
        for across in range(1, min(column, _LONGEST_PIECE) + 1):
            alike = _CONFUSIONS.get((written[row - down : row], meant[column - across : column]))
            if alike is not None:
                steps.append(table[row - down][column - across] + alike)
    return steps
