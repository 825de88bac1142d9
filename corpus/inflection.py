"""The singular and plural cases of Polish place names, by the endings of their words, and an index that finds a name by them.

The rules know no dictionary: they give every form that a word of that ending may take, a few of which do not exist.
That is harmless here, because a form only counts when it leads back to a name that the gazetteer holds. The endings
follow the declension tables of Polish school grammar (nouns by gender and stem, adjectives hard and soft).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from corpus.language import fold, raw_words

# Words whose bases an index keeps: running text repeats itself.
_REMEMBERED = 100_000
_VOWELS = frozenset("aąeęioóuy")
_SOFT = {"ń": "n", "ć": "c", "ś": "s", "ź": "z"}  # before i the letter loses its stroke: Toruń, Torunia
_STROKED = {"n": "ń", "c": "ć", "s": "ś", "z": "ź"}
_HARDENED = ("cz", "sz", "rz", "dz", "dż", "c", "ż", "l", "j")
# A hard stem before the -e of the locative: Nysa, Nysie; Góra, Górze; Krosno, Krośnie.
_BEFORE_E = (
    ("iast", "ieści"),
    ("azd", "eździ"),
    ("las", "lesi"),
    ("zn", "źni"),
    ("sn", "śni"),
    ("st", "ści"),
    ("zd", "ździ"),
    ("sł", "śl"),
    ("zł", "źl"),
    ("ch", "sz"),
    ("k", "c"),
    ("g", "dz"),
    ("r", "rz"),
    ("ł", "l"),
    ("t", "ci"),
    ("d", "dzi"),
)
_ROOT_VOWEL = {"ó": "o", "ą": "ę"}  # Kraków, Krakowa; Ząb, Zębu
_IRREGULAR = {
    "wieś": ("wsi", "wsią"),
    "białystok": ("białegostoku", "białemustokowi", "białymstokiem", "białymstoku"),
    "krasnystaw": ("krasnegostawu", "krasnemustawowi", "krasnymstawem", "krasnymstawie"),
}


def word_forms(word: str) -> frozenset[str]:
    """Every form that a word of a place name may take, itself included, in lower case. "Rybnik" -> rybnika, rybniku, ..."""
    word = word.casefold()
    if len(word) < 3 or not word.isalpha():
        return frozenset((word,))
    return frozenset((word, *_IRREGULAR.get(word, ()), *_declined(word)))


def _declined(word: str) -> Iterator[str]:
    stem = word[:-1]
    match word[-1]:
        case "a":
            yield from _feminine(stem)
        case "o":
            yield from (stem + "a", stem + "u", _with_em(stem), *_before_e(stem))
        case "e":
            yield from _neuter_or_plural(stem)
        case "y" | "i":
            yield from _plural_or_adjective(stem, soft=word[-1] == "i")
        case _:
            yield from _consonant(word)


def _feminine(stem: str) -> Iterator[str]:
    yield from (stem + "ę", stem + "ą")
    if stem.endswith("i"):  # Gdynia, Gdyni; Kolonia, Kolonii
        yield from (stem, stem + "i", stem + "ej")
        return
    yield from (stem + "y", stem + "i", *_before_e(stem), stem + "ej", stem + "iej")
    if stem.endswith("j"):  # Zawoja, Zawoi
        yield stem[:-1] + "i"
    if stem.endswith(("isk", "ysk", "dł", "ęt")):  # neuter plurals: Pobiedziska, Pobiedziskach
        yield from _plural(stem)


def _neuter_or_plural(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in ("a", "u", "em", "i", "y", "ego", "emu", "ym", "ych", "ymi"))
    yield from _plural(stem)
    if stem.endswith("i"):  # Śląskie, Końskie: adjectives
        yield from (stem + ending for ending in ("m", "ch", "mi"))


def _plural_or_adjective(stem: str, *, soft: bool) -> Iterator[str]:
    yield from _plural(stem)
    if soft:
        yield from (stem + ending for ending in ("iego", "iemu", "im", "ich", "imi"))
    else:
        yield from (stem + ending for ending in ("ego", "emu", "ym", "ych", "ymi"))


def _plural(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in ("om", "ami", "ach", "ów"))
    bare = stem.removesuffix("i")
    if len(bare) < 3:
        yield bare
        return
    before, last = bare[:-1], bare[-1]
    yield from (bare, before + _STROKED.get(last, last))  # Kielce, Kielc; Łabunie, Łabuń
    if last in _VOWELS:
        return
    if before[-1] == "o":  # Bojszowy, Bojszów
        yield before[:-1] + "ó" + last
    elif before[-1] not in _VOWELS:  # Siedlce, Siedlec; Mońki, Moniek
        yield before + "e" + last
        yield before[:-1] + _SOFT.get(before[-1], before[-1]) + "ie" + last


def _consonant(word: str) -> Iterator[str]:
    for stem in {word, *_shortened(word), *_other_root_vowel(word)}:
        if stem[-1] in _SOFT:
            soft = stem[:-1] + _SOFT[stem[-1]] + "i"
            yield from (soft, soft + "a", soft + "u", soft + "owi", soft + "em", soft + "ą")
            continue
        yield from (stem + "a", stem + "u", stem + "owi", _with_em(stem), *_before_e(stem))
        if stem[-1] in "pbwm":  # soft labials: Wrocław, Wrocławia; Gołdap, Gołdapi
            yield from (stem + ending for ending in ("i", "ia", "iu", "iowi", "iem", "ią"))
        elif stem.endswith(_HARDENED):  # feminine: Bydgoszcz, Bydgoszczy
            yield from (stem + "y", stem + "i", stem + "ą")


def _shortened(word: str) -> Iterator[str]:
    """Without the fleeting e: Włocławek, Włocławk-; Kamieniec, Kamieńc-; Grodziec, Grodźc-; Skórzec, Skórc-."""
    last = "cz" if word.endswith("cz") else word[-1]
    before = word[: -len(last)].removesuffix("e")
    if len(before) < 3 or len(before) + len(last) == len(word) or (before[-1] in _VOWELS and before[-1] != "i"):
        return
    if not before.endswith("i"):
        yield before + last
        if before.endswith("rz"):
            yield before[:-1] + last
        return
    before = before[:-1]
    yield before + last
    if before.endswith("dz"):
        stem = before[:-2].removesuffix("ź")
        yield stem + ("źdź" if before.endswith("źdz") else "dź") + last
    elif before[-1] in _STROKED:
        yield before[:-1] + _STROKED[before[-1]] + last


def _other_root_vowel(word: str) -> Iterator[str]:
    for index in range(len(word) - 2, max(len(word) - 4, -1), -1):
        if word[index] in _ROOT_VOWEL:
            yield word[:index] + _ROOT_VOWEL[word[index]] + word[index + 1 :]
            return


def _with_em(stem: str) -> str:
    return stem + ("iem" if stem[-1] in "kg" else "em")


def _before_e(stem: str) -> Iterator[str]:
    """The locative in -e: the stem softened (Góra, Górze; Krosno, Krośnie) or with an i (Leszno, Lesznie)."""
    for hard, soft in _BEFORE_E:
        if stem.endswith(hard):
            yield stem[: -len(hard)] + soft + "e"
    if stem.endswith(_HARDENED) or stem[-1] == "i":
        yield stem + "e"
    elif stem[-1] not in "kgrłtd":
        yield stem + "ie"


class NameIndex:
    """Finds names by words in any case, with or without diacritics. Filled lazily: a word's forms are made when needed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[tuple[str, ...], list[str]] = {}
        self._words: dict[str, list[str]] = {}
        self._forms: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._bases: dict[str, tuple[str, ...]] = {}
        seen: set[str] = set()
        for name in dict.fromkeys(names):
            words = split(name)
            self._names.setdefault(words, []).append(name)
            for word in words:
                if word not in seen:
                    seen.add(word)
                    for prefix in {_prefix(form) for form in (word, *_IRREGULAR.get(word, ()))}:
                        self._words.setdefault(prefix, []).append(word)
        self.longest = max((len(words) for words in self._names), default=0)

    def find(self, words: Sequence[str]) -> tuple[str, ...]:
        """Names that the words mean: as they stand, else as they stand without diacritics, else in another case.

        `words` as `split` gives them; they must make up the whole name.
        """
        if exact := self._names.get(tuple(words)):
            return tuple(exact)
        found = self.inflected(words)
        plain = [fold(word) for word in words]
        return tuple(name for name in found if [fold(word) for word in split(name)] == plain) or found

    def inflected(self, words: Sequence[str]) -> tuple[str, ...]:
        """All names that the words may mean in any case, the nominative being no better than the others."""
        if not 0 < len(words) <= self.longest:
            return ()
        bases = [self.bases(word) for word in words]
        return tuple(name for combination in itertools.product(*bases) for name in self._names.get(combination, ()))

    def begins(self, word: str) -> bool:
        """Whether any name may begin with this word, or hold it: a quick test before `inflected`."""
        return bool(self.bases(word))

    def bases(self, word: str) -> tuple[str, ...]:
        """Words of the index's names of which this may be a form. A diacritic that is written must be the form's own."""
        known = self._bases.get(word)
        if known is None:
            known = self._bases_of(word)
            if len(self._bases) < _REMEMBERED:
                self._bases[word] = known
        return known

    def _bases_of(self, word: str) -> tuple[str, ...]:
        prefix = _prefix(word)
        if prefix not in self._forms:
            forms: dict[str, list[tuple[str, str]]] = {}
            for base in self._words.get(prefix, ()):
                for form in word_forms(base):
                    forms.setdefault(fold(form), []).append((form, base))
            self._forms[prefix] = forms
        candidates = self._forms[prefix].get(fold(word), ())
        return tuple(dict.fromkeys(base for form, base in candidates if _written(word, form)))


@lru_cache(maxsize=65_536)
def split(name: str) -> tuple[str, ...]:
    """The words of a name in lower case; hyphens and spaces both separate."""
    return tuple(raw_words(name))


def _prefix(word: str) -> str:
    # Two letters; a and e are one, because the root vowel may change between ą and ę (Ząb, Zębu).
    return fold(word)[:2].replace("e", "a")


def _written(word: str, form: str) -> bool:
    return len(word) == len(form) and all(w in (f, fold(f)) for w, f in zip(word, form, strict=True))
