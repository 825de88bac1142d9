"""Places that the gazetteer does not list, by the dictionary: "w Pajtunach" -> "Pajtuny". A name, not yet a place on the map.

The gazetteer holds towns and larger villages only; the dictionary of morfeusz2 marks some tens of thousands of geographic names.
"""

from __future__ import annotations

from functools import lru_cache

from corpus.language import fold
from corpus.lemmas import frequency, lemmatiser
from ingest.describe.base_forms import adjective, ends_like_adjective, gender_of, is_adjective

_GEOGRAPHIC = frozenset(("nazwa_geograficzna", "człon_nazwy_geograficznej"))
# Countries, lands, mountains, waters and people's words that the dictionary also marks: none is a village.
_NO_VILLAGES = frozenset(
    """polska ukraina niemcy czechy słowacja litwa białoruś rosja francja włochy hiszpania anglia brytania irlandia norwegia
    szwajcaria szwecja dania holandia belgia austria węgry rumunia europa azja ameryka afryka islandia liechtenstein gruzja
    podkarpacie mazowsze małopolska wielkopolska śląsk pomorze podlasie lubelszczyzna kujawy mazury warmia kaszuby podhale
    opolszczyzna dolny górny bałtyk odra warta bug san noteć narew pilica dunajec bieszczady tatry karpaty sudety beskid beskidy
    pieniny gorce roztocze kielecczyzna sądecczyzna żuławy kociewie krajna ponidzie lwów kijów wilno praga berlin wiedeń londyn
    paryż bruksela rzym unia rynek internet fundusz związek rada dom dzień serce droga nowy stary góra ziemia dolina miasto wieś
    gmina powiat szkoła most brzeg park las staw pole zdrój kolonia osada izba świat ameryki""".split()
)
# Occurrences in civic Polish from which on a common noun is no village.
_EVERYDAY = 500
# Words of addresses: whatever villages share their forms, a street or a square is meant.
_IN_TOWNS = frozenset("rynek plac ratusz aleja ulica osiedle gmina powiat województwo stowarzyszenie fundacja".split())


@lru_cache(maxsize=65_536)
def base_forms(word: str) -> tuple[str, ...]:
    """The geographic names of which a word may be a form, capitalised; the likelier first. Empty when it is none."""
    names: list[str] = []
    readings = lemmatiser().readings(word)
    if any(reading.lemma in _IN_TOWNS for reading in readings):
        return ()
    for reading in readings:
        land = reading.lemma in _NO_VILLAGES or reading.lemma.endswith("szczyzna")
        if _GEOGRAPHIC.intersection(reading.names) and not land:
            names.append(reading.lemma.capitalize())
    return tuple(dict.fromkeys(names))


def base_name(words: tuple[str, ...], *, governed: bool) -> str | None:
    """The base form of a name of one or two words, None when no word of it is a geographic name.

    `governed`: a preposition stands before it, so that it is not in the nominative.
    """
    if len(words) == 1:
        return _one(words[0], governed)
    # The noun first: adjectives are parts of geographic names too.
    for place, noun in sorted(enumerate(words), key=lambda item: is_adjective(item[1])):
        base = _one(noun, governed)
        if base is not None:
            gender = gender_of(base)
            others = [word if place == at else adjective(word, gender) for at, word in enumerate(words)]
            others[place] = base
            return " ".join(others)
    return None


def is_companion(word: str) -> bool:
    """Whether a capitalised word may be the adjective of a two-word name: "Stare", "Górnej"."""
    return word[0].isupper() and (is_adjective(word) or (ends_like_adjective(word) and bool(base_forms(word))))


@lru_cache(maxsize=65_536)
def is_everyday(word: str) -> bool:
    """Whether the word is a common noun that civic texts are full of: "w Radzie", "w Porcie" name no village."""
    common = any("nazwa_pospolita" in reading.names for reading in lemmatiser().readings(word))
    return common and frequency(word) > _EVERYDAY


def is_first_name(word: str) -> bool:
    return any("imię" in reading.names for reading in lemmatiser().readings(word)) and not base_forms(word)


def _one(word: str, governed: bool) -> str | None:
    names = base_forms(word)
    if "-" in word:
        parts = [_one(part, governed) for part in word.split("-")]
        return "-".join(part for part in parts if part) if all(parts) else None
    if not names:
        return None
    same = [name for name in names if fold(name) == fold(word)]
    if governed:
        # Nouns that stay as they are after "w" and "z" are rare.
        others = [name for name in names if name not in same]
        return _commonest(others or same, word)
    return same[0] if same else _commonest(list(names), word)


def _commonest(names: list[str], word: str) -> str:
    """ "w Skoczowie" is Skoczów rather than Skoczowo, "w Garbnie" Garbno rather than Garbień."""
    endings = ("ów", "in", "yn", "owo") if fold(word).endswith(("owie", "inie", "ynie")) else ("no", "ice", "owa", "ów")
    return min(names, key=lambda name: next((at for at, end in enumerate(endings) if name.endswith(end)), len(endings)))
