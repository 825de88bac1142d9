"""Weights as people write them beside a need: "(40 %)", "– 12 głosów", "waga 3", "3 pkt". What is not certain stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

WeightUnit = Literal["percent", "votes", "points", "weight"]

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,9})(?:[.,]\d{1,3})?"
_OF = r"(?:\s+(?:wskazań|głosów|odpowiedzi|badanych|ankietowanych|respondentów|osób|uczniów|mieszkańców))?"
_FORMS: tuple[tuple[WeightUnit, str], ...] = (
    ("percent", rf"(?P<n>{_NUMBER})\s*(?:%|proc\.|procent){_OF}"),
    ("votes", rf"(?P<n>{_NUMBER})\s*(?:g[łl]os\w*|os[óo]b\w?|wskaza\w+|odpowied\w+|ankiet\w?|wybor\w+|x|razy)"),
    ("votes", rf"(?:liczba\s+)?(?:g[łl]os\w+|wskaza\w+|odpowiedzi|os[óo]b)\s*[:=]\s*(?P<n>{_NUMBER})"),
    ("points", rf"(?P<n>{_NUMBER})\s*(?:pkt|punkt\w*)\.?"),
    ("points", rf"(?:punkty|punkt[óo]w|pkt)\.?\s*[:=]?\s*(?P<n>{_NUMBER})"),
    ("weight", rf"(?:waga|wagi|wag[ąe])\s*[:=]?\s*(?P<n>{_NUMBER})"),
)
_LONGEST_END = 60
# At the end of an item, in brackets or behind a dash, comma, bar or blank; or in front of it: "(12) transport" is not certain,
# "12 głosów – transport" is.
_AT_END = tuple(
    (
        unit,
        re.compile(
            rf"(?:\s*[(\[]\s*{form}\s*[)\]]|(?:\s*[–—,;:|-]+\s*|\s+){form.replace('?P<n>', '?P<m>')})[\s.;,]*$",
            re.IGNORECASE,
        ),
    )
    for unit, form in _FORMS
)
_IN_FRONT = tuple((unit, re.compile(rf"[(\[]?{form}[)\]]?\s*[–—:|-]\s*(?=\S)", re.IGNORECASE)) for unit, form in _FORMS)
_CELLS = re.compile(rf"\s*\|\s*(?P<n>{_NUMBER})\s*(?P<percent>%)?")
_BARE_END = re.compile(
    rf"(?:\s*[–—|:-]\s*|\s*\(\s*|(?<!nr)(?<!ul\.)(?<!klas)(?<!lat)\s+)(?P<n>{_NUMBER})\s*\)?[\s.;,]*$"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """`text` without the weight; `amount` above 0, None when there is none."""

    text: str
    amount: float | None = None
    unit: WeightUnit | None = None


def weighed(text: str) -> Weighed:
    """The need and its weight when one is written with its unit."""
    tail = max(0, len(text) - _LONGEST_END)
    for unit, pattern in _AT_END:
        if found := pattern.search(text, tail):
            rest = text[: found.start()].rstrip(" –—-,;:|")
            amount = amount_of(found["n"] or found["m"])
            if any(character.isalpha() for character in rest) and amount is not None:
                return Weighed(rest, amount, unit)
    for unit, pattern in _IN_FRONT:
        if (found := pattern.match(text)) and (amount := amount_of(found["n"])) is not None:
            return Weighed(text[found.end() :], amount, unit)
    return Weighed(text)


def weighed_row(row: str) -> Weighed:
    """The first cell of a row of text, and the first figure behind it: votes before percentages."""
    text, _, _ = row.partition(" | ")
    figures = [(amount_of(found["n"]), found["percent"]) for found in _CELLS.finditer(row, len(text))]
    counts = [amount for amount, percent in figures if amount and not percent]
    shares = [amount for amount, percent in figures if amount and percent]
    if counts:
        return Weighed(text, counts[0], "votes")
    return Weighed(text, shares[0], "percent") if shares else weighed(text)


def bare_number_at_end(text: str) -> Weighed:
    """ "transport – 12": a number without a unit is a weight only where the whole list has such numbers, as the caller knows."""
    found = _BARE_END.search(text, max(0, len(text) - _LONGEST_END))
    if found is None or (amount := amount_of(found["n"])) is None:
        return Weighed(text)
    rest = text[: found.start()]
    return Weighed(rest, amount, "votes") if any(character.isalpha() for character in rest) else Weighed(text)


def amount_of(text: str) -> float | None:
    """ "1 240,5" as a number above 0, else None."""
    try:
        amount = float(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except ValueError:
        return None
    return amount if 0 < amount < 1e9 else None
