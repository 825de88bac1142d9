"""Concepts of the field with the words that people and documents use for them, read from `corpus/thesaurus/*.yaml`.

One file for each theme, `general.yaml` for the rest. The files are the place to add a word: nothing else needs to change
but the index, which is built anew. A concept has the parts of a SKOS concept (W3C 2009):

    pref     the term that is shown
    alt      other terms, shown when a text uses them
    hidden   terms that find the concept and are never shown: blunt, dated or slang words, names nobody has checked
    broader  the wider concept; related: concepts beside it, in either direction
    voiced   how people put the problem that the concept answers; for training, not for recognising
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.once import once

FOLDER = Path(__file__).parent / "thesaurus"
# The file of the concepts that belong to no theme.
GENERAL = "general"

_TEXTS = ("id", "pref")
_LISTS = ("alt", "hidden", "related", "voiced")


class ThesaurusDamaged(ValueError):
    """The files cannot be used. The message is Polish and names every fault."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. `theme` is a code of the themes or None; `broader` and `related` are ids."""

    id: str
    pref: str
    theme: str | None = None
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: str | None = None
    related: tuple[str, ...] = ()
    voiced: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term that finds the concept."""
        return (self.pref, *self.alt, *self.hidden)

    def shown(self, term: str) -> str:
        """The term itself, or the preferred one for a hidden term."""
        return self.pref if term in self.hidden else term


@once
def thesaurus() -> tuple[Concept, ...]:
    """The shipped concepts, read on first use. Raises ThesaurusDamaged."""
    return read_thesaurus(FOLDER)


def read_thesaurus(folder: Path) -> tuple[Concept, ...]:
    """Concepts in the order of the files and of the entries in them. Raises ThesaurusDamaged, OSError."""
    concepts = [concept for path in sorted(folder.glob("*.yaml")) for concept in _read_file(path)]
    if found := faults(concepts):
        raise ThesaurusDamaged("\n".join(found))
    return tuple(concepts)


def faults(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """What is wrong between concepts, in Polish: ids and terms that stand twice, ids that are nowhere, circles."""
    concepts = tuple(concepts)
    by_id: dict[str, Concept] = {}
    owners: dict[str, str] = {}
    found: list[str] = []
    for concept in concepts:
        if concept.id in by_id:
            found.append(f"Pojęcie „{concept.id}” stoi dwa razy.")
        by_id[concept.id] = concept
        for term in concept.terms:
            owner = owners.setdefault(term.casefold(), concept.id)
            if owner != concept.id or concept.terms.count(term) > 1:
                found.append(f"Słowa „{term}” stoją dwa razy: w pojęciach „{owner}” i „{concept.id}”.")
    for concept in concepts:
        named = (*concept.related, *([concept.broader] if concept.broader else []))
        found += [
            f"Pojęcie „{concept.id}” wskazuje „{other}”, a takiego nie ma." for other in named if other not in by_id
        ]
        if concept.id in named:
            found.append(f"Pojęcie „{concept.id}” wskazuje samo siebie.")
        elif _in_circle(concept, by_id):
            found.append(f"Pojęcie „{concept.id}” jest szersze od samego siebie (pole broader tworzy koło).")
    return tuple(found)


def _in_circle(concept: Concept, by_id: dict[str, Concept]) -> bool:
    seen: set[str] = set()
    wider = concept.broader
    while wider in by_id and wider not in seen:
        seen.add(wider)
        wider = by_id[wider].broader
    return concept.id in seen


def _read_file(path: Path) -> list[Concept]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ThesaurusDamaged(f"{path}: to nie jest poprawny YAML. {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("concepts"), list):
        raise ThesaurusDamaged(f"{path}: na początku potrzebna jest lista „concepts”.")
    theme = None if path.stem == GENERAL else path.stem
    return [_concept(path, number, entry, theme) for number, entry in enumerate(content["concepts"], start=1)]


def _concept(path: Path, number: int, entry: Any, theme: str | None) -> Concept:
    where = f"{path}, pojęcie {number}"
    if not isinstance(entry, dict):
        raise ThesaurusDamaged(f"{where}: potrzebne są pola, na przykład „id” i „pref”.")
    if unknown := set(entry) - {*_TEXTS, *_LISTS, "broader"}:
        raise ThesaurusDamaged(f"{where}: nieznane pola: {', '.join(sorted(map(str, unknown)))}.")
    for name in _TEXTS:
        if not _is_text(entry.get(name)):
            raise ThesaurusDamaged(f"{where}: pole „{name}” musi mieć tekst.")
    for name in _LISTS:
        values = entry.get(name, [])
        if not isinstance(values, list) or not all(map(_is_text, values)):
            raise ThesaurusDamaged(f"{where}: pole „{name}” to lista tekstów. Liczby i „tak/nie” zapisz w cudzysłowie.")
    if "broader" in entry and not _is_text(entry["broader"]):
        raise ThesaurusDamaged(f"{where}: pole „broader” to identyfikator jednego pojęcia.")
    lists = {name: tuple(entry.get(name, ())) for name in _LISTS}
    return Concept(id=entry["id"], pref=entry["pref"], theme=theme, broader=entry.get("broader"), **lists)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
