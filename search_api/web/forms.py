"""What the search page reads from its address: the search, forgiving where the API is strict."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationError
from starlette.datastructures import QueryParams

from search_api.criteria import CODED_FILTERS
from search_api.numbers import MAX_OFFSET
from search_api.problems import field_problems
from search_api.schemas import SearchParameters
from search_api.web.links import ALL_FILTERS, WITHOUT
from search_api.wrong_input import WrongInput

PAGE_SIZE = 10
_REPEATABLE = frozenset(coded.singular for coded in CODED_FILTERS)
_NOT_READ = frozenset({"limit", "offset", "lang", "diversity"})


class PageParameters(SearchParameters):
    """A search as a link of the web page: `page` counts from 1."""

    page: Annotated[int, Field(ge=1)] = 1


def read(query: QueryParams) -> PageParameters:
    """The search of the address, less the filters that a button takes off (links.WITHOUT).

    Empty fields and names of others are left out. Raises WrongInput.
    """
    given: dict[str, object] = {}
    off = frozenset(query.getlist(WITHOUT))
    names = {"q"} if ALL_FILTERS in off else PageParameters.model_fields.keys() - _NOT_READ
    for name in names:
        values = [value for value in query.getlist(name) if value.strip() and f"{name}={value}" not in off]
        if values:
            given[name] = values if name in _REPEATABLE else values[-1]
    try:
        found = PageParameters.model_validate(given)
    except ValidationError as error:
        raise WrongInput(*field_problems([dict(item) for item in error.errors()])) from error
    return found.model_copy(update={"limit": PAGE_SIZE, "offset": min((found.page - 1) * PAGE_SIZE, MAX_OFFSET)})
