"""Places of Poland behind one door: units with codes, names in any case to areas, names found in running text.

>>> from corpus.places import gazetteer
>>> gazetteer().resolve("w Rybniku").areas[0].subregion
'nuts:PL227'
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus import areas, mentions, placing, units
from corpus.geometry import distance_km
from corpus.mentions import Mention
from corpus.once import once
from corpus.practice import Area, AreaLevel, Place
from corpus.resolving import Resolution, Resolver
from corpus.units import NamedSubregion, Powiat, Subregion, Town, Units, Voivodeship

__all__ = [
    "Gazetteer",
    "Mention",
    "NamedSubregion",
    "Powiat",
    "Resolution",
    "Subregion",
    "Town",
    "Voivodeship",
    "distance_km",
    "gazetteer",
]


class Gazetteer:
    """The units, and what their names mean. Read-only and without state that a caller can see."""

    def __init__(self, content: Units) -> None:
        self._units = content
        self._resolver = Resolver(content)

    @property
    def voivodeships(self) -> Mapping[str, Voivodeship]:
        """By code: "teryt:24". The `name` is the code of the vocabulary and of the records: "śląskie"."""
        return self._units.voivodeships

    @property
    def subregions(self) -> Mapping[str, Subregion]:
        """Podregiony by code: "nuts:PL227"."""
        return self._units.subregions

    @property
    def powiats(self) -> Mapping[str, Powiat]:
        """Powiats and cities with powiat rights by code: "teryt:2415"."""
        return self._units.powiats

    @property
    def named_subregions(self) -> Mapping[str, NamedSubregion]:
        """Sets of podregiony under a name of their own by code: "śląskie/zachodni"."""
        return self._units.named_subregions

    @property
    def towns(self) -> tuple[Town, ...]:
        return self._units.towns

    def subregion_codes(self, code: str) -> tuple[str, ...]:
        """The podregiony of a code: of "nuts:PL227" itself, of "śląskie/zachodni" its parts. KeyError when unknown."""
        if code in self._units.subregions:
            return (code,)
        return self._units.named_subregions[code].subregions

    def subregion_label(self, code: str) -> str:
        """ "nuts:PL227" -> "podregion rybnicki", "śląskie/zachodni" -> "subregion zachodni". KeyError when unknown."""
        if code in self._units.named_subregions:
            return self._units.named_subregions[code].names[0]
        return areas.subregion_label(self._units, code)

    def resolve(
        self,
        name: str,
        *,
        voivodeship: str | None = None,
        powiat: str | None = None,
        gmina: str | None = None,
        level: AreaLevel | None = None,
    ) -> Resolution:
        """The unit that a name in any case means; `voivodeship` (a code of the vocabulary), `powiat`, `gmina` narrow it."""
        return self._resolver.resolve(name, voivodeship=voivodeship, powiat=powiat, gmina=gmina, level=level)

    def areas_of(self, place: Place) -> tuple[Area, ...]:
        """The areas of a practice's place, at least one: see `corpus.placing`."""
        return placing.areas_of(place, self._resolver)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The place names in a Polish text, in reading order, not overlapping: see `corpus.mentions`."""
        return mentions.mentions(text, self._resolver)


@once
def gazetteer() -> Gazetteer:
    """The gazetteer of the shipped folder, loaded once."""
    return Gazetteer(units.load())
