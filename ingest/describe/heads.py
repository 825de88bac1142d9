"""The nouns and abbreviations that names of institutions and organisations are built on, read from `words/heads.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from corpus.inflection import word_forms
from corpus.practice import Sector
from ingest.describe.base_forms import Gender

WORDS = Path(__file__).parent / "words"

Needs = Literal["more", "named"]


@dataclass(frozen=True, slots=True)
class Head:
    """`noun` in its base form, lower case, with the sector it usually belongs to. The other fields: see the file."""

    noun: str
    gender: Gender
    sector: Sector
    needs: Needs = "more"
    lower: bool = False
    only: tuple[str, ...] = ()
    villages: bool = False
    meeting: bool = False
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Acronym:
    """`expands` is the folded base form, so that one partner is not told twice; `bare`: a name even by itself."""

    letters: str
    sector: Sector
    expands: str
    bare: bool = False
    villages: bool = False


@dataclass(frozen=True, slots=True)
class Lone:
    """A name of one word: "Caritas"."""

    name: str
    sector: Sector


@cache
def _content() -> dict[str, list[dict[str, Any]]]:
    content: dict[str, list[dict[str, Any]]] = yaml.load(
        (WORDS / "heads.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content


@cache
def heads_by_form() -> dict[str, tuple[Head, ...]]:
    """Singular forms in lower case to heads."""
    found: dict[str, list[Head]] = {}
    for entry in _content()["heads"]:
        head = Head(**{**entry, "only": tuple(entry.get("only", ()))})
        # The rules of endings give the plural of some too: "fundacje", "straże".
        plural = {head.noun.removesuffix("a") + "e"} if head.noun.endswith(("ja", "ż")) else set()
        for form in word_forms(head.noun) - plural:
            found.setdefault(form, []).append(head)
    return {form: tuple(heads) for form, heads in found.items()}


@cache
def acronyms_by_letters() -> dict[str, Acronym]:
    return {entry["letters"]: Acronym(**entry) for entry in _content()["acronyms"]}


@cache
def lone_by_form() -> dict[str, Lone]:
    """Forms in lower case to names of one word."""
    lone = (Lone(**entry) for entry in _content()["lone"])
    return {form: name for name in lone for form in word_forms(name.name)}
