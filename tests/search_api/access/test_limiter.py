"""No client may try more often than the limit says, in any window; the table of clients stays small."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.access import limiter
from search_api.access.limiter import Limiter, RetryAfter
from tests.search_api.access.clocks import Clock


def test_the_attempt_after_the_limit_is_told_when_to_come_back() -> None:
    clock = Clock()
    held = Limiter(2, 60, clock.seconds)

    assert held.allow("a") is None
    clock.pass_by(seconds=10)
    assert held.allow("a") is None
    assert held.allow("a") == RetryAfter(50)
    assert held.allow("b") is None

    clock.pass_by(seconds=50)
    assert held.allow("a") is None
    assert held.allow("a") == RetryAfter(10)


def test_what_is_turned_away_does_not_make_the_wait_longer() -> None:
    clock = Clock()
    held = Limiter(1, 60, clock.seconds)
    held.allow("a")

    for _ in range(59):
        clock.pass_by(seconds=1)
        assert held.allow("a") is not None
    clock.pass_by(seconds=1)

    assert held.allow("a") is None


def test_a_forgiven_attempt_does_not_count() -> None:
    held = Limiter(1, 60, Clock().seconds)

    for _ in range(5):
        assert held.allow("a") is None
        held.forgive("a")
    held.forgive("nobody")

    assert held.allow("a") is None
    assert held.allow("a") is not None


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("ab")), max_size=60),
    st.integers(1, 4),
    st.integers(1, 60),
)
def test_it_lets_through_what_the_slow_obvious_way_lets_through(
    steps: list[tuple[int, str]], limit: int, window: int
) -> None:
    clock = Clock()
    held = Limiter(limit, window, clock.seconds)
    passed: list[tuple[float, str]] = []
    for wait, client in steps:
        clock.pass_by(seconds=wait)
        now = clock.seconds()
        recent = [at for at, who in passed if who == client and at > now - window]

        told = held.allow(client)

        assert (told is None) == (len(recent) < limit)
        if told is None:
            passed.append((now, client))
        else:
            assert 1 <= told.seconds <= window


def test_many_clients_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "MOST_CLIENTS", 100)
    held = Limiter(1, 60, Clock().seconds)

    for number in range(1000):
        held.allow(str(number))

    assert len(held._attempts) == 100
    assert held.allow("999") is not None
    assert held.allow("0") is None


def test_attempts_at_the_same_moment_count_each() -> None:
    held = Limiter(10, 60, Clock().seconds)

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: held.allow("a"), range(200)))

    assert answers.count(None) == 10
