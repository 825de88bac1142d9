"""What helps a person on: results under other filters, words that nothing holds, concepts beside those asked for."""

from __future__ import annotations

import pytest

from index.filters import Filters
from index.searcher import Searcher

NEED = "samotni seniorzy na wsi"
OPTIONS = (
    Filters(),
    Filters(themes=("seniors",)),
    Filters(themes=("seniors", "youth"), year_from=2010),
    Filters(kinds=("document",)),
    Filters(voivodeships=("opolskie",), max_budget_pln=1.0),
)


@pytest.mark.parametrize("query", [NEED, "program współpracy", "", "qwertyuiop"])
def test_a_tally_says_what_a_search_would(searcher: Searcher, query: str) -> None:
    tallies = searcher.tallies(query, OPTIONS)

    for filters, tally in zip(OPTIONS, tallies, strict=True):
        answer = searcher.search(query, filters, 1, 0)
        assert (tally.total, tally.facets) == (answer.total, answer.facets)


def test_words_that_no_record_holds_are_named_as_they_were_written(searcher: Searcher) -> None:
    hints = searcher.hints("Hodowla papug dla samotnych seniorów")

    assert "papug" in hints.unknown
    assert not {"dla", "samotnych", "seniorów"} & set(hints.unknown)


def test_concepts_beside_those_asked_for_are_named_and_found(searcher: Searcher) -> None:
    hints = searcher.hints("młodzież")

    assert hints.related
    assert len(set(hints.related)) == len(hints.related)
    assert all(searcher.search(name, Filters(), 1, 0).total for name in hints.related)


def test_a_query_without_words_gets_no_hints(searcher: Searcher) -> None:
    assert (searcher.hints("").unknown, searcher.hints("").related) == ((), ())
