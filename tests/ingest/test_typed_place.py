"""A place as people type it: found, chosen among namesakes, or kept as typed; never guessed."""

from __future__ import annotations

import pytest

from ingest.typed_place import OTHER, areas_of, place_text, read_place


@pytest.mark.parametrize(
    ("line", "voivodeship", "place", "text"),
    [
        ("Rybnik", "", ("Rybnik", "Rybnik", "Rybnik", "śląskie"), "Rybnik, gmina Rybnik, powiat Rybnik"),
        ("w Rybniku", "", ("Rybnik", "Rybnik", "Rybnik", "śląskie"), "Rybnik, gmina Rybnik, powiat Rybnik"),
        ("powiat rybnicki", "", (None, None, "rybnicki", "śląskie"), "powiat rybnicki"),
        ("śląskie", "", (None, None, None, "śląskie"), ""),
        ("", "śląskie", (None, None, None, "śląskie"), ""),
        ("całe województwo", "śląskie", ("całe województwo", None, None, "śląskie"), "całe województwo"),
        ("Opole, opolskie", "", ("Opole", "Opole", "Opole", "opolskie"), "Opole, gmina Opole, powiat Opole"),
        ("Xyzków, pow. rybnicki", "", ("Xyzków", None, "rybnicki", "śląskie"), "Xyzków, powiat rybnicki"),
        ("wieś Xyzków", "lubelskie", ("Xyzków", None, None, "lubelskie"), "Xyzków"),
    ],
)
def test_a_line_is_read_and_written_again(
    line: str, voivodeship: str, place: tuple[str | None, ...], text: str
) -> None:
    found = read_place(line, voivodeship)

    assert found.place is not None
    assert tuple(found.place.values()) == place
    assert place_text(found.place) == text
    assert read_place(text, str(found.place["voivodeship"])).place == found.place
    assert areas_of(found)


@pytest.mark.parametrize(
    ("line", "fault"),
    [("", "missing"), ("  ", "missing"), ("Xyzków", "unknown"), ("gmina Xyzków", "unknown"), ("???", "missing")],
)
def test_what_cannot_be_placed_is_said_to_be_so(line: str, fault: str) -> None:
    found = read_place(line)

    assert (found.place, found.fault) == (None, fault)


def test_of_several_places_the_person_chooses_one() -> None:
    # Given a name that several places have
    asked = read_place("Dąbrowa")
    assert asked.fault == "ambiguous"
    assert len(asked.options) > 3
    option = next(one for one in asked.options if one.area.powiat == "mogileński")

    # When the person points at one of them
    found = read_place("Dąbrowa", "", option.key)

    # Then it is that one, resolved
    (area,) = areas_of(found)
    assert (area.status, area.powiat, area.voivodeship) == ("resolved", "mogileński", "kujawsko-pomorskie")
    assert found.place == {
        "locality": "Dąbrowa",
        "gmina": area.gmina,
        "powiat": "mogileński",
        "voivodeship": "kujawsko-pomorskie",
    }


def test_a_choice_of_another_name_is_asked_anew() -> None:
    option = read_place("Dąbrowa").options[0]

    assert read_place("Świdnica", "", option.key).fault == "ambiguous"
    assert read_place("Świdnica", "", "0" * 12).fault == "ambiguous"


def test_none_of_the_namesakes_is_kept_as_typed_in_its_voivodeship() -> None:
    assert read_place("Dąbrowa", "", OTHER).fault == "unknown"

    ambiguous = read_place("Nowa Wieś")
    assert ambiguous.fault == "ambiguous"
    voivodeship = next(
        area.voivodeship
        for area in (option.area for option in ambiguous.options)
        if read_place("Nowa Wieś", area.voivodeship).fault == "ambiguous"
    )
    found = read_place("Nowa Wieś", voivodeship, OTHER)
    (area,) = areas_of(found)
    assert (area.name, area.status, area.lat, area.voivodeship) == ("Nowa Wieś", "unresolved", None, voivodeship)


def test_several_places_of_one_voivodeship_are_several_areas() -> None:
    areas = areas_of(read_place("Lyski i Gaszowice, powiat rybnicki"))

    assert [area.name for area in areas] == ["Lyski", "Gaszowice"]


def test_several_places_of_several_voivodeships_ask_for_the_voivodeship() -> None:
    assert read_place("Rybnik, Płock").fault == "ambiguous"
