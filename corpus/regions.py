"""Regions where one place is asked for: voivodeships, historical and natural lands, and a town in each to type instead.

>>> town_of_region("ze Śląska")
'Katowice'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from corpus.inflection import NameIndex, split
from corpus.once import once
from corpus.places import gazetteer
from corpus.units import FOLDER
from corpus.written_names import read

_ANNOUNCED = re.compile(r"(?i)^(?:(?:we?|na|ze?)\s+)?(?:region\w*|krain\w*)\s+")


def town_of_region(text: str) -> str | None:
    """A town in the voivodeship or land that the text names in any case, None when it names none."""
    written = read(_ANNOUNCED.sub("", text))
    if written.level not in (None, "voivodeship"):
        return None
    named = gazetteer().resolve(written.text, level="voivodeship").areas
    if named:
        return _content()["capitals"][named[0].voivodeship or ""]
    return next((_content()["lands"][name] for name in _lands().find(written.words)), None)


@once
def _content() -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = yaml.safe_load((FOLDER / "lands.yaml").read_text(encoding="utf-8"))
    return content


@once
def _lands() -> NameIndex:
    return NameIndex(name for name in _content()["lands"] if split(name))
