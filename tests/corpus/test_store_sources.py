"""How files looked when they were read: kept below their folder, forgotten with the record that came of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import store_schema
from corpus.outcome import Outcome
from corpus.store import Store
from corpus.store_outcomes import last_runs, outcome_page, run_summary
from corpus.store_sources import KnownSource, SourceNote, as_bytes
from tests.corpus.records import document, practice


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


def note(path: Path, sha256: str = "ab" * 32) -> SourceNote:
    return SourceNote(as_bytes(path), 120, 1_500_000_000_000_000_000, sha256, "czytnik", path.name)


def remembered(store: Store, path: Path, outcomes: list[Outcome], run: str = "pierwszy") -> None:
    with store.writer() as writer:
        first = writer.record_outcomes(run, "dysk", outcomes)
        writer.remember_source(note(path), first, first + len(outcomes) - 1, len(outcomes))


def names(found: tuple[KnownSource, ...]) -> list[str]:
    return [known.note.name for known in found]


def test_a_folder_gives_what_lies_below_it_and_nothing_beside(store: Store) -> None:
    for name in ("dysk/b.txt", "dysk/a/ą.txt", "dysk2/c.txt", "dysk.txt", "dysk0/d.txt"):
        remembered(store, Path("/srv") / name, [Outcome(path=name, status="added")])

    assert names(store.sources(as_bytes(Path("/srv/dysk")))) == ["ą.txt", "b.txt"]
    assert names(store.sources(as_bytes(Path("/srv/dysk2/c.txt")))) == ["c.txt"]
    assert len(store.sources(as_bytes(Path("/")))) == 5


def test_a_name_that_is_no_text_is_kept(store: Store) -> None:
    path = Path("/srv/dysk") / b"raport \xb9\xea.txt".decode("utf-8", "surrogateescape")
    with store.writer() as writer:
        first = writer.record_outcomes("przebieg", "dysk", [Outcome(path="raport", status="added")])
        writer.remember_source(SourceNote(as_bytes(path), 1, None, "cd" * 32, "czytnik", "raport"), first, first, 1)

    (known,) = store.sources(as_bytes(path))
    assert known.note.path.endswith(b"raport \xb9\xea.txt")
    assert known.note.modified_ns is None


def test_the_outcomes_of_a_file_come_back_though_another_run_wrote_in_between(store: Store) -> None:
    path, first = Path("/srv/karty.jsonl"), Outcome(path="karty.jsonl", name="karty.jsonl", item=1, status="added")
    with store.writer() as writer:
        number = writer.record_outcomes("pierwszy", "dysk", [first])
    with store.writer() as writer:
        writer.record_outcomes("obcy", "inny", [Outcome(path="inny.txt", status="empty")])
    with store.writer() as writer:
        second = first.model_copy(update={"item": 2, "status": "rejected", "reason": "Wpisz rok."})
        last = writer.record_outcomes("pierwszy", "dysk", [second])
        writer.remember_source(note(path), number, last, 2)

    (known,) = store.sources(as_bytes(path))
    assert store.outcomes_of(known) == (first, second)


def test_a_later_note_replaces_the_earlier_one_and_a_file_can_be_forgotten(store: Store) -> None:
    path = Path("/srv/a.txt")
    remembered(store, path, [Outcome(path="a.txt", status="added")])
    remembered(store, path, [Outcome(path="a.txt", status="updated")], run="drugi")

    (known,) = store.sources(as_bytes(path))
    assert [one.status for one in store.outcomes_of(known) or ()] == ["updated"]

    with store.writer() as writer:
        writer.forget_source(as_bytes(path))
    assert store.sources(as_bytes(path)) == ()


def test_removing_a_record_forgets_the_files_that_it_came_from(store: Store) -> None:
    held = practice()
    with store.writer() as writer:
        writer.put_practice(held)
        writer.put_document(document("a"))
    cards = [Outcome(path="karty.jsonl", item=item, status="added", record_id=f"wies-{item}") for item in (1, 2, 3)]
    cards[1] = cards[1].model_copy(update={"record_id": held.id})
    remembered(store, Path("/srv/karty.jsonl"), cards)
    remembered(store, Path("/srv/a.txt"), [Outcome(path="a.txt", status="added", record_id=document("a").id)])

    with store.writer() as writer:
        writer.remove(held.id)

    assert names(store.sources(as_bytes(Path("/srv")))) == ["a.txt"]
    with store.writer() as writer:
        assert writer.allow_again(held.id)
        assert not writer.allow_again(held.id)
    assert store.removals() == ()


def test_runs_are_counted_and_paged(store: Store) -> None:
    found = [Outcome(path=f"{number}.txt", status="added" if number % 3 else "empty") for number in range(9)]
    with store.writer() as writer:
        writer.record_outcomes("pierwszy", "dysk", found)
        writer.record_outcomes("drugi", "dysk", found[:1])

    with store.reading() as connection:
        assert [(one.run, one.counts) for one in last_runs(connection, 5)] == [
            ("drugi", {"empty": 1}),
            ("pierwszy", {"added": 6, "empty": 3}),
        ]
        assert [one.run for one in last_runs(connection, 1)] == ["drugi"]
        assert run_summary(connection, "trzeci") is None
        page = outcome_page(connection, "pierwszy", status="added", limit=2, offset=4)
    assert [one.path for one in page] == ["7.txt", "8.txt"]


def test_a_store_from_before_opens_with_all_that_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    earlier = sqlite3.connect(path)
    for step in store_schema._STEPS[:2]:
        for statement in step:
            earlier.execute(statement)
    earlier.execute("INSERT INTO runs VALUES (1, 'dawny', '2025-01-01T00:00:00+00:00')")
    earlier.execute("INSERT INTO outcomes (run, source, path, status) VALUES ('dawny', 'dysk', 'a.txt', 'added')")
    earlier.execute(f"PRAGMA application_id = {store_schema.APPLICATION_ID}")
    earlier.execute("PRAGMA user_version = 2")
    earlier.commit()
    earlier.close()

    with Store.open(path) as store:
        assert store.outcomes() == (Outcome(path="a.txt", status="added"),)
        assert store.sources(as_bytes(Path("/"))) == ()
        remembered(store, Path("/srv/a.txt"), [Outcome(path="a.txt", name="a.txt", status="unchanged")])
        assert len(store.sources(as_bytes(Path("/")))) == 1
        assert store.faults() == ()
