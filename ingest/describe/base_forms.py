"""Names brought to their base form as far as endings make it certain: "Ochotniczej Straży Pożarnej" -> "Ochotnicza Straż Pożarna".

An adjective takes the ending of its noun's gender; the declension tables of Polish school grammar give the endings. Nouns
are changed only where the caller knows the base form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from corpus.lemmas import lemmatiser

# Masculine, feminine, neuter; "p" is a plural that is not of men: "Stare Oborzyska".
Gender = Literal["m", "f", "n", "p"]

_OBLIQUE = re.compile(r"^(?P<stem>.{2,}?)(?P<ending>iego|iemu|ego|emu|iej|ej|imi|ymi|ich|ych|im|ym|ą)$", re.IGNORECASE)
# Words that the dictionary lacks ("Nadolnej") by the endings that nouns seldom have.
_UNKNOWN_ADJECTIVE = re.compile(
    r"(?:sk|ck|dzk|n|ow)(?:iego|iej|im|ich|ego|ej|ym|ych)$|(?:sk|ck|dzk)(?:i|a|ie|ą)$", re.IGNORECASE
)
_SOFT = ("iego", "iemu", "iej", "imi", "ich", "im")


def adjective(word: str, gender: Gender) -> str:
    """The nominative of an adjective in the singular of a gender (or plural, "p"). One in the nominative stays as it is.

    Hyphens join adjectives of which only the last one is declined: "Warmińsko-Mazurskiego".
    """
    before, hyphen, last = word.rpartition("-")
    found = _OBLIQUE.match(last)
    if found is None:
        return word
    stem, ending = found["stem"], found["ending"].lower()
    if ending == "ą" and gender != "f":
        return word
    velar = stem[-1].lower() in "kg"
    soft = ending in _SOFT and not velar
    match gender:
        case "m":
            nominative = stem + ("i" if velar or soft else "y")
        case "f":
            nominative = stem + ("ia" if soft else "a")
        case _:
            nominative = stem + ("ie" if velar or soft else "e")
    return before + hyphen + (nominative.upper() if last.isupper() else nominative)


def gender_of(noun: str) -> Gender:
    """The gender of a place name in its base form by its ending: Ropica f, Solec m, Oborzyska p, Zakopane n."""
    match noun[-1:].lower():
        case "a":
            return "p" if noun.lower().endswith(("iska", "yska", "ęta")) else "f"
        case "o" | "e":
            return "p" if noun.lower().endswith(("ice", "lce", "yce", "nce")) else "n"
        case "y" | "i":
            return "p"
        case "ś" | "ź" | "ć":
            return "f"
        case _:
            return "f" if noun.lower().endswith(("wieś", "cz", "ść", "ól")) else "m"


def ends_like_adjective(word: str) -> bool:
    """Whether the ending is one that nouns seldom have: "Nadolnej"."""
    return _UNKNOWN_ADJECTIVE.search(word) is not None


@lru_cache(maxsize=65_536)
def is_adjective(word: str) -> bool:
    """Whether the dictionary reads the word as an adjective or a participle; by its ending when it does not know it."""
    readings = {reading.part_of_speech for part in word.split("-")[-1:] for reading in lemmatiser().readings(part)}
    if readings == {"ign"}:
        return ends_like_adjective(word)
    return bool(readings & {"adj", "ppas", "pact"})
