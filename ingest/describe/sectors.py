"""The sector of a partner by the words of its name (`words/sectors.yaml`), else by the noun that it is built on."""

from __future__ import annotations

import re
from functools import cache

import yaml

from corpus.language import fold
from corpus.practice import Sector
from ingest.describe.heads import WORDS, Acronym, Head, Lone
from ingest.describe.wording import whole_words


@cache
def _words() -> tuple[tuple[tuple[Sector, re.Pattern[str]], ...], re.Pattern[str]]:
    """Sectors with their words, and the words that keep all of them from counting."""
    content = yaml.load((WORDS / "sectors.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    sectors = tuple((entry["sector"], whole_words("|".join(entry["words"]))) for entry in content["sectors"])
    return sectors, whole_words("|".join(content["not_for"]))


def sector_of(name: str, built_on: Head | Acronym | Lone) -> Sector:
    """An abbreviation has the sector of the list: "OSP Zawoja" -> ngo, "Bank Żywności" -> ngo, "Bank Spółdzielczy" -> business."""
    sectors, not_for = _words()
    folded = " ".join(bare_words(name))
    if isinstance(built_on, Head) and not not_for.search(folded):
        for sector, pattern in sectors:
            if pattern.search(folded):
                return sector
    return built_on.sector


def bare_words(name: str) -> list[str]:
    """The words of a name to compare: lower case, without diacritics and signs."""
    return "".join(character if character.isalnum() else " " for character in fold(name)).split()
