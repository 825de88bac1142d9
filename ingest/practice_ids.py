"""Ids for practices of tables, whose rows have none: the place and the title, in the manner of the starter practices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.language import fold, tokens

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST = 100


def id_of(place: Mapping[str, str | None], title: str) -> str:
    """ "Rybnik", "Kawiarenka naprawcza" -> "rybnik-kawiarenka-naprawcza". Stable: the same words give the same id."""
    unit = next((place[name] for name in ("gmina", "locality", "powiat", "voivodeship") if place.get(name)), None)
    text = "-".join(token.text for part in (unit, title) if part for token in tokens(fold(part)))
    return _NOT_IN_ID.sub("-", text)[:_LONGEST].strip("-")
