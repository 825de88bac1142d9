"""Names of two words or more, by the dictionary: given name and surname in one case, in either order, or with initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lemmas import lemmatiser
from ingest.personal.forms import COMMON, agree
from ingest.personal.person import GAP, PARTICLES, SPACE, follows
from ingest.personal.titles import OFFICES, POSTS, SAINTLY, TITLES
from ingest.personal.tokens import Token

_SPACES = re.compile(rf"{SPACE}{{1,3}}")
_AFTER_INITIAL = re.compile(rf"\.(?:{SPACE}{{0,2}}|{SPACE}*\r?\n{SPACE}*)|-|{SPACE}")
_COMMA = re.compile(rf",{SPACE}{{1,2}}")
_BORDER = re.compile(r"[\n|;:,.(]")
_DASH = re.compile(rf"{SPACE}{{0,2}}[-\u2010-\u2014]{SPACE}{{0,2}}")
_TYPICAL_SURNAME = re.compile(r"[sc]k\w{1,3}$", re.IGNORECASE)
_LONGEST_ACRONYM = 5
_SHORTEST_SURNAME = 3


def given_first(words: Sequence[Token], place: int) -> int | None:
    """The last word of "Jan Kowalski", "Anna Maria Nowak-Zielińska", "Jan M. Kowalski", "jan kowalski", None for no name."""
    given = words[place]
    if not given.form.is_given or given.text.casefold() in TITLES:
        return None
    if not given.is_capital:
        return _lower_case(words, place)
    last = place
    while last - place < 2 and follows(words, last + 1) and agree(given.form.given, words[last + 1].form.given):
        last += 1
    middle = last + 1
    while middle < len(words) and _is_middle_initial(words, middle):
        middle += 1
    end = _surname_at(words, given, middle, after_initial=middle > last + 1)
    if end is None and middle > last + 1:
        return middle - 1
    if end is None and last > place and words[last].form.is_surname:
        return last
    return end


def _surname_at(words: Sequence[Token], given: Token, place: int, *, after_initial: bool) -> int | None:
    """The last word of the surname that begins at `place`, after particles; None when none does."""
    begin = place
    while place < len(words) and words[place].text.casefold() in PARTICLES and _SPACES.fullmatch(words[place].gap):
        place += 1
    if place >= len(words):
        return None
    gap = words[place].gap
    if not (GAP.fullmatch(gap) or (after_initial and place == begin and _AFTER_INITIAL.fullmatch(gap))):
        return None
    if not _is_surname_of(given, words[place]):
        return None
    return place + 1 if place + 1 < len(words) and _is_second_surname(given, words[place + 1]) else place


def _is_second_surname(given: Token, second: Token) -> bool:
    """True for the last word of "Anna Nowak Zielińska" and of "Anna Nowak – Zielińska", not for an office."""
    form = second.form
    dashed = _DASH.fullmatch(second.gap) is not None
    if not second.is_capital or not form.is_surname or form.is_given or form.lemmas & (OFFICES | POSTS):
        return False
    if not dashed and (form.other or not _SPACES.fullmatch(second.gap)):
        return False
    return agree(given.form.given, form.surname)


def _is_surname_of(given: Token, surname: Token) -> bool:
    """True when the word can be the surname of the one with this given name."""
    form = surname.form
    if not surname.is_capital or surname.is_initial:
        return False
    if form.is_surname and agree(given.form.given, form.surname):
        return True
    if form.known:
        # What follows a certain given name with a capital is a surname that the dictionary lacks: "Dominika Plant".
        is_title = surname.text.casefold() in TITLES or form.lemmas & (OFFICES | POSTS)
        return not (given.form.other or given.form.adjectives or is_title or form.is_given)
    if len(surname.text) < _SHORTEST_SURNAME:
        return False
    is_acronym = surname.is_upper and not given.is_upper and len(surname.text) <= _LONGEST_ACRONYM
    return not is_acronym


def _lower_case(words: Sequence[Token], place: int) -> int | None:
    """A name typed in small letters, only of words that can be nothing else."""
    following = place + 1
    given = words[place].form
    if given.other or given.adjectives or not follows(words, following, any_case=True):
        return None
    surname = words[following].form
    is_certain = surname.is_surname and not (surname.other or surname.place)
    # "kowalski" is an adjective only in the dictionary, "szkolny" in life.
    is_adjective = surname.adjectives and not _TYPICAL_SURNAME.search(words[following].text)
    return following if is_certain and not is_adjective and agree(given.given, surname.surname) else None


def initials_first(words: Sequence[Token], place: int) -> int | None:
    """The last word of "J. Kowalski", "A.M. Nowak", None for no name. "A. Zasady" at the head of a line is a numbered heading."""
    if not words[place].is_initial:
        return None
    last = place + 1
    while last < len(words) and words[last].is_initial and _AFTER_INITIAL.fullmatch(words[last].gap):
        last += 1
    if last >= len(words):
        return None
    surname = words[last]
    if not surname.gap.startswith((".", "-")) or not _AFTER_INITIAL.fullmatch(surname.gap):
        return None
    if not surname.is_capital or len(surname.text) < _SHORTEST_SURNAME or not surname.form.may_be_surname:
        return None
    starts_line = place == 0 or "\n" in words[place].gap
    is_heading = starts_line and last == place + 1 and not surname.looks_like_surname
    is_acronym = surname.is_upper and not surname.form.known
    is_common = surname.form.other and lemmatiser().frequency(surname.text) > COMMON
    return None if is_heading or is_acronym or is_common else last


def surname_first(words: Sequence[Token], place: int) -> int | None:
    """The last word of "Kowalski Jan", "Nowak, Anna", "Kowalska A.", None for no name."""
    surname, following = words[place], place + 1
    if not surname.is_capital or surname.is_initial or following >= len(words) or not surname.form.may_be_surname:
        return None
    given = words[following]
    if not given.is_capital or surname.form.lemmas & SAINTLY:
        return None
    if given.is_initial:
        is_certain = surname.form.is_surname and not surname.form.other
        return following if is_certain and GAP.fullmatch(given.gap) and _initial_ends(words, following) else None
    comma = _COMMA.fullmatch(given.gap) is not None
    if not given.form.is_given or not (comma or GAP.fullmatch(given.gap)):
        return None
    if following + 1 < len(words) and follows(words, following + 1) and _is_surname_of(given, words[following + 1]):
        return None
    if not surname.form.known:
        # An unknown word before a given name is rather a title or the end of a name of something.
        return following if comma else None
    if not agree(given.form.given, surname.form.surname):
        return None
    if surname.form.other and (comma or agree(given.form.given, surname.form.nouns)):
        # "Król Jan" may be a king; alone in its line or cell it is an entry of a list of names.
        return following if _is_alone(words, place, following) else None
    return following


def foreign_first(words: Sequence[Token], place: int) -> int | None:
    """The last word of "Nicholas Gontarczyk": a word that the dictionary lacks, then a surname that can be nothing else."""
    given, following = words[place], place + 1
    if given.form.known or not given.may_be_name or given.is_initial or not follows(words, following):
        return None
    return following if words[following].form.is_only_personal and words[following].form.is_surname else None


def _is_middle_initial(words: Sequence[Token], place: int) -> bool:
    """True for the "M." of "Jan M. Kowalski"."""
    return words[place].is_initial and _SPACES.fullmatch(words[place].gap) is not None and _initial_ends(words, place)


def _initial_ends(words: Sequence[Token], place: int) -> bool:
    """True when a full stop follows the initial, or nothing does."""
    return place + 1 >= len(words) or not words[place + 1].gap or words[place + 1].gap.startswith(".")


def _is_alone(words: Sequence[Token], first: int, last: int) -> bool:
    """True when nothing but a number stands beside the words in their line, cell or between their commas."""
    starts = first == 0 or _BORDER.search(words[first].gap) is not None
    return starts and (last + 1 >= len(words) or _BORDER.search(words[last + 1].gap) is not None)
