"""A server swaps to new indexes, and back to an old one when the new is damaged, without a failed request."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.store import Store
from index import snapshot
from index.build import build
from index.keeping import Keeping
from index.static_encoder import own_encoder
from search_api.app import create_app
from search_api.cli import main
from search_api.searching.shelf import Shelf
from search_api.settings import Settings
from tests.corpus.records import practice
from tests.index.knowledge import stored

SWAPS = 6
CLIENTS = 3
STORE = "store.sqlite3"


@pytest.fixture
def data_dir(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "var"))


@pytest.fixture
def client(data_dir: Path) -> Iterator[TestClient]:
    """The application as it is served, looking for a new index all the time."""
    app = create_app(Settings(data_dir=data_dir, reload_seconds=0.01, rate_per_minute=0))
    with TestClient(app, raise_server_exceptions=False) as running:
        yield running


def rebuilt(data_dir: Path) -> str:
    with Store.open(data_dir / STORE) as store:
        return build(store, data_dir, encoder=own_encoder(), keeping=Keeping(2, 0)).snapshot


def shelf_of(client: TestClient) -> Shelf:
    shelf = client.app.state.shelf  # type: ignore[attr-defined]
    assert isinstance(shelf, Shelf)
    return shelf


def served(client: TestClient) -> tuple[str, str | None]:
    """The index that answers now and what is told of its health, once the server has looked."""
    shelf_of(client).refresh()
    health = client.get("/api/v1/health").json()
    assert health["ready"]
    return health["snapshot"], health["reason"]


def test_no_request_fails_while_records_come_and_indexes_are_swapped(data_dir: Path, client: TestClient) -> None:
    # Given people who search, look at a record and at its page without a pause
    stop = threading.Event()
    failed: list[tuple[str, int, str]] = []
    seen: set[str] = set()
    asked = [0] * CLIENTS

    def ask(number: int) -> None:
        while not stop.is_set():
            for address in ("/api/v1/search?q=seniorzy", "/szukaj?q=seniorzy", "/api/v1/facets", "/api/v1/health"):
                answer = client.get(address)
                asked[number] += 1
                if answer.status_code != 200:
                    failed.append((address, answer.status_code, answer.text[:200]))
                elif address.startswith("/api/v1/search"):
                    seen.add(answer.json()["snapshot"])

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in asking:
        thread.start()
    try:
        # When records come in and indexes are built, each of which removes the one before the last
        names = []
        for number in range(SWAPS):
            stored(data_dir / STORE, [practice(id=f"nowa-{number}")])
            names.append(rebuilt(data_dir))
            assert served(client) == (names[-1], None)
    finally:
        stop.set()
        for thread in asking:
            thread.join()

    # Then nobody was refused, and several indexes answered
    assert failed == []
    assert min(asked) > 0
    assert len(seen) > 1
    assert len(snapshot.published(data_dir)) == 2


def test_a_damaged_new_index_is_told_loudly_and_the_one_before_answers(
    data_dir: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Given an index that is damaged between its build and the look of the server
    before, reason = served(client)
    assert reason is None
    elsewhere = Path(shutil.copytree(data_dir, data_dir.with_name("obok")))
    stored(elsewhere / STORE, [practice()])
    name = rebuilt(elsewhere)
    (elsewhere / "snapshots" / name / snapshot.FACETS).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        shutil.copytree(elsewhere / "snapshots" / name, data_dir / "snapshots" / name)
        snapshot.point_at(data_dir / "snapshots" / name)

        # Then health and the log name the file, and the index before it answers
        found, reason = served(client)
    assert found == before
    assert reason is not None
    assert snapshot.FACETS in reason
    assert snapshot.FACETS in caplog.text
    assert client.get("/api/v1/search?q=seniorzy").json()["snapshot"] == before

    # And so do the commands
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(data_dir))
    assert main(["verify"]) == 1
    assert main(["doctor"]) == 1


def test_a_damaged_index_that_is_restored_under_its_name_serves_again_without_a_restart(
    data_dir: Path, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a backup, an index built after it, and a pointer set back to the earlier one, which is damaged by now
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(data_dir))
    name, _ = served(client)
    assert main(["backup", str(tmp_path / "kopia.zip")]) == 0
    content = (data_dir / "snapshots" / name / snapshot.MANIFEST).read_bytes()
    other = rebuilt(data_dir)
    assert served(client) == (other, None)
    (data_dir / "snapshots" / name / snapshot.FACETS).write_bytes(b"")
    snapshot.point_at(data_dir / "snapshots" / name)
    found, reason = served(client)
    assert found == other
    assert reason is not None

    # When the backup is restored
    assert main(["restore", str(tmp_path / "kopia.zip"), "--replace"]) == 0

    # Then the index of that name serves again
    assert served(client) == (name, None)
    assert (data_dir / "snapshots" / name / snapshot.MANIFEST).read_bytes() == content


def test_the_search_command_says_when_another_index_answers(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(data_dir))
    (data_dir / "snapshots" / "CURRENT").unlink()

    assert main(["search", "seniorzy"]) == 0

    printed = capsys.readouterr()
    assert "UWAGA" in printed.err
    assert "CURRENT" in printed.err
    assert "UWAGA" not in printed.out
