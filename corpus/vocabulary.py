"""Controlled codes with Polish and English labels and synonyms, read from `corpus/vocabularies/*.yaml`.

Each file holds a list of terms. The file is the place to add a synonym or mend a label; nothing else needs to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True, slots=True)
class Term:
    """One controlled code. `synonyms` are Polish words and phrases in any case; `article` names the legal basis, if any."""

    code: str
    pl: str
    en: str
    synonyms: tuple[str, ...] = ()
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An ordered set of terms of one kind, for example the themes."""

    name: str
    terms: tuple[Term, ...]
    legal_state: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(term.code for term in self.terms)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    def term(self, code: str) -> Term:
        """The term with this code. Raises KeyError naming the vocabulary when there is none."""
        for term in self.terms:
            if term.code == code:
                return term
        raise KeyError(f"{self.name}: {code}")

    def label(self, code: str, language: str = "pl") -> str:
        """The label in Polish, or in English for `language="en"`."""
        term = self.term(code)
        return term.en if language == "en" else term.pl


@cache
def load(name: str) -> Vocabulary:
    """The vocabulary of `corpus/vocabularies/<name>.yaml`. Raises ValueError naming the file when it is damaged."""
    path = FOLDER / f"{name}.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        terms = tuple(
            Term(
                code=entry["code"],
                pl=entry["pl"],
                en=entry["en"],
                synonyms=tuple(entry.get("synonyms", ())),
                article=entry.get("article"),
            )
            for entry in content["terms"]
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from error
    codes = [term.code for term in terms]
    if len(codes) != len(set(codes)):
        raise ValueError(f"{path}: a code stands twice")
    return Vocabulary(name, terms, content.get("legal_state"))
