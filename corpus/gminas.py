"""The register of gminas: code, name, kind, powiat, number of inhabitants, coordinates. Data only; names are read elsewhere.

`corpus/gazetteer/gminas.tsv` is made by `python -m corpus.build_gminas`; its heading says on which day the list and the
numbers of inhabitants hold. Codes are those of TERYT with the register before them: "teryt:2412042".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from corpus import units
from corpus.once import once
from corpus.units import Powiat

FILE = units.FOLDER / "gminas.tsv"
Kind = Literal["urban", "rural", "urban_rural"]
KINDS: Mapping[str, Kind] = MappingProxyType({"1": "urban", "2": "rural", "3": "urban_rural"})
CoordinatesOf = Literal["locality", "powiat"]
_HEADING = re.compile(r"code@(\S+)\tname\tpopulation@(\S+)\tlat\tlon\tpoint")
_POINTS: Mapping[str, CoordinatesOf] = {"": "locality", "powiat": "powiat"}


@dataclass(frozen=True, slots=True)
class Gmina:
    """A gmina. `population` is None where no number holds for its borders.

    `lat`, `lon`: degrees of the locality that gave it the name, else of the seat of its powiat: `coordinates_of` says which.
    """

    code: str
    name: str
    kind: Kind
    population: int | None
    powiat: Powiat
    lat: float
    lon: float
    coordinates_of: CoordinatesOf

    @property
    def voivodeship(self) -> str:
        return self.powiat.voivodeship

    @property
    def subregion(self) -> str:
        return self.powiat.subregion


@dataclass(frozen=True, slots=True)
class Register:
    """All gminas by code, and the days on which the list (`listed`) and the numbers of inhabitants (`counted`) hold."""

    gminas: Mapping[str, Gmina]
    of_powiat: Mapping[str, tuple[Gmina, ...]]
    listed: date
    counted: date

    def population_of(self, powiat: str) -> int | None:
        """Inhabitants of a powiat: of all its gminas, None when the number of one of them is not known."""
        numbers = [gmina.population for gmina in self.of_powiat[powiat]]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None


@once
def register() -> Register:
    """The register of the shipped file, read once."""
    return load(FILE, units.load().powiats)


def load(path: Path, powiats: Mapping[str, Powiat]) -> Register:
    """Reads a register. Raises ValueError naming the file and the line of what is damaged."""
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    days = _HEADING.fullmatch(heading)
    if days is None:
        raise ValueError(f"{path}: the first line must be code@DAY, name, population@DAY, lat, lon, point")
    gminas: dict[str, Gmina] = {}
    for number, line in enumerate(lines, start=2):
        try:
            gmina = _gmina(line.split("\t"), powiats)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
        if gmina.code in gminas:
            raise ValueError(f"{path}, line {number}: {gmina.code} stands twice")
        gminas[gmina.code] = gmina
    of_powiat: dict[str, list[Gmina]] = {code: [] for code in powiats}
    for gmina in gminas.values():
        of_powiat[gmina.powiat.code].append(gmina)
    return Register(
        MappingProxyType(gminas),
        MappingProxyType({code: tuple(found) for code, found in of_powiat.items()}),
        date.fromisoformat(days[1]),
        date.fromisoformat(days[2]),
    )


def _gmina(cells: list[str], powiats: Mapping[str, Powiat]) -> Gmina:
    if len(cells) != 6:
        raise ValueError(f"{len(cells)} cells instead of 6")
    code, name, population, lat, lon, point = cells
    return Gmina(
        f"teryt:{code}",
        name,
        KINDS[code[6:]],
        int(population) if population else None,
        powiats[f"teryt:{code[:4]}"],
        float(lat),
        float(lon),
        _POINTS[point],
    )
