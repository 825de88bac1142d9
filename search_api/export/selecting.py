"""What goes into a file: the records of a list of ids or of a search, in their order, no more than the limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from search_api.contract.exports import SEARCHING, ExportParameters
from search_api.export.about import About, Record
from search_api.labels import label
from search_api.searching import criteria
from search_api.searching.answering import found_records
from search_api.searching.criteria import CODED_FILTERS, Criteria
from search_api.searching.engine import Engine
from search_api.settings import Settings
from search_api.web.links import link_of
from search_api.web.texts import Texts
from search_api.web.wording import money
from search_api.wrong_input import FieldProblem, WrongInput

LIST_PAGE = "/lista"
BOTH = "Podaj albo identyfikatory („id”), albo wyszukiwanie. Jedno z dwojga."


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a file and what it says about itself."""

    records: tuple[Record, ...]
    about: About

    def first(self, most: int) -> Selection:
        """The first `most` records of it."""
        records = self.records[:most]
        return Selection(records, replace(self.about, held=len(records)))


def select(parameters: ExportParameters, engine: Engine, settings: Settings, base: str, t: Texts) -> Selection:
    """The records that are asked for. `base` is the address of this site. Raises WrongInput."""
    chosen = _listed(parameters, engine, base) if parameters.id else _found(parameters, engine, settings, base, t)
    return chosen.first(settings.max_export_rows)


def list_address(base: str, ids: tuple[str, ...]) -> str:
    """The link that shows these records as a list."""
    return f"{base}{LIST_PAGE}?{urlencode([('id', one) for one in ids])}"


def _listed(parameters: ExportParameters, engine: Engine, base: str) -> Selection:
    defaults = type(parameters)()
    if any(getattr(parameters, name) != getattr(defaults, name) for name in SEARCHING if name != "lang"):
        raise WrongInput(FieldProblem("id", BOTH))
    wanted = tuple(dict.fromkeys(parameters.id))
    known = {one: record for one in wanted if (record := engine.record(one)) is not None}
    about = About(
        made=date.today(),
        base=base,
        address=list_address(base, tuple(known)),
        snapshot=engine.manifest.snapshot,
        is_list=True,
        query="",
        filters=(),
        total=len(known),
        held=len(known),
        gone=tuple(one for one in wanted if one not in known),
    )
    return Selection(tuple(known.values()), about)


def _found(parameters: ExportParameters, engine: Engine, settings: Settings, base: str, t: Texts) -> Selection:
    wanted = criteria.of_parameters(parameters.search(), settings)
    records = found_records(wanted, engine)
    about = About(
        made=date.today(),
        base=base,
        address=f"{base}{link_of(wanted, parameters.near, None).address()}",
        snapshot=engine.manifest.snapshot,
        is_list=False,
        query=wanted.query,
        filters=filter_words(wanted, parameters.near, t),
        total=len(records),
        held=len(records),
    )
    return Selection(records, about)


def filter_words(wanted: Criteria, near: str | None, t: Texts) -> tuple[str, ...]:
    """The filters of a search in words: "temat: seniorzy"."""
    filters = wanted.filters
    told = [
        t(f"chips.{coded.singular}", value=label(coded.plural.removeprefix("not_"), code, t.language))
        for coded in CODED_FILTERS
        for code in getattr(filters, coded.plural)
    ]
    numbers = {
        "year_from": filters.year_from,
        "year_to": filters.year_to,
        "max_budget_pln": None if filters.max_budget_pln is None else money(filters.max_budget_pln),
        "near": near,
    }
    told += [t(f"export.filters.{name}", value=value) for name, value in numbers.items() if value is not None]
    return tuple(told)
