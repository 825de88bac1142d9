"""What people type for a gmina, and the gminas that may be meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.gmina_names import Found, candidates, look_up
from corpus.gminas import Gmina, register
from corpus.language import fold

GMINAS = st.sampled_from(sorted(register().gminas.values(), key=lambda gmina: gmina.code))


def told(found: Found) -> list[tuple[str, str, str]]:
    return [(gmina.name, gmina.kind, gmina.powiat.name) for gmina in found.gminas]


@pytest.mark.parametrize(
    "typed",
    [
        "Lyski",
        "lyski",
        "gmina Lyski",
        "w gminie Lyski",
        "w Lyskach",
        "Urząd Gminy w Lyskach",
        "gm. Lyski",
        "Lyski, powiat rybnicki",
        "Lyski (woj. śląskie)",
        "lyski slaskie",
        "  LYSKI  ",
    ],
)
def test_one_gmina_is_found_however_it_is_typed(typed: str) -> None:
    assert [gmina.code for gmina in candidates(typed)] == ["teryt:2412042"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("rybnik ślaski", ("Rybnik", "urban", "Rybnik")),
        ("bielsko biala", ("Bielsko-Biała", "urban", "Bielsko-Biała")),
        ("Jastrzębie Zdrój", ("Jastrzębie-Zdrój", "urban", "Jastrzębie-Zdrój")),
        ("lodz", ("Łódź", "urban", "Łódź")),
        ("gmina wiejska Biłgoraj", ("Biłgoraj", "rural", "biłgorajski")),
        ("gmina miejska Biłgoraj", ("Biłgoraj", "urban", "biłgorajski")),
        ("Biłgoraj (gmina wiejska)", ("Biłgoraj", "rural", "biłgorajski")),
        ("miasto Biłgoraj", ("Biłgoraj", "urban", "biłgorajski")),
        ("miasto i gmina Gąsawa", ("Gąsawa", "urban_rural", "żniński")),
        ("gmina miejsko-wiejska Gąsawa", ("Gąsawa", "urban_rural", "żniński")),
        ("gmina Miejska Górka", ("Miejska Górka", "urban_rural", "rawicki")),
        ("Dąbrowa, powiat mogileński", ("Dąbrowa", "rural", "mogileński")),
        ("dabrowa opolskie", ("Dąbrowa", "rural", "opolski")),
        ("Osiek woj. pomorskie", ("Osiek", "rural", "starogardzki")),
        ("Brójce powiat łódzki wschodni", ("Brójce", "rural", "łódzki wschodni")),
        ("siemianowice", ("Siemianowice Śląskie", "urban", "Siemianowice Śląskie")),
        ("Opole", ("Opole", "urban", "Opole")),
    ],
)
def test_what_stands_beside_a_name_tells_namesakes_apart(typed: str, expected: tuple[str, str, str]) -> None:
    assert told(look_up(typed)) == [expected]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Biłgoraj", [("Biłgoraj", "urban", "biłgorajski"), ("Biłgoraj", "rural", "biłgorajski")]),
        ("Wodzisław", [("Wodzisław", "urban_rural", "jędrzejowski"), ("Wodzisław Śląski", "urban", "wodzisławski")]),
        (
            "Gorzów",
            [("Gorzów Wielkopolski", "urban", "Gorzów Wielkopolski"), ("Gorzów Śląski", "urban_rural", "oleski")],
        ),
    ],
)
def test_a_name_of_several_gminas_gives_all_of_them(typed: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(look_up(typed)) == expected


def test_the_bare_name_comes_before_longer_ones() -> None:
    found = told(look_up("Dąbrowa"))

    assert found[:2] == [("Dąbrowa", "rural", "mogileński"), ("Dąbrowa", "rural", "opolski")]
    assert ("Dąbrowa Górnicza", "urban", "Dąbrowa Górnicza") in found[2:]


def test_a_powiat_or_a_town_in_it_gives_the_gminas_of_the_powiat() -> None:
    powiat, town = look_up("powiat rybnicki"), look_up("Bemowo")

    assert (powiat.how, len(powiat.gminas)) == ("powiat", 5)
    assert [unit.code for unit in powiat.powiats] == ["teryt:2412"]
    assert (town.how, told(town)) == ("locality", [("Warszawa", "urban", "Warszawa")])


def test_a_typing_error_gives_names_alike_and_nonsense_gives_nothing() -> None:
    similar = look_up("Rybnki")

    assert (similar.how, similar.gminas[0].name) == ("similar", "Rybnik")
    assert look_up("xyzzy") == Found((), "nothing")
    assert look_up("") == Found((), "nothing")
    assert candidates("Rybnki") == ()


@given(GMINAS)
def test_every_gmina_is_found_by_its_name_with_and_without_diacritics(gmina: Gmina) -> None:
    for typed in (gmina.name, f"gmina {gmina.name}", fold(gmina.name), gmina.name.upper()):
        assert gmina in candidates(typed), typed


@given(GMINAS)
def test_name_kind_powiat_and_voivodeship_together_leave_one_gmina(gmina: Gmina) -> None:
    kind = {"urban": "miejska", "rural": "wiejska", "urban_rural": "miejsko-wiejska"}[gmina.kind]
    # A city with the rights of a powiat lies in none
    powiat = "" if gmina.powiat.is_city else f"powiat {gmina.powiat.name}, "

    found = candidates(f"{gmina.name} (gmina {kind}, {powiat}woj. {gmina.voivodeship})")

    assert found == (gmina,)


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    found = look_up(text)

    assert len(set(found.gminas)) == len(found.gminas)
    assert bool(found.gminas) == (found.how != "nothing")
