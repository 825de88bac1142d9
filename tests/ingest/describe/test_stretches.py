"""Stretches answer like a walk over every one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.describe.stretches import Stretches

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS), SPANS)
def test_a_span_overlaps_when_any_of_its_characters_is_taken(
    spans: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    taken = {place for start, end in spans for place in range(start, end)}

    assert Stretches(spans).overlap(*span) == any(place in taken for place in range(*span))


@given(st.lists(SPANS), SPANS)
def test_a_span_within_one_of_them_is_held(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    if any(start <= span[0] and span[1] <= end for start, end in spans):
        assert Stretches(spans).hold(*span)
    if Stretches(spans).hold(*span):
        assert Stretches(spans).overlap(*span)


def test_nothing_is_held_across_a_gap() -> None:
    stretches = Stretches([(0, 3), (5, 9)])

    assert not stretches.hold(2, 6)
    assert not stretches.hold(3, 5)
    assert stretches.hold(5, 9)
