"""Names of institutions and organisations in running text, and their base forms.

A name grows around a noun of `words/heads.yaml`: adjectives before it, then all that `ingest.describe.name_extent` takes:
"Podlaskiego Stowarzyszenia na Rzecz Osób z Niepełnosprawnością „Razem Łatwiej” w Hajnówce".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language import fold
from ingest.describe.base_forms import adjective, is_adjective
from ingest.describe.heads import Acronym, Head, Lone, acronyms_by_letters, heads_by_form, lone_by_form
from ingest.describe.name_extent import Extent, Words, extent, with_village
from ingest.describe.wording import any_of, word_set

# Organs of a council and sources of money, folded: no partners, though their names look alike.
_NO_PARTNERS = re.compile(
    r"^rada (?:gmin|miast|miejsk|powiat|ministr|nadzorcz|europ|unii)|"
    + any_of(
        """fundusz solec* | fundusz inicjatyw | fundusz sprawiedliw* | fundusz europejsk* | europejski fundusz | unia europejsk*
        akademia senior* | urzad senior* | zespol projekt* | koalicja obywatelsk*"""
    )
)
# Words that only look like an adjective before a name: who speaks, not what the name begins with.
_PEOPLE = word_set("radny radna radni przewodniczący przewodnicząca prowadzący prowadząca zaproszony")
_EDITION = re.compile(r"\b(?:[IVXL]+|\d+\.)\s+$")
_EDITION_LENGTH = 12
# After a noun in another case these adjectives belong to the noun that follows: "Oddziału Polskiego Związku".
_OF_THE_NEXT = word_set(
    "polskiego polskiej trzeciego czerwonego dobrego nowego nowej wolnego białego zielonego młodego"
)
_PLURAL = ("ich", "ych", "imi", "ymi")
# A plural form too: without a name of its own it means kinds of organisations rather than one.
_KINDS = word_set("koła")
# These are names only with one in quotation marks when they begin with a small letter.
_ORGANISATIONS = word_set("stowarzyszenie fundacja spółdzielnia towarzystwo")
# Adjectives in lower case that may open a name: "nieformalna grupa „Sąsiedzi”".
_KIND_OF = re.compile(any_of("nieformaln* | lokaln* | miejscow* | gminn* | wiejsk* | młodzieżow* | osiedlow*"))
_LONGEST_BACK = 3
# A number before a name belongs to it when it is short: "16 Dolnośląska Brygada", "I Liceum".
_LONGEST_NUMBER = 2
_ROMAN = re.compile(r"[IVXL]{1,6}")


@dataclass(frozen=True, slots=True)
class Found:
    """A name at [start, end) of the block. `base` is its base form, `built_on` the entry of the list; `own`: it has something
    that tells it from others of its kind. `place`: where a place at its end begins and ends, in the block."""

    start: int
    end: int
    base: str
    built_on: Head | Acronym | Lone
    own: bool
    place: tuple[int, int] | None = None


def found_names(words: Words) -> Iterator[Found]:
    """The names in a block in reading order; none overlap."""
    position = 0
    starts = _starts()
    while position < len(words.parts):
        name = _at(words, position) if words.parts[position].text.casefold() in starts else None
        if name is None:
            position += 1
            continue
        yield name
        while position < len(words.parts) and words.parts[position].start < name.end:
            position += 1


@cache
def _starts() -> frozenset[str]:
    """Every word in lower case that a name is built on."""
    letters = (letters.casefold() for letters in acronyms_by_letters())
    return frozenset((*heads_by_form(), *letters, *lone_by_form()))


def _at(words: Words, position: int) -> Found | None:
    piece = words.parts[position]
    if piece.kind != "word":
        return None
    if (acronym := acronyms_by_letters().get(piece.text)) is not None:
        return _abbreviated(words, position, acronym)
    folded = piece.text.casefold()
    for head in heads_by_form().get(folded, ()):
        if (piece.capital or head.lower) and (name := _headed(words, position, head)):
            return name
    if piece.capital and (lone := lone_by_form().get(folded)) is not None and not _of_another(words, position):
        found = extent(words, position)
        stop = words.parts[found.end - 1].end
        return Found(piece.start, stop, lone.name + words.text[piece.end : stop], lone, found.own, found.place)
    return None


def _of_another(words: Words, position: int) -> bool:
    """Whether the word only says whose the noun before it is: "Komendy Policji"."""
    return words.adjacent(position - 1) and words.parts[position - 1].text.casefold() in heads_by_form()


def _abbreviated(words: Words, position: int, acronym: Acronym) -> Found | None:
    found = extent(words, position)
    if not found.own and acronym.villages:
        found = with_village(words, found.end)
    # "UKS Lider", "OPS Racibórz": after an abbreviation any capitalised word is the name.
    named_after = found.end > position + 1 and words.parts[position + 1].capital
    if not (found.own or acronym.bare or named_after):
        return None
    start, stop = words.parts[position].start, words.parts[found.end - 1].end
    return Found(start, stop, words.text[start:stop], acronym, found.own or named_after, found.place)


def _headed(words: Words, position: int, head: Head) -> Found | None:
    first = _first(words, position)
    start = words.parts[first].start
    if head.meeting and _EDITION.search(words.text[max(0, start - _EDITION_LENGTH) : start]):
        return None
    found = extent(words, position, dash=head.dash, lower=True)
    if not found.own and head.villages:
        found = with_village(words, found.end)
    if not _is_name(words, first, position, head, found):
        return None
    base = _base(words, first, position, found.end, head)
    if _NO_PARTNERS.search(fold(base)):
        return None
    return Found(start, words.parts[found.end - 1].end, base, head, found.own, found.place)


def _is_name(words: Words, first: int, position: int, head: Head, found: Extent) -> bool:
    """Whether what stands around the noun is enough to be the name of one institution."""
    piece = words.parts[position]
    titled = words.titled(position, found.end)
    around = (*words.parts[first:position], *words.parts[position + 1 : found.end])
    if not any(part.capital or part.kind == "title" for part in around):
        return False
    # A firm may be called by everyday words: "Firma Ceramika Artystyczna".
    own = found.own or (
        head.sector == "business" and any(part.capital for part in words.parts[position + 1 : found.end])
    )
    if (head.needs == "named" or not piece.capital or piece.text.casefold() in _KINDS) and not own:
        return False
    if not piece.capital and head.noun in _ORGANISATIONS and not titled:
        return False
    others = " ".join(part.text for part in around).casefold()
    return not head.only or titled or any(stem in others for stem in head.only)


def _first(words: Words, position: int) -> int:
    """Where the adjectives before the noun begin, or a number before them."""
    first = position
    capital = words.parts[position].capital
    while first and position - first < _LONGEST_BACK and words.adjacent(first - 1):
        before = words.parts[first - 1]
        folded = before.text.casefold()
        if before.kind != "word" or (capital and not before.capital) or not is_adjective(before.text):
            break
        if folded.endswith(_PLURAL) or folded in _PEOPLE or not (before.capital or _KIND_OF.match(folded)):
            break
        first -= 1
    if first and words.adjacent(first - 1) and _is_ordinal(words, first - 1, position - first):
        first -= 1
    return first


def _is_ordinal(words: Words, index: int, adjectives: int) -> bool:
    """Whether the piece numbers the institution: a short number before an adjective, a roman one before a school."""
    piece, before = words.parts[index], words.parts[index - 1].text.casefold() if index else ""
    if piece.kind == "number":
        return adjectives > 0 and len(piece.text) <= _LONGEST_NUMBER and before not in ("nr", "pkt")
    school = words.parts[index + 1].text.casefold().startswith(("liceum", "lice"))
    return school and _ROMAN.fullmatch(piece.text) is not None


def _base(words: Words, first: int, position: int, end: int, head: Head) -> str:
    """The name with its noun, and the adjectives that agree with it, in the nominative."""
    parts = words.parts
    if head.gender == "f" and any(
        parts[index].text.casefold().endswith(("ie", "łe", "ne", "we")) for index in range(first, position)
    ):
        # A plural: "Augustowskie Placówki Kultury".
        return words.text[parts[first].start : parts[end - 1].end]
    changed = {
        index: adjective(parts[index].text, head.gender)
        for index in range(first, position)
        if parts[index].kind == "word"
    }
    changed[position] = _cased(head.noun, parts[position].text)
    # A noun in the nominative has its adjectives in it too; nouns in -um look the same in all cases.
    stays = parts[position].text.casefold() == head.noun and not head.noun.endswith("um")
    run = position + 1
    while run < end and parts[run].kind == "word" and is_adjective(parts[run].text):
        run += 1
    noun_follows = run < end and parts[run].capital
    for index in range(position + 1, run):
        folded = parts[index].text.casefold()
        owned = noun_follows and (index > position + 1 or folded in _OF_THE_NEXT)
        if folded.endswith(_PLURAL) or owned or (stays and not folded.endswith("ą")):
            break
        changed[index] = adjective(parts[index].text, head.gender)
    name = parts[first].text if first not in changed else changed[first]
    for index in range(first + 1, end):
        gap = " " if parts[index - 1].end < parts[index].start else ""
        name += gap + changed.get(index, parts[index].text)
    return name[0].upper() + name[1:] if head.sector == "ngo" else name


def _cased(noun: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return noun.upper()
    return noun.capitalize() if like[0].isupper() else noun
