"""A place name as people write it, taken apart: the announcing word, the preposition, the remark in brackets, the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.inflection import split
from corpus.language import fold, normalise
from corpus.practice import AreaLevel

# Folded forms of the words that announce what follows.
ANNOUNCING: dict[str, AreaLevel] = {
    **dict.fromkeys("woj wojewodztwo wojewodztwa wojewodztwu wojewodztwem wojewodztwie".split(), "voivodeship"),
    **dict.fromkeys("podregion podregionu podregionowi podregionem podregionie".split(), "subregion"),
    **dict.fromkeys("subregion subregionu subregionowi subregionem subregionie".split(), "subregion"),
    **dict.fromkeys("pow powiat powiatu powiatowi powiatem powiecie powiaty powiatow powiatach".split(), "powiat"),
    **dict.fromkeys("gm gmina gminy gminie gmine gmina gmin gminach gminom gminami".split(), "gmina"),
    **dict.fromkeys("miasto miasta miastu miastem miescie miastach miast miasteczku".split(), "locality"),
    **dict.fromkeys(
        "wies wsi wsia wsie wsiach miejscowosc miejscowosci solectwo solectwa solectwie".split(), "locality"
    ),
}
PREPOSITIONS = frozenset("w we z ze do od na kolo k pod dla spoza okolicach okolice okolic kierunku".split())
_VILLAGE = frozenset("wies wsi wsia wsie wsiach solectwo solectwa solectwie".split())
# Words between the announcing one and the name: "gmina miejsko-wiejska Warka", "miasto na prawach powiatu Rybnik".
KINDS = frozenset("miejska miejskiej miejskiego wiejska wiejskiej miejsko na prawach powiatu m st".split())
_KIND_OF_UNIT = re.compile(r"\b(gmin|miast|miejsk|wiejsk|wies|wsi|powiat|wojewod|pow|woj|gm)")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_SURROUNDINGS = re.compile(r"\s+(?:i|oraz)\s+(?:okolice?|sąsiedni[ea]|sąsiednich)\b.*$", re.IGNORECASE)
_SEPARATOR = re.compile(r"(?:\s*[,;]\s*|\s+(?:i|oraz)\s+)(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """`words` are those of the bare name in lower case, `text` the bare name as written, `note` what the brackets hold.

    `level` is what an announcing word says ("powiat", "gmina"); `governed` is True right after a preposition, where the
    name cannot stand in the nominative. `village` is True when the text says that it is a village, not a town.
    """

    words: tuple[str, ...]
    text: str
    note: str | None = None
    level: AreaLevel | None = None
    governed: bool = False
    village: bool = False

    @property
    def part(self) -> str | None:
        """The remark when it names a part of a city ("Orunia"), not the kind of unit ("gmina wiejska")."""
        return None if self.note is None or _KIND_OF_UNIT.search(fold(self.note)) else self.note

    @property
    def is_rural_gmina(self) -> bool:
        return self.note is not None and "wiejska" in fold(self.note).split()

    @property
    def full_text(self) -> str:
        """The name with its remark: "Gdańsk (Orunia)"."""
        return f"{self.text} ({self.note})" if self.note else self.text


def read(name: str) -> WrittenName:
    """Takes one name apart: "w gminie Kościan (gmina wiejska)" -> words ("kościan",), level gmina."""
    text = normalise(name)
    found = _BRACKETS.search(text)
    text = _SURROUNDINGS.sub("", _BRACKETS.sub("", text))
    pieces = text.split()
    level: AreaLevel | None = None
    governed = village = False
    while len(pieces) > 1:
        word = fold(pieces[0]).strip(".:,")
        if word in ANNOUNCING and level != "subregion":  # "podregion miasto Kraków" is the name of one
            level, governed, village = ANNOUNCING[word], False, word in _VILLAGE
        elif word in PREPOSITIONS:
            governed = True
        elif not (level and set(split(word)) <= KINDS and split(word)):
            break
        pieces = pieces[1:]
    bare = " ".join(pieces).strip(" .,:;")
    return WrittenName(split(bare), bare, found[1] if found else None, level, governed, village)


def parts(text: str | None) -> tuple[WrittenName, ...]:
    """The names of a list: "hajnowski, bielski" or "Kutno i Łęczyca". Commas in brackets do not separate."""
    names = (read(piece) for piece in _SEPARATOR.split(_SURROUNDINGS.sub("", text or "")))
    return tuple(name for name in names if name.words)
