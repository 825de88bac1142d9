"""Nothing in a plan lacks a source: the whole tree is walked, as objects, as words and as JSON.

A text is all right when a record stands above it, when it is the person's own, or when it is a text of the catalogue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, get_args

import pytest

from corpus import vocabulary
from corpus.practice import Practice
from index.answer import Confidence, Hit
from search_api.planning.context import PlanContext, Size, Verdict, Wish
from search_api.planning.matching import Match, State
from search_api.planning.need import Need
from search_api.planning.plan import Plan
from search_api.planning.statements import DocumentSource, PracticeSource, Statement
from search_api.plans.answers import PlanAnswer
from search_api.plans.lines import Line, Part
from search_api.plans.presenting import plan_answer
from search_api.plans.words import PlanWords, Precedent, plan_words
from search_api.settings import Language
from search_api.web import texts
from search_api.web.texts import Texts
from tests.search_api.planning.plan_samples import CONTEXT, NEEDS, sample

PLANS = {"plain": sample(), "in context": sample(CONTEXT), "nothing": sample(needs=NEEDS[2:3])}
CODES = {code for literal in (State, Confidence, Wish, Verdict, Size) for code in get_args(literal)}


def own_texts(need: Need) -> Iterator[str]:
    yield need.text
    if need.source is not None:
        yield from (one for one in (need.source.document, need.source.heading, need.source.quote) if one)


def leaves(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Every text of a tree of dataclasses and tuples, with all objects above it."""
    if isinstance(node, str):
        yield node, path
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from leaves(getattr(node, field.name), (*path, node))
    elif isinstance(node, tuple | list):
        for item in node:
            yield from leaves(item, path)
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from leaves(item, (*path, key))


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_text_of_the_plan_has_a_record_above_it(made: Plan) -> None:
    homeless = [
        (text, [type(one).__name__ for one in path])
        for text, path in leaves(made)
        if text not in CODES | {made.snapshot, "need", "task"}
        and not any(isinstance(one, Statement | Match | Hit | PracticeSource | DocumentSource) for one in path)
        and not any(isinstance(one, Need | PlanContext) for one in path)
    ]

    assert homeless == []


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_every_statement_has_sources_that_stand_in_the_list(made: Plan) -> None:
    listed = {source.number: source for source in made.sources}

    def walk(node: object) -> Iterator[Statement]:
        if isinstance(node, Statement):
            yield node
        if is_dataclass(node) and not isinstance(node, type | PracticeSource | DocumentSource):
            for field in fields(node):
                yield from walk(getattr(node, field.name))
        elif isinstance(node, tuple):
            for item in node:
                yield from walk(item)

    for statement in walk(made):
        assert statement.sources
        assert all(listed[source.number] == source for source in statement.sources)


def patterns(t: Texts) -> list[re.Pattern[str]]:
    """The texts of the catalogue that a plan uses, with anything in place of {names}."""
    used = [
        text for key, text in t.leaves.items() if key.startswith(("plan.", "fit.law.", "confidence.", "own_place."))
    ]
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)), re.DOTALL) for text in used]


def without_source(words: PlanWords, numbers: set[int], t: Texts) -> list[str]:
    """Texts that are neither a line with sources, nor of a practice, nor the person's own, nor of the catalogue."""
    known = patterns(t)
    of_context = {value for _, value in words.context}
    own = [one for need in NEEDS for one in own_texts(need)]
    homeless = []
    for text, path in leaves(words):
        above = path[-1]
        if isinstance(above, Line):
            fine = bool(above.sources) and set(above.sources) <= numbers
        elif isinstance(above, Precedent):
            fine = above.number in numbers
        elif isinstance(above, Part) and text == above.key:
            fine = True
        else:
            fine = (
                text in of_context | CODES
                or any(one in text for one in own)
                or re.fullmatch(r"\d+(?:,\d+)?", text) is not None
                or any(one.fullmatch(text) for one in known)
            )
        if not fine:
            homeless.append(text)
    return homeless


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_in_words_a_line_has_numbers_of_sources_and_everything_else_is_the_catalogue(
    made: Plan, language: Language
) -> None:
    t = texts.load(language)

    assert without_source(plan_words(made, t), {source.number for source in made.sources}, t) == []


def test_a_sentence_that_somebody_slips_in_is_found() -> None:
    made, t = PLANS["plain"], texts.load("pl")
    words = plan_words(made, t)
    numbers = {source.number for source in made.sources}
    advice = "Warto rozważyć powołanie klubu seniora."

    noted = replace(words, gaps=replace(words.gaps, notes=(*words.gaps.notes, advice)))
    unsourced = replace(words, gaps=replace(words.gaps, lines=(Line(advice, ()),)))
    misled = replace(words, gaps=replace(words.gaps, lines=(Line(advice, (99,)),)))

    assert [without_source(one, numbers, t) for one in (noted, unsourced, misled)] == [[advice]] * 3


def json_leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if isinstance(node, str):
        yield node, path
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from json_leaves(item, (*path, node, key))
    elif isinstance(node, list):
        for item in node:
            yield from json_leaves(item, path)


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_in_json_every_text_has_numbers_of_sources_above_it(made: Plan) -> None:
    answer = plan_answer(made, date(2026, 1, 2), "https://praktyki.example.org", texts.load("pl"))
    document = json.loads(answer.model_dump_json())
    listed = {source["number"]: source for source in document["sources"]}
    assert all(source["references"] for source in listed.values())
    for text, path in json_leaves(document):
        keys = [key for key in path if isinstance(key, str)]
        if keys[0] in ("made", "snapshot", "legal_state", "context", "sources") or "need" in keys[:2]:
            continue
        cited = [node["sources"] for node in path if isinstance(node, dict) and isinstance(node.get("sources"), list)]
        below_the_plan = [one for one in cited if one is not document["sources"]]
        if below_the_plan:
            assert all(numbers and set(numbers) <= listed.keys() for numbers in below_the_plan), text
        else:
            assert text in CODES, (text, keys)


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_the_json_is_what_its_schema_says(made: Plan) -> None:
    answer = plan_answer(made, date(2026, 1, 2), "https://praktyki.example.org", texts.load("pl"))

    assert PlanAnswer.model_validate_json(answer.model_dump_json()) == answer


def test_quotes_in_json_stand_in_the_records_word_for_word() -> None:
    made = PLANS["plain"]
    records: dict[int, Practice] = {one.number: one.practice for one in made.sources if isinstance(one, PracticeSource)}
    answer = plan_answer(made, date(2026, 1, 2), "", texts.load("pl"))

    quotes = [quote for need in answer.needs for quote in (*need.answered, *need.actions, *need.results, *need.lessons)]
    assert len(quotes) > 8
    for quote in quotes:
        (number,) = quote.sources
        assert quote.text in (getattr(records[number], quote.field) or "")


def test_the_catalogue_says_what_a_plan_may_have_to_say() -> None:
    for language in get_args(Language):
        t = texts.load(language)
        wanted = [f"plan.questions.{code}" for code in vocabulary.load("completeness").codes]
        wanted += [f"plan.wishes.{wish}.{verdict}" for wish in get_args(Wish) for verdict in get_args(Verdict)]
        wanted += [f"plan.left_out.{wish}.{form}" for wish in get_args(Wish) for form in ("one", "few", "many")]
        wanted += [f"plan.states.{state}" for state in get_args(State)]
        wanted += [f"plan.notices.{state}" for state in get_args(State) if state != "served"]
        wanted += [f"plan.context.size_classes.{size}" for size in get_args(Size)]
        wanted += [f"fit.law.{form}" for form in vocabulary.load("cooperation_forms").codes]
        for key in wanted:
            assert t.optional(key), key
