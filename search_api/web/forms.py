"""What the search page reads from its address: the search, forgiving where the API is strict."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError
from starlette.datastructures import QueryParams

from corpus.language import normalise, tokens
from search_api.contract.search import SearchParameters
from search_api.numbers import MAX_OFFSET
from search_api.problems import field_problems
from search_api.searching.criteria import CODED_FILTERS
from search_api.web.links import ALL_FILTERS, IN_ORDER, ORDER, VARIED, VARIED_FIRST, WITHOUT
from search_api.wrong_input import FieldProblem, WrongInput

PAGE_SIZE = 10
_REPEATABLE = frozenset(coded.singular for coded in CODED_FILTERS)
_NOT_READ = frozenset({"limit", "offset", "lang"})
_NO_FILTER = IN_ORDER | {"q"}
NO_WORD = "Napisz słowami, kto czego potrzebuje, na przykład „samotni seniorzy na wsi”. Same znaki nie wystarczą."


class PageParameters(SearchParameters):
    """A search as a link of the web page: `page` counts from 1."""

    page: Annotated[int, Field(ge=1)] = 1


FIELDS = frozenset(PageParameters.model_fields) - _NOT_READ


def read(query: QueryParams) -> PageParameters:
    """The search of the address, less the filters that a button takes off (WITHOUT), in the order that one asks for (ORDER).

    Empty fields and names of others are left out. A place to be near to asks for the nearest first. Raises WrongInput, also for
    a need without a word: the API takes it for an empty one, but who typed "?" did not ask for the whole base.
    """
    given: dict[str, object] = {}
    off = frozenset(query.getlist(WITHOUT))
    for name in FIELDS & _NO_FILTER if ALL_FILTERS in off else FIELDS:
        values = [value for value in query.getlist(name) if value.strip() and f"{name}={value}" not in off]
        if values:
            given[name] = values if name in _REPEATABLE else values[-1]
    _settle_order(given, query.getlist(ORDER)[-1:])
    try:
        found = PageParameters.model_validate(given)
    except ValidationError as error:
        raise WrongInput(*field_problems([dict(item) for item in error.errors()])) from error
    if (typed := normalise(found.q)) and not tokens(typed):
        raise WrongInput(FieldProblem("q", NO_WORD))
    return found.model_copy(update={"limit": PAGE_SIZE, "offset": min((found.page - 1) * PAGE_SIZE, MAX_OFFSET)})


def _settle_order(given: dict[str, object], asked: list[str]) -> None:
    if asked:
        for name in IN_ORDER:
            given.pop(name, None)
        given.update({"diversity": VARIED} if asked == [VARIED_FIRST] else {"sort": asked[0]})
    elif "near" in given:
        given["near"] = normalise(str(given["near"]))
        given["sort"] = "nearest"
