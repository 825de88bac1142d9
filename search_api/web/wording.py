"""Small phrases of the pages: a place, years, an amount."""

from __future__ import annotations

from urllib.parse import urlsplit

from search_api.contract.search import HitOut, PlaceOut
from search_api.web.texts import Texts

CITY_POWIAT = " (miasto na prawach powiatu)"
HEADING_SEPARATOR = " > "
LONGEST_HEADING = 120  # characters
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


def place_words(place: PlaceOut, t: Texts) -> str:
    """The place from the smallest part to the voivodeship, without saying a name twice."""
    said: list[str] = [place.locality] if place.locality else []
    if place.gmina and _bare(place.gmina) != place.locality:
        said.append(_named(place.gmina, "gmina", t))
    if place.powiat:
        city = _bare(place.powiat)
        if not city[0].isupper():
            said.append(_named(place.powiat, "powiat", t))
        elif city not in (place.locality, place.gmina):
            said.append(t("place.city", name=city))
    if place.subregion_label:
        said.append(place.subregion_label)
    return ", ".join([*said, t("place.voivodeship", name=place.voivodeship)])


def years_words(start: int | None, end: int | None, t: Texts) -> str | None:
    """ "2014–2015", "2014", "od 2014"; None when neither year is known."""
    if start is not None and end is not None:
        return str(start) if start == end else f"{start}–{end}"
    if start is not None:
        return t("years.from", year=start)
    return t("years.to", year=end) if end is not None else None


def section_words(hit: HitOut) -> str | None:
    """The headings above the passage of a document without its title; None when there are none."""
    heading = hit.why.passage.heading if hit.why.passage else None
    return (heading.removeprefix(hit.title).removeprefix(HEADING_SEPARATOR) or None) if heading else None


def field_words(path: str, t: Texts) -> str:
    """The name of a field of a practice by its path: "place.gmina" -> "Miejsce"; the path where it has no name."""
    field = path.partition(".")[0]
    return t.optional(f"fields.{field}") or t.optional(f"facets.{field}") or path


def money(amount: float) -> str:
    """An amount in złoty: "12 000 zł", "1 250,50 zł"."""
    whole = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return whole.replace(",", NARROW_SPACE).replace(".", ",") + "\N{NO-BREAK SPACE}zł"


def safe_address(address: str | None) -> str | None:
    """The address when it is http or https; None for any other scheme, which is never made a link."""
    return address if address and address.lower().startswith(("http://", "https://")) else None


def site_of(address: str) -> str:
    """The name of the site of an address as people say it: "ops.cewice.pl"; the address itself where that names none."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address


def _bare(name: str) -> str:
    return name.removesuffix(CITY_POWIAT).removesuffix(" (miasto)")


def _named(name: str, level: str, t: Texts) -> str:
    return t(f"place.{level}s" if "," in name else f"place.{level}", name=name)


def shortened(text: str) -> str:
    """A text for a title or a heading: whole, or its first LONGEST_HEADING characters and an ellipsis."""
    return text if len(text) <= LONGEST_HEADING else f"{text[:LONGEST_HEADING].rstrip()}…"
