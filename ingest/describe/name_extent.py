"""How far the name of an institution goes on after the noun it is built on, and what it is made of.

A name goes on over capitalised words, names in quotation marks, patrons, numbers and legal forms, and over the small words
that join them; it ends with the place where the institution sits, with another institution, or with any other word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.lemmas import lemmatiser
from ingest.describe.base_forms import is_adjective
from ingest.describe.heads import acronyms_by_letters, heads_by_form, lone_by_form
from ingest.describe.name_tokens import Piece
from ingest.describe.villages import base_forms, is_first_name
from ingest.describe.wording import word_set

_PATRON = word_set("im. pw. św. Św. bł. ks. gen. mjr. płk. prof. dr")
_LEGAL_FORM = frozenset(("sp.", "z o.o.", "o.o.", "s.c.", "S.A."))
_CONNECTORS = word_set("na rzecz w we z ze i dla do spraw nad przy o pod od przeciw bez ds. nr Nr za – —") | _PATRON
_DASHES = word_set("– —")
_IN = word_set("w we")
_FROM = word_set("z ze")
_NUMBER = word_set("nr Nr")
# After a dash these say what the partner does; they are no part of its name.
_OFFICES = word_set("partner partnerzy lider realizator organizator koordynator wnioskodawca operator fundator sponsor")
_DEPARTMENTS = word_set("departament wydział referat")
# After "i" these open the name of another partner; "Urząd Miasta i Gminy" goes on.
_UNITS = word_set("gmina gminą gminę miasto miastem powiat powiatem województwo województwem")
_MOST_CONNECTORS, _LONGEST_LOWER_CASE, _LONGEST_LIST = 4, 9, 12
# No name has more pieces.
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Extent:
    """`end`: index after the last piece. `own`: the name holds something that tells it from others of its kind. `place`: where
    a place at its end begins and ends, in characters of the block."""

    end: int
    own: bool = False
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The pieces of a block with its text."""

    text: str
    parts: Sequence[Piece]

    def adjacent(self, index: int) -> bool:
        """Whether only blanks stand between the piece at `index` and the next one."""
        if not 0 <= index < len(self.parts) - 1:
            return False
        return not self.text[self.parts[index].end : self.parts[index + 1].start].strip(" \u00a0")

    def titled(self, first: int, end: int) -> bool:
        """Whether a name in quotation marks is among the pieces."""
        return any(part.kind == "title" for part in self.parts[first:end])


def extent(words: Words, position: int, *, dash: bool = False, lower: bool = False) -> Extent:
    """The extent of the name around the noun at `position`.

    `dash`: a dash may join a second half; `lower`: adjectives in lower case may follow the noun ("spółdzielnia socjalna „Fala”").
    """
    end, own = position + 1, False
    place: tuple[int, int] | None = None
    while end < len(words.parts) and end - position < _LONGEST and words.adjacent(end - 1):
        piece = words.parts[end]
        titled = words.titled(position, end)
        if piece.kind == "title":
            if titled or place is not None:
                break
            end, own = end + 1, True
        elif piece.kind == "word" and piece.text in _LEGAL_FORM and place is None:
            end, own = end + 1, True
        elif piece.capital and not (titled and not base_forms(piece.text)):
            if not _goes_with(words, position, end, place is not None):
                break
            own = own or not is_common(piece.text)
            end += 1
        elif place is None and (further := _listed(words, end)) is not None:
            end = further
        elif place is None and (step := _joined(words, position, end, dash)) is not None:
            if step.place is not None:
                place = step.place
            own = own or step.own
            end = step.end
        elif (
            lower
            and end == position + 1
            and piece.kind == "word"
            and is_adjective(piece.text)
            and _leads_on(words, end)
        ):
            end += 1
        else:
            break
    return Extent(end, own, place)


def with_village(words: Words, end: int) -> Extent:
    """The name with "z Okop" behind it, if a place follows."""
    if (
        end + 1 < len(words.parts)
        and words.adjacent(end - 1)
        and words.adjacent(end)
        and words.parts[end].text in _FROM
    ):
        village = words.parts[end + 1]
        if village.capital and base_forms(village.text):
            return Extent(end + 2, True, (village.start, village.end))
    return Extent(end)


@lru_cache(maxsize=65_536)
def is_common(word: str) -> bool:
    """Whether the dictionary knows the word as an everyday one: "Pomocy", "Społecznej"."""
    if "-" in word and not is_adjective(word):
        return False
    readings = [reading for reading in lemmatiser().readings(word) if reading.part_of_speech != "ign"]
    return any(not reading.names or "nazwa_pospolita" in reading.names for reading in readings)


def _goes_with(words: Words, position: int, end: int, after_place: bool) -> bool:
    """Whether a capitalised word belongs to the name before it: no second adjective of a place, no department, no person."""
    piece = words.parts[end]
    if (after_place and not is_adjective(piece.text)) or piece.text.casefold() in _DEPARTMENTS:
        return False
    person = is_first_name(piece.text) and not is_first_name(words.parts[end - 1].text)
    patron = any(part.text in _PATRON for part in words.parts[position:end])
    return end == position + 1 or patron or not person


def _leads_on(words: Words, adjective_at: int) -> bool:
    """Whether an adjective in lower case is followed by what makes a name: "spółdzielnia socjalna „Fala”"."""
    following = adjective_at + 1
    if not words.adjacent(adjective_at):
        return False
    part = words.parts[following]
    if part.text == "przy":
        # "Pracownia ceramiczna przy Centrum …" is a place of the centre.
        return False
    return part.kind == "title" or part.capital or _joined(words, adjective_at, following, dash=False) is not None


def _joined(words: Words, position: int, at: int, dash: bool) -> Extent | None:
    """The extent with the small words at `at` and what they join to the name. None when the name ends before them."""
    index = at
    while index < len(words.parts) and words.adjacent(index - 1) and index - at < _MOST_CONNECTORS:
        if words.parts[index].text not in _CONNECTORS:
            break
        index += 1
    if index == at or index >= len(words.parts) or not words.adjacent(index - 1):
        return None
    piece, last = words.parts[index], words.parts[index - 1].text
    titled = words.titled(position, at)
    if last in _NUMBER:
        return Extent(index + 1, own=True) if piece.kind == "number" else None
    if piece.kind == "title":
        return Extent(index + 1, own=True) if last not in _IN | _FROM | _DASHES | {"i"} else None
    if piece.kind == "word" and not piece.capital and any(part.text == "rzecz" for part in words.parts[at:index]):
        return _to_the_title(words, index)
    if not piece.capital:
        return None
    if last in _DASHES:
        second_half = dash and not titled and not is_first_name(piece.text) and piece.text.casefold() not in _OFFICES
        return _and(words, index) if second_half else None
    if last in _FROM and words.parts[at].text in _FROM and base_forms(piece.text):
        return None
    if last == "i":
        return _and(words, index) if not titled and _continues(words, at, index) else None
    if last in _IN and index == at + 1:
        if piece.text.casefold() in heads_by_form():
            # "Koło Wolontariatu w Zespole Szkół": the second institution has a name of its own.
            return None
        if _is_place(words.parts, index):
            return _with_place(words, index)
        return None if titled else _and(words, index)
    return _and(words, index)


def _and(words: Words, index: int) -> Extent:
    return Extent(index + 1, own=not is_common(words.parts[index].text))


def _continues(words: Words, at: int, index: int) -> bool:
    """Whether the word after "i" goes on with the name ("Sportu i Rekreacji") and does not open another one."""
    piece, before = words.parts[index], words.parts[at - 1]
    folded = piece.text.casefold()
    if folded in heads_by_form() or folded in _UNITS or piece.text in acronyms_by_letters():
        return False
    nouns = (part.text.casefold() for part in words.parts[index + 1 : index + 4])
    if is_adjective(piece.text) and any(noun in heads_by_form() for noun in nouns):
        return False
    place = bool(base_forms(before.text)) and not is_common(before.text)
    return not place and before.text not in acronyms_by_letters() and lemmatiser().is_known(piece.text)


def _with_place(words: Words, index: int) -> Extent:
    stop = index + 1
    while stop < len(words.parts) and words.adjacent(stop - 1):
        if not words.parts[stop].capital and words.parts[stop].text not in ("Św.", "nad"):
            break
        stop += 1
    return Extent(stop, own=True, place=(words.parts[index].start, words.parts[stop - 1].end))


def _listed(words: Words, comma: int) -> int | None:
    """The index after "…, Turystyki i Rekreacji" that goes on with "Ośrodek Sportu"; None when the comma at this index ends the
    name. Only everyday words in such a list belong to one name."""
    index = comma
    parts = words.parts
    while index + 1 < len(parts) and parts[index].text == "," and index - comma <= _LONGEST_LIST:
        index += 1
        while index < len(parts) and parts[index].capital and _is_of_a_list(parts[index].text):
            index += 1
        if parts[index - 1].text == "," or not words.adjacent(index - 1):
            return None
        if index + 1 < len(parts) and parts[index].text == "i" and parts[index + 1].capital:
            return index + 2 if _is_of_a_list(parts[index + 1].text) else None
    return None


def _is_of_a_list(word: str) -> bool:
    named = word.casefold() in heads_by_form() or word in acronyms_by_letters() or word.casefold() in lone_by_form()
    return not named and is_common(word) and not is_first_name(word)


def _to_the_title(words: Words, index: int) -> Extent | None:
    """ "na rzecz rozwoju wsi „Dolina”": words in lower case belong to the name when a name in quotation marks ends them."""
    for stop in range(index, min(index + _LONGEST_LOWER_CASE, len(words.parts))):
        if not words.adjacent(stop - 1) or words.parts[stop].kind in ("sign", "number"):
            return None
        if words.parts[stop].kind == "title":
            return Extent(stop + 1, own=True)
    return None


def _is_place(parts: Sequence[Piece], index: int) -> bool:
    word = parts[index].text
    if base_forms(word):
        return True
    following = parts[index + 1] if index + 1 < len(parts) else None
    if following is not None and following.capital and base_forms(following.text) and is_adjective(word):
        return True
    return "-" in word or not lemmatiser().is_known(word)
