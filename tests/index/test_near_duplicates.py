"""Near copies: found exactly, none among the starter practices, shown once with the names of the others."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cards import STARTER, load_folder
from corpus.document import Document
from corpus.language import sentences
from corpus.practice import Practice
from index.filters import Filters
from index.finding import Finder
from index.near_duplicates import LEAST_WORDS, THRESHOLD, Groups, comparable_text, leaders, resemblance
from index.searcher import Searcher
from tests.corpus.records import document, practice
from tests.index.knowledge import published, starter_practices

ACTIONS = (
    "Ośrodek pomocy gotował dwudaniowe obiady w szkolnej kuchni, a wolontariusze z koła gospodyń rozwozili je w termosach "
    "po wsiach. Przy okazji siadali z gospodarzami do stołu, robili zakupy i zgłaszali, komu trzeba naprawić piec."
)
LUNCHES = practice(id="b-obiady", title="Ciepłe obiady na wsi", actions=ACTIONS)
TOLD_AGAIN = practice(
    id="d-termosy",
    title="Termosy dla samotnych",
    actions=ACTIONS.replace("Przy okazji", "Czasem"),
    place={"gmina": "Rybnik", "voivodeship": "śląskie"},
    areas=[{"level": "gmina", "name": "Rybnik", "gmina": "Rybnik", "voivodeship": "śląskie"}],
    themes=["rural_development"],
)
NEED = "obiady dla samotnych seniorów"


def words_of(record: Practice | Document) -> list[str]:
    return comparable_text(record).lower().split()


def pairs_of(record: Practice | Document) -> frozenset[int]:
    words = words_of(record)
    return frozenset(hash(pair) for pair in pairwise(words))


# Which records are near copies


def test_a_copy_with_another_title_joins_the_first_one() -> None:
    other = practice(
        id="c-klub", need="Młodzież nie miała dokąd pójść.", actions="Miasto oddało lokal na klub młodzieżowy."
    )

    assert leaders([LUNCHES, other, TOLD_AGAIN]).tolist() == [0, 1, 0]


def test_no_starter_practice_is_a_copy_of_another() -> None:
    practices = sorted(load_folder(STARTER), key=lambda record: record.id)
    pairs = [pairs_of(record) for record in practices]

    assert leaders(practices).tolist() == list(range(len(practices)))
    # and by far: the threshold could be a sixth of what it is
    nearest = max(resemblance(a, b) for number, a in enumerate(pairs) for b in pairs[:number])
    assert nearest < THRESHOLD / 6


def without_a_sentence(text: str, draw: random.Random) -> str:
    pieces = sentences(text.replace("\n", " "))
    left_out = draw.randrange(len(pieces))
    return " ".join(piece for number, piece in enumerate(pieces) if number != left_out)


def with_other_words(share: float) -> Callable[[str, random.Random], str]:
    words = [word for practice in starter_practices(100) for word in comparable_text(practice).split()]

    def edited(text: str, draw: random.Random) -> str:
        return " ".join(draw.choice(words) if draw.random() < share else word for word in text.split())

    return edited


@pytest.mark.parametrize(
    ("edit", "least", "most"),
    [
        (without_a_sentence, 0.95, 1.0),
        (with_other_words(0.05), 0.95, 1.0),
        (with_other_words(0.10), 0.75, 0.95),
        (with_other_words(0.20), 0.0, 0.15),
    ],
    ids=["a sentence less", "one word in 20", "one word in 10", "one word in 5"],
)
def test_a_starter_practice_told_a_little_otherwise_is_a_copy(
    edit: Callable[[str, random.Random], str], least: float, most: float
) -> None:
    # The shares of docs/quality.md, with room for other practices
    found = []
    for record in load_folder(STARTER):
        text = comparable_text(record)
        told, again = (
            record.model_copy(update={"need": words, "actions": "", "results": None, "lessons": None})
            for words in (text, edit(text, random.Random(record.id)))
        )
        found.append(leaders([told, again]).tolist() == [0, 0])

    assert least <= sum(found) / len(found) <= most


def test_a_short_text_is_nobody_s_copy() -> None:
    short: dict[str, Any] = {"need": "Brak drogi.", "actions": "Remont drogi.", "results": None, "lessons": None}

    assert leaders([practice(id="a", **short), practice(id="b", **short)]).tolist() == [0, 1]


def test_a_practice_and_a_document_are_never_one_group() -> None:
    text = " ".join([LUNCHES.need, LUNCHES.actions, LUNCHES.results or "", LUNCHES.lessons or ""])
    copied = document(blocks=({"text": text},))

    assert leaders([LUNCHES, copied]).tolist() == [0, 1]
    assert leaders([copied, document("b", blocks=({"text": text},))]).tolist() == [0, 0]


_words = st.sampled_from(["gmina", "klub", "wieś", "senior", "droga", "szkoła", "dom", "las"])


@settings(max_examples=60)
@given(st.lists(st.lists(_words, min_size=LEAST_WORDS, max_size=30), min_size=1, max_size=12), st.data())
def test_the_fast_way_finds_what_comparing_all_with_all_finds(texts: list[list[str]], data: st.DataObject) -> None:
    # Given texts and edited copies of some of them
    for text in list(texts):
        cut = data.draw(st.integers(0, 12), label="words taken from the end")
        texts.append(
            [*text[: len(text) - cut], "koniec", "opisu"] + ["dodatek"] * max(0, LEAST_WORDS - len(text) + cut)
        )
    records = [document(blocks=({"text": " ".join(text)},)) for text in texts]

    # When the first of each group is found the slow way
    pairs = [pairs_of(record) for record in records]
    expected: list[int] = []
    for number, own in enumerate(pairs):
        firsts = [other for other in range(number) if expected[other] == other]
        best = max(firsts, key=lambda other: (resemblance(own, pairs[other]), -other), default=number)
        expected.append(best if best != number and resemblance(own, pairs[best]) >= THRESHOLD else number)

    # Then the fast way gives the same
    assert leaders(records).tolist() == expected


def test_a_group_stands_where_its_best_record_stands() -> None:
    groups = Groups(np.array([0, 1, 0, 3, 1], dtype=np.int32))

    assert groups.grouped(np.array([3, 4, 0, 2, 1])) == [(3,), (4, 1), (0, 2)]
    assert groups.grouped(np.array([], dtype=np.int64)) == []


# What a search shows


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A base in which one practice was described twice, in two voivodeships."""
    folder = tmp_path_factory.mktemp("var")
    published(folder, [LUNCHES, TOLD_AGAIN, *starter_practices(20)])
    with Searcher.open(folder) as searcher:
        yield searcher


def test_near_copies_are_one_hit_that_names_the_others(running: Searcher) -> None:
    answer = running.search(NEED, Filters(), 10, 0)

    shown = {hit.record_id: hit.also_in for hit in answer.hits}
    assert len(shown) == answer.total == len(answer.hits)
    assert len({LUNCHES.id, TOLD_AGAIN.id} & set(shown)) == 1
    both = {(hit.record_id, *hit.also_in) for hit in answer.hits if hit.also_in}
    assert {frozenset(group) for group in both} == {frozenset({LUNCHES.id, TOLD_AGAIN.id})}


def test_the_copy_that_passes_the_filters_stands_for_the_group(running: Searcher) -> None:
    for record in (LUNCHES, TOLD_AGAIN):
        answer = running.search(NEED, Filters(voivodeships=(record.place.voivodeship,)), 10, 0)

        # and one that does not pass is not named
        assert (record.id, ()) in [(hit.record_id, hit.also_in) for hit in answer.hits]


def test_a_group_counts_for_every_value_that_a_copy_carries(running: Searcher) -> None:
    answer = running.search(NEED, Filters(), 10, 0)

    for facet in ("voivodeships", "themes", "subregions"):
        for counted in answer.facets[facet]:
            wanted: dict[str, Any] = {facet: (counted.value,)}
            narrowed = running.search(NEED, Filters(**wanted), 10, 0)
            assert narrowed.total == counted.count, counted


def test_browsing_shows_every_record(running: Searcher) -> None:
    answer = running.search("", Filters(), 100, 0)

    assert answer.total == len(running.ids) == len(answer.hits)
    assert {LUNCHES.id, TOLD_AGAIN.id} <= {hit.record_id for hit in answer.hits}


def test_weak_hits_are_grouped_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(tmp_path, [LUNCHES, TOLD_AGAIN])

    with Searcher.open(tmp_path) as searcher:
        # Given that nothing is good enough to be called an answer
        monkeypatch.setattr(Finder, "_listed", lambda *_: np.empty(0, dtype=np.int64))
        answer = searcher.search("samotne wsie", Filters(), 10, 0)

    assert not answer.hits
    assert [len(hit.also_in) for hit in answer.nearest] == [1]
