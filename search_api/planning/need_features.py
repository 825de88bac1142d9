"""What is looked at in a sentence or item to tell whether it states a need: its words, their forms, its shape, its place.

Each feature is a name that is there or not: "lemma:brakować", "pair:nie_mieć", "form:praet:perf", "section:needs". need_model.py
weighs them; which count was learnt from marked documents (need_training.py), nobody chose them by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.document import Document
from corpus.language import fold, tokens
from corpus.lemmas import lemmas, lemmatiser
from search_api.planning.need_sections import marked
from search_api.planning.need_sentences import spoken
from search_api.planning.need_units import Unit
from search_api.planning.need_words import cues

_LONGEST_LOOKED_AT = 1_000  # characters of one unit
_LENGTHS = (0, 3, 5, 8, 12, 18, 26, 40)  # words: bounds of the classes of length
_PREFIX, _LONGEST_WORD = 5, 64  # letters
_AMBIGUOUS = 3  # readings of a form: with more of them its tags tell nothing
_FIGURES = re.compile(r"\d+")
_VERBS = frozenset({"fin", "praet", "bedzie", "imps", "pred", "impt", "winien"})
_NOUNS = frozenset({"subst", "adj", "ger"})
_DENIALS = frozenset(
    {"nie", "nikt", "nic", "niczego", "bez", "ani", "żaden", "żadna", "żadne", "żadnych", "żadnej", "żadnego"}
)
_REACH = 4  # words before that may deny
_HEADINGS_ABOVE = 2  # looked at besides the innermost one
_MOST_IN_GROUP, _DEEPEST = 6, 4
# How the names of features that tell of the place begin, not of the words.
TROUBLE = "trouble:"
PLACE = ("kind:", "section:", "place:", "rules", "scope:", "group:", "depth:", "heading", "above:")
_SHAPES = tuple(
    (f"shape:{name}", re.compile(pattern))
    for name, pattern in (
        ("percent", r"\d\s*%|\bproc"),
        ("money", r"\d\s*(?:zł|mln|tys)"),
        ("year", r"\b(?:19|20)\d\d\b"),
        ("figure", r"\d"),
        ("quote", r"[„\"»]"),
        ("whole quote", r"^\W*[„\"].*[”\"]\W*$"),
        ("question", r"\?"),
        ("exclamation", r"!"),
        ("colon", r": "),
        ("semicolon", r";"),
        ("bracket", r"\("),
        ("article", r"\b(?:art|ust|pkt|Dz)\."),
        ("dash", r" – "),
        ("date", r"\d{1,2}[ .](?:\d\d\.|stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)"),
        ("hour", r"\d{1,2}[.:]\d\d\b"),
        ("low start", r"^\W*[a-ząćęłńóśżź]"),
        ("capitals", r"^[A-ZŻŹĆĄŚĘŁÓŃ ]{8,}$"),
        ("full stop", r"[.!?…][\"”)]*$"),
        ("figure at end", r"\d\)?\W*$"),
        ("ellipsis", r"…|\.\.\."),
        ("speaker", r"^[^:]{2,40}: "),
        ("address", r"www|http|@"),
    )
)
_RULES = re.compile(r"\bprogram\w* wspolpracy|\bkonkurs\w* ofert|\buchwal|\bzarzadzeni|\bregulamin|\bogloszeni")
_OPENING_BLOCKS, _LONGEST_TITLE = 6, 400


def text_of(unit: Unit) -> str:
    """The words of a unit that may be a need: of a row of a table its first cell, of what somebody said no speaker."""
    text = unit.text.partition(" | ")[0] if unit.kind == "cell" else spoken(unit.text)
    return text[:_LONGEST_LOOKED_AT]


def features_of(units: Sequence[Unit], document: Document) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """Of each unit, in order: its features, and its lemmas for the encoder."""
    sizes = Counter(unit.group for unit in units)
    ruled = _is_of_rules(document)
    tasked = any(unit.section == "tasks" and unit.kind in ("item", "goal") for unit in units)
    for number, unit in enumerate(units):
        text = text_of(unit)
        words = tuple(lemmas(text))
        around = [units[other].group if 0 <= other < len(units) else None for other in (number - 1, number + 1)]
        found = _words(words)
        forms = tuple(token.text.casefold() for token in tokens(text))
        found |= _forms(forms)
        found.update(name for name, pattern in _SHAPES if pattern.search(text))
        found.update(_place(unit, sizes[unit.group], around, ruled, tasked))
        found |= _headings(unit.headings)
        found |= _troubles(forms)
        if text != unit.text and unit.kind != "cell":
            found.add("shape:spoken")
        yield frozenset(found), words


def _words(words: Sequence[str]) -> set[str]:
    plain = [_FIGURES.sub("0", word) if word[0].isdigit() else word for word in words]
    found = {"lemma:" + word for word in plain}
    found.update(f"pair:{first}_{second}" for first, second in pairwise(["^", *plain, "$"]))
    return found


def _troubles(forms: Sequence[str]) -> set[str]:
    """Whether a word of trouble stands there, and whether it is denied: "nie wykazała niedoboru"."""
    found: set[str] = set()
    for place, form in enumerate(forms):
        if _is_trouble(form):
            denied = not _DENIALS.isdisjoint(forms[max(0, place - _REACH) : place])
            found.add("trouble:denied" if denied else "trouble:told")
    return found


@lru_cache(maxsize=50_000)
def _is_trouble(form: str) -> bool:
    # The lemmatiser takes "nie" for a form of "on", so forms are looked at, each with its own lemma.
    return not cues().troubles.isdisjoint(lemmas(form))


def _forms(words: Sequence[str]) -> set[str]:
    """The words as they are written, and grammar: what they are by their endings, as far as the dictionary leaves no doubt."""
    found = {f"length:{bisect_left(_LENGTHS, len(words))}"}
    verb = False
    for place, word in enumerate(words):
        own = _form(word)
        found |= own.names
        verb = verb or own.verb
        if place == 0:
            found.update("first:" + part for part in own.parts)
        elif words[place - 1] == "nie":
            found.update("not:" + part for part in own.parts)
    if not verb:
        found.add("form:no verb")
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    names: frozenset[str]
    parts: tuple[str, ...]
    verb: bool


@lru_cache(maxsize=50_000)
def _form(word: str) -> _Form:
    """Parts of speech of a form, those of verbs also with person and aspect, of adjectives with the degree."""
    tags: set[str] = set()
    parts: set[str] = set()
    for analysis in lemmatiser().analyses(word[:_LONGEST_WORD]):
        part, *rest = analysis.tag.split(":")
        parts.add(part)
        if part in ("fin", "bedzie", "praet", "impt", "aglt"):
            tags.update(f"{part}:{person}" for person in ("pri", "sec", "ter") if person in rest)
        if part in ("fin", "praet"):
            tags.update(f"{part}:{aspect}" for aspect in ("perf", "imperf") if aspect in rest)
        if part in ("adj", "adv"):
            tags.update(f"{part}:{degree}" for degree in ("com", "sup") if degree in rest)
    names = {f"word:{word}", f"start:{word[:_PREFIX]}"}
    tags |= parts
    if len(tags) <= _AMBIGUOUS or not tags & _NOUNS:
        names.update(f"form:{tag}" for tag in tags)
    return _Form(frozenset(names), tuple(sorted(parts)), not _VERBS.isdisjoint(parts))


def _place(unit: Unit, size: int, around: Sequence[int | None], ruled: bool, tasked: bool) -> Iterator[str]:
    kind, section = unit.kind, unit.section
    yield f"kind:{kind}"
    yield f"section:{section}"
    yield f"place:{kind} {section}"
    if ruled:
        yield "rules"
        yield f"rules:{kind} {section}"
    if section == "scope":
        yield f"scope:{'beside' if tasked else 'for'} tasks"
    yield f"group:{min(size, _MOST_IN_GROUP)}"
    if kind != "sentence":
        names = zip(("group:first", "group:last"), around, strict=True)
        yield from (name for name, group in names if group != unit.group)


@lru_cache(maxsize=1_000)
def _headings(headings: tuple[str, ...]) -> frozenset[str]:
    found = {f"depth:{min(len(headings), _DEEPEST)}"}
    if headings:
        found.update(f"heading:{word}" for word in _heading(headings[-1]))
        above = headings[-1 - _HEADINGS_ABOVE : -1]
        found.update(f"above:{word}" for heading in above for word in _heading(heading))
        if headings[-1].endswith(":"):
            found.add("heading with colon")
        if "?" in headings[-1]:
            found.add("heading with question")
    return frozenset(found)


def _heading(heading: str) -> frozenset[str]:
    return frozenset(word for word in lemmas(marked(heading).rest[:_LONGEST_LOOKED_AT]) if not word.isdigit())


def _is_of_rules(document: Document) -> bool:
    """True for a programme of cooperation, a resolution, an announcement: mostly procedure."""
    opening = [block.text for block in document.blocks[:_OPENING_BLOCKS]]
    return any(_RULES.search(fold(text)) for text in (document.title, *opening) if len(text) <= _LONGEST_TITLE)
