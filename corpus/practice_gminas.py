"""The gminas of the register in which a practice worked, as far as its record tells them without doubt.

A record names a gmina by its words, and 150 gminas of town share their name with the one of villages around it. Which of
the two is meant follows from the words ("Biłgoraj (gmina wiejska)"), or from the locality: the town itself is in the gmina
of the town, another place that the gazetteer lists is not. Otherwise the record does not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.gminas import Gmina, register
from corpus.inflection import split
from corpus.language import fold
from corpus.places import gazetteer
from corpus.practice import Area, Practice
from corpus.units import Powiat
from corpus.written_names import WrittenName, parts

# Why the gmina of an area is not known: the area is larger; two gminas have the name; the record names none that is listed.
Doubt = Literal["powiat", "voivodeship", "two_kinds", "not_told"]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An area whose gmina is not known, under the name of the record."""

    name: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class PracticeGminas:
    """`gminas` each once, in the order of the record; `powiats` in which the practice worked as a whole."""

    gminas: tuple[Gmina, ...]
    powiats: tuple[Powiat, ...]
    doubtful: tuple[Doubtful, ...]


def gminas_of(practice: Practice) -> PracticeGminas:
    """The gminas of the areas of a practice."""
    written = parts(practice.place.gmina)
    gminas: list[Gmina] = []
    powiats: list[Powiat] = []
    doubtful: list[Doubtful] = []
    for area in practice.areas:
        whole = gazetteer().powiats.get(area.powiat_code or "") if area.level == "powiat" else None
        if whole is not None:
            powiats.append(whole)
        found = _gmina_of(area, written)
        if isinstance(found, Gmina):
            gminas.append(found)
        else:
            doubtful.append(found)
    return PracticeGminas(tuple(dict.fromkeys(gminas)), tuple(dict.fromkeys(powiats)), tuple(dict.fromkeys(doubtful)))


def _gmina_of(area: Area, written: Sequence[WrittenName]) -> Gmina | Doubtful:
    powiat = gazetteer().powiats.get(area.powiat_code or "")
    if powiat is not None and powiat.is_city:
        return register().of_powiat[powiat.code][0]
    if area.level in ("voivodeship", "subregion"):
        return Doubtful(area.name, "voivodeship")
    if area.level == "powiat":
        return Doubtful(area.name, "powiat")
    name = area.gmina or area.locality
    named = _of_name(powiat.code).get(_words(name), ()) if powiat and name else ()
    if len(named) == 1:
        return named[0]
    if not named:
        return Doubtful(name or area.name, "not_told")
    kinds = {gmina.kind: gmina for gmina in named}
    rural = next((one.is_rural_gmina for one in written if fold(one.text) == fold(name or "")), False)
    if "rural" in kinds and (rural or _lies_outside(area)):
        return kinds["rural"]
    if "urban" in kinds and area.locality is not None and fold(area.locality) == fold(name or ""):
        return kinds["urban"]
    return Doubtful(name or area.name, "two_kinds")


def _lies_outside(area: Area) -> bool:
    """Whether the locality is a listed place that does not bear the name of the town."""
    listed = area.coordinates_of == "locality" and area.locality is not None and area.gmina is not None
    return listed and fold(area.locality or "") != fold(area.gmina or "")


@cache
def _of_name(powiat: str) -> dict[tuple[str, ...], tuple[Gmina, ...]]:
    """The gminas of a powiat by the words of the name."""
    found: dict[tuple[str, ...], tuple[Gmina, ...]] = {}
    for gmina in register().of_powiat[powiat]:
        found[_words(gmina.name)] = (*found.get(_words(gmina.name), ()), gmina)
    return found


def _words(name: str) -> tuple[str, ...]:
    return split(fold(name))
