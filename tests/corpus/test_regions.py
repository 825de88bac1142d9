"""A voivodeship or a land is known as a region, in any case, and every town named instead is one place."""

from __future__ import annotations

import pytest
import yaml

from corpus.gmina_names import look_up
from corpus.regions import town_of_region
from corpus.units import FOLDER
from corpus.units import load as load_units
from corpus.vocabulary import load

LANDS = yaml.safe_load((FOLDER / "lands.yaml").read_text(encoding="utf-8"))
CODES = load("voivodeships").codes


@pytest.mark.parametrize("code", CODES)
def test_every_voivodeship_is_a_region(code: str) -> None:
    stem = code.removesuffix("e")
    for text in (code, f"województwo {code}", f"woj. {code}", f"w województwie {stem}m", f"województwa {stem}ego"):
        assert town_of_region(text) == LANDS["capitals"][code], text
        assert look_up(text).how == "region", text


def test_every_everyday_name_of_a_voivodeship_is_a_region() -> None:
    names = [name for term in load("voivodeships").terms for name in term.synonyms]
    names += [other.name for other in load_units().other_names]

    assert [name for name in names if look_up(name).how != "region"] == []


@pytest.mark.parametrize("land", LANDS["lands"])
def test_every_land_is_a_region(land: str) -> None:
    assert look_up(land).how == "region"
    assert look_up(land.lower()).town == LANDS["lands"][land]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("ze Śląska", "Katowice"),
        ("na Górnym Śląsku", "Katowice"),
        ("region Śląska Cieszyńskiego", "Cieszyn"),
        ("slask", "Katowice"),
        ("na Mazowszu", "Warszawa"),
        ("Kaszub", "Kartuzy"),
        ("na Podhalu", "Zakopane"),
        ("w Bieszczadach", "Ustrzyki Dolne"),
        ("na Pomorzu", "Gdańsk"),
        ("Wielkopolski", "Poznań"),
    ],
)
def test_a_region_is_known_in_any_case(text: str, town: str) -> None:
    found = look_up(text)

    assert (found.how, found.town, found.gminas) == ("region", town, ())


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Łódź", "name"),
        ("Opole", "name"),
        ("Lublin", "name"),
        ("Opole Lubelskie", "name"),
        ("Wodzisław Śląski", "name"),
        ("Rybnik, woj. śląskie", "name"),
        ("gmina Podlasie", "similar"),
        ("opolski", "powiat"),
        ("powiat łódzki wschodni", "powiat"),
        ("w powiecie opolskim", "powiat"),
        ("Nigdzieborze", "nothing"),
    ],
)
def test_what_only_sounds_like_a_region_is_none(text: str, how: str) -> None:
    assert look_up(text).how == how


@pytest.mark.parametrize("town", sorted({*LANDS["capitals"].values(), *LANDS["lands"].values()}))
def test_every_town_to_type_instead_is_a_gmina(town: str) -> None:
    # A town may have a rural gmina of its name around it: then the form offers the two.
    found = look_up(town)

    assert found.how == "name"
    assert town in {gmina.name for gmina in found.gminas}
    assert len(found.gminas) <= 2


def test_every_voivodeship_has_its_capital() -> None:
    assert tuple(LANDS["capitals"]) == CODES
