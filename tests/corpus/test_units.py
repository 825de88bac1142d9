"""The shipped tables: complete, in Poland, consistent, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import units
from corpus.geometry import distance_km
from corpus.units import FOLDER, Powiat, load

# Farthest town of a voivodeship from its middle, generously: mazowieckie is some 250 km across.
REACH_KM = 190.0


def powiat(code: str) -> Powiat:
    return load().powiats[code]


def test_all_voivodeships_podregiony_and_powiats_are_there() -> None:
    content = load()
    assert len(content.voivodeships) == 16
    assert len(content.subregions) == 73
    assert len(content.powiats) == 380
    assert sum(item.is_city for item in content.powiats.values()) == 66
    assert {item.voivodeship for item in content.powiats.values()} == {v.name for v in content.voivodeships.values()}


def test_every_powiat_has_a_seat_at_a_town_of_its_voivodeship() -> None:
    spots = {(town.voivodeship, town.name, town.lat, town.lon) for town in load().towns}
    lost = [
        item.name for item in load().powiats.values() if (item.voivodeship, item.seat, item.lat, item.lon) not in spots
    ]
    assert lost == []


def test_no_seat_lies_outside_its_voivodeship() -> None:
    by_voivodeship: dict[str, list[Powiat]] = {}
    for item in load().powiats.values():
        by_voivodeship.setdefault(item.voivodeship, []).append(item)
    for members in by_voivodeship.values():
        lat = sum(item.lat for item in members) / len(members)
        lon = sum(item.lon for item in members) / len(members)
        assert [m.name for m in members if distance_km(m.lat, m.lon, lat, lon) > REACH_KM] == []


def test_a_city_with_powiat_rights_is_its_own_seat() -> None:
    assert all(item.seat == item.name for item in load().powiats.values() if item.is_city)


@pytest.mark.parametrize(
    ("code", "seat"),
    [
        ("teryt:2412", "Rybnik"),
        ("teryt:2415", "Wodzisław Śląski"),
        ("teryt:1801", "Ustrzyki Dolne"),
        ("teryt:1217", "Zakopane"),
        ("teryt:0206", "Jelenia Góra"),
        ("teryt:1432", "Ożarów Mazowiecki"),
        ("teryt:2805", "Ełk"),
        ("teryt:2814", "Olsztyn"),
        ("teryt:2003", "Bielsk Podlaski"),
        ("teryt:2402", "Bielsko-Biała"),
        ("teryt:3214", "Stargard"),
        ("teryt:1006", "Łódź"),
    ],
)
def test_seats_that_are_easily_confused(code: str, seat: str) -> None:
    assert powiat(code).seat == seat


def test_towns_lie_near_the_seat_of_their_powiat() -> None:
    far = [
        town.name
        for town in load().towns
        if town.powiat and distance_km(town.lat, town.lon, powiat(town.powiat).lat, powiat(town.powiat).lon) > 55
    ]
    assert far == []


def test_a_town_lies_in_the_voivodeship_of_its_powiat() -> None:
    assert all(town.voivodeship == powiat(town.powiat).voivodeship for town in load().towns if town.powiat)
    assert all(
        town.voivodeship == load().subregions[town.subregion].voivodeship for town in load().towns if town.subregion
    )


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 420_000


def test_a_damaged_table_is_named_with_its_line(tmp_path: Path) -> None:
    for name in ("units.tsv", "towns.tsv", "named_subregions.yaml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    lines = (tmp_path / "towns.tsv").read_text(encoding="utf-8").splitlines()
    lines[6] = lines[6].replace("\t", " ", 1)
    (tmp_path / "towns.tsv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r"towns\.tsv, line 7: 8 cells instead of 9"):
        units.load(tmp_path)


def test_a_named_subregion_of_a_foreign_podregion_is_refused(tmp_path: Path) -> None:
    for name in ("units.tsv", "towns.tsv", "named_subregions.yaml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    path = tmp_path / "named_subregions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("nuts:PL224", "nuts:PL841"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"śląskie/północny: nuts:PL841"):
        units.load(tmp_path)
