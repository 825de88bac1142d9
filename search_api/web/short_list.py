"""The reader's own list of records: ids in a cookie of the browser, none on the server (docs/decisions/0010)."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request, Response

from corpus.practice import ID_PATTERN

COOKIE = "lista"
MOST_IDS = 30  # with ids of LONGEST_ID characters the cookie stays below the 4096 bytes that browsers keep
LONGEST_ID = 120  # characters, as in corpus.practice
KEPT_SECONDS = 180 * 24 * 60 * 60
_BETWEEN = "."  # may stand in a cookie and in an address as it is, and is no part of an id


def of_request(request: Request) -> tuple[str, ...]:
    """The ids on the list of whoever asks, in their order. What is no id is left out; whether a record has it is not checked."""
    return read(request.cookies.get(COOKIE, ""))


def read(text: str) -> tuple[str, ...]:
    """The ids of a text that `written` made, or that somebody made up."""
    return checked(text.split(_BETWEEN))


def written(ids: Iterable[str]) -> str:
    """The ids as one text for a cookie or an address."""
    return _BETWEEN.join(ids)


def checked(ids: Iterable[str]) -> tuple[str, ...]:
    """What looks like an id, each once, at most MOST_IDS of them."""
    found = dict.fromkeys(one for one in ids if len(one) <= LONGEST_ID and ID_PATTERN.fullmatch(one))
    return tuple(found)[:MOST_IDS]


def moved(ids: tuple[str, ...], one: str, steps: int) -> tuple[str, ...]:
    """The list with `one` that many places further down; -1 is one place up. It stops at the ends."""
    if one not in ids:
        return ids
    rest = [other for other in ids if other != one]
    place = min(max(ids.index(one) + steps, 0), len(rest))
    return (*rest[:place], one, *rest[place:])


def keep(response: Response, ids: tuple[str, ...], request: Request) -> None:
    """Makes the browser keep this list, or forget an empty one."""
    if ids:
        response.set_cookie(
            COOKIE,
            written(ids),
            max_age=KEPT_SECONDS,
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    else:
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
