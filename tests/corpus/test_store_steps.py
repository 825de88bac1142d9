"""A store of every earlier version opens, keeps all it held, and can do what the new one can."""

from __future__ import annotations

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

EARLIER = range(1, store_schema.SCHEMA_VERSION)


def filled(store: Store) -> None:
    with store.writer() as writer:
        writer.put_practice(practice(title="Wcześniejszy tytuł"))
        writer.put_practice(practice())
        writer.put_document(document("c"))
        writer.record_outcomes("pierwszy", "karty", [Outcome(path="a.yaml", status="added", record_id=practice().id)])
        writer.put_practice(practice(id="usunieta"))
        writer.remove("usunieta")


def earlier_store(path: Path, version: int) -> None:
    """A store as the program of that version left it: its tables, filled with what it could hold."""
    with Store.open(path.with_name("dzisiejsza.sqlite3")) as today:
        filled(today)
    made = sqlite3.connect(path, isolation_level=None)
    made.execute("PRAGMA journal_mode = WAL")
    for step in store_schema._STEPS[:version]:
        for statement in step:
            made.execute(statement)
    made.execute("ATTACH ? AS today", (str(path.with_name("dzisiejsza.sqlite3")),))
    for table in ("records", "revisions", "runs", "outcomes", "removals"):
        columns = ", ".join(row[1] for row in made.execute(f"PRAGMA table_info({table})"))
        made.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM today.{table}")
    made.execute(f"PRAGMA application_id = {store_schema.APPLICATION_ID}")
    made.execute(f"PRAGMA user_version = {version}")
    made.close()


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_store_keeps_everything_and_takes_drafts(tmp_path: Path, version: int) -> None:
    # Given a store of an earlier version with records, a revision, a run and a removal
    earlier_store(tmp_path / "store.sqlite3", version)

    # When today's program opens it
    with Store.open(tmp_path / "store.sqlite3") as store:
        # Then all is there
        assert store.practice(practice().id) == practice()
        assert store.document(document("c").id) == document("c")
        assert len(store.revisions(practice().id)) == 1
        assert store.outcomes() == (Outcome(path="a.yaml", status="added", record_id=practice().id),)
        assert [one.record_id for one in store.removals()] == ["usunieta"]
        assert store.faults() == ()

        # And it takes what it could not take before
        with store.writer() as writer:
            writer.put_document(report())
            assert review.put_descriptions(writer.connection, report(), [description()]) == 1
            assert submissions.put(writer.connection, submission(), RECEIPT).version == 1
        dump(store, io.StringIO())


@pytest.mark.parametrize("version", EARLIER)
def test_a_step_gives_the_same_tables_as_a_new_store(tmp_path: Path, version: int) -> None:
    earlier_store(tmp_path / "store.sqlite3", version)
    with Store.open(tmp_path / "store.sqlite3"), Store.open(tmp_path / "nowa.sqlite3"):
        pass

    def tables(path: Path) -> list[tuple[str, str]]:
        connection = sqlite3.connect(path)
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
        connection.close()
        return found

    assert tables(tmp_path / "store.sqlite3") == tables(tmp_path / "nowa.sqlite3")


def test_a_step_that_breaks_off_leaves_the_earlier_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite3"
    earlier_store(path, 1)
    broken = (*store_schema._STEPS, ("CREATE TABLE nowa (a TEXT) STRICT", "CREATE TABLE to nie jest SQL"))
    with monkeypatch.context() as patched:
        patched.setattr(store_schema, "_STEPS", broken)
        patched.setattr(store_schema, "SCHEMA_VERSION", len(broken))
        with pytest.raises(Exception, match="Nie można użyć bazy"):
            Store.open(path)

    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    connection.close()
    assert version == 1
    assert not names & {"drafts", "nowa"}
    with Store.open(path) as store:
        assert store.practice(practice().id) == practice()


def test_two_programs_that_open_an_earlier_store_at_once_both_can(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    earlier_store(path, 1)
    first = store_schema.connect(path, wait_s=1)
    second = store_schema.connect(path, wait_s=1)
    # The second one has seen the earlier version when the first takes the steps.
    assert second.execute("PRAGMA user_version").fetchone() == (1,)

    store_schema.prepare(first, path, wait_s=1)
    store_schema._take_steps(second, path)

    assert second.execute("PRAGMA user_version").fetchone() == (store_schema.SCHEMA_VERSION,)
    first.close()
    second.close()
