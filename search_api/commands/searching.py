"""`praktyki search`: a need in, a list with reasons out."""

from __future__ import annotations

import shutil
import textwrap
from argparse import Namespace
from collections.abc import Iterator

from pydantic import ValidationError

from corpus.language import normalise
from corpus.messages import problems
from search_api.commands import telling
from search_api.contract.search import HitOut, SearchAnswer, SearchParameters
from search_api.labels import concept_labels, label
from search_api.searching import criteria
from search_api.searching.answering import answer, is_empty
from search_api.searching.opening import open_searcher
from search_api.settings import read_settings
from search_api.web import texts
from search_api.web.wording import place_words, years_words
from search_api.wrong_input import FieldProblem, WrongInput

WIDEST = 100
INDENT = "    "
_OPTIONS = {"max_budget_pln": "--max-budget", "q": "POTRZEBA"}


def run(arguments: Namespace) -> int:
    settings = read_settings()
    try:
        wanted = criteria.of_parameters(_parameters(arguments), settings)
        with open_searcher(settings) as searcher:
            telling.damage(searcher.damage)
            found = answer(wanted, searcher, "pl")
            empty = is_empty(searcher)
    except WrongInput as error:
        raise WrongInput(*(FieldProblem(_option(wrong.field), wrong.reason) for wrong in error.problems)) from error
    if arguments.json:
        print(found.model_dump_json(indent=2))
    elif empty:
        print("Baza jest pusta. Wczytaj praktyki: praktyki ingest ŚCIEŻKA, a potem uruchom: praktyki build.")
    else:
        for line in lines(found, wanted.offset):
            print(line)
    return 0


def lines(found: SearchAnswer, offset: int) -> Iterator[str]:
    """The answer as lines for a terminal."""
    t = texts.load("pl")
    for change in found.corrections:
        yield t("search.corrected", written=change.written, meant=change.meant)
    if found.places:
        yield t("search.places", places=", ".join(found.places))
    if not found.good_match:
        yield t("search.none") + "."
        for advice in found_advice(t):
            yield f"  - {advice}"
        if found.nearest:
            yield ""
            yield f"{t('search.weak')}:"
    else:
        yield f"{t.count('search.results', found.total)}."
        if offset >= found.total:
            yield f"Opcja --offset {offset} pomija je wszystkie."
    for number, hit in enumerate(found.results or found.nearest, start=offset + 1):
        yield ""
        yield from _hit(number, hit, t)


def found_advice(t: texts.Texts) -> list[str]:
    """What to try when nothing answers."""
    advice = t.tree("search.advice")
    return [str(item) for item in advice] if isinstance(advice, list) else []


def _hit(number: int, hit: HitOut, t: texts.Texts) -> Iterator[str]:
    yield from _wrapped(f"{number}. {hit.title}", "")
    facts = [place_words(hit.place, t) if hit.place else label("kinds", hit.kind, "pl")]
    if years := years_words(hit.years.start, hit.years.end, t):
        facts.append(years)
    if hit.evidence_level:
        facts.append(f"{hit.evidence_level} {label('evidence_levels', hit.evidence_level, 'pl')}")
    yield from _wrapped("; ".join(facts), INDENT)
    reasons = []
    if hit.exact_name:
        reasons.append(t("hit.exact_name"))
    if hit.why.terms:
        reasons.append(f"{t('hit.terms')}: {', '.join(hit.why.terms)}")
    if hit.why.concepts:
        reasons.append(f"{t('hit.concepts')}: {', '.join(concept_labels(hit.why.concepts, 'pl'))}")
    if hit.why.synonyms:
        pairs = (" ≈ ".join(dict.fromkeys((pair.query, pair.record))) for pair in hit.why.synonyms)
        reasons.append(f"{t('hit.synonyms')}: {', '.join(pairs)}")
    if reasons:
        reasons.append(f"{t('hit.confidence')}: {t('confidence.' + hit.confidence)}")
    yield from _wrapped("; ".join(reasons), INDENT)
    if hit.why.passage:
        yield from _wrapped(f"„{hit.why.passage.text}”", INDENT)
    if hit.also_in:
        yield from _wrapped(
            f"{t('hit.also_in')}: {', '.join(f'{copy.title} ({copy.id})' for copy in hit.also_in)}", INDENT
        )
    yield f"{INDENT}{hit.id}"


def _wrapped(text: str, indent: str) -> list[str]:
    # normalise: a record may hold control characters that a terminal would obey.
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return textwrap.wrap(
        normalise(text), width, initial_indent=indent, subsequent_indent=indent or INDENT, break_on_hyphens=False
    )


def _parameters(arguments: Namespace) -> SearchParameters:
    given = {name: getattr(arguments, name) for name in SearchParameters.model_fields if hasattr(arguments, name)}
    try:
        return SearchParameters.model_validate({**given, "q": arguments.need, "max_budget_pln": arguments.max_budget})
    except ValidationError as error:
        raise WrongInput(*(FieldProblem(found.field, found.message) for found in problems(error))) from error


def _option(field: str) -> str:
    name = field.partition(".")[0]
    return _OPTIONS.get(name, "--" + name.replace("_", "-"))
