"""The builder of the register, on small tables in the form of GUS."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import build_gminas as builder
from corpus.gminas import FILE
from corpus.units import Powiat, Town, Units

HEADING = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"
TERC = [
    HEADING,
    "24;;;;ŚLĄSKIE;województwo;2026-01-01",
    "24;12;;;rybnicki;powiat;2026-01-01",
    "24;12;01;4;Czerwionka-Leszczyny;miasto;2026-01-01",
    "24;12;01;5;Czerwionka-Leszczyny;obszar wiejski;2026-01-01",
    "24;12;04;2;Lyski;gmina wiejska;2026-01-01",
    "24;73;;;Rybnik;miasto na prawach powiatu;2026-01-01",
    "24;73;01;1;Rybnik;gmina miejska;2026-01-01",
]
RYBNICKI = Powiat("teryt:2412", "rybnicki", False, "nuts:PL227", "śląskie", "Rybnik", 50.1, 18.55)
RYBNIK = Powiat("teryt:2473", "Rybnik", True, "nuts:PL227", "śląskie", "Rybnik", 50.1, 18.55)


def town(name: str, powiat: str | None, lat: float = 50.1, lon: float = 18.55) -> Town:
    return Town(1, name, "śląskie", powiat, "nuts:PL227", False, lat, lon, 1000)


def known(*towns: Town) -> Units:
    return Units({}, {}, {"teryt:2412": RYBNICKI, "teryt:2473": RYBNIK}, {}, (), towns)


def test_the_two_parts_of_a_gmina_are_one() -> None:
    rows, listed = builder.read_terc(TERC)

    assert [(row.code, row.name) for row in rows] == [
        ("2412013", "Czerwionka-Leszczyny"),
        ("2412042", "Lyski"),
        ("2473011", "Rybnik"),
    ]
    assert listed == date(2026, 1, 1)


def test_the_version_that_lists_the_whole_beside_its_parts_gives_the_same() -> None:
    whole = "24;12;01;3;Czerwionka-Leszczyny;gmina miejsko-wiejska;2026-01-01"

    assert builder.read_terc([*TERC[:3], whole, *TERC[3:]]) == builder.read_terc(TERC)


def test_districts_are_put_together_to_their_city() -> None:
    rows, _ = builder.read_terc(
        [
            HEADING,
            "14;65;;;Warszawa;miasto na prawach powiatu;2026-01-01",
            "14;65;02;8;Bemowo;dzielnica;2026-01-01",
            "14;65;03;8;Białołęka;dzielnica;2026-01-01",
        ]
    )

    assert rows == [builder.Row("1465011", "Warszawa")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("24;12;05;7;Nowa;gmina;2026-01-01", "unknown kind '7'"),
        ("24;12;04;1;Inna;gmina miejska;2026-01-01", "have one code"),
        ("24;12;05;2;Nowa;gmina wiejska;2025-01-01", "one day is wanted"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        builder.read_terc([*TERC, line])


def test_numbers_are_read_by_code_whatever_the_kind_and_without_a_leading_nought() -> None:
    lines = ["Kod;Nazwa;ludność", "2412042;Lyski;9714", "201022;Bolesławiec;15119", "2400000;ŚLĄSKIE;4300000", ""]

    assert builder.read_population(lines) == {"241204": 9714, "020102": 15119}


def test_coordinates_are_those_of_the_locality_of_the_name_else_of_the_seat_of_the_powiat() -> None:
    rows, listed = builder.read_terc(TERC)
    towns = (town("Lyski", "teryt:2412", 50.12, 18.39), town("Rybnik", "teryt:2473"))

    lines = list(builder.lines_of(rows, {"241204": 9714}, known(*towns), listed, date(2021, 12, 31)))

    assert lines == [
        "code@2026-01-01\tname\tpopulation@2021-12-31\tlat\tlon\tpoint",
        "2412013\tCzerwionka-Leszczyny\t\t50.1\t18.55\tpowiat",
        "2412042\tLyski\t9714\t50.12\t18.39\t",
        "2473011\tRybnik\t\t50.1\t18.55\t",
    ]


def test_a_locality_far_away_or_one_of_two_is_not_taken() -> None:
    row = builder.Row("2412042", "Lyski")
    far, near = town("Lyski", None, 51.5), town("Lyski", None, 50.12)

    def found(*towns: Town) -> Town | None:
        return builder.point_of(row, RYBNICKI, {"Lyski": list(towns)})

    assert found(far) is None
    assert found(far, near) == near
    assert found(near, town("Lyski", None, 50.2)) is None


def test_the_shipped_points_follow_from_the_shipped_towns() -> None:
    from corpus import units

    content = units.load()
    towns: dict[str, list[Town]] = {}
    for one in content.towns:
        if not one.is_district:
            towns.setdefault(one.name, []).append(one)
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        code, name, _, lat, lon, point = line.split("\t")
        powiat = content.powiats[f"teryt:{code[:4]}"]
        place = builder.point_of(builder.Row(code, name), powiat, towns)
        assert (point == "powiat") is (place is None), name
        assert (float(lat), float(lon)) == ((place.lat, place.lon) if place else (powiat.lat, powiat.lon)), name
