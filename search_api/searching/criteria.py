"""From what a person asked to what a searcher takes: a clean query, codes that exist, ranges that make sense."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus import vocabulary
from corpus.language import fold, normalise
from corpus.places import gazetteer
from corpus.practice import Area
from index.filters import Filters
from index.order import Order, OrderBy
from search_api.contract.search import SearchFilters, SearchParameters, SearchRequest
from search_api.searching.nearness import place_named
from search_api.settings import Settings
from search_api.wrong_input import FieldProblem, WrongInput

SHOWN_CHOICES = 30
CLOSEST = 3


@dataclass(frozen=True, slots=True)
class CodedFilter:
    """A filter on codes: its name in a POST body, in a link, and the vocabulary of its codes (None: subregions)."""

    plural: str
    singular: str
    vocabulary: str | None


CODED_FILTERS = (
    CodedFilter("voivodeships", "voivodeship", "voivodeships"),
    CodedFilter("not_voivodeships", "not_voivodeship", "voivodeships"),
    CodedFilter("subregions", "subregion", None),
    CodedFilter("not_subregions", "not_subregion", None),
    CodedFilter("themes", "theme", "themes"),
    CodedFilter("target_groups", "target_group", "target_groups"),
    CodedFilter("cooperation_forms", "cooperation_form", "cooperation_forms"),
    CodedFilter("sectors", "sector", "sectors"),
    CodedFilter("evidence_levels", "evidence_level", "evidence_levels"),
    CodedFilter("kinds", "kind", "kinds"),
)

_LINK_NAMES = {coded.plural: coded.singular for coded in CODED_FILTERS} | {
    "years.from": "year_from",
    "years.to": "year_to",
    "query": "q",
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """A search that can be run."""

    query: str
    filters: Filters
    limit: int
    offset: int
    diversity: float = 0.0
    sort: OrderBy = "relevance"
    near: Area | None = None

    @property
    def order(self) -> Order:
        """How the searcher is to order what it finds."""
        near = self.near
        point = (near.lat, near.lon) if near and near.lat is not None and near.lon is not None else None
        return Order(self.sort, point)


def of_request(request: SearchRequest, settings: Settings) -> Criteria:
    """The criteria of a POST body. Raises WrongInput with fields named as in the body."""
    return _criteria(request, request.query, request.filters, settings, _body_name)


def of_parameters(parameters: SearchParameters, settings: Settings) -> Criteria:
    """The criteria of a link. Raises WrongInput with fields named as in the link."""
    return _criteria(parameters, parameters.q, parameters.filters(), settings, link_name)


def link_name(field: str) -> str:
    """The name of a field in a link, for its name in a body: "themes" -> "theme"."""
    return _LINK_NAMES.get(field, field)


def filters_of(filters: SearchFilters, name: Callable[[str], str]) -> Filters:
    """Filters with codes that exist; named subregions spelled out. Raises WrongInput naming all that is wrong."""
    problems: list[FieldProblem] = []
    codes: dict[str, tuple[str, ...]] = {}
    for coded in CODED_FILTERS:
        found: list[str] = []
        for value in getattr(filters, coded.plural):
            try:
                found.extend(_codes(coded, value))
            except LookupError as error:
                problems.append(FieldProblem(name(coded.plural), str(error.args[0])))
        codes[coded.plural] = tuple(dict.fromkeys(found))
    first, last = filters.years.from_, filters.years.to
    if first is not None and last is not None and first > last:
        reason = f"Rok początkowy {first} jest późniejszy niż rok końcowy {last}. Zamień je miejscami."
        problems.append(FieldProblem(name("years.from"), reason))
    if problems:
        raise WrongInput(*problems)
    return Filters(**codes, year_from=first, year_to=last, max_budget_pln=filters.max_budget_pln)


def _criteria(
    asked: SearchRequest | SearchParameters,
    query: str,
    filters: SearchFilters,
    settings: Settings,
    name: Callable[[str], str],
) -> Criteria:
    problems: list[FieldProblem] = []
    if len(query) > settings.max_query_chars:
        reason = (
            f"Opis potrzeby ma {len(query)} znaków, a może mieć najwyżej {settings.max_query_chars}. "
            "Skróć go do kilku zdań o tym, kto czego potrzebuje."
        )
        problems.append(FieldProblem(name("query"), reason))
    if asked.limit > settings.max_limit:
        problems.append(FieldProblem("limit", f"Naraz można pobrać od 1 do {settings.max_limit} wyników."))
    try:
        checked = filters_of(filters, name)
    except WrongInput as error:
        problems.extend(error.problems)
    near = None
    if asked.near is not None:
        try:
            near = place_named(asked.near)
        except LookupError as error:
            problems.append(FieldProblem("near", str(error.args[0])))
    elif asked.sort == "nearest":
        problems.append(FieldProblem("near", "Podaj miejsce, od którego liczyć odległość, na przykład „Rybnik”."))
    if problems:
        raise WrongInput(*problems)
    return Criteria(normalise(query), checked, asked.limit, asked.offset, asked.diversity, asked.sort, near)


def _body_name(field: str) -> str:
    return field if field == "query" else f"filters.{field}"


def _codes(coded: CodedFilter, value: str) -> tuple[str, ...]:
    if coded.vocabulary is None:
        return _subregion_codes(value)
    return (resolve_code(coded.vocabulary, value),)


def resolve_code(vocabulary_name: str, value: str) -> str:
    """The code that `value` means: a code or a label, without regard to case and diacritics ("Slaskie" -> "śląskie").

    Raises LookupError with a Polish sentence that names the closest and the allowed codes.
    """
    terms = vocabulary.load(vocabulary_name)
    if value in terms:
        return value
    by_name = {fold(name): term.code for term in terms.terms for name in (term.en, term.pl, term.code)}
    if vocabulary_name == "voivodeships":
        by_name |= {
            fold(f"{prefix} {term.pl}"): term.code for term in terms.terms for prefix in ("województwo", "woj.")
        }
    wanted = fold(normalise(value))
    if wanted in by_name:
        return by_name[wanted]
    raise LookupError(_unknown(value, wanted, by_name, terms.codes))


def _subregion_codes(value: str) -> tuple[str, ...]:
    places = gazetteer()
    # Labels of named subregions are not unique ("subregion zachodni"), so these are taken by code only.
    by_name = {fold(code): code for code in (*places.subregions, *places.named_subregions)}
    by_name |= {fold(places.subregion_label(code)): code for code in places.subregions}
    wanted = fold(normalise(value))
    if wanted in by_name:
        return places.subregion_codes(by_name[wanted])
    message = _unknown(value, wanted, by_name, ())
    raise LookupError(f"{message} Podaj kod, na przykład „nuts:PL227” albo „śląskie/zachodni”.")


def _unknown(value: str, wanted: str, by_name: dict[str, str], allowed: Iterable[str]) -> str:
    close = difflib.get_close_matches(wanted, by_name, n=CLOSEST, cutoff=0.6)
    closest = list(dict.fromkeys(by_name[name] for name in close))
    sentences = [f"Nie ma wartości „{_short(value)}”."]
    if closest:
        sentences.append(f"Najbliższe: {', '.join(closest)}.")
    choices = tuple(allowed)
    if choices:
        sentences.append(f"Dozwolone: {', '.join(choices[:SHOWN_CHOICES])}.")
    return " ".join(sentences)


def _short(value: str, longest: int = 60) -> str:
    clean = normalise(value)
    return clean if len(clean) <= longest else clean[:longest] + "…"
