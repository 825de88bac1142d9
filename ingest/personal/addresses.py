"""Home addresses found and masked: what follows "zam.", "adres zamieszkania", and an address right after somebody's name.

The seat of an institution stays: "Stowarzyszenie „Razem”, ul. Piłsudskiego 3, 44-200 Rybnik".
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.personal.kinds import MASKS, Kind

# Possessive: gaps stand side by side below, and a row of blanks must not be shared out between them in every way.
_GAP = r"[ \t\u00a0]*+(?:\n[ \t\u00a0]*+)?+"
_PAUSE = rf"{_GAP}[,;|]?{_GAP}"
_SMALL = "a-ząćęłńóśźż"
_CAPITAL = rf"[^\W\d_{_SMALL}][\w.'\u2019-]*"
_WORD = r"(?:[^\W\d_][\w.'\u2019-]*|\d{1,2})"
# "5", "12A", "5/7", "12 m. 4", "12 lok. 4", "nr 5".
_NUMBER = (
    rf"(?:nr{_GAP})?\d{{1,4}}(?:[ \t]?[a-zA-Z](?!\w)(?!\.[ \t]?\d))?(?:{_GAP}/{_GAP}\d{{1,4}}[a-zA-Z]?)?"
    rf"(?:{_PAUSE}(?:m|lok|mieszk|mieszkanie|mieszkania)\.?{_GAP}\d{{1,4}})?(?!\d)"
)
_POSTCODE = r"\d{2}[-\u2010-\u2014]\d{3}"
_TOWN = rf"{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}}"
_KIND = r"(?i:ulic[aęy]|ul|al|pl|os|alei|aleja|aleje|alejach|plac|placu|osiedle|osiedlu|przysiółek|przysiółku)\b\.?"
_STREET = rf"{_KIND}{_GAP}(?:{_WORD}{_GAP}){{1,6}}?{_NUMBER}"
_PLACE = rf"(?:{_POSTCODE}{_GAP}{_TOWN}|w{_GAP}{_TOWN}|{_TOWN}|\(?(?:gm|pow|woj)\.{_GAP}{_TOWN}\)?)"
_WITH_STREET = (
    rf"(?:{_POSTCODE}{_GAP}{_TOWN}{_PAUSE}|{_TOWN}{_PAUSE}(?:przy{_GAP})?)?{_STREET}(?:{_PAUSE}{_PLACE}){{0,3}}"
)
# A village without streets; what follows the number must not count something ("12 rodzin", "12 maja").
_WITH_NUMBER = (
    rf"(?:{_POSTCODE}{_GAP})?{_TOWN}{_GAP}{_NUMBER}(?!{_GAP}[{_SMALL}]{{3}})(?:{_PAUSE}{_POSTCODE}{_GAP}{_TOWN})?"
)
_WITH_POSTCODE = rf"{_POSTCODE}{_GAP}{_TOWN}"
# Whose address: beginnings of words.
_OF_A_PERSON = "zamieszkani domow zameldowani prywatn korespondenc uczestni wnioskodaw opiekun wolontariusz rodzic"
_CUE = (
    r"(?i:zam(?:\.|ieszk\w+)|mieszka(?:jąc\w+|ł|ła|m|my|ją)?|zameldowan\w+|miejsce\s+zamieszkania|"
    rf"adres\w*\s+(?:do\s+)?(?:{'|'.join(_OF_A_PERSON.split())})\w*)"
)
_LINK = rf"{_GAP}[:–—-]?{_GAP}(?:(?i:stale|obecnie|czasowo|dziś|w|we|na|przy|pod|adresem|adres):?{_GAP}){{0,4}}"
_CUED = re.compile(
    rf"(?<![^\W\d_]){_CUE}(?![^\W\d_]){_LINK}(?P<address>{_WITH_STREET}|{_WITH_NUMBER}|{_WITH_POSTCODE})"
)
_BESIDE = rf"[ \t\u00a0]*+[,;:(–—|-]?{_GAP}"
_AFTER_NAME = re.compile(
    rf"{re.escape(MASKS['name'])}{_BESIDE}(?P<address>{_WITH_STREET}|{_POSTCODE}{_GAP}{_TOWN}(?:{_PAUSE}{_NUMBER})?)"
)
# A cell of a table row that is nothing but an address; it is somebody's home when the row names a private person.
_CELL = re.compile(rf"(?<=\|)[ \t]*(?P<address>{_WITH_STREET}|{_WITH_NUMBER})(?=[ \t]*(?:\||$))", re.MULTILINE)


def mask_addresses(text: str, counts: Counter[Kind]) -> str:
    """The text without home addresses; what was found is added to `counts`. Names of private persons are masked before."""
    for pattern in (_CUED, _AFTER_NAME):
        text = _replaced(text, pattern, counts)
    if "|" not in text or MASKS["name"] not in text:
        return text
    rows = text.split("\n")
    return "\n".join(_replaced(row, _CELL, counts) if MASKS["name"] in row else row for row in rows)


def _replaced(text: str, pattern: re.Pattern[str], counts: Counter[Kind]) -> str:
    done: list[str] = []
    position = 0
    for match in pattern.finditer(text):
        done.extend((text[position : match.start("address")], MASKS["address"]))
        counts["address"] += 1
        position = match.end("address")
    return "".join((*done, text[position:]))
