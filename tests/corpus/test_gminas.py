"""The register of gminas as it is shipped, and what it refuses."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.gminas import FILE, load, register
from corpus.places import gazetteer

HEADING = "code@2026-01-01\tname\tpopulation@2021-12-31\tlat\tlon\tpoint"
LYSKI = "2412042\tLyski\t9714\t50.1199\t18.3915\t"


def test_it_holds_every_gmina_of_2026_by_kind() -> None:
    gminas = register().gminas.values()

    assert register().listed == date(2026, 1, 1)
    assert Counter(gmina.kind for gmina in gminas) == {"urban": 302, "rural": 1453, "urban_rural": 724}


def test_every_powiat_has_gminas_and_a_city_with_powiat_rights_has_one() -> None:
    of_powiat = register().of_powiat

    assert of_powiat.keys() == gazetteer().powiats.keys()
    for code, powiat in gazetteer().powiats.items():
        kinds = [gmina.kind for gmina in of_powiat[code]]
        assert kinds == ["urban"] if powiat.is_city else len(kinds) > 1, powiat.name


def test_names_do_not_tell_gminas_apart() -> None:
    names = Counter(gmina.name for gmina in register().gminas.values())

    assert sum(count > 1 for count in names.values()) == 226
    assert names["Osiek"] == 4


def test_a_gmina_knows_where_it_is_and_how_many_people_live_there() -> None:
    lyski = register().gminas["teryt:2412042"]

    assert (lyski.name, lyski.kind, lyski.population) == ("Lyski", "rural", 9714)
    assert (lyski.powiat.name, lyski.subregion, lyski.voivodeship) == ("rybnicki", "nuts:PL227", "śląskie")
    assert lyski.coordinates_of == "locality"


def test_numbers_of_inhabitants_are_those_of_the_whole_country_less_two_that_were_split() -> None:
    gminas = register().gminas.values()

    silent = {gmina.name for gmina in gminas if gmina.population is None}
    assert silent == {"Kamienica", "Szczawa", "Supraśl", "Grabówka"}
    # GUS: 37 907 704 people at the end of 2021.
    counted = sum(gmina.population for gmina in gminas if gmina.population is not None)
    assert 37_860_000 < counted < 37_907_704


def test_a_powiat_is_counted_when_all_its_gminas_are() -> None:
    assert register().population_of("teryt:2412") == sum(
        gmina.population or 0 for gmina in register().of_powiat["teryt:2412"]
    )
    assert register().population_of("teryt:1207") is None


def test_where_the_locality_is_not_listed_the_seat_of_the_powiat_stands_and_says_so() -> None:
    away = [gmina for gmina in register().gminas.values() if gmina.coordinates_of == "powiat"]

    assert len(away) < 0.05 * len(register().gminas)
    assert all((gmina.lat, gmina.lon) == (gmina.powiat.lat, gmina.powiat.lon) for gmina in away)


def test_the_file_stays_small() -> None:
    assert FILE.stat().st_size < 150_000


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("kod\tnazwa", LYSKI), "first line"),
        ((HEADING, LYSKI, LYSKI), "line 3: teryt:2412042 stands twice"),
        ((HEADING, LYSKI.replace("2412042", "2412044")), "line 2: '4'"),
        ((HEADING, LYSKI.replace("2412042", "9912042")), "line 2: 'teryt:9912'"),
        ((HEADING, "2412042\tLyski"), "line 2: 2 cells instead of 6"),
        ((HEADING, LYSKI.replace("9714", "wielu")), "line 2: invalid literal"),
        ((HEADING, LYSKI + "miasto"), "line 2: 'miasto'"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    path = tmp_path / "gminas.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(ValueError, match=message) as raised:
        load(path, gazetteer().powiats)

    assert str(path) in str(raised.value)
