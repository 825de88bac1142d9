"""Gminas, towns, powiats and voivodeships that act as partners: "przez Gminę Prószków", "Powiat Suski (4 tys. zł)".

The same words name an area ("z terenu gminy Prószków") more often than a partner, so the form of the noun and the words
around it have to show that the unit acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.language import fold
from corpus.places import gazetteer
from ingest.describe.base_forms import adjective
from ingest.describe.villages import base_name, is_companion, is_first_name
from ingest.describe.wording import any_of, word_set

UnitLevel = Literal["gmina", "powiat", "voivodeship"]

_CAPITAL = "[A-ZĄĆĘŁŃÓŚŹŻ]"
_BLANK = "[ \u00a0]"
_NAME = rf"{_CAPITAL}[\w-]+(?:{_BLANK}(?:{_CAPITAL}[\w-]+|nad{_BLANK}{_CAPITAL}\w+)){{0,2}}"
_ADJECTIVE = rf"{_CAPITAL}[\w-]+(?:sk|ck|dzk)(?:iego|iemu|im|ie|i)(?!\w)"
_ANY_ADJECTIVE = r"[\w-]+(?:sk|ck|dzk)(?:iego|iemu|im|ie|i)(?!\w)"
_GMINA, _MIASTO = "[Gg]min(?:a|y|ą|ę|ie)", "[Mm]iast(?:o|a|em|u)"
_SORT = (
    "(?:[Mm]iejska|[Mm]iejskiej|[Mm]iejską|[Ww]iejska|[Ww]iejskiej|[Mm]iasto|[Mm]iasta|[Mm]iejsko-[Ww]iejsk(?:a|iej|ą))"
)
_UNIT = re.compile(
    rf"\b(?:(?P<both>(?:{_MIASTO} i {_GMINA}|{_GMINA} i {_MIASTO})){_BLANK}(?P<both_name>{_NAME})"
    rf"|(?P<gmina>{_GMINA})(?:{_BLANK}{_SORT})?{_BLANK}(?P<gmina_name>{_NAME})"
    rf"|(?P<miasto>Miast(?:o|a|em|u)){_BLANK}(?P<miasto_name>{_NAME})"
    rf"|(?P<powiat>Powiat(?:u|em|owi)?){_BLANK}(?P<powiat_name>{_ANY_ADJECTIVE})"
    rf"|(?P<wojewodztwo>(?:Samorząd(?:u|em)? )?Województw(?:o|a|em|u)){_BLANK}(?P<wojewodztwo_name>{_ADJECTIVE}))"
)
_KINDS = ("both", "gmina", "miasto", "powiat", "wojewodztwo")
_NOUNS = {"both": "Miasto i Gmina", "gmina": "Gmina", "miasto": "Miasto"}
_NOMINATIVE = word_set("gmina miasto powiat województwo")
_WITH = word_set("gminą miastem powiatem województwem")
_OBJECT = re.compile(r"\b(?:przez|wspiera|wspierają)\s+(?:\w+ ){0,2}$", re.IGNORECASE)
# Before the genitive: money of the unit, or the person who acts for it.
_ACTS_FOR = re.compile(
    r"(?<!\w)"
    + any_of(
        """budżet | budżetu | budżecie | środków | środków własnych | środki | dotacj* | ze strony | wójt* | burmistrz* | prezydent*
        partnerstwie | współudziale | współpracy | zarząd* | zleceni[ea] | władz* | samorząd*"""
    )
    + r"\s+$",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(r"^\W*(?:leży|liczy|jest|ma|należy|położon[aey]|zamieszkuje|graniczy|to)\b", re.IGNORECASE)
_VERB = re.compile(
    r"^\W{0,2}(?:\w+ ){0,3}?\w{3,}(?:ła|ły|ło|ł|li|uje|ują|zapewnia|zleca|daje|dokłada|przeznaczy|przekaże|dołoży)\b"
)
# "gmina Cisna: 12 000 zł" in a list of those who pay.
_PAYS = re.compile(r"^\s*[:–-]\s*\d")
_AREA_BEFORE = re.compile(
    r"(?<!\w)"
    + any_of(
        """w | z | na | dla | terenie | terenu | obszarze | obszaru | mieszkańc* | mieszkank* | sołectw* | gospodar* | całej
        całego | strategi* | rozwoju | rewitalizacji | rad[aąy] | herb* | granic*"""
    )
    + r"\s+$",
    re.IGNORECASE,
)
_LOOK_BACK, _LOOK_AHEAD = 60, 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at [start, end) of a text. `name` is its base form, `place` where its name begins and ends."""

    start: int
    end: int
    name: str
    level: UnitLevel
    bare: str
    place: tuple[int, int]


def units(text: str) -> Iterator[Unit]:
    """The units that act in a text, in reading order."""
    for match in _UNIT.finditer(text):
        kind = next(name for name in _KINDS if match[name])
        if _acts(text, match, kind):
            yield _unit(match, kind)


def _unit(match: re.Match[str], kind: str) -> Unit:
    start, (first, last), written = match.start(), match.span(f"{kind}_name"), match[f"{kind}_name"]
    if kind == "powiat":
        bare = adjective(written, "m")
        return Unit(start, last, f"Powiat {bare}", "powiat", bare.casefold(), (first, last))
    if kind == "wojewodztwo":
        bare = adjective(written, "n")
        name = f"Samorząd Województwa {written}" if match[kind].startswith("Samorząd") else f"Województwo {bare}"
        return Unit(start, last, name, "voivodeship", bare.casefold(), (first, last))
    written = _cut(written)
    base, last = base_of(written), first + len(written)
    return Unit(start, last, f"{_NOUNS[kind]} {base}", "gmina", base.casefold(), (first, last))


def _cut(written: str) -> str:
    """Without capitalised words that follow the name and are none of it: "Ochotnica Dolna Tadeusz" -> "Ochotnica Dolna"."""
    words = written.split()
    for size in range(len(words), 1, -1):
        name = " ".join(words[:size])
        resolution = gazetteer().resolve(name)
        if any(len((area.locality or area.gmina or "").split()) == size for area in resolution.areas):
            return name
        if size == 2 and is_companion(words[1]) and not is_first_name(words[1]):
            return name
    return words[0]


def base_of(written: str) -> str:
    """The name of a gmina or town in its base form. After "gmina" most names stay in the nominative, towns are declined."""
    resolution = gazetteer().resolve(written)
    names = {name for area in resolution.areas if (name := area.locality or area.gmina)}
    if not names:
        words = tuple(written.split())
        return written if len(words) > 2 else base_name(words, governed=False) or written
    if any(fold(name) == fold(written) for name in names):
        return written
    return min(names) if len(names) == 1 else written


def _acts(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether the unit acts: as the subject, together with others, as the one by whom something is done, through its mayor."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    after = text[match.end() : match.end() + _LOOK_AHEAD]
    noun = match[kind].split()[0].casefold()
    if noun.startswith("samorząd"):
        return True
    if _ABOUT_ITSELF.match(after):
        return False
    if noun in _WITH or _OBJECT.search(before):
        return True
    if noun in _NOMINATIVE:
        if _AREA_BEFORE.search(before):
            return False
        return match[kind][0].isupper() or _VERB.match(after) is not None or _PAYS.match(after) is not None
    return noun.endswith(("y", "a", "u")) and _ACTS_FOR.search(before) is not None
