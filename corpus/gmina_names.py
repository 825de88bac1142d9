"""From what a person types to the gminas that may be meant: all of them, none chosen for the person.

>>> [(found.name, found.powiat.name) for found in look_up("gmina Dąbrowa").gminas][:2]
[('Dąbrowa', 'mogileński'), ('Dąbrowa', 'opolski')]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.gminas import Gmina, Kind, Register, register
from corpus.inflection import NameIndex, split
from corpus.language import fold, normalise
from corpus.once import once
from corpus.places import gazetteer
from corpus.practice import Area
from corpus.regions import town_of_region
from corpus.units import Powiat
from corpus.written_names import read

# How the gminas were found: by their name; by a powiat, or a town in it, that is named; by a name that looks alike. A region
# has too many.
How = Literal["name", "powiat", "region", "locality", "similar", "nothing"]
LONGEST = 200  # characters of a name that is looked up
_CLOSE, _SHOWN_CLOSE = 0.75, 5
_KIND_WORDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"miejsk\w*[- ]+wiejsk\w*"), "urban_rural"),
    (re.compile(r"wiejsk\w*"), "rural"),
    (re.compile(r"miejsk\w*"), "urban"),
)
_KIND = re.compile(
    r"(?i)(?:\bgmin\w*\s+|\s)(?:miejsk\w*[-– ]+wiejsk\w*|miejsk\w*|wiejsk\w*)\s*$|^(?:miejsk\w*[-– ]+)?wiejsk\w*\s"
)
_TRAILING = re.compile(r"(?i)(?<=\S)\s+(?:woj\w*|pow(?:iat\w*)?)\.?\s+\S+(?:\s+(?:wschodni|zachodni)\w*)?")
_BEFORE_NAME = (("miejska",), ("miejskiej",))
_MIASTO = re.compile(r"(?:miasto|miasta|miastem|miescie|m)\.?\s")
_OFFICE = re.compile(
    r"(?i)^(?:we?\s+)?(?:urz[aą]d\w*\s+)?(?:miast[oaiu]\s+i\s+)?(?:gmin\w*|miast[oau]|miastem|mieście)\s+(?:we?\s+)?"
)
_BRACKETS = re.compile(r"[()\[\],;]+")
# Ends of words by which a person tells namesakes apart: "woj. opolskie", "powiat mogileński", "opolskie".
_ANNOUNCED = re.compile(r"\b(woj\w*|pow\w*)\.?\s+(\S+(?:\s+(?:wschodni|zachodni)\w*)?)")


@dataclass(frozen=True, slots=True)
class Found:
    """The gminas that a text may mean, those of the very name first; `powiats` are those that it names itself.

    For a region there are none, and `town` is one in it to type instead.
    """

    gminas: tuple[Gmina, ...]
    how: How
    powiats: tuple[Powiat, ...] = ()
    town: str = ""


def look_up(text: str) -> Found:
    """The gminas of a name in any case, with or without diacritics, with or without what tells it from its namesakes.

    A longer name counts too where its gmina is the larger one ("Wodzisław" for Wodzisław Śląski), and where no gmina has
    the bare name ("Gorzów"). No gmina of the name: those of the powiat named, of the powiat of the town named, or names alike.
    The name of a voivodeship or a land ("Śląsk") is that of a region, whatever looks like it.
    """
    return _names().look_up(normalise(text)[:LONGEST])


def candidates(text: str) -> tuple[Gmina, ...]:
    """The gminas that have the name which `text` gives, none when no gmina has it."""
    found = look_up(text)
    return found.gminas if found.how == "name" else ()


@once
def _names() -> _Names:
    return _Names(register())


class _Names:
    """An index over the names of one register."""

    def __init__(self, content: Register) -> None:
        self._register = content
        self._by_name: dict[str, list[Gmina]] = {}
        for gmina in content.gminas.values():
            self._by_name.setdefault(gmina.name, []).append(gmina)
        self._index = NameIndex(self._by_name)
        self._folded = {fold(name): name for name in self._by_name}

    def look_up(self, text: str) -> Found:
        kind = _kind_in(text)
        # As it stands first: "Miejska Górka" is a name, not a kind and a name.
        if found := self._named(split(_OFFICE.sub("", text)), _Where(), kind):
            return Found(found, "name")
        where = _Where.of(text)
        words = _name_words(text)
        starts = (words, words[1:]) if words[:1] in _BEFORE_NAME else (words,)
        for start in starts:
            for size in range(len(start), 0, -1):
                around = where.narrowed(start[size:])
                if around is not None and (found := self._named(start[:size], around, kind)):
                    return Found(found, "name")
        return self._otherwise(text, words)

    def _named(self, words: Sequence[str], where: _Where, kind: Kind | None) -> tuple[Gmina, ...]:
        names = self._index.find(words)
        own = [gmina for name in names for gmina in self._by_name[name] if where.holds(gmina)]
        own = [gmina for gmina in own if kind in (None, gmina.kind)] or own
        largest = max((gmina.population or 0 for gmina in own), default=0)
        longer = [
            gmina
            for gmina in self._longer(words)
            if where.holds(gmina) and kind in (None, gmina.kind) and (gmina.population or 0) > largest
        ]
        return (*_in_order(own), *_in_order(longer))

    def _longer(self, words: Sequence[str]) -> list[Gmina]:
        start = [fold(word) for word in words]
        if sum(map(len, start)) < 3:
            return []
        found = []
        for folded, name in self._folded.items():
            parts = split(folded)
            if len(parts) > len(start) and list(parts[: len(start)]) == start:
                found.extend(self._by_name[name])
        return found

    def _otherwise(self, text: str, words: Sequence[str]) -> Found:
        town = town_of_region(text)
        powiats = () if town and read(text).level == "voivodeship" else _powiats_in(text)
        if powiats:
            return Found(self._of(powiats), "powiat", powiats)
        if town:
            return Found((), "region", town=town)
        towns = _towns_in(text)
        if towns:
            return Found(self._of(towns), "locality", towns)
        wanted = fold(" ".join(words))
        close = difflib.get_close_matches(wanted, self._folded, n=_SHOWN_CLOSE, cutoff=_CLOSE) if wanted else []
        alike = [gmina for folded in close for gmina in _in_order(self._by_name[self._folded[folded]])]
        return Found(tuple(alike), "similar" if alike else "nothing")

    def _of(self, powiats: Iterable[Powiat]) -> tuple[Gmina, ...]:
        return tuple(gmina for powiat in powiats for gmina in _in_order(self._register.of_powiat[powiat.code]))


@dataclass(frozen=True, slots=True)
class _Where:
    """Voivodeships and powiats that a text names beside the gmina. None: it names none."""

    voivodeships: frozenset[str] | None = None
    powiats: frozenset[str] | None = None

    @classmethod
    def of(cls, text: str) -> _Where:
        """What "woj." and "powiat" announce in a text that begins with something else."""
        found = cls()
        for match in _ANNOUNCED.finditer(_plain(text)):
            if match.start():
                found = (found._voivodeship if match[1].startswith("woj") else found._powiat)(match[2]) or found
        return found

    def narrowed(self, words: Sequence[str]) -> _Where | None:
        """The same with what trailing words say ("śląski", "opolskie"); None when they say nothing about a place."""
        found = self
        for word in words:
            narrower = found._voivodeship(word) or found._powiat(word)
            if narrower is None:
                return None
            found = narrower
        return found

    def holds(self, gmina: Gmina) -> bool:
        in_voivodeship = self.voivodeships is None or gmina.voivodeship in self.voivodeships
        return in_voivodeship and (self.powiats is None or gmina.powiat.code in self.powiats)

    def _voivodeship(self, word: str) -> _Where | None:
        known = [unit.name for unit in gazetteer().voivodeships.values()]
        named = frozenset(name for name in known if _same_adjective(word, fold(name)))
        named = named or frozenset(name for name in known if _same_adjective(word, fold(name).rpartition("-")[2]))
        return _Where(named, self.powiats) if named else None

    def _powiat(self, word: str) -> _Where | None:
        known = gazetteer().powiats.values()
        named = frozenset(unit.code for unit in known if _same_adjective(word, split(fold(unit.name))[0]))
        return _Where(self.voivodeships, named) if named else None


def _same_adjective(word: str, name: str) -> bool:
    """Whether two adjectives are one in some case and gender: "śląski", "śląskie", "śląskim"."""
    stem = re.sub(r"(ie|ia|iego|iej|iemu|im|i|a)$", "", fold(word))
    return len(stem) > 3 and stem.endswith("k") and stem == re.sub(r"(ie|i)$", "", name)


def _plain(text: str) -> str:
    return " ".join(_BRACKETS.sub(" ", fold(text)).split())


def _kind_in(text: str) -> Kind | None:
    plain = _plain(text)
    found = next((kind for words, kind in _KIND_WORDS if words.search(plain)), None)
    return found or ("urban" if _MIASTO.match(plain) else None)


def _name_words(text: str) -> tuple[str, ...]:
    """The words of the name and of what follows it, without what announces them: offices, kinds, "woj. …", "powiat …"."""
    rest = _OFFICE.sub("", _BRACKETS.sub(" ", text).strip())
    return read(_KIND.sub("", _TRAILING.sub("", rest))).words


def _powiats_in(text: str) -> tuple[Powiat, ...]:
    areas = gazetteer().resolve(text, level="powiat").areas
    return _powiats_of(areas)


def _towns_in(text: str) -> tuple[Powiat, ...]:
    return _powiats_of(gazetteer().resolve(text, level="locality").areas)


def _powiats_of(areas: Iterable[Area]) -> tuple[Powiat, ...]:
    codes = dict.fromkeys(area.powiat_code for area in areas)
    return tuple(gazetteer().powiats[code] for code in codes if code is not None)


def _in_order(gminas: Iterable[Gmina]) -> list[Gmina]:
    """By voivodeship, powiat and kind, town first: an order that a person can follow."""
    return sorted(gminas, key=lambda gmina: (fold(gmina.voivodeship), fold(gmina.powiat.name), gmina.code))
