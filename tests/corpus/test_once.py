"""A thing that is made once is made once, however many ask at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from corpus.once import once

THREADS = 8


def asked_at_once(get: Callable[[], object]) -> set[int]:
    """The identities of what as many threads get who ask at the same moment."""
    together = threading.Barrier(THREADS)
    found: list[object] = []

    def ask() -> None:
        together.wait()
        found.append(get())

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {id(one) for one in found}


def test_all_who_ask_at_once_get_the_one_that_was_made() -> None:
    made = 0
    first_is_at_work = threading.Event()

    @once
    def thing() -> object:
        nonlocal made
        made += 1
        first_is_at_work.wait(0.05)
        return object()

    assert len(asked_at_once(thing)) == 1
    assert made == 1


def test_after_an_error_the_next_call_tries_again() -> None:
    tries: Iterator[OSError | str] = iter([OSError("dysk"), "gotowe"])

    @once
    def thing() -> str:
        found = next(tries)
        if isinstance(found, OSError):
            raise found
        return found

    with pytest.raises(OSError, match="dysk"):
        thing()
    assert thing() == "gotowe"
