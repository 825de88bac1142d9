"""A search that cannot be run, shown again as it was typed."""

from __future__ import annotations

from starlette.datastructures import QueryParams

from corpus.language import normalise
from search_api.planning.own import choice_of
from search_api.web.forms import FIELDS
from search_api.wrong_input import WrongInput

_TYPED = ("q", "near")
_LONGEST_VALUE = 200  # characters of a value that is sent along unseen
_MOST_VALUES = 50
_MOST_PLACES = 12


def refusal(query: QueryParams, error: WrongInput, longest_query: int) -> dict[str, object]:
    """What the page shows: the problems, those of the fields for typing under `wrong`, and the rest of the search in `kept`.

    `places` are those that the name of a place may mean. A query longer than `longest_query` is not repeated.
    """
    wrong = {problem.field: problem.reason for problem in error.problems if problem.field in _TYPED}
    faulty = {problem.field.partition(".")[0] for problem in error.problems}
    shown = {"q"} | wrong.keys()
    names = (FIELDS - {"page"} - shown - faulty) | {"lang"}
    kept = [pair for pair in query.multi_items() if pair[0] in names and 0 < len(pair[1]) <= _LONGEST_VALUE]
    if "near" in wrong:
        kept = [pair for pair in kept if pair[0] != "sort"]  # a place typed asks for the nearest
    typed, place = query.get("q", ""), normalise(query.get("near", ""))[:_LONGEST_VALUE]
    return {
        "problems": error.problems,
        "wrong": {name: wrong.get(name) for name in _TYPED},
        "query": typed if len(typed) <= longest_query else "",
        "near_typed": place,
        "places": choice_of(place).places[:_MOST_PLACES] if place and "near" in wrong else (),
        "kept": kept[:_MOST_VALUES],
        "left_out": bool(faulty - shown),
    }
