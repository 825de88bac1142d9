"""The elements of a programme of cooperation and the words that show them, read from `programme_elements.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from corpus import vocabulary
from corpus.language import fold
from index.filters import Filters
from ingest.describe.wording import any_of

NAME = "programme_elements"
# For a multi-annual programme the article alone is cited.
ARTICLE = "art. 5a"


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `words` are patterns over folded text; `filters` go with `query` when the search is asked for examples."""

    code: str
    article: str
    multi_annual: bool
    headings: re.Pattern[str]
    words: Mapping[str, re.Pattern[str]]
    query: str
    filters: Filters


@cache
def elements() -> tuple[Element, ...]:
    """The elements in the order of the act. Raises ValueError naming the file when it is damaged."""
    terms = vocabulary.load(NAME)
    path = vocabulary.FOLDER / f"{NAME}.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        return tuple(
            Element(
                code=entry["code"],
                article=terms.term(entry["code"]).article or ARTICLE,
                multi_annual=entry.get("multi_annual", False),
                headings=pattern(entry["headings"]),
                words=MappingProxyType({name: pattern(listed) for name, listed in entry["words"].items()}),
                query=entry["query"],
                filters=Filters(cooperation_forms=tuple(entry["filters"]["cooperation_forms"])),
            )
            for entry in content["terms"]
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise ValueError(f"{path}: {error}") from error


@cache
def element(code: str) -> Element:
    """The element with this code. Raises KeyError naming the vocabulary when there is none."""
    vocabulary.load(NAME).term(code)
    return next(one for one in elements() if one.code == code)


def legal_state() -> str:
    """The text of the act that the elements are taken from."""
    return vocabulary.load(NAME).legal_state or ""


def pattern(listed: str) -> re.Pattern[str]:
    """A pattern over folded text for a list of phrases; "~" stands for up to six words. Longer phrases are tried first."""
    phrases = sorted((phrase.strip() for phrase in fold(listed).split("|")), key=len, reverse=True)
    gapped = any_of("|".join(phrases)).replace(r"\s+~", r"(?:\s+\S+){0,6}?")
    return re.compile(rf"(?<![a-z0-9]){gapped}(?![a-z0-9])")
