"""A running server follows the published snapshot, and nobody loses a searcher that is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.encoder import EncoderMissing
from index.snapshot import SnapshotDamaged
from search_api.searching.engine import Engine
from search_api.searching.shelf import FAILED, NotReady, Shelf
from tests.search_api.fakes import FakeEngine


class Published:
    """A data folder in memory: the name of the current snapshot and the searchers opened on it."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.damaged = False
        self.failure: Exception | None = None
        self.opened: list[FakeEngine] = []

    def current(self) -> Path | None:
        return None if self.name is None else Path(self.name)

    def open(self) -> Engine:
        if self.failure:
            raise self.failure
        if self.damaged:
            raise SnapshotDamaged("Indeks jest uszkodzony. Zbuduj go od nowa: praktyki build.")
        self.opened.append(FakeEngine(snapshot=self.name or ""))
        return self.opened[-1]


@pytest.fixture
def published() -> Published:
    return Published()


@pytest.fixture
def shelf(published: Published) -> Shelf:
    return Shelf(published.current, published.open)


def test_without_a_snapshot_there_is_nothing_to_lease(shelf: Shelf) -> None:
    shelf.refresh()

    with pytest.raises(NotReady, match="praktyki build"), shelf.lease():
        pass


def test_a_snapshot_published_later_is_served_without_a_restart(shelf: Shelf, published: Published) -> None:
    shelf.refresh()
    published.name = "pierwszy"

    shelf.refresh()

    with shelf.lease() as engine:
        assert engine.manifest.snapshot == "pierwszy"


def test_the_same_snapshot_is_opened_once(shelf: Shelf, published: Published) -> None:
    published.name = "pierwszy"

    for _ in range(3):
        shelf.refresh()

    assert len(published.opened) == 1


def test_a_replaced_searcher_closes_when_its_last_request_ends(shelf: Shelf, published: Published) -> None:
    published.name = "pierwszy"
    shelf.refresh()

    with shelf.lease() as first:
        published.name = "drugi"
        shelf.refresh()
        with shelf.lease() as second:
            assert (first.manifest.snapshot, second.manifest.snapshot) == ("pierwszy", "drugi")
        assert not published.opened[0].closed

    assert published.opened[0].closed
    assert not published.opened[1].closed


def test_a_damaged_new_snapshot_leaves_the_earlier_one_serving_with_the_reason(
    shelf: Shelf, published: Published
) -> None:
    published.name = "pierwszy"
    shelf.refresh()
    published.name, published.damaged = "drugi", True

    shelf.refresh()

    assert shelf.reason is not None
    assert "uszkodzony" in shelf.reason
    with shelf.lease() as engine:
        assert engine.manifest.snapshot == "pierwszy"

    published.name, published.damaged = "trzeci", False
    shelf.refresh()
    assert shelf.reason is None


def test_closing_the_shelf_closes_what_is_open(shelf: Shelf, published: Published) -> None:
    published.name = "pierwszy"
    shelf.refresh()

    shelf.close()

    assert published.opened[0].closed
    with pytest.raises(NotReady), shelf.lease():
        pass


@pytest.mark.parametrize(
    "failure", [PermissionError(13, "Permission denied"), MemoryError("za mało"), KeyError("pole"), OSError(5, "I/O")]
)
def test_any_failure_over_a_new_snapshot_is_told_once_and_the_earlier_one_serves_until_a_later_try(
    shelf: Shelf, published: Published, failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    published.name = "pierwszy"
    shelf.refresh()
    published.name, published.failure = "drugi", failure

    shelf.refresh()
    shelf.refresh()

    assert shelf.reason == FAILED
    (told,) = caplog.messages
    assert type(failure).__name__ in told
    with shelf.lease() as engine:
        assert engine.manifest.snapshot == "pierwszy"

    published.failure = None
    shelf.refresh()
    assert shelf.reason is None
    with shelf.lease() as engine:
        assert engine.manifest.snapshot == "drugi"


def test_an_encoder_that_is_missing_is_the_reason_in_its_own_words(shelf: Shelf, published: Published) -> None:
    published.name, published.failure = "pierwszy", EncoderMissing("Nie ma modelu „nieznany”.")

    shelf.refresh()

    with pytest.raises(NotReady, match="nieznany"), shelf.lease():
        pass


def test_a_reason_goes_when_the_snapshot_that_serves_is_published_again(shelf: Shelf, published: Published) -> None:
    published.name = "pierwszy"
    shelf.refresh()
    published.name, published.damaged = "drugi", True
    shelf.refresh()
    published.name = "pierwszy"

    shelf.refresh()

    assert shelf.reason is None


def test_what_is_opened_while_the_server_stops_is_closed_too(published: Published) -> None:
    # Given a look for a new snapshot that is not over when the server stops
    def stopped_meanwhile() -> Engine:
        engine = published.open()
        stopping.close()
        return engine

    stopping = Shelf(published.current, stopped_meanwhile)
    published.name = "pierwszy"

    stopping.refresh()

    assert published.opened[0].closed
    with pytest.raises(NotReady), stopping.lease():
        pass
