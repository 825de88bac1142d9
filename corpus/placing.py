"""From the place of a practice, in the words of its source, to the areas in which the practice worked.

The finest units named become areas: localities, else gminas, else powiats, else the voivodeship. Each takes its powiat
and podregion from the record. Coordinates are those of the place itself where the gazetteer holds it, else of the seat of
its gmina, else of the seat of its powiat; `coordinates_of` says which, `reason` says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.areas import city_part_area, is_city, powiat_area, town_area, voivodeship_area
from corpus.geometry import distance_km
from corpus.language import fold
from corpus.practice import Area, AreaLevel, Place
from corpus.resolving import Context, Resolver, ambiguity
from corpus.units import Powiat, Town
from corpus.written_names import WrittenName, parts

ONLY_VOIVODESHIP = "Źródło nie podaje miejsca dokładniej niż województwo."
WHOLE_VOIVODESHIP = "Praktyka objęła całe województwo."
_WHOLE = re.compile(r"cale (wojewodztwo|woj)\b")
# A namesake that is this many times farther from the seat of the gmina is not the one meant.
_CLEARLY_FARTHER = 2.0
# A namesake this near to another place of the same record is the one meant, if no other is.
_SIBLING_KM = 40.0
# A place of fewer people than this, farther than this from all others of its record, may be a namesake.
_VILLAGE, _FAR_KM = 2_000, 60.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a record says around one name. `gmina` as written, `seat` its town when the gazetteer holds it."""

    voivodeship: str
    powiat: Powiat | None = None
    gmina: WrittenName | None = None
    seat: Town | None = None


def areas_of(place: Place, resolver: Resolver) -> tuple[Area, ...]:
    """The areas of a place, at least one, in the order of the record, without repetition."""
    if place.locality and _WHOLE.match(fold(place.locality)):
        return (voivodeship_area(place.voivodeship, WHOLE_VOIVODESHIP),)
    powiats, unknown = _powiats(place, resolver)
    gminas, localities = parts(place.gmina), parts(place.locality)
    areas = [*unknown]
    for name in localities:
        areas.append(_locality(name, _surroundings(name, gminas, powiats, place, resolver), resolver))
    written = {name.words for name in localities}
    for name in gminas:
        if not localities or (len(gminas) > 1 and name.words not in written):
            around = _surroundings(name, (), powiats, place, resolver)
            areas.append(_gmina(name, around, resolver))
    covered = {area.powiat_code for area in areas}
    areas += [powiat_area(powiat) for powiat in powiats if powiat.code not in covered]
    if not powiats:
        areas = _settled_by_siblings(areas, place, resolver)
    return tuple(dict.fromkeys(areas)) or (voivodeship_area(place.voivodeship, ONLY_VOIVODESHIP),)


def _powiats(place: Place, resolver: Resolver) -> tuple[list[Powiat], list[Area]]:
    """The powiats named, and an area with the reason for each name that is none."""
    found: list[Powiat] = []
    unknown: list[Area] = []
    for name in parts(place.powiat):
        powiats = resolver.powiats_named(name, place.voivodeship)
        if len(powiats) == 1:
            found += powiats
        else:
            reason = f"„{name.text}”: nie ma takiego powiatu w spisie (woj. {place.voivodeship})."
            unknown.append(_open("powiat", name, _Surroundings(place.voivodeship), reason))
    return found, unknown


def _surroundings(
    name: WrittenName, gminas: tuple[WrittenName, ...], powiats: list[Powiat], place: Place, resolver: Resolver
) -> _Surroundings:
    """The gmina and powiat to which a name of the record belongs, as far as the record leaves no doubt."""
    gmina = gminas[0] if len(gminas) == 1 else next((item for item in gminas if item.words == name.words), None)
    powiat = powiats[0] if len(powiats) == 1 else None
    if len(powiats) > 1:
        towns = resolver.towns_named(name, Context(place.voivodeship))
        owners = [item for item in powiats if any(resolver.in_powiat(town, item.code) for town in towns)]
        powiat = owners[0] if len(owners) == 1 else None
    seat = _seat(gmina, powiat, place.voivodeship, resolver) if gmina else None
    return _Surroundings(place.voivodeship, powiat, gmina, seat)


def _seat(name: WrittenName, powiat: Powiat | None, voivodeship: str, resolver: Resolver) -> Town | None:
    """The town after which a gmina is named; for a rural gmina that may be a city beside it. None when not certain."""
    towns = resolver.towns_named(name, Context(voivodeship))
    if powiat is None:
        cities = [town for town in towns if is_city(resolver.units, town)]
        return _only(cities) or _only(towns)
    inside = [town for town in towns if resolver.in_powiat(town, powiat.code)]
    beside = [town for town in towns if is_city(resolver.units, town) and town.name == powiat.seat]
    return _only([town for town in inside if town.powiat]) or _only(inside) or _only(beside)


def _locality(name: WrittenName, around: _Surroundings, resolver: Resolver) -> Area:
    if around.powiat is None:
        return _without_powiat(name, around, resolver, "locality")
    if around.powiat.is_city:
        return _in_city(name, around.powiat, around.voivodeship, resolver)
    towns = resolver.towns_named(name, Context(around.voivodeship))
    inside = [town for town in towns if _belongs(town, around, resolver)]
    town = _only(inside) or _nearest(inside, around.seat)
    if town is not None:
        return _within(name, around, "locality", (town.lat, town.lon), "locality")
    if city := _only([item for item in towns if is_city(resolver.units, item) and item.name == around.powiat.seat]):
        if around.gmina is not None:
            return _gmina(around.gmina, around, resolver)
        reason = (
            f"{city.name} to siedziba powiatu, ale sama jest miastem na prawach powiatu; przyjęto powiat ze źródła."
        )
        return powiat_area(around.powiat, reason)
    return _at_seat(name, around, "locality", _why_not_found(name, towns, inside, around))


def _belongs(town: Town, around: _Surroundings, resolver: Resolver) -> bool:
    """In the powiat of the record and near the seat of its gmina, so that a namesake elsewhere is not taken."""
    powiats = frozenset((around.powiat.code,)) if around.powiat else None
    seats = (around.seat,) if around.seat else None
    return resolver.lies_within(town, Context(around.voivodeship, powiats, seats))


def _why_not_found(name: WrittenName, towns: list[Town], inside: list[Town], around: _Surroundings) -> str:
    if inside:
        return f"„{name.text}”: w tej okolicy jest kilka miejscowości o tej nazwie."
    if towns and around.powiat:
        away = min(distance_km(town.lat, town.lon, around.powiat.lat, around.powiat.lon) for town in towns)
        return (
            f"„{name.text}”: miejscowość o tej nazwie w spisie to inne miejsce"
            f" (poza tym powiatem lub gminą, {away:.0f} km od siedziby powiatu)."
        )
    return f"„{name.text}”: miejscowości nie ma w spisie."


def _in_city(name: WrittenName, city: Powiat, voivodeship: str, resolver: Resolver) -> Area:
    """A place in a city with powiat rights: the city, a part of it ("Gdańsk (Orunia)"), or another city named beside it."""
    city, part, entry = resolver.city_part(name, voivodeship) or (city, name.text, None)
    if part and entry is None:
        return city_part_area(city, name.full_text, part)
    lat, lon = (entry.lat, entry.lon) if entry else (city.lat, city.lon)
    written = WrittenName(name.words, name.full_text if part else city.name)
    return _within(written, _Surroundings(voivodeship, city), "locality", (lat, lon), "locality")


def _gmina(name: WrittenName, around: _Surroundings, resolver: Resolver) -> Area:
    if around.powiat is None:
        return _without_powiat(name, around, resolver, "gmina")
    seat = _seat(name, around.powiat, around.voivodeship, resolver)
    if seat is not None:
        return _within(name, around, "gmina", (seat.lat, seat.lon), "gmina")
    return _at_seat(name, around, "gmina", f"Siedziby gminy „{name.text}” nie ma w spisie miejscowości.")


def _without_powiat(name: WrittenName, around: _Surroundings, resolver: Resolver, level: AreaLevel) -> Area:
    towns = resolver.towns_named(name, Context(around.voivodeship, None, (around.seat,) if around.seat else None))
    cities = [town for town in towns if is_city(resolver.units, town)]
    town = _only(cities) or _only(towns)
    if town is not None:
        return town_area(resolver.units, town, level)
    if towns:
        candidates = [town_area(resolver.units, town, level) for town in towns]
        return _open(level, name, around, ambiguity(name.text, candidates), "ambiguous")
    reason = f"„{name.text}”: nie ma takiej nazwy w spisie (woj. {around.voivodeship}), a źródło nie podaje powiatu."
    return _open(level, name, around, reason)


def _settled_by_siblings(areas: list[Area], place: Place, resolver: Resolver) -> list[Area]:
    """The places of a list without powiat, judged by each other.

    A name that several places share is settled when exactly one of them lies near the rest. A village far from all the
    rest is doubted, because the gazetteer does not hold every village: the one meant may be a namesake.
    """

    def settled(index: int, area: Area) -> Area:
        rest = [(a.lat, a.lon) for i, a in enumerate(areas) if i != index and a.lat is not None and a.lon is not None]
        name = next(iter(parts(area.gmina if area.level == "gmina" else area.locality)), None)
        if name is None or not rest:
            return area
        towns = resolver.towns_named(name, Context(place.voivodeship))

        def near(town: Town, limit: float) -> bool:
            return any(distance_km(town.lat, town.lon, lat, lon) <= limit for lat, lon in rest)

        if area.status == "ambiguous":
            fitting = [town for town in towns if near(town, _SIBLING_KM)]
            reason = f"„{name.text}”: z kilku miejscowości o tej nazwie przyjęto jedyną w pobliżu pozostałych."
            return town_area(resolver.units, fitting[0], area.level, reason) if len(fitting) == 1 else area
        if (
            area.level == "locality"
            and len(towns) == 1
            and towns[0].population < _VILLAGE
            and not near(towns[0], _FAR_KM)
        ):
            reason = (
                f"niejednoznaczne: „{name.text}” ze spisu leży daleko od pozostałych miejsc tej praktyki,"
                " więc może tu chodzić o inną wieś. Podaj powiat."
            )
            return _open("locality", name, _Surroundings(place.voivodeship), reason, "ambiguous")
        return area

    return [settled(index, area) for index, area in enumerate(areas)]


def _at_seat(name: WrittenName, around: _Surroundings, level: AreaLevel, why: str) -> Area:
    """A place without coordinates of its own: those of its gmina's seat, else of its powiat's."""
    if around.seat is not None:
        reason = f"{why} Współrzędne siedziby gminy: {around.seat.name}."
        return _within(name, around, level, (around.seat.lat, around.seat.lon), "gmina", reason)
    powiat = around.powiat
    if powiat is None:
        return _open(level, name, around, why)
    reason = f"{why} Współrzędne siedziby powiatu: {powiat.seat}."
    return _within(name, around, level, (powiat.lat, powiat.lon), "powiat", reason)


def _within(
    name: WrittenName,
    around: _Surroundings,
    level: AreaLevel,
    at: tuple[float, float],
    coordinates_of: AreaLevel,
    reason: str | None = None,
) -> Area:
    powiat = around.powiat
    gmina = name if level == "gmina" else around.gmina
    city = powiat.name if powiat and powiat.is_city else None
    return Area(
        level=level,
        name=f"gmina {name.text}" if level == "gmina" else name.text,
        locality=name.text if level == "locality" else None,
        gmina=city or (gmina.text if gmina else None),
        powiat=powiat.name if powiat else None,
        powiat_code=powiat.code if powiat else None,
        subregion=powiat.subregion if powiat else None,
        voivodeship=around.voivodeship,
        lat=at[0],
        lon=at[1],
        coordinates_of=coordinates_of,
        reason=reason,
    )


def _open(level: AreaLevel, name: WrittenName, around: _Surroundings, reason: str, status: str = "unresolved") -> Area:
    """A place that stays without podregion and coordinates, with the reason."""
    return Area.model_validate(
        {
            "level": level,
            "name": name.text,
            "status": status,
            level: name.text,
            "voivodeship": around.voivodeship,
            "reason": reason,
        }
    )


def _only(items: Sequence[T]) -> T | None:
    return items[0] if len(items) == 1 else None


def _nearest(towns: list[Town], seat: Town | None) -> Town | None:
    """The town nearest to the seat of the gmina, when the next one is clearly farther."""
    if seat is None or not towns:
        return None
    ranked = sorted(towns, key=lambda town: distance_km(town.lat, town.lon, seat.lat, seat.lon))
    first, second = (distance_km(town.lat, town.lon, seat.lat, seat.lon) for town in ranked[:2])
    return ranked[0] if second >= _CLEARLY_FARTHER * first else None
