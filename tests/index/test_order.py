"""Newest first, nearest first: the same records in another order, with their distances."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.geometry import distance_km, distances_km
from corpus.practice import Practice
from index.filters import Filters
from index.order import Order, ordered
from index.searcher import Searcher
from tests.corpus.records import document, practice
from tests.index.knowledge import published

RYBNIK = (50.1022, 18.5463)
NEED = "posiłki dla samotnych seniorów"
degrees = st.tuples(st.floats(49.0, 54.9), st.floats(14.0, 24.1))


def at(name: str, lat: float | None, lon: float | None) -> dict[str, Any]:
    return {"level": "gmina", "name": name, "voivodeship": "śląskie", "lat": lat, "lon": lon}


def years(record: Practice | Document | None) -> int | None:
    assert isinstance(record, Practice)
    return record.years.end or record.years.start


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    # Texts of a sentence or two: longer ones that are the same would be shown as one
    short: dict[str, Any] = {"actions": "Wolontariusze rozwozili posiłki.", "results": None, "lessons": None}
    records: list[Practice | Document] = [
        practice(**short, id="b-zory", areas=[at("Żory", 50.045, 18.700)], years={"start": 2012}),
        practice(**short, id="c-gdansk", areas=[at("Gdańsk", 54.352, 18.647)], years={"start": 2010, "end": 2020}),
        practice(
            **short,
            id="d-dwa-miejsca",
            areas=[at("Gdynia", 54.519, 18.531), at("Rybnik", *RYBNIK)],
            years={"end": 2016},
        ),
        practice(**short, id="e-nie-wiadomo", areas=[at("Wola", None, None)], years={}),
        document(),
    ]
    folder = tmp_path_factory.mktemp("miejsca")
    published(folder, records)
    with Searcher.open(folder) as searcher:
        yield searcher


@pytest.mark.parametrize("query", [NEED, ""])
def test_nearest_first_counts_from_the_nearest_place_of_a_practice(places: Searcher, query: str) -> None:
    answer = places.search(query, Filters(kinds=("practice",)), 10, 0, order=Order("nearest", RYBNIK))

    assert [hit.record_id for hit in answer.hits] == ["d-dwa-miejsca", "b-zory", "c-gdansk", "e-nie-wiadomo"]
    distances = [hit.distance_km for hit in answer.hits]
    assert distances[0] == 0
    assert distances[1] == pytest.approx(distance_km(*RYBNIK, 50.045, 18.700))
    assert distances[3] is None


@pytest.mark.parametrize("query", [NEED, ""])
def test_newest_first_goes_by_the_last_known_year_and_an_unknown_one_comes_last(places: Searcher, query: str) -> None:
    answer = places.search(query, Filters(kinds=("practice",)), 10, 0, order=Order("newest"))

    told = [years(places.record(hit.record_id)) for hit in answer.hits]
    assert told == [2020, 2016, 2012, None]
    assert all(hit.distance_km is None for hit in answer.hits)


@pytest.mark.parametrize("order", [Order("newest"), Order("nearest", RYBNIK), Order("relevance", RYBNIK)])
def test_an_order_finds_the_same_records_with_the_same_scores(places: Searcher, order: Order) -> None:
    plain = places.search(NEED, Filters(), 10, 0)
    placed = places.search(NEED, Filters(), 10, 0, order=order)

    assert {(hit.record_id, hit.score, hit.confidence) for hit in plain.hits} == {
        (hit.record_id, hit.score, hit.confidence) for hit in placed.hits
    }
    assert placed.facets == plain.facets


def test_found_is_the_whole_answer_in_its_order_without_reasons(places: Searcher) -> None:
    for query in (NEED, ""):
        for order in (Order(), Order("newest"), Order("nearest", RYBNIK)):
            answer = places.search(query, Filters(), 100, 0, order=order)

            listed = [one for hit in answer.hits for one in (hit.record_id, *hit.also_in)]
            assert list(places.found(query, Filters(), order)) == listed


def test_nearest_asks_for_a_point() -> None:
    with pytest.raises(ValueError, match="point"):
        Order("nearest")


@given(degrees, st.lists(degrees, max_size=8))
def test_distances_to_many_are_distances_to_each(point: tuple[float, float], others: list[tuple[float, float]]) -> None:
    found = distances_km(*point, np.array(others).reshape(-1, 2))

    assert found.tolist() == pytest.approx([distance_km(*point, *other) for other in others])


@given(st.lists(st.integers(0, 5), max_size=8))
def test_equal_ranks_keep_their_order(ranks: list[int]) -> None:
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(ranks))]

    found = ordered(groups, np.array([rank or math.inf for rank in ranks], dtype=np.float64))

    assert found == sorted(groups, key=lambda group: ranks[group[0]] or math.inf)
