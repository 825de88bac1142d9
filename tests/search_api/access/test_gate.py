"""Keys are verified at a bounded cost that is the same whether a key exists or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.access import audit, file, hashing, keys
from search_api.access.file import FILE_NAME, opened
from search_api.access.gate import REMEMBERED_S, Gate
from search_api.access.hashing import Hasher, HashingBusy
from search_api.access.keys import Key
from search_api.access.limiter import RetryAfter
from tests.search_api.access.clocks import CLIENT, START, Clock, new_key, revoke


def refused_in_log(folder: Path) -> int:
    with opened(folder / FILE_NAME) as connection:
        return sum(entry.count for entry in audit.entries(connection, 1000) if entry.act == "attempts_refused")


def test_a_key_opens_what_it_was_made_for(gate: Gate, tmp_path: Path) -> None:
    text = new_key(tmp_path, "Biuro Rady", ("review", "ingest"))

    found = gate.verify(text, CLIENT)

    assert isinstance(found, Key)
    assert (found.name, set(found.scopes)) == ("Biuro Rady", {"review", "ingest"})


def test_the_key_itself_is_nowhere_in_the_folder(gate: Gate, tmp_path: Path) -> None:
    text = new_key(tmp_path)
    assert isinstance(gate.verify(text, CLIENT), Key)
    secret = text.rpartition("_")[2].encode()

    for path in tmp_path.iterdir():
        assert secret not in path.read_bytes()
    assert b"$argon2id$" in (tmp_path / FILE_NAME).read_bytes()


def test_keys_are_of_256_bits_and_none_is_like_another() -> None:
    made = [keys.new_secret() for _ in range(100)]

    assert len({text for _, text in made}) == len({key_id for key_id, _ in made}) == 100
    for key_id, text in made:
        assert keys.id_in(text) == key_id
        assert len(text.rpartition("_")[2]) * 5 >= 256


def test_unknown_wrong_ended_and_right_keys_cost_one_argon2_each(gate: Gate, tmp_path: Path, clock: Clock) -> None:
    right = new_key(tmp_path, "właściwy")
    revoked = new_key(tmp_path, "odwołany")
    expired = new_key(tmp_path, "wygasły", days=1, now=START.replace(year=2025))
    revoke(tmp_path, "odwołany")
    unknown = keys.new_secret()[1]
    wrong = right[:-1] + ("a" if right[-1] != "a" else "q")

    for text, opens in ((unknown, False), (wrong, False), (revoked, False), (expired, False), (right, True)):
        clock.pass_by(hours=1)
        before = gate.hasher.verified
        assert isinstance(gate.verify(text, CLIENT), Key) == opens
        assert gate.hasher.verified == before + 1


def test_an_unknown_key_is_hashed_with_the_same_parameters(
    monkeypatch: pytest.MonkeyPatch, gate: Gate, tmp_path: Path
) -> None:
    seen: list[str] = []
    verify = Hasher._verify

    def noted(self: Hasher, stored: str, key: str) -> bool:
        seen.append(stored)
        return verify(self, stored, key)

    monkeypatch.setattr(Hasher, "_verify", noted)

    gate.verify(new_key(tmp_path), CLIENT)
    gate.verify(keys.new_secret()[1], CLIENT)

    known, unknown = (stored.rpartition("$")[0].rpartition("$")[0] for stored in seen)
    assert known == unknown


@pytest.mark.parametrize(
    "text",
    ["", "dp_", "dp_aaaaaaaa_", "dp_AAAAAAAA_" + "A" * 52, "dp_aaaaaaaa_" + "a" * 53, "hasło", "ś" * 10_000, "\ud800"],
)
def test_what_is_no_key_costs_nothing_but_counts(gate: Gate, tmp_path: Path, text: str) -> None:
    new_key(tmp_path)

    assert gate.verify(text, CLIENT) is None

    assert gate.hasher.verified == 0
    assert refused_in_log(tmp_path) == 1


def test_after_too_many_failures_a_client_waits_and_others_do_not(gate: Gate, tmp_path: Path, clock: Clock) -> None:
    right = new_key(tmp_path)
    for _ in range(3):
        assert gate.verify(keys.new_secret()[1], CLIENT) is None

    assert gate.verify(right, CLIENT) == RetryAfter(60)
    assert gate.verify(keys.new_secret()[1], CLIENT) == RetryAfter(60)
    assert gate.hasher.verified == 3
    assert isinstance(gate.verify(right, "203.0.113.8"), Key)

    clock.pass_by(seconds=60)
    assert isinstance(gate.verify(right, CLIENT), Key)


def test_right_keys_use_up_no_attempts(gate: Gate, tmp_path: Path, clock: Clock) -> None:
    right = new_key(tmp_path)

    for _ in range(20):
        clock.pass_by(seconds=REMEMBERED_S)
        assert isinstance(gate.verify(right, CLIENT), Key)


def test_refused_attempts_are_counted_by_the_hour_also_those_turned_away(
    gate: Gate, tmp_path: Path, clock: Clock
) -> None:
    new_key(tmp_path)
    for _ in range(10):
        gate.verify(keys.new_secret()[1], CLIENT)
    assert refused_in_log(tmp_path) == 3

    gate.close()

    assert refused_in_log(tmp_path) == 10
    with opened(tmp_path / FILE_NAME) as connection:
        assert [entry.act for entry in audit.entries(connection, 10)].count("attempts_refused") == 1
    clock.pass_by(hours=1)
    gate.verify("", CLIENT)
    assert refused_in_log(tmp_path) == 11


def test_a_key_that_was_right_is_not_hashed_again_for_a_while(gate: Gate, tmp_path: Path, clock: Clock) -> None:
    right = new_key(tmp_path)
    wrong = right[:-1] + ("a" if right[-1] != "a" else "q")

    for _ in range(5):
        assert isinstance(gate.verify(right, CLIENT), Key)
    assert gate.hasher.verified == 1
    assert gate.verify(wrong, CLIENT) is None
    assert gate.hasher.verified == 2

    clock.pass_by(seconds=REMEMBERED_S)
    assert isinstance(gate.verify(right, CLIENT), Key)
    assert gate.hasher.verified == 3
    assert right not in repr(gate._remembered)


def test_revoking_and_expiry_count_at_once_also_for_a_remembered_key(gate: Gate, tmp_path: Path, clock: Clock) -> None:
    revoked, expiring = new_key(tmp_path), new_key(tmp_path, "na dzień", days=1)
    assert isinstance(gate.verify(revoked, CLIENT), Key)
    revoke(tmp_path)
    assert gate.verify(revoked, CLIENT) is None

    clock.pass_by(hours=23, minutes=59, seconds=30)
    assert isinstance(gate.verify(expiring, CLIENT), Key)
    clock.pass_by(seconds=30)
    assert gate.verify(expiring, CLIENT) is None


def test_without_any_keys_every_key_is_wrong_and_no_file_is_made(gate: Gate, tmp_path: Path) -> None:
    assert gate.verify(keys.new_secret()[1], CLIENT) is None
    assert gate.session("x") is None
    gate.sign_out("x")
    gate.close()

    assert gate.hasher.verified == 1
    assert list(tmp_path.iterdir()) == []


def test_the_cost_is_what_owasp_recommends() -> None:
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in Hasher().hashed("dp_")


def test_too_many_verifications_at_once_are_refused_not_queued(
    monkeypatch: pytest.MonkeyPatch, gate: Gate, tmp_path: Path
) -> None:
    monkeypatch.setattr(hashing, "LONGEST_WAIT_S", 0.01)
    right = new_key(tmp_path)
    for _ in range(hashing.MOST_AT_ONCE):
        gate.hasher._places.acquire()

    with pytest.raises(HashingBusy):
        gate.verify(right, CLIENT)
    gate.hasher._places.release()

    assert isinstance(gate.verify(right, CLIENT), Key)


def test_a_log_that_cannot_be_written_does_not_undo_what_was_done(
    monkeypatch: pytest.MonkeyPatch, gate: Gate, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(file, "WAIT_S", 0.01)
    new_key(tmp_path)
    with opened(tmp_path / FILE_NAME) as other:
        other.execute("BEGIN IMMEDIATE")
        gate.record("draft_accepted", "Biuro", "szkic-1")
        assert gate.verify("", CLIENT) is None

    assert caplog.text.count(str(tmp_path / FILE_NAME)) == 2
