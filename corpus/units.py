"""The shipped facts about places: voivodeships, podregiony, powiats, named subregions, towns. Data only, no resolving.

The files of `corpus/gazetteer/` are read as they stand; `python -m corpus.build_gazetteer` makes the two tables.
Codes carry their register: "teryt:2415" (powiat), "teryt:24" (voivodeship), "nuts:PL227" (podregion).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import yaml

FOLDER = Path(__file__).parent / "gazetteer"
UNIT_COLUMNS = (
    "code",
    "name",
    "city",
    "subregion",
    "subregion_name",
    "voivodeship_code",
    "voivodeship",
    "seat",
    "lat",
    "lon",
)
TOWN_COLUMNS = ("geonameid", "name", "voivodeship", "powiat", "subregion", "district", "lat", "lon", "population")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Voivodeship:
    """`name` is the code of the vocabulary ("śląskie"), `code` the one of TERYT ("teryt:24")."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Subregion:
    """A podregion (NUTS 3). `name` as the register spells it: "Rybnicki", "Miasto Kraków"."""

    code: str
    name: str
    voivodeship: str


@dataclass(frozen=True, slots=True)
class Powiat:
    """A powiat, or a city with the rights of one (`is_city`). `lat`, `lon`: degrees of the `seat` of its office."""

    code: str
    name: str
    is_city: bool
    subregion: str
    voivodeship: str
    seat: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Town:
    """A town or village of GeoNames.

    `powiat` is None where GeoNames does not give it; `subregion` is then filled only when the neighbours leave no doubt.
    A `is_district` is a part of the city that `powiat` names, not a locality of its own.
    """

    geonameid: int
    name: str
    voivodeship: str
    powiat: str | None
    subregion: str | None
    is_district: bool
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class NamedSubregion:
    """A set of podregiony under a name of its own, e.g. "śląskie/zachodni". `owner` is None where we do not know it."""

    code: str
    names: tuple[str, ...]
    owner: str | None
    subregions: tuple[str, ...]

    @property
    def voivodeship(self) -> str:
        return self.code.partition("/")[0]


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name of a voivodeship beside its own, or of a land that several voivodeships share."""

    name: str
    voivodeships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """Everything the folder holds; the mappings go from code to unit."""

    voivodeships: Mapping[str, Voivodeship]
    subregions: Mapping[str, Subregion]
    powiats: Mapping[str, Powiat]
    named_subregions: Mapping[str, NamedSubregion]
    other_names: tuple[OtherName, ...]
    towns: tuple[Town, ...]


@cache
def load(folder: Path = FOLDER) -> Units:
    """The units of a folder, read once. Raises ValueError naming the file and line of what is damaged."""
    voivodeships: dict[str, Voivodeship] = {}
    subregions: dict[str, Subregion] = {}
    powiats: dict[str, Powiat] = {}
    for powiat, subregion, voivodeship in _read(folder / "units.tsv", UNIT_COLUMNS, _unit):
        powiats[powiat.code] = powiat
        subregions[subregion.code] = subregion
        voivodeships[voivodeship.code] = voivodeship
    towns = tuple(_read(folder / "towns.tsv", TOWN_COLUMNS, lambda row: _town(row, powiats)))
    named, others = _named(folder / "named_subregions.yaml", subregions)
    return Units(
        MappingProxyType(voivodeships),
        MappingProxyType(subregions),
        MappingProxyType(powiats),
        MappingProxyType(named),
        others,
        towns,
    )


def _read(path: Path, columns: tuple[str, ...], parse: Callable[[list[str]], T]) -> Iterator[T]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise ValueError(f"{path}: the first line must name the columns {', '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        try:
            if len(cells) != len(columns):
                raise ValueError(f"{len(cells)} cells instead of {len(columns)}")
            yield parse(cells)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}, line {number}: {error}") from error


def _unit(cells: list[str]) -> tuple[Powiat, Subregion, Voivodeship]:
    code, name, city, subregion, subregion_name, voivodeship_code, voivodeship, seat, lat, lon = cells
    return (
        Powiat(code, name, city == "1", subregion, voivodeship, seat, float(lat), float(lon)),
        Subregion(subregion, subregion_name, voivodeship),
        Voivodeship(voivodeship_code, voivodeship),
    )


def _town(cells: list[str], powiats: Mapping[str, Powiat]) -> Town:
    geonameid, name, voivodeship, powiat, subregion, district, lat, lon, population = cells
    return Town(
        int(geonameid),
        name,
        voivodeship,
        powiat or None,
        powiats[powiat].subregion if powiat else subregion or None,
        district == "1",
        float(lat),
        float(lon),
        int(population),
    )


def _named(path: Path, subregions: Mapping[str, Subregion]) -> tuple[dict[str, NamedSubregion], tuple[OtherName, ...]]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        named = {
            entry["code"]: NamedSubregion(
                entry["code"], tuple(entry["names"]), entry["owner"], tuple(entry["subregions"])
            )
            for entry in content["subregions"]
        }
        others = tuple(OtherName(entry["name"], tuple(entry["voivodeships"])) for entry in content["other_names"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error
    for item in named.values():
        for code in item.subregions:
            if code not in subregions or subregions[code].voivodeship != item.voivodeship:
                raise ValueError(f"{path}: {item.code}: {code} is no podregion of this voivodeship")
    return named, others
