"""What unit a written name means: one, several ("niejednoznaczne"), or none that the gazetteer knows. Never a guess.

Three conventions of Polish usage are applied, and nothing else chooses between namesakes:
1. An adjective that names a voivodeship means the voivodeship, unless "powiat" announces it: "w lubelskim".
2. A bare name that a city with powiat rights shares with villages means the city: "w Siedlcach". "Wieś Siedlce" and
   "gmina Leszno" do not.
3. A part of a city ("Wola") is meant only when no town or village has the name.
Names that go on with an adjective ("Wodzisław Śląski" for "Wodzisław", "Nowa Wieś Lęborska" for "Nowa Wieś") are candidates
too: where the name given is a town's, those of larger towns; where it is a village's, all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from corpus import vocabulary
from corpus.areas import city_part_area, is_city, label, powiat_area, subregion_area, town_area, voivodeship_area
from corpus.geometry import distance_km
from corpus.inflection import NameIndex
from corpus.practice import Area, AreaLevel
from corpus.units import Powiat, Town, Units
from corpus.written_names import WrittenName, read

Status = Literal["resolved", "ambiguous", "unknown"]

# A place whose powiat is not listed belongs to a powiat or gmina only if it lies this near to its seat.
POWIAT_KM, GMINA_KM = 45.0, 25.0
_SHOWN_CANDIDATES = 6
# Names that people cut before the last adjective: Gorzów Wielkopolski, Nowa Wieś Lęborska, Wola Mała.
_LONGER = re.compile(r"(\w{4,}(?: \w+)?) \w+(?:ski|cki|ska|cka|skie|ckie|ka|na|ny|ne|ła|ły|łe|wa|wy|we)")
_TOWN, _SMALL = 5_000, 2_000  # inhabitants: at least so many in a town, fewer in a small village
ONLY_LISTED = "W spisie jest jedna miejscowość o tej nazwie, ale spis nie obejmuje najmniejszych wsi."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolution:
    """`areas`: the unit meant (several for a named subregion); the candidates when ambiguous; none when unknown.

    `reason` is a Polish sentence that says why a name is not resolved, or which reading was taken.
    """

    status: Status
    areas: tuple[Area, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about where a name should lie. Codes of powiats; towns are seats of gminas."""

    voivodeship: str | None = None
    powiats: frozenset[str] | None = None
    seats: tuple[Town, ...] | None = None


class Resolver:
    """Names to units over one set of units. Indexes are built on first use of their kind."""

    def __init__(self, units: Units) -> None:
        self.units = units
        self._voivodeships: dict[str, tuple[str, ...]] = {}
        for term in vocabulary.load("voivodeships").terms:
            for name in (term.code, *(s for s in term.synonyms if not s.startswith("województwo "))):
                self._voivodeships[name] = (term.code,)
        self._voivodeships.update({item.name: item.voivodeships for item in units.other_names})
        self._subregions = _grouped((item.name, item.code) for item in units.subregions.values())
        self._named = _grouped((name, item.code) for item in units.named_subregions.values() for name in item.names)
        self._powiats = _grouped((item.name, item) for item in units.powiats.values())
        self._towns = _grouped((item.name, item) for item in units.towns)
        self._longer = _grouped(
            (match[1], item) for item in units.towns if not item.is_district and (match := _LONGER.fullmatch(item.name))
        )
        self.voivodeship_index = NameIndex(self._voivodeships)
        self.subregion_index = NameIndex(self._subregions)
        self.named_index = NameIndex(self._named)
        self.powiat_index = NameIndex(self._powiats)
        self.town_index = NameIndex((*self._towns, *self._longer))

    def resolve(
        self,
        name: str,
        *,
        voivodeship: str | None = None,
        powiat: str | None = None,
        gmina: str | None = None,
        level: AreaLevel | None = None,
    ) -> Resolution:
        """The unit that a name means. `voivodeship`, `powiat`, `gmina` say where to look, `level` what kind to look for."""
        written = read(name)
        if not written.words:
            return Resolution("unknown", (), "Nie podano nazwy miejsca.")
        context = Context(voivodeship)
        if powiat is not None:
            powiats = self.powiats_named(read(powiat), voivodeship)
            if not powiats:
                return Resolution("unknown", (), f"„{powiat}”: nie ma takiego powiatu w spisie.")
            context = Context(voivodeship, frozenset(item.code for item in powiats))
        if gmina is not None:
            context = Context(voivodeship, context.powiats, tuple(self.towns_named(read(gmina), context)))
        return self.resolve_written(written, context, level or written.level)

    def resolve_written(self, written: WrittenName, context: Context, level: AreaLevel | None) -> Resolution:
        """As `resolve`, for a name that is already taken apart."""
        for look_up in self._ways(level):
            if resolution := look_up(written, context):
                return resolution
        where = f" (woj. {context.voivodeship})" if context.voivodeship else ""
        return Resolution("unknown", (), f"„{written.text}”: nie ma takiej nazwy w spisie{where}.")

    def _ways(self, level: AreaLevel | None) -> tuple[Callable[[WrittenName, Context], Resolution | None], ...]:
        match level:
            case "voivodeship":
                return (self._as_voivodeship,)
            case "subregion":
                return (self._as_named_subregion, self._as_subregion)
            case "powiat":
                return (self._as_powiat,)
            case "gmina":
                return (self._as_gmina,)
            case "locality":
                return (self._as_town, self._as_district, self._as_city_part)
            case None:
                return (
                    self._as_voivodeship,
                    self._as_powiat_or_town,
                    self._as_subregion,
                    self._as_district,
                    self._as_city_part,
                )

    def powiats_named(self, written: WrittenName, voivodeship: str | None = None) -> list[Powiat]:
        """Powiats and cities with powiat rights of that name, in the voivodeship if one is given."""
        found = [item for name in _names(self.powiat_index, written) for item in self._powiats[name]]
        return [item for item in found if voivodeship in (None, item.voivodeship)]

    def towns_named(self, written: WrittenName, context: Context, *, districts: bool = False) -> list[Town]:
        """Towns and villages of that name within the context; parts of cities instead when `districts`."""
        found = [item for name in _names(self.town_index, written) for item in self._towns.get(name, ())]
        return [item for item in found if item.is_district is districts and self.lies_within(item, context)]

    def is_locality(self, words: Sequence[str]) -> bool:
        """Whether the words may name a town or village, and not only a part of a city."""
        names = self.town_index.inflected(words)
        return any(
            not town.is_district for name in names for town in (*self._towns.get(name, ()), *self._longer.get(name, ()))
        )

    def with_longer_names(self, written: WrittenName, towns: list[Town], context: Context) -> list[Town]:
        """The towns of a name, and those whose longer name people may cut to it."""
        longer = [item for name in _names(self.town_index, written) for item in self._longer.get(name, ())]
        largest = max((town.population for town in towns), default=0)
        least = largest if largest >= _TOWN or not towns else 0
        return towns + [item for item in longer if item.population > least and self.lies_within(item, context)]

    def city_part(self, written: WrittenName, voivodeship: str | None) -> tuple[Powiat, str, Town | None] | None:
        """A city with powiat rights, the part of it that is named, and its entry if listed. None if the name begins otherwise.

        "Warszawa-Praga-Północ" -> Warszawa, "praga północ", the entry; "Kraków" -> Kraków, "", None.
        """
        for size in range(len(written.words), 0, -1):
            head = replace(written, words=written.words[:size])
            cities = [item for item in self.powiats_named(head, voivodeship) if item.is_city]
            if len(cities) != 1:
                continue
            part = " ".join(written.words[size:]) or written.part or ""
            context = Context(voivodeship, frozenset((cities[0].code,)))
            entries = self.towns_named(read(part), context, districts=True) if part else []
            return cities[0], part, entries[0] if len(entries) == 1 else None
        return None

    def lies_within(self, town: Town, context: Context) -> bool:
        """Whether the town can be the one meant: right voivodeship; listed in one of the powiats, or unlisted and near."""
        if context.voivodeship not in (None, town.voivodeship):
            return False
        if context.powiats is not None and not any(self.in_powiat(town, code) for code in context.powiats):
            return False
        return not context.seats or any(
            distance_km(town.lat, town.lon, seat.lat, seat.lon) <= GMINA_KM for seat in context.seats
        )

    def in_powiat(self, town: Town, code: str) -> bool:
        """Whether the town lies in the powiat; one whose powiat is not listed does when it is near and may be of its podregion."""
        if town.powiat is not None:
            return town.powiat == code
        powiat = self.units.powiats[code]
        near = distance_km(town.lat, town.lon, powiat.lat, powiat.lon) <= POWIAT_KM
        return near and town.voivodeship == powiat.voivodeship and town.subregion in (None, powiat.subregion)

    def _as_voivodeship(self, written: WrittenName, context: Context) -> Resolution | None:
        found = [code for name in _names(self.voivodeship_index, written) for code in self._voivodeships[name]]
        return conclude(written, [voivodeship_area(code) for code in found if context.voivodeship in (None, code)])

    def _as_named_subregion(self, written: WrittenName, context: Context) -> Resolution | None:
        codes = [code for name in self.named_index.find(("subregion", *written.words)) for code in self._named[name]]
        named = [self.units.named_subregions[code] for code in dict.fromkeys(codes)]
        named = [item for item in named if context.voivodeship in (None, item.voivodeship)]
        areas = tuple(subregion_area(self.units, code) for item in named for code in item.subregions)
        if len(named) == 1:
            owner = f" ({named[0].owner})" if named[0].owner else ""
            return Resolution("resolved", areas, f"Nazwany subregion: {named[0].code}{owner}.")
        return conclude(written, list(areas))

    def _as_subregion(self, written: WrittenName, context: Context) -> Resolution | None:
        found = [code for name in _names(self.subregion_index, written) for code in self._subregions[name]]
        areas = [subregion_area(self.units, code) for code in found]
        return conclude(written, [area for area in areas if context.voivodeship in (None, area.voivodeship)])

    def _as_powiat(self, written: WrittenName, context: Context) -> Resolution | None:
        found = self.powiats_named(written, context.voivodeship)
        if context.powiats is not None:
            found = [item for item in found if item.code in context.powiats]
        return conclude(written, [powiat_area(item) for item in found])

    def _as_gmina(self, written: WrittenName, context: Context) -> Resolution | None:
        areas = []
        for town in self.towns_named(written, context):
            area = town_area(self.units, town, "gmina")
            around = [item for item in self.units.powiats.values() if not item.is_city and item.seat == town.name]
            if written.is_rural_gmina and is_city(self.units, town) and len(around) == 1:
                # A rural gmina with the name of a city lies around it, in another powiat than the city.
                update = {"gmina": town.name, "powiat": around[0].name, "powiat_code": around[0].code}
                area = area.model_copy(update={**update, "subregion": around[0].subregion})
            areas.append(area)
        return conclude(written, areas)

    def _as_town(self, written: WrittenName, context: Context) -> Resolution | None:
        if written.part and (part := self._as_city_part(written, context)):
            return part
        towns = self.towns_named(written, context)
        cities = [town for town in towns if is_city(self.units, town)]
        if written.village:
            return conclude(written, [town_area(self.units, town) for town in towns if town not in cities])
        if len(cities) == 1 and len(towns) > 1:
            others = ", ".join(label(town_area(self.units, town)) for town in towns if town not in cities)
            reason = f"Przyjęto miasto na prawach powiatu; tę samą nazwę noszą: {others}."
            return Resolution("resolved", (town_area(self.units, cities[0]),), reason)
        if not cities:
            towns = self.with_longer_names(written, towns, context)
        lone = context == Context() and len(towns) == 1 and towns[0].population < _SMALL
        return conclude(written, [town_area(self.units, t, reason=ONLY_LISTED if lone else None) for t in towns])

    def _as_city_part(self, written: WrittenName, context: Context) -> Resolution | None:
        found = self.city_part(written, context.voivodeship)
        if found is None:
            return None
        city, part, entry = found
        area = town_area(self.units, entry) if entry else city_part_area(city, written.full_text, part)
        return Resolution("resolved", (area,), area.reason)

    def _as_district(self, written: WrittenName, context: Context) -> Resolution | None:
        towns = self.towns_named(written, context, districts=True)
        return conclude(written, [town_area(self.units, town) for town in towns])

    def _as_powiat_or_town(self, written: WrittenName, context: Context) -> Resolution | None:
        powiats = [item for item in self.powiats_named(written, context.voivodeship) if not item.is_city]
        if context.powiats is not None:
            powiats = [item for item in powiats if item.code in context.powiats]
        if not powiats:
            return self._as_town(written, context)
        towns = self.towns_named(written, context)
        return conclude(written, [*map(powiat_area, powiats), *(town_area(self.units, town) for town in towns)])


def conclude(written: WrittenName, areas: list[Area]) -> Resolution | None:
    """One area is the answer, several are ambiguous, none is no answer (None)."""
    if not areas:
        return None
    if len(areas) == 1:
        return Resolution("resolved", (areas[0],), areas[0].reason)
    reason = ambiguity(written.text, areas)
    return Resolution(
        "ambiguous", tuple(a.model_copy(update={"status": "ambiguous", "reason": reason}) for a in areas), reason
    )


def ambiguity(text: str, areas: Iterable[Area]) -> str:
    """The Polish sentence for a name that several places share."""
    labels = list(dict.fromkeys(label(area) for area in areas))
    shown = "; ".join(labels[:_SHOWN_CANDIDATES])
    more = f"; i {len(labels) - _SHOWN_CANDIDATES} dalszych" if len(labels) > _SHOWN_CANDIDATES else ""
    return f"niejednoznaczne: „{text}” to {shown}{more}. Podaj województwo lub powiat."


def _names(index: NameIndex, written: WrittenName) -> tuple[str, ...]:
    return index.inflected(written.words) if written.governed else index.find(written.words)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = {}
    for name, item in pairs:
        grouped.setdefault(name, []).append(item)
    return grouped
