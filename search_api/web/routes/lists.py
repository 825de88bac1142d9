"""The reader's list, a list that somebody sent, and practices side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse

from corpus.practice import Practice
from search_api import public_address
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.export.about import Record
from search_api.export.selecting import list_address
from search_api.searching import presenting
from search_api.searching.engine import Engine
from search_api.web import compare_view, own_place, pages, plan_link, plan_showing, plan_state, short_list, texts
from search_api.web.posting import FromOwnSite, back

PAGE = "/lista"
MOST_COMPARED = 4
LONGEST_MAILED_LINK = 1500  # characters; some mail programs cut a longer mailto: address
FEWEST_COMPARED = 2
UNDO = "cofnij"  # parameter: the list before the last change, as in the cookie
FULL = "pelna"  # parameter: the last thing did not fit

Ids = Annotated[list[str], Form(alias="id", default_factory=list)]
Here = Annotated[str, Form()]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Found:
    """The records of some ids in their order, and the ids that no record has."""

    records: tuple[Record, ...]
    gone: tuple[str, ...]


@router.get(PAGE, name="list_page")
def short_list_page(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The reader's own list; with `?id=…` the list that a link holds."""
    own = short_list.of_request(request)
    asked = request.query_params.getlist("id")
    shown = short_list.checked(asked) if asked else own
    found = _found(shown, engine)
    ids = tuple(record.id for record in found.records)
    before = short_list.read(request.query_params.get(UNDO, ""))
    taken_off = len(set(before) - set(own))
    new = [one for one in ids if one not in own]
    return pages.render(
        request,
        "lists.html",
        {
            "url_of": presenting.url_of,
            "place_of": presenting.place_of,
            "records": found.records,
            "gone": found.gone,
            "shared": bool(asked),
            "cut": len(set(asked)) > short_list.MOST_IDS,
            "new": new,
            "fits": len(own) + len(new) <= short_list.MOST_IDS,
            "full": FULL in request.query_params and not asked,
            "undo": before if taken_off and not asked else (),
            "taken_off": taken_off,
            "most": short_list.MOST_IDS,
            "most_compared": MOST_COMPARED,
            "most_mailed": LONGEST_MAILED_LINK,
            "comparable": sum(isinstance(record, Practice) for record in found.records),
            "link": list_address(public_address.of_request(request, settings), ids),
            "query_string": urlencode([("id", one) for one in ids]),
            "to_plan": _plan_address(request, found.records),
        },
    )


def _plan_address(request: Request, records: Iterable[Record]) -> str | None:
    """The list of needs that the practices answer, as the page that makes a plan of it; None where there is none, or too much of it
    for an address."""
    practices = [record for record in records if isinstance(record, Practice)]
    own = own_place.of_request(request)
    packed = plan_link.link(plan_state.of_practices(practices, own.code if own else None)) if practices else None
    return plan_showing.address(request, plan_showing.NEEDS, packed, 1) if packed else None


@router.post(f"{PAGE}/dodaj", name="list_add")
def add(request: Request, _: FromOwnSite, ids: Ids, here: Here = PAGE) -> Response:
    """Puts records at the end of the list."""
    before = short_list.of_request(request)
    wanted = dict.fromkeys((*before, *ids))
    after = short_list.checked(wanted)
    refused = [one for one in wanted if one not in after and short_list.checked([one])]
    return _changed(request, after, "full" if refused else "added", _with(PAGE, FULL, "1") if refused else here)


@router.post(f"{PAGE}/usun", name="list_remove")
def remove(request: Request, _: FromOwnSite, ids: Ids, here: Here = PAGE) -> Response:
    """Takes records off the list."""
    before = short_list.of_request(request)
    after = tuple(one for one in before if one not in ids)
    undo = here == PAGE and after != before
    return _changed(request, after, "removed", _with(PAGE, UNDO, short_list.written(before)) if undo else here)


@router.post(f"{PAGE}/wyczysc", name="list_clear")
def clear(request: Request, _: FromOwnSite) -> Response:
    """Takes everything off the list; the page then offers to undo it."""
    return _changed(request, (), "removed", _with(PAGE, UNDO, short_list.written(short_list.of_request(request))))


@router.post(f"{PAGE}/ustaw", name="list_set")
def restore(request: Request, _: FromOwnSite, ids: Ids) -> Response:
    """Makes the list what it was."""
    return _changed(request, short_list.checked(ids), "added", PAGE)


@router.post(f"{PAGE}/przesun", name="list_move")
def move(
    request: Request, _: FromOwnSite, up: Annotated[str, Form()] = "", down: Annotated[str, Form()] = ""
) -> Response:
    """Moves one record a place up or down."""
    one, steps = (up, -1) if up else (down, 1)
    before = short_list.of_request(request)
    after = short_list.moved(before, one, steps)
    said = "moved" if after != before else "unchanged"
    return _changed(request, after, said, f"{PAGE}#opis-{one}" if one in after else PAGE, place=one)


@router.get("/porownanie", name="compare_page")
def compare(request: Request, engine: EngineNeeded) -> Response:
    """Up to MOST_COMPARED practices side by side."""
    found = _found(short_list.checked(request.query_params.getlist("id")), engine)
    practices = [record for record in found.records if isinstance(record, Practice)]
    documents = [record.id for record in found.records if not isinstance(record, Practice)]
    compared, left_out = practices[:MOST_COMPARED], practices[MOST_COMPARED:]
    enough = len(compared) >= FEWEST_COMPARED
    rows = compare_view.rows(compared, texts.load(pages.language_of(request))) if enough else ()
    differences = "roznice" in request.query_params
    ids = [("id", practice.id) for practice in compared]
    chosen = pages.chosen_language(request)
    kept = [*ids, *([("lang", chosen)] if chosen else [])]
    return pages.render(
        request,
        "compare.html",
        {
            "url_of": presenting.url_of,
            "practices": compared,
            "rows": [row for row in rows if not (differences and row.same)],
            "enough": enough,
            "left_out": left_out,
            "gone": [*found.gone, *documents],
            "differences": differences,
            "any_same": any(row.same for row in rows),
            "most": MOST_COMPARED,
            "other_view": f"/porownanie?{urlencode(kept if differences else [*kept, ('roznice', '1')])}",
            "query_string": urlencode(ids),
        },
    )


def _found(ids: Iterable[str], engine: Engine) -> Found:
    held = [(one, engine.record(one)) for one in ids]
    return Found(
        tuple(record for _, record in held if record is not None), tuple(one for one, record in held if record is None)
    )


def _changed(request: Request, after: tuple[str, ...], said: str, where: str, place: str = "") -> Response:
    """The list as the browser is to keep it, with words for a script or the way back for a form."""
    if "application/json" in request.headers.get("accept", ""):
        response: Response = JSONResponse(
            _told(request, after, said, place), HTTPStatus.CONFLICT if said == "full" else HTTPStatus.OK
        )
    else:
        chosen = pages.chosen_language(request)
        response = back(_with(where, "lang", chosen) if chosen else where, PAGE)
    short_list.keep(response, after, request)
    return response


def _told(request: Request, after: tuple[str, ...], said: str, place: str) -> dict[str, object]:
    t = texts.load(pages.language_of(request))
    words = t(f"list_button.{said}", place=after.index(place) + 1 if place in after else 0, count=len(after))
    if said in ("added", "removed"):
        words = f"{words} {t.count('list_button.now', len(after))}"
    return {"ids": list(after), "count": len(after), "said": words}


def _with(address: str, name: str, value: str) -> str:
    """The address with one more parameter, before its fragment; as it is when it has one of that name."""
    path, mark, fragment = address.partition("#")
    if f"{name}=" in path.partition("?")[2]:
        return address
    return f"{path}{'&' if '?' in path else '?'}{urlencode([(name, value)])}{mark}{fragment}"
