"""In which gminas of the register a practice worked, and where its record does not tell."""

from __future__ import annotations

import pytest

from corpus.completing import complete
from corpus.gminas import register
from corpus.places import gazetteer
from corpus.practice_gminas import Doubtful, PracticeGminas, gminas_of
from tests.corpus.records import practice


def gminas(voivodeship: str, **place: str | None) -> PracticeGminas:
    """The gminas of a practice whose source gives this place."""
    record = practice(place={"locality": None, "gmina": None, "powiat": None, "voivodeship": voivodeship} | place)
    return gminas_of(complete(record, gazetteer().areas_of))


def told(found: PracticeGminas) -> list[tuple[str, str]]:
    return [(gmina.name, gmina.kind) for gmina in found.gminas]


@pytest.mark.parametrize(
    ("voivodeship", "place", "expected"),
    [
        ("świętokrzyskie", {"locality": "Staszów", "gmina": "Staszów", "powiat": "staszowski"}, "urban_rural"),
        # The words of the source say which of two.
        ("lubelskie", {"locality": "Biłgoraj", "gmina": "Biłgoraj (gmina wiejska)", "powiat": "biłgorajski"}, "rural"),
        # The town itself lies in the gmina of the town.
        ("małopolskie", {"locality": "Nowy Targ", "powiat": "nowotarski"}, "urban"),
        ("podlaskie", {"locality": "Suwałki", "gmina": "Suwałki", "powiat": "Suwałki"}, "urban"),
        # Another listed place does not.
        ("małopolskie", {"locality": "Ludźmierz", "gmina": "Nowy Targ", "powiat": "nowotarski"}, "rural"),
        # A part of a city is in the city.
        ("mazowieckie", {"locality": "Warszawa-Bemowo", "gmina": "Warszawa", "powiat": "Warszawa"}, "urban"),
    ],
)
def test_the_kind_follows_from_the_record(voivodeship: str, place: dict[str, str], expected: str) -> None:
    found = gminas(voivodeship, **place)

    assert [kind for _, kind in told(found)] == [expected]
    assert found.doubtful == ()


def test_a_list_of_gminas_is_a_list_in_its_order() -> None:
    found = gminas("mazowieckie", gmina="Wiązowna, Otwock, Sobienie Jeziory", powiat="otwocki")

    assert told(found) == [("Wiązowna", "rural"), ("Otwock", "urban"), ("Sobienie-Jeziory", "rural")]


def test_a_place_that_no_list_names_leaves_two_gminas_of_one_name_open() -> None:
    found = gminas("dolnośląskie", locality="Bogusławice", gmina="Oleśnica", powiat="oleśnicki")

    assert found.gminas == ()
    assert found.doubtful == (Doubtful("Oleśnica", "two_kinds"),)


def test_a_whole_powiat_or_voivodeship_has_no_gmina() -> None:
    powiat, voivodeship = gminas("małopolskie", powiat="gorlicki"), gminas("śląskie")

    assert [unit.name for unit in powiat.powiats] == ["gorlicki"]
    assert [unit.doubt for unit in powiat.doubtful] == ["powiat"]
    assert voivodeship == PracticeGminas((), (), (Doubtful("województwo śląskie", "voivodeship"),))


def test_a_gmina_that_is_gone_is_not_replaced_by_another() -> None:
    found = gminas("zachodniopomorskie", locality="Bolegorzyn", gmina="Ostrowice", powiat="drawski")

    assert found.gminas == ()
    assert found.doubtful == (Doubtful("Ostrowice", "not_told"),)


def test_a_gmina_named_twice_stands_once() -> None:
    found = gminas("pomorskie", locality="Skorzewo, Łubiana", gmina="Kościerzyna (gmina wiejska)", powiat="kościerski")

    assert [gmina.code for gmina in found.gminas] == ["teryt:2206042"]
    assert register().gminas["teryt:2206042"].kind == "rural"
