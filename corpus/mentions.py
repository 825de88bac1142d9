"""Place names in running Polish text. Rather silent than wrong: an ordinary word that is also a village says nothing.

A name counts as a mention when something in the text vouches for it:
- a word that announces it: "powiatu wodzisławskiego", "w gminie Gaszowice", "woj. śląskie";
- the name or the adjective of a voivodeship: "na Podkarpaciu", "w lubelskim", "wielkopolskie";
- a capital letter with a preposition before it ("w Wiśle", "z Gaszowic"), or two words and more ("Wodzisław Śląski");
- a seat of a powiat with a capital letter inside a sentence; a city with powiat rights anywhere, as queries are typed;
- a place in a list that one of these begins: "gminy Lyski, Jejkowice i Gaszowice".
Parts of cities are no mentions, nor is what follows "ul." or "im.". A name that several places share is settled by the
other names of the text, if these leave one of its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.inflection import NameIndex
from corpus.language import fold, tokens
from corpus.practice import AreaLevel
from corpus.resolving import Context, Resolution, Resolver
from corpus.written_names import ANNOUNCING, KINDS, PREPOSITIONS, WrittenName

_BEFORE_TOWNS = frozenset("w we z ze do kolo k spod spoza okolicach okolice okolic kierunku miedzy".split())
_GOVERNING = PREPOSITIONS | _BEFORE_TOWNS | frozenset("poza przez wokol".split())
_LINKS = frozenset("i oraz lub albo".split())
# After these a capital letter is a street, a patron or a river bank, not a place.
_NAMESAKE = frozenset(
    "ul ulica ulicy ulice al aleja alei pl plac placu os osiedle osiedla im imienia sw nad rondo".split()
)
# Everyday words that are also forms of a city's or a seat's name (folded): by themselves they are not the place.
_EVERYDAY = frozenset(
    """lodz lodzi lodzia radom bytom tych tychy konin konina konine krosna krosno krosien krosnie chelm chelmu zor leszno
    przemysl poznania poznaniu poznaniem pila pily pile brzeg brzegu brzegi turek turka kolo kola kole nysa lask laski
    pisz gora gory gor gorze lipno ryki police srem swiecie swiecia wrzesnia wrzesniu nisko bytow lukow wolow brzeziny
    jawor puck hel sucha sroda koscian zory oborniki lesko busko gostyn kety marki zabki zywiec zywca""".split()
)
# Written with a capital letter and yet no town: countries and lands.
_LANDS = frozenset("niemiec niemcy niemcom niemcami pogorza pogorze pogorzu polska polski polsce polske polsk".split())
_ADJECTIVE = re.compile(r"(?P<stem>.*(?:s|c|z)k)(?P<case>ie|im|iego)")
_PREPOSITION_OF = {"im": frozenset(("w", "we")), "iego": frozenset(("z", "ze", "spoza", "poza", "do", "od"))}
# A noun that may belong to the adjective before it: "w śląskim stowarzyszeniu" is no voivodeship.
_NOUN_OF = {"im": ("u", "ie", "le", "rze", "ce", "ym", "im"), "iego": ("a", "u", "ego")}
_PART_OF_NAME = ("ej", "ym", "im", "ego", "ą")
_GLUE = frozenset("-./@_")  # inside a compound, an address or a file name
_JOINT = re.compile(r"[ \u00a0]?-?[ \u00a0]?")
_BETWEEN = re.compile(r"[\s:„\"]*")
_LONGEST_ABBREVIATION = 3  # "woj.", "ul.": their stop ends no sentence
_PLACE_OF_UNITS = frozenset(("voivodeship", "subregion", "powiat"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name at [start, end) of the text, in characters, and what it means ("resolved" or "ambiguous")."""

    start: int
    end: int
    text: str
    resolution: Resolution


def mentions(text: str, resolver: Resolver) -> tuple[Mention, ...]:
    """The place names of a text in reading order; none overlap."""
    return _settled(list(_Scan(text, resolver).run()))


class _Scan:
    """One pass over one text. `announced` is what an announcing word, or the list begun by one, leads to expect."""

    def __init__(self, text: str, resolver: Resolver) -> None:
        self.text = text
        self.resolver = resolver
        self.tokens = tokens(text)
        self.words = [token.text.casefold() for token in self.tokens]
        self.folded = [fold(word) for word in self.words]
        units = resolver.units
        self.cities = {powiat.name for powiat in units.powiats.values() if powiat.is_city}
        self.seats = {powiat.seat for powiat in units.powiats.values()}

    def run(self) -> Iterator[Mention]:
        position = 0
        announced: AreaLevel | None = None
        listed = False
        while position < len(self.tokens):
            found = self._at(position, announced, listed)
            if found is not None:
                mention, size = found
                yield mention
                position += size
                announced, listed = _kind(mention), self._list_goes_on(position)
                announced = announced if listed else None
                position += listed and self.folded[position] in _LINKS
                continue
            word = self.folded[position]
            if word in ANNOUNCING:
                announced = ANNOUNCING[word]
            elif not (announced and (word in KINDS or word in _LINKS)) or self._gap(position + 1).strip():
                announced = None
            listed = False
            position += 1

    def _at(self, position: int, announced: AreaLevel | None, listed: bool) -> tuple[Mention, int] | None:
        """The mention that begins here, and how many tokens it takes."""
        if position and self.text[self.tokens[position].start - 1] in _GLUE:
            return None
        if self._before(position) in _NAMESAKE or (announced and not listed and not self._follows(position)):
            return None
        match announced:
            case "powiat":
                return self._longest(self.resolver.powiat_index, position, "powiat")
            case "subregion":
                return self._longest(self.resolver.subregion_index, position, "subregion") or self._named(position)
            case _:
                vouched = announced is not None or listed
                return self._voivodeship(position, vouched) or self._town(position, announced, vouched)

    def _named(self, position: int) -> tuple[Mention, int] | None:
        found = self.resolver.named_index.find(("subregion", self.words[position]))
        return self._mention(position, 1, "subregion") if found else None

    def _voivodeship(self, position: int, vouched: bool) -> tuple[Mention, int] | None:
        found = self._longest(self.resolver.voivodeship_index, position, "voivodeship")
        if found is None:
            return None
        mention, size = found
        last = self.folded[position + size - 1]
        shape = _ADJECTIVE.fullmatch(last)
        before = self._before(position)
        if vouched:
            return found
        if shape is None:
            nominative = self.resolver.voivodeship_index.find(self.words[position : position + size])
            return found if before in _GOVERNING or fold(mention.text) in map(fold, nominative) else None
        if shape["case"] == "ie":
            return None if self._capital(position) and self._capital(position - 1) and position > 1 else found
        after = self.folded[position + size] if position + size < len(self.words) else ""
        own_noun = after.endswith(_NOUN_OF[shape["case"]]) and after not in _GOVERNING | _LINKS
        free = self._gap(position + size).strip() or self._capital(position + size) or not own_noun
        return found if before in _PREPOSITION_OF[shape["case"]] and free else None

    def _town(self, position: int, announced: AreaLevel | None, vouched: bool) -> tuple[Mention, int] | None:
        level: AreaLevel = "gmina" if announced == "gmina" else "locality"
        found = self._longest(self.resolver.town_index, position, level)
        if found is None:
            return None
        mention, size = found
        after = self.text[mention.end : mention.end + 2]
        if self.folded[position] in _LANDS or (after[:1] == "-" and after[1:].isalpha()):
            return None
        if not self.resolver.is_locality(self.words[position : position + size]):
            return None
        everyday = self.folded[position] in _EVERYDAY and size == 1
        certain = mention.resolution.areas if mention.resolution.status == "resolved" else ()
        names = {area.locality or area.gmina for area in certain}
        if not self._capital(position):
            return found if names & self.cities and not everyday else None
        if size > 1:
            last = self.tokens[position + size - 1].text
            return found if last[0].isupper() else None
        longer = self._capital(position + 1) and not self._gap(position + 1).strip()
        if longer and self.words[position].endswith(_PART_OF_NAME):
            return None
        if vouched or self._before(position) in _BEFORE_TOWNS:
            return found
        inside = position > 0 and self._gap(position).strip() in ("", ",", "–", "-")
        return found if not everyday and names & (self.seats if inside else self.cities) else None

    def _longest(self, index: NameIndex, position: int, level: AreaLevel) -> tuple[Mention, int] | None:
        if not index.begins(self.words[position]):
            return None
        for size in range(min(index.longest, len(self.tokens) - position), 0, -1):
            joints = range(position + 1, position + size)
            if all(_JOINT.fullmatch(self._gap(joint)) for joint in joints) and (
                found := self._mention(position, size, level)
                if index.inflected(self.words[position : position + size])
                else None
            ):
                return found
        return None

    def _mention(self, position: int, size: int, level: AreaLevel) -> tuple[Mention, int] | None:
        start, end = self.tokens[position].start, self.tokens[position + size - 1].end
        text = self.text[start:end]
        words = tuple(self.words[position : position + size])
        written = WrittenName(words, text, level=level, governed=self._before(position) in _GOVERNING)
        resolution = self.resolver.resolve_written(written, Context(), level)
        return (Mention(start, end, text, resolution), size) if resolution.areas else None

    def _list_goes_on(self, position: int) -> bool:
        """Whether the token at `position` goes on with a list in which the token before it is a place."""
        if position >= len(self.tokens):
            return False
        gap = self._gap(position).strip()
        return gap == "," or (not gap and self.folded[position] in _LINKS)

    def _follows(self, position: int) -> bool:
        """Whether the token at `position` stands right after the one before it, in the same sentence."""
        return _BETWEEN.fullmatch(self._gap(position).replace(".", "", self._abbreviated(position - 1))) is not None

    def _abbreviated(self, position: int) -> bool:
        return 0 <= position < len(self.folded) and len(self.folded[position]) <= _LONGEST_ABBREVIATION

    def _gap(self, position: int) -> str:
        """What stands between the token at `position` and the one before it."""
        if not 0 < position < len(self.tokens):
            return "\n"
        return self.text[self.tokens[position - 1].end : self.tokens[position].start]

    def _before(self, position: int) -> str:
        return self.folded[position - 1] if position and self._follows(position) else ""

    def _capital(self, position: int) -> bool:
        return 0 <= position < len(self.tokens) and self.tokens[position].text[0].isupper()


def _kind(mention: Mention) -> AreaLevel:
    return mention.resolution.areas[0].level


def _settled(found: list[Mention]) -> tuple[Mention, ...]:
    """Ambiguous mentions narrowed by the powiats, else by the only voivodeship, that the text names without doubt."""
    certain = [mention.resolution.areas for mention in found if mention.resolution.status == "resolved"]
    units = [area for areas in certain for area in areas if area.level in _PLACE_OF_UNITS]
    powiats = {area.powiat_code for area in units if area.powiat_code}
    voivodeships = {area.voivodeship for area in units}

    def settled(mention: Mention) -> Mention:
        if mention.resolution.status != "ambiguous":
            return mention
        areas = mention.resolution.areas
        for near in (
            [area for area in areas if area.powiat_code in powiats],
            [area for area in areas if {area.voivodeship} == voivodeships],
        ):
            if len(near) == 1:
                reason = f"„{mention.text}”: z kilku miejsc o tej nazwie przyjęto to, na które wskazuje reszta tekstu."
                area = near[0].model_copy(update={"status": "resolved", "reason": reason})
                return replace(mention, resolution=Resolution("resolved", (area,), reason))
        return mention

    return tuple(map(settled, found))
