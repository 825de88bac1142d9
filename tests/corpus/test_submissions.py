"""What people send waits in the store beside the records: kept once, decided with a history, gone when it is removed."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import submissions
from corpus.canonical import canonical_line
from corpus.dump import DumpDamaged, dump, restore
from corpus.store import Store
from corpus.store_errors import StoreDamaged
from tests.corpus.records import practice
from tests.corpus.submitted import RECEIPT, submission


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


def put(store: Store, *signs: str) -> None:
    with store.writer() as writer:
        for sign in signs:
            submissions.put(writer.connection, submission(sign), RECEIPT + sign)


def decided(store: Store, sign: str, verdict: str, practice_id: str | None = None) -> None:
    with store.writer() as writer:
        queued = submissions.submission(writer.connection, submission(sign).id)
        assert queued is not None
        submissions.decide(
            writer.connection,
            queued,
            "przyjęty" if verdict == "przyjęty" else "odrzucony",
            practice_id=practice_id,
            reason=None if practice_id else "To zapowiedź.",
            key="biuro",
        )


def test_a_submission_is_no_record_and_changes_nothing_that_is_searched(store: Store) -> None:
    before = store.fingerprint()

    put(store, "aaaa")

    assert store.fingerprint() == before
    assert store.counts() == {"practice": 0, "document": 0}
    assert list(store.practices()) == []


def test_it_waits_until_it_is_decided_and_every_decision_stays(store: Store) -> None:
    # Given two submissions
    put(store, "aaaa", "bbbb")

    # When one is rejected, then accepted after all
    decided(store, "aaaa", "odrzucony")
    decided(store, "aaaa", "przyjęty", "lyski-klub")

    # Then the other one waits, and the first has its history and a version for each decision
    with store.reading() as connection:
        assert [one.submission.id for one in submissions.submissions(connection, status="szkic")] == [
            submission("bbbb").id
        ]
        assert [submissions.count(connection, status=one) for one in ("szkic", "przyjęty", "odrzucony")] == [1, 1, 0]
        found = submissions.submission(connection, submission("aaaa").id)
        history = submissions.decisions(connection, submission("aaaa").id)
    assert found is not None
    assert (found.status, found.version, found.practice_id) == ("przyjęty", 3, "lyski-klub")
    assert [(one.number, one.verdict, one.reason, one.key) for one in history] == [
        (1, "odrzucony", "To zapowiedź.", "biuro"),
        (2, "przyjęty", None, "biuro"),
    ]


def test_sent_twice_with_one_receipt_it_is_stored_once(store: Store) -> None:
    with store.writer() as writer:
        first = submissions.put(writer.connection, submission("aaaa"), RECEIPT)
        again = submissions.put(writer.connection, submission("bbbb"), RECEIPT)

    assert again == first
    with store.reading() as connection:
        assert submissions.count(connection) == 1
        assert submissions.by_receipt(connection, RECEIPT) == first
        assert submissions.by_receipt(connection, "inny") is None


def test_the_receipt_itself_is_not_stored(store: Store) -> None:
    put(store, "aaaa")

    assert RECEIPT.encode() not in store.path.read_bytes() + store.path.with_name("store.sqlite3-wal").read_bytes()


def test_they_come_in_the_order_in_which_they_were_sent(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for sign, moment in (("zzzz", "2026-11-22T08:00:00+00:00"), ("aaaa", "2026-11-22T09:00:00+00:00")):
        monkeypatch.setattr(submissions, "timestamp", lambda now=moment: now)
        put(store, sign)

    with store.reading() as connection:
        found = submissions.submissions(connection)
        second = submissions.submissions(connection, limit=1, offset=1)
    assert [one.submission.id[-4:] for one in found] == ["zzzz", "aaaa"]
    assert second == found[1:]


@pytest.mark.parametrize("removed", ["lyski-klub", submission("aaaa").id])
def test_a_removal_takes_the_text_and_its_decisions_and_leaves_id_and_day(store: Store, removed: str) -> None:
    # Given a practice that was made of a submission, and another submission
    put(store, "aaaa", "bbbb")
    with store.writer() as writer:
        writer.put_practice(practice(id="lyski-klub"))
    decided(store, "aaaa", "przyjęty", "lyski-klub")

    # When the practice, or the submission by itself, is removed on request
    with store.writer() as writer:
        assert writer.remove(removed)

    # Then nothing of what was sent is left, and the other stays
    with store.reading() as connection:
        assert submissions.submission(connection, submission("aaaa").id) is None
        assert submissions.decisions(connection, submission("aaaa").id) == ()
        assert submissions.count(connection) == 1
    assert [one.record_id for one in store.removals()] == [removed]
    assert store.faults() == ()


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    with store.writer() as writer:
        assert not writer.remove("zgloszenie-20261122-xxxx")

    assert store.removals() == ()


def test_a_damaged_submission_is_found_and_refused(store: Store) -> None:
    put(store, "aaaa", "bbbb")
    with sqlite3.connect(store.path) as direct:
        direct.execute("UPDATE submissions SET body = replace(body, 'Lyski', 'Łyski') WHERE id LIKE '%aaaa'")
    direct.close()

    (fault,) = store.faults()
    assert f"Zgłoszenie „{submission('aaaa').id}” w bazie jest uszkodzone" in fault
    with store.reading() as connection, pytest.raises(StoreDamaged):
        submissions.submission(connection, submission("aaaa").id)


def dumped(store: Store) -> str:
    stream = io.StringIO()
    dump(store, stream)
    return stream.getvalue()


def test_submissions_and_their_decisions_come_back_from_a_dump(store: Store, tmp_path: Path) -> None:
    put(store, "aaaa", "bbbb")
    decided(store, "aaaa", "odrzucony")
    text = dumped(store)

    with Store.open(tmp_path / "nowa.sqlite3") as other:
        counts = restore(other, io.StringIO(text))

        assert (counts.submission, counts.submission_decision) == (2, 1)
        assert dumped(other) == text
        with store.reading() as one, other.reading() as two:
            assert submissions.submissions(one) == submissions.submissions(two)
            assert submissions.decisions(one, submission("aaaa").id) == submissions.decisions(
                two, submission("aaaa").id
            )
            # The address of the thank-you page leads there in the restored store too.
            assert submissions.by_receipt(two, RECEIPT + "bbbb") is not None


def test_a_dump_from_before_there_were_submissions_is_restored(store: Store, tmp_path: Path) -> None:
    with store.writer() as writer:
        writer.put_practice(practice())
    header, *lines = [json.loads(line) for line in dumped(store).splitlines()]
    header["version"] = 2
    del header["counts"]["submission"], header["counts"]["submission_decision"]

    with Store.open(tmp_path / "nowa.sqlite3") as other:
        restore(other, io.StringIO("".join(canonical_line(line) + "\n" for line in (header, *lines))))

        assert other.fingerprint() == store.fingerprint()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"need":"Samotni', '"need":"Samotne', "suma kontrolna"),
        (submission("aaaa").id, submission("cccc").id, "identyfikatory się różnią|suma kontrolna"),
        ('"line":"submission"', '"line":"podanie"', "Nieznany rodzaj wpisu"),
    ],
)
def test_a_damaged_line_is_refused_and_nothing_stored(
    store: Store, tmp_path: Path, old: str, new: str, told: str
) -> None:
    put(store, "aaaa")
    text = dumped(store)
    assert old in text

    with Store.open(tmp_path / "nowa.sqlite3") as other:
        with pytest.raises(DumpDamaged, match=told):
            restore(other, io.StringIO(text.replace(old, new, 1)))
        with other.reading() as connection:
            assert submissions.count(connection) == 0
