"""Names of persons inside handles and addresses of profiles: "@jan.kowalski", "facebook.com/anna.nowak.5", "j_kowalski"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.lemmas import lemmatiser
from ingest.personal.forms import Form, form_of

_LETTERS = r"[^\W\d_]"
_HANDLE = re.compile(
    r"(?<![\w.@])@(?P<at>[\w][\w.-]{2,40})"
    r"|(?:facebook|fb|instagram|linkedin|twitter|tiktok|youtube|pinterest|x)\.com/(?:in/|@|profile/|user/|people/)?(?P<profile>[\w.%@-]{3,60})"
    rf"|(?<![\w/@.\]-])(?P<joined>{_LETTERS}{{1,30}}(?:[._]{_LETTERS}{{2,30}}){{1,2}})(?:\d{{1,4}})?(?![\w@/]|[.-]\w)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"{_LETTERS}+")
_SHORTEST_GIVEN = 3
_SHORTEST_SURNAME = 3
_SHORTEST_GLUED = 4
_SHORTEST_ALONE = 6


def handles_of_persons(text: str, surnames: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Places [start, end) of the handles that name somebody; `surnames` are the marks of those known from the document."""
    for match in _HANDLE.finditer(text):
        group = match.lastgroup
        if group is not None and _names_somebody(match[group], surnames, glued=group != "joined"):
            yield match.span(group)


def _names_somebody(handle: str, surnames: frozenset[str], *, glued: bool) -> bool:
    """True when it holds a given name or an initial with a surname, or one of the `surnames`; `glued`: also in one word."""
    parts = _PARTS.findall(handle.casefold())
    if any(_form(part).keys & surnames for part in parts if len(part) >= _SHORTEST_SURNAME):
        return True
    for place, part in enumerate(parts):
        beside = [parts[number] for number in (place - 1, place + 1) if 0 <= number < len(parts)]
        if any(
            _is_surname(part, certain=not _is_only_given(other))
            for other in beside
            if len(other) == 1 or _is_given(other)
        ):
            return True
    return glued and any(_is_glued(part, surnames) for part in parts)


def _is_glued(part: str, surnames: frozenset[str]) -> bool:
    """True for "jankowalski", "mstempniak", and for "akowalska" when the surname is one of `surnames`."""
    for cut in range(_SHORTEST_GIVEN, len(part) - _SHORTEST_GLUED + 1):
        if _is_given(part[:cut]) and _is_surname(part[cut:]):
            return True
    rests = (part[1:], part[:-1])
    return any(len(rest) >= _SHORTEST_ALONE and _is_surname(rest) for rest in rests) or bool(
        _form(part[1:]).keys & surnames
    )


def _is_given(word: str) -> bool:
    return any(case == "nom" for _, case, _ in _form(word).given)


def _is_only_given(word: str) -> bool:
    return len(word) > 1 and not _form(word).other


def _is_surname(word: str, *, certain: bool = True) -> bool:
    """True for a surname in its first form; with `certain` only for one that is no other word and no place."""
    form = _form(word)
    if len(word) < _SHORTEST_SURNAME or (certain and (form.other or form.place)):
        return False
    return any(case == "nom" for _, case, _ in form.surname)


@lru_cache(maxsize=10_000)
def _form(word: str) -> Form:
    """The form with the diacritics that handles lack."""
    found = form_of(word)
    return found if found.known else form_of(lemmatiser().restore(word, plain_text=True))
