"""Stores that earlier programs really wrote open today, whole, and nobody has to know of it."""

from __future__ import annotations

import gzip
import io
import sqlite3
from pathlib import Path

import pytest

from corpus import review, store_schema, submissions
from corpus.dump import dump
from corpus.outcome import Outcome
from corpus.store import Store
from tests.corpus.descriptions import description, report
from tests.corpus.records import document, practice
from tests.corpus.submitted import RECEIPT, submission

STORES = Path(__file__).parent / "stores"
# Schema 2 was a step between two releases.
RELEASED = (1, 3, 4)


@pytest.fixture(params=RELEASED)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store as the program of that schema left it."""
    path = tmp_path / f"{request.param}.sqlite3"
    path.write_bytes(gzip.decompress((STORES / f"schema-{request.param}.sqlite3.gz").read_bytes()))
    return path


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def test_there_is_a_store_of_every_released_schema_up_to_todays() -> None:
    assert {path.name for path in STORES.glob("*.gz")} == {f"schema-{number}.sqlite3.gz" for number in RELEASED}
    assert RELEASED[-1] == store_schema.SCHEMA_VERSION, (
        "add a store of the new schema, made by the program that is released"
    )


def test_it_opens_whole_with_everything_that_it_held(released: Path) -> None:
    schema = version_of(released)
    assert schema == int(released.stem)

    with Store.open(released) as store:
        assert store.faults() == ()
        assert store.practice(practice().id) == practice()
        assert store.document(document("c").id) == document("c")
        assert [earlier.number for earlier in store.revisions(practice().id)] == [1]
        assert "Wcześniejszy tytuł" in store.revisions(practice().id)[0].body
        assert store.outcomes() == (Outcome(path="a.yaml", status="added", record_id=practice().id),)
        assert [one.record_id for one in store.removals()] == ["usunieta"]
        with store.reading() as connection:
            assert review.count(connection, status="szkic") == (1 if schema >= 3 else 0)
            assert submissions.count(connection) == (1 if schema >= 4 else 0)
    assert version_of(released) == store_schema.SCHEMA_VERSION


def test_it_takes_what_todays_program_writes(released: Path) -> None:
    with Store.open(released) as store:
        with store.writer() as writer:
            writer.put_practice(practice(title="Nowy tytuł"))
            writer.put_document(report())
            review.put_descriptions(writer.connection, report(), [description()])
            submissions.put(writer.connection, submission(), RECEIPT)

        assert len(store.revisions(practice().id)) == 2
        assert store.faults() == ()
        dump(store, io.StringIO())
