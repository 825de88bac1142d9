"""Filters and facet counts are exact: compared with one plain pass over random records and random filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.practice import Practice
from index.facets import FACETS, FacetTable, write_facets
from index.filters import FacetCount, Filters
from tests.corpus.records import document, practice
from tests.index.brute_force import counted, passes

VOIVODESHIPS = ("śląskie", "opolskie", "łódzkie", "mazowieckie")
SUBREGIONS = ("nuts:PL227", "nuts:PL228", "nuts:PL713")
THEMES = ("seniors", "youth", "transport_mobility", "social_economy")
GROUPS = ("seniors", "youth", "rural_residents")
FORMS = ("task_contract", "local_initiative", "networking")
SECTORS = ("public", "ngo", "business")
LEVELS = ("E0", "E1", "E2", "E3", "E4")
AMOUNTS = (0.0, 500.0, 9999.99, 10_000.0, 1e12)


def some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


maybe_year = st.one_of(st.none(), st.integers(2008, 2016))
areas = st.fixed_dictionaries(
    {
        "level": st.just("powiat"),
        "name": st.just("powiat rybnicki"),
        "voivodeship": st.sampled_from(VOIVODESHIPS),
        "subregion": st.sampled_from((None, *SUBREGIONS)),
    }
)


def _in_order(years: tuple[int | None, int | None]) -> dict[str, int | None]:
    start, end = years
    return {"start": end, "end": start} if start and end and start > end else {"start": start, "end": end}


practices = st.fixed_dictionaries(
    {
        "place": st.sampled_from(VOIVODESHIPS).map(lambda name: {"voivodeship": name}),
        "areas": st.lists(areas, max_size=3),
        "years": st.tuples(maybe_year, maybe_year).map(_in_order),
        "themes": some(THEMES, 1),
        "target_groups": some(GROUPS),
        "cooperation_forms": some(FORMS),
        "partners": some(SECTORS).map(lambda sectors: [{"name": "X", "sector": s, "role": "lead"} for s in sectors]),
        "evidence_level": st.sampled_from((None, *LEVELS)),
        "funding": st.lists(
            st.sampled_from((None, *AMOUNTS)).map(lambda amount: {"source": "Gmina", "amount_pln": amount}), max_size=2
        ),
    }
).map(lambda changes: practice(**changes))
records = st.lists(st.one_of(practices, practices, practices, st.builds(document)), max_size=12)


def chosen(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Often nothing; else some values, among them one that no record carries."""
    return st.one_of(st.just(()), st.lists(st.sampled_from((*values, "nieznane")), min_size=1, max_size=3).map(tuple))


any_filters = st.builds(
    Filters,
    voivodeships=chosen(*VOIVODESHIPS),
    not_voivodeships=chosen(*VOIVODESHIPS),
    subregions=chosen(*SUBREGIONS),
    not_subregions=chosen(*SUBREGIONS),
    themes=chosen(*THEMES),
    target_groups=chosen(*GROUPS),
    cooperation_forms=chosen(*FORMS),
    sectors=chosen(*SECTORS),
    evidence_levels=chosen(*LEVELS),
    kinds=chosen("practice", "document"),
    year_from=st.one_of(st.none(), st.none(), st.integers(2007, 2017), st.sampled_from([-1, 0, 99_999])),
    year_to=st.one_of(st.none(), st.none(), st.integers(2007, 2017), st.sampled_from([-1, 0, 99_999])),
    max_budget_pln=st.one_of(st.none(), st.none(), st.sampled_from((*AMOUNTS, 499.99, 20_000.0))),
)


def table(folder: Path, items: list[Practice | Document]) -> FacetTable:
    write_facets(folder / "facets.npz", items)
    return FacetTable(folder / "facets.npz")


@settings(max_examples=400)
@given(records, any_filters)
def test_allowed_is_a_plain_pass_over_the_records(
    scratch: Path, items: list[Practice | Document], filters: Filters
) -> None:
    facets = table(scratch, items)

    assert facets.allowed(filters).tolist() == [passes(item, filters) for item in items]


@settings(max_examples=200)
@given(records, st.data())
def test_counts_are_a_plain_count_over_the_records(
    scratch: Path, items: list[Practice | Document], data: st.DataObject
) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(items), max_size=len(items)))

    found = table(scratch, items).counts(np.array(mask, dtype=bool))

    assert found == counted(item for item, kept in zip(items, mask, strict=True) if kept)
    assert tuple(found) == (*FACETS, "year_from", "max_budget_pln")


def only(items: list[Practice | Document], folder: Path, **filters: Any) -> list[int]:
    return np.flatnonzero(table(folder, items).allowed(Filters(**filters))).tolist()


def test_a_practice_of_two_voivodeships_is_found_and_refused_under_both(tmp_path: Path) -> None:
    both = practice(
        place={"voivodeship": "śląskie"}, areas=[{"level": "voivodeship", "name": "x", "voivodeship": "opolskie"}]
    )

    assert only([both], tmp_path, voivodeships=("opolskie",)) == [0]
    assert only([both], tmp_path, voivodeships=("śląskie",)) == [0]
    assert only([both], tmp_path, not_voivodeships=("opolskie",)) == []


@pytest.mark.parametrize(
    ("years", "passing"),
    [
        ({"start": 2012, "end": 2014}, True),  # lies across the beginning
        ({"start": 2016, "end": 2020}, True),  # lies across the end
        ({"start": 2010, "end": 2020}, True),  # holds the whole span
        ({"start": 2010, "end": 2012}, False),
        ({"start": 2014}, True),  # a lone start is the only known year
        ({"start": 2010}, False),
        ({"end": 2016}, True),
        ({}, False),  # unknown is not assumed
    ],
)
def test_years_overlap_the_asked_span(tmp_path: Path, years: dict[str, int], passing: bool) -> None:
    found = only([practice(years=years)], tmp_path, year_from=2014, year_to=2016)

    assert found == ([0] if passing else [])


def test_a_budget_is_the_sum_of_known_amounts_and_an_unknown_one_is_not_cheap(tmp_path: Path) -> None:
    items: list[Practice | Document] = [
        practice(funding=[{"source": "Gmina", "amount_pln": 6000}, {"source": "Sołectwo", "amount_pln": 4000}]),
        practice(funding=[{"source": "Gmina", "amount_pln": 6000}, {"source": "Sołectwo", "amount_pln": 4000.01}]),
        practice(funding=[{"source": "Gmina", "amount_pln": None}]),
        practice(funding=[]),
        document(),
    ]

    assert only(items, tmp_path, max_budget_pln=10_000) == [0]


def test_a_document_passes_no_filter_but_that_on_its_kind(tmp_path: Path) -> None:
    assert only([document()], tmp_path, kinds=("document",)) == [0]
    assert only([document()], tmp_path, not_voivodeships=("śląskie",)) == [0]
    assert only([document()], tmp_path, themes=("seniors",)) == []
    assert only([document()], tmp_path, kinds=("practice",)) == []


def test_the_commonest_value_comes_first_and_equals_go_by_value(tmp_path: Path) -> None:
    facets = table(tmp_path, [practice(themes=["youth"]), practice(themes=["seniors", "youth"])])

    assert facets.counts(np.ones(2, dtype=bool))["themes"] == (FacetCount("youth", 2), FacetCount("seniors", 1))
    assert facets.counts(np.array([False, True]))["themes"] == (FacetCount("seniors", 1), FacetCount("youth", 1))


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_facets(tmp_path / name, [practice(), document()])

    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
