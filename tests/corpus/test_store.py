"""The store: what goes in comes out; earlier versions stay; a removed record is really gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store import Store, StoreDamaged, StoreError, StoreTooNew
from tests.corpus.records import document, practice, practices


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "dane" / "store.sqlite3") as opened:
        yield opened


def test_a_new_store_is_made_with_its_folder_and_is_empty(store: Store) -> None:
    assert store.path.is_file()
    assert store.counts() == {"practice": 0, "document": 0}
    assert list(store.practices()) == []
    assert store.runs() == ()
    assert store.faults() == ()


def test_records_come_back_equal_and_in_the_order_of_ids(store: Store) -> None:
    first, second = practice(id="a-wies"), practice(id="b-wies")
    with store.writer() as writer:
        assert writer.put_practice(second) == "added"
        assert writer.put_practice(first) == "added"
        assert writer.put_document(document("b")) == "added"
        assert writer.put_document(document("a")) == "added"

    assert list(store.practices()) == [first, second]
    assert list(store.documents()) == [document("a"), document("b")]
    assert store.practice("a-wies") == first
    assert store.document(document("a").id) == document("a")
    assert store.counts() == {"practice": 2, "document": 2}


def test_an_id_that_is_not_there_gives_none(store: Store) -> None:
    assert store.practice("nie-ma") is None
    assert store.document("doc-0000000000000000") is None


def test_records_survive_closing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store, store.writer() as writer:
        writer.put_practice(practice())

    with Store.open(path) as store:
        assert store.practice(practice().id) == practice()


def test_putting_the_same_again_changes_nothing(store: Store) -> None:
    with store.writer() as writer:
        writer.put_practice(practice())
    before = store.fingerprint()

    with store.writer() as writer:
        assert writer.put_practice(practice()) == "unchanged"

    assert store.fingerprint() == before
    assert store.revisions(practice().id) == ()


def test_a_change_keeps_every_earlier_version(store: Store) -> None:
    for title in ("Pierwszy", "Drugi", "Trzeci"):
        with store.writer() as writer:
            writer.put_practice(practice(title=title))

    earlier = store.revisions(practice().id)

    assert [(one.number, Practice.model_validate_json(one.body).title) for one in earlier] == [
        (1, "Pierwszy"),
        (2, "Drugi"),
    ]
    held = store.practice(practice().id)
    assert held is not None
    assert held.title == "Trzeci"


def test_the_fingerprint_follows_contents_not_history(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.sqlite3") as one, Store.open(tmp_path / "b.sqlite3") as other:
        with one.writer() as writer:
            writer.put_practice(practice(title="Inny"))
            writer.put_practice(practice())
        assert one.fingerprint() != other.fingerprint()

        with other.writer() as writer:
            writer.put_practice(practice())
        assert one.fingerprint() == other.fingerprint()


def test_an_error_in_the_block_leaves_the_store_as_it_was(store: Store) -> None:
    def broken_off() -> None:
        with store.writer() as writer:
            writer.put_practice(practice())
            raise RuntimeError("w połowie")

    with pytest.raises(RuntimeError, match="w połowie"):
        broken_off()

    assert store.counts() == {"practice": 0, "document": 0}


def test_an_error_of_the_file_system_in_the_block_is_not_blamed_on_the_store(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), store.writer():
        (tmp_path / "nie-ma").read_bytes()


def test_removing_takes_the_text_away_from_the_file_itself(store: Store) -> None:
    secret = "Pani Zofia z ulicy Lipowej"
    with store.writer() as writer:
        writer.put_practice(practice(need=secret))
        writer.put_practice(practice())
        writer.put_practice(practice(lessons=secret))
        writer.record_outcomes("przebieg", "karty", [Outcome(path=secret, status="added", record_id=practice().id)])

    with store.writer() as writer:
        assert writer.remove(practice().id)

    left = b"".join(file.read_bytes() for file in store.path.parent.iterdir())
    assert secret.encode() not in left
    assert store.practice(practice().id) is None
    assert store.revisions(practice().id) == ()
    assert store.outcomes() == ()
    (trace,) = store.removals()
    assert trace.record_id == practice().id
    assert len(trace.removed_on) == len("2024-05-30")


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    with store.writer() as writer:
        assert not writer.remove("nie-ma")

    assert store.removals() == ()


def test_a_practice_cannot_take_the_id_of_a_document(store: Store) -> None:
    with store.writer() as writer:
        writer.put_document(document("a"))

    with pytest.raises(StoreError, match="rekord innego rodzaju"), store.writer() as writer:
        writer.put_practice(practice(id=document("a").id))


def test_outcomes_come_back_by_run_in_the_order_of_recording(store: Store) -> None:
    added = Outcome(path="karty/a.yaml", status="added", record_id="a-wies")
    rejected = Outcome(path="karty.jsonl", item=7, status="rejected", field="years.start", reason="Wpisz rok.")
    with store.writer() as writer:
        writer.record_outcomes("2024-05-30 b", "karty", [added])
        writer.record_outcomes("2024-05-31 a", "karty.jsonl", [rejected])
        writer.record_outcomes("2024-05-30 b", "karty.jsonl", [rejected])

    assert store.runs() == ("2024-05-30 b", "2024-05-31 a")
    assert store.outcomes("2024-05-30 b") == (added, rejected)
    assert store.outcomes() == (added, rejected, rejected)
    assert store.outcomes("nie ma") == ()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "umowa.pdf"
    path.write_bytes(b"%PDF-1.7 " * 500)

    with pytest.raises(StoreDamaged, match="nie jest bazą praktyk albo jest uszkodzony"):
        Store.open(path)
    assert path.read_bytes() == b"%PDF-1.7 " * 500


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "inna.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE zakupy (co TEXT)")
    other.close()

    with pytest.raises(StoreDamaged, match="baza innego programu"):
        Store.open(path)


def test_a_store_of_a_later_version_is_refused(store: Store) -> None:
    other = sqlite3.connect(store.path)
    other.execute("PRAGMA user_version = 99")
    other.close()

    with pytest.raises(StoreTooNew, match="schemat 99"):
        Store.open(store.path)


def test_a_path_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plik").write_text("x", encoding="utf-8")

    with pytest.raises(StoreError, match="Sprawdź ścieżkę"):
        Store.open(tmp_path / "plik" / "store.sqlite3")
    with pytest.raises(StoreError, match="Sprawdź ścieżkę"):
        Store.open(tmp_path)


def test_a_record_changed_behind_our_back_is_named(store: Store) -> None:
    with store.writer() as writer:
        writer.put_practice(practice())
    other = sqlite3.connect(store.path)
    other.execute("UPDATE records SET body = replace(body, '2014', '2015')")
    other.commit()
    other.close()

    with pytest.raises(StoreDamaged, match=f"Rekord „{practice().id}”"):
        store.practice(practice().id)
    with pytest.raises(StoreDamaged, match=f"Rekord „{practice().id}”"):
        list(store.practices())
    (fault,) = store.faults()
    assert practice().id in fault


def test_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()


@given(st.lists(practices, max_size=4, unique_by=lambda one: one.id))
@settings(max_examples=25)
def test_any_practice_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, many: list[Practice]) -> None:
    with Store.open(tmp_path_factory.mktemp("dane") / "store.sqlite3") as store:
        with store.writer() as writer:
            for one in many:
                writer.put_practice(one)

        assert list(store.practices()) == sorted(many, key=lambda one: one.id)


def test_a_changed_byte_in_an_index_is_found(store: Store, tmp_path: Path) -> None:
    with store.writer() as writer:
        writer.put_practice(practice())
    copy = tmp_path / "kopia.sqlite3"
    copied = sqlite3.connect(copy)
    with sqlite3.connect(store.path) as whole:
        whole.backup(copied)
    whole.close()
    (page,) = copied.execute(
        "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'records'"
    ).fetchone()
    (size,) = copied.execute("PRAGMA page_size").fetchone()
    copied.close()
    data = bytearray(copy.read_bytes())
    at = data.index(practice().id.encode(), (page - 1) * size, page * size)
    data[at] ^= 1
    copy.write_bytes(data)

    with Store.open(copy) as damaged:
        (fault,) = damaged.faults()

    assert "jest uszkodzony" in fault
