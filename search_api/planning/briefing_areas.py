"""The areas that a briefing can be about: a powiat, a podregion, a named subregion, a voivodeship; by code and by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.areas import powiat_label
from corpus.language import fold, normalise
from corpus.once import once
from corpus.places import gazetteer
from corpus.practice import Area, Practice
from search_api.planning.briefing_neighbours import bordering_subregions, bordering_voivodeships, near_powiats
from search_api.planning.own import choice_of, short

Level = Literal["powiat", "subregion", "named_subregion", "voivodeship"]
# How candidates were found: the text names them all; it names gminas or localities of these powiats; nothing was found.
How = Literal["name", "gmina", "similar", "nothing"]
SHOWN_CANDIDATES = 8
_LONGEST = 200  # characters of a name that is looked up
_PUNCTUATION = re.compile(r"[(),.;]+")
_VOIVODESHIP = frozenset({"woj", "wojewodztwo"})


class NoSuchArea(LookupError):
    """Nothing has this code or name. The message is a Polish sentence that says what to write."""


class SeveralAreas(LookupError):
    """A name that leaves a choice. The message is a Polish sentence with the candidates and their codes."""


@dataclass(frozen=True, slots=True)
class BriefedArea:
    """An area. `name` as a Polish sentence would call it ("powiat rybnicki"); `subregions` are the podregiony that it consists of,
    of a powiat the one in which it lies; `powiats` are those within it."""

    code: str
    name: str
    level: Level
    voivodeship: str
    subregions: tuple[str, ...]
    powiats: tuple[str, ...]

    def holds(self, practice: Practice) -> bool:
        """Whether the practice worked here, as the filters of the search count it; for a powiat by the code of the powiat."""
        if self.level == "voivodeship":
            return practice.place.voivodeship == self.voivodeship or any(map(self._holds, practice.areas))
        return any(map(self._holds, practice.areas))

    def is_within_reach_of(self, practice: Practice) -> bool:
        """Whether a practice that is not told to be here names only a larger unit that this area is part of."""
        if self.level == "voivodeship" or self.holds(practice):
            return False
        if not practice.areas:
            return practice.place.voivodeship == self.voivodeship
        around = [area for area in practice.areas if area.voivodeship == self.voivodeship]
        if self.level == "powiat":
            return any(not area.powiat_code and area.subregion in (None, *self.subregions) for area in around)
        return any(area.subregion is None for area in around)

    def _holds(self, area: Area) -> bool:
        if self.level == "powiat":
            return area.powiat_code == self.code
        if self.level == "voivodeship":
            return area.voivodeship == self.voivodeship
        return area.subregion in self.subregions


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """What a typed name may mean. `certain`: the one area; otherwise a person chooses among `areas`."""

    certain: BriefedArea | None
    areas: tuple[BriefedArea, ...]
    how: How


def of_code(code: str) -> BriefedArea | None:
    """The area of a code ("teryt:2412", "nuts:PL227", "teryt:24", "śląskie/zachodni"), None when there is none."""
    return all_areas().get(code)


@once
def all_areas() -> Mapping[str, BriefedArea]:
    """Every area by code: voivodeships, named subregions, podregiony, powiats."""
    return {area.code: area for area in _areas()}


def voivodeship_named(name: str) -> BriefedArea:
    """The voivodeship of a code of the vocabulary ("śląskie"). KeyError when there is none."""
    return all_areas()[_voivodeship_codes()[name]]


def neighbours_of(area: BriefedArea) -> tuple[BriefedArea, ...]:
    """The areas of the same kind beside it, by code; of a named subregion the podregiony around it. See `briefing_neighbours`."""
    if area.level == "powiat":
        beside = near_powiats()[area.code]
    elif area.level == "voivodeship":
        beside = bordering_voivodeships()[area.code]
    else:
        beside = frozenset().union(*(bordering_subregions()[code] for code in area.subregions)) - set(area.subregions)
    return tuple(all_areas()[code] for code in sorted(beside))


def choice_of_area(text: str) -> AreaChoice:
    """The areas that a code or a name may mean: "powiat rybnicki", "w Rybniku". Nothing is chosen among namesakes."""
    wanted = normalise(text)[:_LONGEST]
    if (coded := of_code(wanted)) is not None:
        return AreaChoice(coded, (coded,), "name")
    named = _by_name().get(_key(wanted), ())
    if named:
        return AreaChoice(named[0] if len(named) == 1 else None, named, "name")
    place = choice_of(wanted)
    if place.certain is not None and (place.certain.level == "powiat" or place.certain.is_city):
        powiat = all_areas()[place.certain.powiat_code]
        return AreaChoice(powiat, (powiat,), "name")
    resolved = gazetteer().resolve(wanted)
    whole = tuple(area for area in map(_of_resolved, resolved.areas) if area is not None)
    if len(whole) == 1 and resolved.status == "resolved":
        return AreaChoice(whole[0], whole, "name")
    powiats = tuple(dict.fromkeys(all_areas()[one.powiat_code] for one in place.places))
    if found := tuple(dict.fromkeys((*whole, *powiats))):
        return AreaChoice(None, found, _how(place.why, bool(whole)))
    return AreaChoice(None, (), "nothing")


def area_named(text: str) -> BriefedArea:
    """The one area that `text` means. Raises NoSuchArea or SeveralAreas."""
    choice = choice_of_area(text)
    if choice.certain is not None:
        return choice.certain
    name = short(normalise(text))
    if not choice.areas:
        raise NoSuchArea(
            f"Nie ma powiatu, podregionu ani województwa „{name}”. Podaj nazwę albo kod, na przykład „powiat rybnicki”, "
            "„nuts:PL227” albo „teryt:24”."
        )
    shown = "; ".join(told(area) for area in choice.areas[:SHOWN_CANDIDATES])
    more = len(choice.areas) - SHOWN_CANDIDATES
    rest = f"; i jeszcze {more}" if more > 0 else ""
    if choice.how == "gmina":
        raise SeveralAreas(
            f"„{name}” to gmina albo miejscowość, a zestawienie jest dla całego powiatu. Podaj kod: {shown}{rest}."
        )
    if choice.how == "similar":
        raise SeveralAreas(f"Nie ma obszaru „{name}”. Podobne nazwy są tutaj: {shown}{rest}.")
    raise SeveralAreas(f"Nazwa „{name}” pasuje do kilku obszarów. Podaj kod jednego z nich: {shown}{rest}.")


def told(area: BriefedArea) -> str:
    """ "powiat brzeski (woj. opolskie, teryt:1601)"."""
    return f"{area.name} (woj. {area.voivodeship}, {area.code})"


def _how(why: str, names_units: bool) -> How:
    if names_units or why == "powiat":
        return "name"
    return "similar" if why == "similar" else "gmina"


def _of_resolved(area: Area) -> BriefedArea | None:
    """The whole unit that a resolved area is, None for a gmina or a locality."""
    code = {
        "powiat": area.powiat_code,
        "subregion": area.subregion,
        "voivodeship": _voivodeship_codes().get(area.voivodeship),
    }.get(area.level)
    return None if code is None else of_code(code)


@cache
def _voivodeship_codes() -> Mapping[str, str]:
    return {unit.name: unit.code for unit in gazetteer().voivodeships.values()}


@cache
def _by_name() -> Mapping[str, tuple[BriefedArea, ...]]:
    """Areas by the keys of their names: with and without the kind of unit, with and without the voivodeship."""
    found: dict[str, dict[str, BriefedArea]] = {}
    for area in all_areas().values():
        for name in _names(area):
            found.setdefault(_key(name), {})[area.code] = area
    return {name: tuple(areas.values()) for name, areas in found.items()}


def _names(area: BriefedArea) -> tuple[str, ...]:
    bare = area.name.removeprefix("powiat ").removeprefix("podregion ")
    names = [area.name, bare]
    if area.level == "powiat" and area.name == bare:
        names += [f"miasto {bare}", f"powiat {bare}"]
    return (*names, *(f"{name} {area.voivodeship}" for name in names))


def _key(name: str) -> str:
    """ "Powiat brzeski (woj. opolskie)" -> "powiat brzeski opolskie"."""
    words = _PUNCTUATION.sub(" ", fold(name)).split()
    return " ".join(word for word in words if word not in _VOIVODESHIP)


def _areas() -> Iterator[BriefedArea]:
    places = gazetteer()
    of_subregion: dict[str, list[str]] = {code: [] for code in places.subregions}
    for powiat in places.powiats.values():
        of_subregion[powiat.subregion].append(powiat.code)

    def within(subregions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for subregion in subregions for code in of_subregion[subregion])

    for unit in places.voivodeships.values():
        parts = tuple(one.code for one in places.subregions.values() if one.voivodeship == unit.name)
        yield BriefedArea(unit.code, f"województwo {unit.name}", "voivodeship", unit.name, parts, within(parts))
    for named in places.named_subregions.values():
        name, parts = places.subregion_label(named.code), named.subregions
        yield BriefedArea(named.code, name, "named_subregion", named.voivodeship, parts, within(parts))
    for one in places.subregions.values():
        name = places.subregion_label(one.code)
        yield BriefedArea(one.code, name, "subregion", one.voivodeship, (one.code,), within((one.code,)))
    for powiat in places.powiats.values():
        name = powiat.name if powiat.is_city else powiat_label(powiat)
        yield BriefedArea(powiat.code, name, "powiat", powiat.voivodeship, (powiat.subregion,), (powiat.code,))
