"""Polish alphabetical order without a locale, which a server may lack: ą after a, ć after c, … ź and ż last."""

from __future__ import annotations

from corpus.language import fold

_LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_PLACES = {letter: place for place, letter in enumerate(_LETTERS)}


def polish_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort by: spaces and signs before digits before letters; capitals and foreign accents do not matter.

    >>> sorted(["żubr", "zebra", "Łoś", "las", "lis", "źdźbło"], key=polish_order)
    ['las', 'lis', 'Łoś', 'zebra', 'źdźbło', 'żubr']
    """
    return tuple(_place(letter) for letter in text.lower())


def _place(letter: str) -> tuple[int, int, str]:
    known = _PLACES.get(letter, _PLACES.get(fold(letter)))
    if known is not None:
        return 2, known, ""
    return (1 if letter.isdigit() else 3 if letter.isalpha() else 0), 0, letter
