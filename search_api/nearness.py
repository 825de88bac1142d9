"""The place from which distances are counted: a name as people write it, or a code."""

from __future__ import annotations

from corpus.language import normalise
from corpus.places import gazetteer
from corpus.practice import Area

SHOWN_CANDIDATES = 8


def place_named(text: str) -> Area:
    """The one place with coordinates that `text` means: "Rybnik", "powiat wodzisławski", "teryt:2415".

    Raises LookupError with a Polish sentence that says what to write instead.
    """
    wanted = normalise(text)
    if wanted.startswith("teryt:"):
        return _of_code(wanted)
    found = gazetteer().resolve(wanted)
    if found.status == "ambiguous":
        names = ", ".join(_told(area) for area in found.areas[:SHOWN_CANDIDATES])
        raise LookupError(
            f"Jest kilka miejsc o nazwie „{_short(wanted)}”. Dopisz powiat albo województwo. Na przykład: {names}."
        )
    area = next((area for area in found.areas if area.lat is not None), None)
    if area is None:
        raise LookupError(
            f"Nie znamy położenia miejsca „{_short(wanted)}”. Wpisz nazwę miasta albo powiatu, na przykład „Rybnik”."
        )
    return area


def _of_code(code: str) -> Area:
    powiat = gazetteer().powiats.get(code)
    if powiat is None:
        raise LookupError(f"Nie ma powiatu o kodzie „{_short(code)}”. Wpisz nazwę, na przykład „powiat rybnicki”.")
    return Area(
        level="powiat",
        name=powiat.name,
        powiat=powiat.name,
        powiat_code=powiat.code,
        subregion=powiat.subregion,
        voivodeship=powiat.voivodeship,
        lat=powiat.lat,
        lon=powiat.lon,
        coordinates_of="powiat",
    )


def _told(area: Area) -> str:
    powiat = f"pow. {area.powiat}, " if area.powiat else ""
    return f"{area.name} ({powiat}woj. {area.voivodeship})"


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
