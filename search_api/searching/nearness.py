"""The place from which distances are counted: a name as people write it, or a code."""

from __future__ import annotations

from corpus.language import normalise
from corpus.places import gazetteer
from corpus.practice import Area
from search_api.planning.own import OwnPlace, choice_of, of_code, region_told

SHOWN_CANDIDATES = 8


def place_named(text: str) -> Area:
    """The one place with coordinates that `text` means: "Rybnik", "powiat wodzisławski", "teryt:2415".

    Raises LookupError with a Polish sentence that says what to write instead.
    """
    wanted = normalise(text)
    if wanted.startswith("teryt:"):
        return _of_code(wanted)
    found = gazetteer().resolve(wanted)
    if found.status == "resolved" and (area := next((area for area in found.areas if area.lat is not None), None)):
        return area
    # The register of gminas knows fewer namesakes, and reads "Dąbrowa, powiat mogileński".
    choice = choice_of(wanted)
    if choice.certain is not None:
        return _area_of(choice.certain)
    if choice.why == "region":
        raise LookupError(region_told(_short(wanted), choice.town))
    if found.status == "ambiguous":
        names = ", ".join(_told(area) for area in found.areas[:SHOWN_CANDIDATES])
        raise LookupError(
            f"Jest kilka miejsc o nazwie „{_short(wanted)}”. Dopisz powiat albo województwo. Na przykład: {names}."
        )
    raise LookupError(
        f"Nie znamy położenia miejsca „{_short(wanted)}”. Wpisz nazwę miasta albo powiatu, na przykład „Rybnik”."
    )


def _of_code(code: str) -> Area:
    place = of_code(code)
    if place is None:
        raise LookupError(
            f"Nie ma gminy ani powiatu o kodzie „{_short(code)}”. Wpisz nazwę, na przykład „powiat rybnicki”."
        )
    return _area_of(place)


def _area_of(place: OwnPlace) -> Area:
    is_gmina = place.level == "gmina"
    return Area(
        level=place.level,
        name=place.name,
        gmina=place.name if is_gmina else None,
        powiat=place.powiat,
        powiat_code=place.powiat_code,
        subregion=place.subregion,
        voivodeship=place.voivodeship,
        lat=place.lat,
        lon=place.lon,
        coordinates_of="gmina" if place.coordinates_of == "locality" else "powiat",
    )


def _told(area: Area) -> str:
    powiat = f"pow. {area.powiat}, " if area.powiat else ""
    return f"{area.name} ({powiat}woj. {area.voivodeship})"


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
