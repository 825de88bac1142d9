"""A place as one typed line: to a place of a record and its areas, to the namesakes to choose from, or to what is missing.

>>> read_place("Lyski, powiat rybnicki").place
{'locality': 'Lyski', 'gmina': None, 'powiat': 'rybnicki', 'voivodeship': 'śląskie'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.canonical import canonical_json, checksum
from corpus.places import gazetteer
from corpus.practice import Area, AreaLevel, Place
from corpus.written_names import WrittenName, parts
from ingest.table_values import voivodeship_of

_LEVEL_WORDS = {"gmina": "gmina", "powiat": "powiat"}
OTHER = "inne"  # choice: none of the namesakes
MOST_OPTIONS = 40
_CHOSEN = "Miejsce wskazała osoba, która je opisała."
_UNLISTED = "Spis nie obejmuje tej miejscowości."


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """One of several places of the same name; `key` names it in a form."""

    key: str
    area: Area


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """`place` and `areas` as JSON of the record when the line is understood; else `fault` says why not.

    "missing": nothing typed. "unknown": no such name, and no voivodeship to put it in. "ambiguous": `options` to choose from;
    none where a voivodeship has to settle it. `areas` is empty when they follow from the place by themselves.
    """

    place: Mapping[str, str | None] | None = None
    areas: tuple[Mapping[str, Any], ...] = ()
    fault: str | None = None
    options: tuple[PlaceOption, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """The names of a line by level, in order, and the voivodeship when one is named."""

    localities: tuple[WrittenName, ...]
    gminas: tuple[WrittenName, ...]
    powiats: tuple[WrittenName, ...]
    subregions: tuple[WrittenName, ...]
    voivodeship: str | None

    @property
    def main(self) -> tuple[WrittenName, ...]:
        """The finest names: those that say where the practice worked."""
        return self.localities or self.gminas or self.powiats or self.subregions

    @property
    def level(self) -> AreaLevel | None:
        """What the finest names are; None when the line does not say: then a name may be of anything."""
        if self.localities:
            return "locality" if any(name.level for name in self.localities) else None
        return "gmina" if self.gminas else "powiat" if self.powiats else "subregion"


def place_text(place: Mapping[str, Any]) -> str:
    """A place of a record as one line without its voivodeship: "Lyski, gmina Lyski, powiat rybnicki"."""
    said = [str(place["locality"])] if place.get("locality") else []
    for part, word in _LEVEL_WORDS.items():
        said += [f"{word} {name.full_text}" for name in parts(place.get(part))]
    return ", ".join(said)


def read_place(text: str, voivodeship: str = "", choice: str = "") -> ReadPlace:
    """What a typed line means. `voivodeship` is a code chosen beside it, `choice` the key of an option shown before."""
    line = _taken_apart(text, voivodeship or None)
    if not line.main:
        if line.voivodeship is None:
            return ReadPlace(fault="missing")
        return ReadPlace(_place(line, line.voivodeship))
    if len(line.main) == 1:
        return _one(line, choice)
    return _several(line)


def _taken_apart(text: str, voivodeship: str | None) -> _Line:
    found: dict[str, list[WrittenName]] = {"locality": [], "gmina": [], "powiat": [], "subregion": []}
    for name in parts(text):
        region = None
        if name.level in (None, "voivodeship"):
            region = voivodeship_of(name.text)
        if name.level is None and region is not None and gazetteer().resolve(name.text).status == "resolved":
            # "śląskie" is the voivodeship; a village that is called like one stays a village.
            region = region if gazetteer().resolve(name.text).areas[0].level == "voivodeship" else None
        if region is not None:
            voivodeship = voivodeship or region
        elif name.level != "voivodeship":
            found[name.level or "locality"].append(name)
    localities, gminas, powiats, subregions = (tuple(names) for names in found.values())
    return _Line(localities, gminas, powiats, subregions, voivodeship)


def _one(line: _Line, choice: str) -> ReadPlace:
    (name,) = line.main
    context = {
        "powiat": line.powiats[0].full_text if line.powiats and name not in line.powiats else None,
        "gmina": line.gminas[0].full_text if line.gminas and name not in line.gminas else None,
    }
    found = gazetteer().resolve(name.full_text, voivodeship=line.voivodeship, level=line.level, **context)
    if found.status == "resolved" and found.areas:
        return _resolved(line, found.areas)
    if found.status == "ambiguous" and choice == OTHER:
        return _unlisted(line, name) if line.voivodeship else ReadPlace(fault="unknown")
    if found.status == "ambiguous":
        options = tuple(PlaceOption(_key(area), area) for area in found.areas[:MOST_OPTIONS])
        for option in options:
            if option.key == choice:
                chosen = option.area.model_copy(update={"status": "resolved", "reason": _CHOSEN})
                return _resolved(line, (chosen,))
        return ReadPlace(fault="ambiguous", options=options)
    return _several(line)


def _resolved(line: _Line, areas: Sequence[Area]) -> ReadPlace:
    area = areas[0]
    place = _place(line, area.voivodeship)
    filled = {
        # In the nominative, and whole: "w Rybniku" is Rybnik.
        "locality": (area.locality or place["locality"]) if area.level == "locality" else None,
        "gmina": place["gmina"] or area.gmina,
        "powiat": place["powiat"] or area.powiat,
        "voivodeship": area.voivodeship,
    }
    return ReadPlace(filled, tuple(one.model_dump(mode="json") for one in areas))


def _unlisted(line: _Line, name: WrittenName) -> ReadPlace:
    """None of the namesakes: a place that the gazetteer lacks, by the name that was typed."""
    place = _place(line, line.voivodeship or "")
    area = Area.model_validate(
        {
            **place,
            "level": "locality" if line.localities else line.level,
            "name": name.full_text,
            "status": "unresolved",
            "reason": _UNLISTED,
        }
    )
    return ReadPlace(place, (area.model_dump(mode="json"),))


def _several(line: _Line) -> ReadPlace:
    """Names that stand for several places, or that the gazetteer does not hold: kept as typed, in their voivodeship."""
    known = {line.voivodeship} if line.voivodeship else set[str]()
    for names, level in ((line.powiats, "powiat"), (line.gminas, "gmina"), (line.localities, None)):
        if known:
            break
        for name in names:
            found = gazetteer().resolve(name.full_text, level=level)  # type: ignore[arg-type]  # levels by name
            known |= {area.voivodeship for area in found.areas}
    if len(known) != 1:
        return ReadPlace(fault="ambiguous" if known else "unknown")
    return ReadPlace(_place(line, known.pop()))


def _place(line: _Line, voivodeship: str) -> dict[str, str | None]:
    written = {"locality": line.localities, "gmina": line.gminas, "powiat": line.powiats}
    names = {part: ", ".join(name.full_text for name in found) or None for part, found in written.items()}
    return {**names, "voivodeship": voivodeship}


def _key(area: Area) -> str:
    return checksum(canonical_json(area.model_copy(update={"reason": None})))[:12]


def areas_of(read: ReadPlace) -> tuple[Area, ...]:
    """The areas of an understood place: those that were chosen, else those that follow from it."""
    if read.place is None:
        return ()
    if read.areas:
        return tuple(Area.model_validate(area) for area in read.areas)
    return gazetteer().areas_of(Place.model_validate(read.place))
