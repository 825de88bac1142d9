"""The place that a person calls their own: a gmina, or a powiat for those who work for one. Public facts of a register only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.gmina_names import How, look_up
from corpus.gminas import CoordinatesOf, Gmina, Kind, register
from corpus.language import normalise
from corpus.places import gazetteer
from corpus.units import Powiat

SHOWN_CANDIDATES = 8
Level = Literal["gmina", "powiat"]
KINDS_PL: dict[Kind, str] = {"urban": "miejska", "rural": "wiejska", "urban_rural": "miejsko-wiejska"}


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A gmina or a powiat. `kind` is None for a powiat, `population` None where no number holds.

    `powiat` and `name` as the register spells them ("rybnicki", "Lyski"); `lat`, `lon` in degrees, of the locality that
    gave the gmina its name or of the seat of the powiat: `coordinates_of` says which.
    """

    code: str
    name: str
    level: Level
    kind: Kind | None
    population: int | None
    powiat: str
    powiat_code: str
    is_city: bool
    subregion: str
    subregion_label: str
    voivodeship: str
    lat: float
    lon: float
    coordinates_of: CoordinatesOf


def of_code(code: str) -> OwnPlace | None:
    """The place of a code such as "teryt:2412042" or "teryt:2412", None when there is none.

    A city with the rights of a powiat is one place under two codes; it answers as the gmina.
    """
    gmina = register().gminas.get(code)
    if gmina is not None:
        return of_gmina(gmina)
    powiat = gazetteer().powiats.get(code)
    return of_powiat(powiat) if powiat is not None else None


def of_gmina(gmina: Gmina) -> OwnPlace:
    return OwnPlace(
        code=gmina.code,
        name=gmina.name,
        level="gmina",
        kind=gmina.kind,
        population=gmina.population,
        powiat=gmina.powiat.name,
        powiat_code=gmina.powiat.code,
        is_city=gmina.powiat.is_city,
        subregion=gmina.subregion,
        subregion_label=gazetteer().subregion_label(gmina.subregion),
        voivodeship=gmina.voivodeship,
        lat=gmina.lat,
        lon=gmina.lon,
        coordinates_of=gmina.coordinates_of,
    )


def of_powiat(powiat: Powiat) -> OwnPlace:
    if powiat.is_city:
        return of_gmina(register().of_powiat[powiat.code][0])
    return OwnPlace(
        code=powiat.code,
        name=powiat.name,
        level="powiat",
        kind=None,
        population=register().population_of(powiat.code),
        powiat=powiat.name,
        powiat_code=powiat.code,
        is_city=False,
        subregion=powiat.subregion,
        subregion_label=gazetteer().subregion_label(powiat.subregion),
        voivodeship=powiat.voivodeship,
        lat=powiat.lat,
        lon=powiat.lon,
        coordinates_of="powiat",
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """What a typed name may mean. `certain`: the one place; otherwise a person chooses among `places`.

    `why` tells how they were found: the "name" itself, a "powiat" or a "locality" that was named, a "similar" name, "nothing";
    of a "region" there are none, and `town` is one in it to type instead.
    """

    certain: OwnPlace | None
    places: tuple[OwnPlace, ...]
    why: How
    town: str = ""


def choice_of(text: str) -> Choice:
    """The places that a code or a name in any case may mean. Nothing is chosen among namesakes."""
    if (coded := of_code(normalise(text))) is not None:
        return Choice(coded, (coded,), "name")
    found = look_up(text)
    powiats = tuple(of_powiat(powiat) for powiat in found.powiats if found.how == "powiat")
    gminas = tuple(of_gmina(gmina) for gmina in found.gminas)
    places = tuple(dict.fromkeys((*powiats, *gminas)))
    whole = places if found.how == "name" else powiats
    return Choice(whole[0] if len(whole) == 1 else None, places, found.how, found.town)


def place_named(text: str) -> OwnPlace:
    """The one place that `text` means. Raises LookupError with a Polish sentence that names the candidates."""
    choice = choice_of(text)
    if choice.certain is not None:
        return choice.certain
    listed = "; ".join(told(place) for place in choice.places[:SHOWN_CANDIDATES])
    more = len(choice.places) - SHOWN_CANDIDATES
    rest = f"; i jeszcze {more}" if more > 0 else ""
    name = short(normalise(text))
    if choice.why in ("name", "powiat"):
        raise LookupError(f"Nazwa „{name}” pasuje do kilku miejsc. Podaj kod jednego z nich: {listed}{rest}.")
    if choice.why == "region":
        raise LookupError(region_told(name, choice.town))
    if choice.why == "locality":
        raise LookupError(f"„{name}” to miejscowość, a nie gmina. Podaj kod gminy z jej powiatu: {listed}{rest}.")
    if choice.why == "similar":
        raise LookupError(f"Nie ma gminy o nazwie „{name}”. Podobne nazwy: {listed}{rest}.")
    raise LookupError(f"Nie ma gminy ani powiatu o nazwie „{name}”. Podaj nazwę z rejestru TERYT, na przykład „Lyski”.")


def region_told(name: str, town: str) -> str:
    """What to type instead of a region, in Polish."""
    return f"„{name}” to region. Podaj miasto, gminę albo powiat, na przykład „{town}”."


def told(place: OwnPlace) -> str:
    """ "Dąbrowa (gmina wiejska, powiat opolski, woj. opolskie, teryt:1609022)": for those who send the code back."""
    return f"{shown(place).removesuffix(')')}, {place.code})"


def shown(place: OwnPlace) -> str:
    """ "Dąbrowa (gmina wiejska, powiat opolski, woj. opolskie)": as people tell it from its namesakes."""
    if place.level == "powiat" or place.kind is None:
        return f"powiat {place.name} (woj. {place.voivodeship})"
    powiat = "" if place.is_city else f"powiat {place.powiat}, "
    return f"{place.name} (gmina {KINDS_PL[place.kind]}, {powiat}woj. {place.voivodeship})"


def short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
