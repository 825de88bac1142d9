"""A running server follows the published snapshot, and nobody loses a searcher that is in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.snapshot import SnapshotDamaged
from search_api.engine import Engine
from search_api.shelf import NotReady, Shelf
from tests.search_api.fakes import FakeEngine


class Published:
    """A data folder in memory: the name of the current snapshot and the searchers opened on it."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.damaged = False
        self.opened: list[FakeEngine] = []

    def current(self) -> Path | None:
        return None if self.name is None else Path(self.name)

    def open(self) -> Engine:
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
