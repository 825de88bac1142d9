"""Builds `corpus/gazetteer/gminas.tsv` from two tables of Statistics Poland (GUS) and the towns of the gazetteer.

1. The list of units: TERC in CSV, from https://eteryt.stat.gov.pl (either of its two versions). The version for addresses
   tells a gmina of town and villages by its two parts and five cities by their districts; both are put together again.
2. The numbers of inhabitants: CSV with the code first and the number last, as the local data bank exports it
   (https://bdl.stat.gov.pl, "stan ludności", all gminas, one year), separated by semicolons.

    python -m corpus.build_gminas --terc TERC.csv --population LUDNOSC.csv --counted 2021-12-31

The kind of a gmina is the last digit of its code; numbers are joined by the first six, because a village that becomes a
town changes the kind and keeps the borders.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus import units
from corpus.gazetteer_corrections import BORDERS_CHANGED
from corpus.geometry import distance_km
from corpus.units import Powiat, Town

POWIAT_KM = 45.0  # as in corpus.resolving: a place whose powiat is not listed belongs to one only this near to its seat
_KINDS = {"1": "1", "2": "2", "3": "3", "4": "3", "5": "3"}
_DISTRICTS = frozenset("89")  # districts of Warszawa, and delegatury of four other cities


@dataclass(frozen=True, slots=True)
class Row:
    """A gmina as TERC lists it: seven digits and the name."""

    code: str
    name: str


def read_terc(lines: Iterable[str]) -> tuple[list[Row], date]:
    """The gminas of a TERC file by rising code, and its day. Raises ValueError for a row that it cannot take."""
    rows: dict[str, Row] = {}
    days = set()
    cities: dict[str, str] = {}
    for record in csv.DictReader(lines, delimiter=";"):
        days.add(record["STAN_NA"])
        powiat, kind = record["WOJ"] + record["POW"], record["RODZ"]
        if record["POW"] and not record["GMI"]:
            cities[powiat] = record["NAZWA"]
        elif record["GMI"]:
            if kind in _DISTRICTS:
                row = Row(f"{powiat}011", cities[powiat])
            elif kind in _KINDS:
                row = Row(f"{powiat}{record['GMI']}{_KINDS[kind]}", record["NAZWA"])
            else:
                raise ValueError(f"{record['NAZWA']}: unknown kind {kind!r}")
            if rows.setdefault(row.code[:6], row) != row:
                raise ValueError(f"{row.code}: {rows[row.code[:6]].name} and {row.name} have one code")
    if len(days) != 1:
        raise ValueError(f"one day is wanted, not {sorted(days)}")
    return sorted(rows.values(), key=lambda row: row.code), date.fromisoformat(days.pop())


def read_population(lines: Iterable[str]) -> dict[str, int]:
    """Inhabitants by the first six digits of the code. Rows without a code of a gmina (headings, powiats) are passed over."""
    found: dict[str, int] = {}
    for row in csv.reader(lines, delimiter=";"):
        code = row[0].strip().zfill(7) if row else ""
        # Codes with 0 are voivodeships and powiats, with 4 and 5 the two parts of a gmina.
        if code.isdigit() and len(code) == 7 and code[6] in "123":
            found[code[:6]] = int(row[-1])
    return found


def point_of(row: Row, powiat: Powiat, towns: Mapping[str, list[Town]]) -> Town | None:
    """The town or village that gave a gmina its name, None when it is not listed or not certain."""
    named = [town for town in towns.get(row.name, ()) if town.voivodeship == powiat.voivodeship]
    inside = [town for town in named if town.powiat == powiat.code]
    if inside:
        return inside[0] if len(inside) == 1 else None
    near = [
        town
        for town in named
        if town.powiat is None
        and town.subregion in (None, powiat.subregion)
        and distance_km(town.lat, town.lon, powiat.lat, powiat.lon) <= POWIAT_KM
    ]
    # A rural gmina with the name of a city lies around it.
    around = [town for town in named if town.name == powiat.seat and (town.lat, town.lon) == (powiat.lat, powiat.lon)]
    found = near or around
    return found[0] if len(found) == 1 else None


def lines_of(
    rows: Iterable[Row], population: Mapping[str, int], known: units.Units, listed: date, counted: date
) -> Iterator[str]:
    """The lines of the table. Raises KeyError for a powiat that the gazetteer lacks."""
    towns: dict[str, list[Town]] = {}
    for listed_town in known.towns:
        if not listed_town.is_district:
            towns.setdefault(listed_town.name, []).append(listed_town)
    yield f"code@{listed}\tname\tpopulation@{counted}\tlat\tlon\tpoint"
    for row in rows:
        powiat = known.powiats[f"teryt:{row.code[:4]}"]
        number = None if row.code[:6] in BORDERS_CHANGED else population.get(row.code[:6])
        town = point_of(row, powiat, towns)
        lat, lon = (town.lat, town.lon) if town else (powiat.lat, powiat.lon)
        point = "" if town else "powiat"
        yield f"{row.code}\t{row.name}\t{'' if number is None else number}\t{lat}\t{lon}\t{point}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Build corpus/gazetteer/gminas.tsv from two tables of GUS.")
    parser.add_argument("--terc", type=Path, required=True, help="TERC in CSV")
    parser.add_argument("--population", type=Path, required=True, help="code; ...; number of inhabitants")
    parser.add_argument("--counted", type=date.fromisoformat, required=True, help="day of the numbers, YYYY-MM-DD")
    parser.add_argument("--folder", type=Path, default=units.FOLDER)
    arguments = parser.parse_args()
    with arguments.terc.open(encoding="utf-8-sig", newline="") as stream:
        rows, listed = read_terc(stream)
    with arguments.population.open(encoding="utf-8-sig", newline="") as stream:
        population = read_population(stream)
    lines = lines_of(rows, population, units.load(arguments.folder), listed, arguments.counted)
    (arguments.folder / "gminas.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
