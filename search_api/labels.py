"""Labels of codes in the reader's language: vocabularies and the gazetteer behind one door."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import vocabulary
from corpus.places import gazetteer
from search_api.settings import Language

_VOCABULARIES = frozenset(
    {
        "kinds",
        "voivodeships",
        "themes",
        "target_groups",
        "cooperation_forms",
        "sectors",
        "evidence_levels",
        "roles",
        "reach",
        "completeness",
        "legal_forms",
    }
)


NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
# Facets of steps: everything from a year on, or up to an amount.
_NUMBERS: dict[str, dict[Language, str]] = {
    "year_from": {"pl": "od roku {}", "en": "from {}"},
    "max_budget_pln": {"pl": "do {} zł", "en": "up to {} PLN"},
}


def label(facet: str, value: str, language: Language) -> str:
    """The label of one value of a facet. Years, and codes of an older snapshot that are gone, are their own label."""
    if facet == "subregions":
        return subregion_label(value)
    if facet in _NUMBERS:
        return _NUMBERS[facet][language].format(
            f"{int(value):,}".replace(",", NARROW_SPACE) if "pln" in facet else value
        )
    if facet in _VOCABULARIES and value in (terms := vocabulary.load(facet)):
        return terms.label(value, language)
    return value


def subregion_label(code: str) -> str:
    """ "nuts:PL227" -> "podregion rybnicki". Names of places stay Polish in every language."""
    places = gazetteer()
    return places.subregion_label(code) if code in places.subregions else code


def concept_labels(codes: Iterable[str], language: Language) -> list[str]:
    """The labels of concepts of `Why`, each once: a theme and a target group may have codes of their own and one label."""
    return list(dict.fromkeys(_concept_label(code, language) for code in codes))


def _concept_label(code: str, language: Language) -> str:
    """A concept is a theme, or else a target group, or else a form of cooperation."""
    facets = ("themes", "target_groups", "cooperation_forms")
    facet = next((facet for facet in facets if code in vocabulary.load(facet)), facets[0])
    return label(facet, code, language)
