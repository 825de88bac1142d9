"""From units of the gazetteer to the areas of a practice."""

from __future__ import annotations

from corpus.practice import Area, AreaLevel
from corpus.units import Powiat, Town, Units

SUBREGION_BY_NEIGHBOURS = "Powiatu nie ma w spisie miejscowości; podregion ustalono po najbliższych sąsiadach."
NO_SUBREGION = "Powiatu tej miejscowości nie ma w spisie, a w sąsiedztwie są różne podregiony; podaj powiat."


def voivodeship_area(name: str, reason: str | None = None) -> Area:
    return Area(level="voivodeship", name=f"województwo {name}", voivodeship=name, reason=reason)


def subregion_label(units: Units, code: str) -> str:
    """ "nuts:PL227" -> "podregion rybnicki". Raises KeyError for a code that is none."""
    name = units.subregions[code].name
    return f"podregion {name[0].lower()}{name[1:]}"


def subregion_area(units: Units, code: str) -> Area:
    subregion = units.subregions[code]
    return Area(level="subregion", name=subregion_label(units, code), subregion=code, voivodeship=subregion.voivodeship)


def powiat_label(powiat: Powiat) -> str:
    return powiat.name if powiat.is_city else f"powiat {powiat.name}"


def powiat_area(powiat: Powiat, reason: str | None = None) -> Area:
    """The whole powiat; coordinates are those of its seat."""
    return Area(
        level="powiat",
        name=powiat_label(powiat),
        powiat=powiat.name,
        powiat_code=powiat.code,
        subregion=powiat.subregion,
        voivodeship=powiat.voivodeship,
        lat=powiat.lat,
        lon=powiat.lon,
        coordinates_of="powiat",
        reason=reason,
    )


def is_city(units: Units, town: Town) -> bool:
    """True when the town is a city with the rights of a powiat (and not merely a part of one)."""
    return town.powiat is not None and not town.is_district and units.powiats[town.powiat].is_city


def town_area(units: Units, town: Town, level: AreaLevel = "locality", reason: str | None = None) -> Area:
    """A town or village, or the gmina that has its seat and name there. A district stands under the name of its city."""
    powiat = units.powiats[town.powiat] if town.powiat else None
    within_city = powiat is not None and powiat.is_city
    gmina = powiat.name if powiat and within_city else town.name if level == "gmina" else None
    label = f"{gmina} ({town.name})" if town.is_district else town.name
    if powiat is None and reason is None:
        reason = SUBREGION_BY_NEIGHBOURS if town.subregion else NO_SUBREGION
    return Area(
        level=level,
        name=f"gmina {town.name}" if level == "gmina" else label,
        locality=label if level == "locality" else None,
        gmina=gmina,
        powiat=powiat.name if powiat else None,
        powiat_code=powiat.code if powiat else None,
        subregion=town.subregion,
        voivodeship=town.voivodeship,
        lat=town.lat,
        lon=town.lon,
        coordinates_of=level,
        reason=reason,
    )


def city_part_area(city: Powiat, name: str, part: str) -> Area:
    """A part of a city that the gazetteer does not list: "Gdańsk (Orunia)" at the coordinates of the city."""
    return Area(
        level="locality",
        name=name,
        locality=name,
        gmina=city.name,
        powiat=city.name,
        powiat_code=city.code,
        subregion=city.subregion,
        voivodeship=city.voivodeship,
        lat=city.lat,
        lon=city.lon,
        coordinates_of="gmina",
        reason=f"Części miasta („{part}”) nie ma w spisie; współrzędne środka miasta.",
    )


def label(area: Area) -> str:
    """A name with as much as tells it from its namesakes: "Dąbrowa (powiat opolski, woj. opolskie)"."""
    where = [f"woj. {area.voivodeship}"]
    if area.level in {"locality", "gmina"} and area.powiat and area.powiat != area.gmina:
        where.insert(0, f"powiat {area.powiat}")
    return area.name if area.level == "voivodeship" else f"{area.name} ({', '.join(where)})"
