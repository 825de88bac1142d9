"""What the forms of a practice show beside the typed texts: choices with labels, faults as sentences, places in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus import vocabulary
from corpus.practice import Area
from ingest.typed_card import Fault
from ingest.typed_place import PlaceOption
from search_api.web.texts import Texts
from search_api.web.typed_form import MOST_ROWS

Choice = tuple[str, str]
ExplainedChoice = tuple[str, str, str | None]

# Who a partner was, the usual one first
_ROLES = ("partner", "lead", "funder")


@dataclass(frozen=True, slots=True)
class Choices:
    """Codes with their labels for lists and boxes; `most` rows of each list."""

    voivodeships: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    reach: tuple[Choice, ...]
    evidence_levels: tuple[Choice, ...]
    themes: tuple[ExplainedChoice, ...]
    target_groups: tuple[ExplainedChoice, ...]
    cooperation_forms: tuple[ExplainedChoice, ...]
    most: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ShownFault:
    """One line of the box above a form: the id of the field to go to (none: the form as a whole), its name, what is wrong."""

    id: str | None
    label: str | None
    message: str


def choices(t: Texts, *, short: bool = False) -> Choices:
    """The choices in the reader's language; sectors by examples, or by a short name for whoever knows them."""

    def labelled(name: str) -> tuple[Choice, ...]:
        return tuple((term.code, term.en if t.language == "en" else term.pl) for term in vocabulary.load(name).terms)

    def explained(name: str) -> tuple[ExplainedChoice, ...]:
        return tuple(
            (code, text, t(f"adding.forms.{code}") if name == "cooperation_forms" else None)
            for code, text in labelled(name)
        )

    named = "short" if short else "sectors"
    return Choices(
        # Names of places stay Polish in every language.
        voivodeships=tuple((code, code) for code in vocabulary.load("voivodeships").codes),
        sectors=tuple((code, t(f"adding.partners.{named}.{code}")) for code in vocabulary.load("sectors").codes),
        roles=tuple((code, t(f"adding.partners.roles.{code}")) for code in _ROLES),
        reach=labelled("reach"),
        evidence_levels=tuple((code, f"{code}: {text}") for code, text in labelled("evidence_levels")),
        themes=explained("themes"),
        target_groups=explained("target_groups"),
        cooperation_forms=explained("cooperation_forms"),
        most=MOST_ROWS,
    )


def messages(faults: Iterable[Fault], t: Texts) -> dict[str, str]:
    """What is wrong with each typed field, by its path; the first fault of a field speaks."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(fault.field, t(f"adding.problems.{fault.code}", **fault.values))
    return found


def box(wrong: Mapping[str, str], t: Texts) -> list[ShownFault]:
    """The same as lines of the box above the form."""
    return [
        ShownFault(path.replace(".", "-"), t(f"adding.fields.{_named(path)}"), text) for path, text in wrong.items()
    ]


def place_options(options: Iterable[PlaceOption], t: Texts) -> list[Choice]:
    """Places of one name as choices."""
    return [(option.key, area_words(option.area, t)) for option in options]


def area_words(area: Area, t: Texts) -> str:
    """ "Dąbrowa, powiat mogileński, woj. kujawsko-pomorskie"."""
    said = [area.name]
    if area.gmina and area.level == "locality" and area.gmina != area.name:
        said.append(t("place.gmina", name=area.gmina))
    if area.powiat and area.level in ("locality", "gmina") and not area.powiat[0].isupper():
        said.append(t("place.powiat", name=area.powiat))
    if area.level != "voivodeship":
        said.append(t("place.voivodeship", name=area.voivodeship))
    return ", ".join(said)


def areas_words(areas: Iterable[Area], t: Texts) -> str:
    """Several areas, one after the other."""
    return "; ".join(area_words(area, t) for area in areas)


def _named(path: str) -> str:
    first = path.partition(".")[0]
    return "years" if first in ("year_from", "year_to") else first
