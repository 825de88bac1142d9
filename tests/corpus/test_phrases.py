"""Phrases in a sequence of words: every one, or the longest at each place."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.phrases import Found, PhraseMatcher

MATCHER = PhraseMatcher(
    [
        (("rada",), "council"),
        (("rada", "senior"), "seniors_council"),
        (("senior",), "seniors"),
        (("senior",), "older_people"),
        (("senior", "plus", "klub"), "programme"),
        ((), "nothing"),
    ]
)
words = st.sampled_from("rada senior plus klub".split())


def test_every_phrase_is_found_also_inside_another() -> None:
    assert list(MATCHER.every("rada senior".split())) == [
        Found(0, 2, ("seniors_council",)),
        Found(0, 1, ("council",)),
        Found(1, 2, ("seniors", "older_people")),
    ]


def test_the_longest_phrase_hides_those_that_begin_inside_it() -> None:
    assert [found.values[0] for found in MATCHER.longest("rada senior plus klub".split())] == ["seniors_council"]


def test_a_phrase_cut_off_by_the_end_is_none() -> None:
    assert list(MATCHER.every("senior plus".split())) == [Found(0, 1, ("seniors", "older_people"))]


def test_no_words_and_no_phrases_give_nothing() -> None:
    assert list(MATCHER.every([])) == []
    assert list(PhraseMatcher[str]([]).every(["rada"])) == []


@given(st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), max_size=6), st.lists(words, max_size=12))
def test_every_equals_trying_each_slice(phrases: list[tuple[str, ...]], text: list[str]) -> None:
    matcher = PhraseMatcher([(phrase, phrase) for phrase in phrases])
    slices = {(start, end) for end in range(len(text) + 1) for start in range(end)}

    found = list(matcher.every(text))

    assert {(f.start, f.end) for f in found} == {(s, e) for s, e in slices if tuple(text[s:e]) in phrases}
    assert all(f.values == (tuple(text[f.start : f.end]),) for f in found)


@given(st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), max_size=6), st.lists(words, max_size=12))
def test_the_longest_ones_never_overlap(phrases: list[tuple[str, ...]], text: list[str]) -> None:
    found = list(PhraseMatcher([(phrase, phrase) for phrase in phrases]).longest(text))

    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
