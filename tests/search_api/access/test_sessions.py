"""A session lasts as long as it may and no longer, by a clock that the test moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_api.access.file import FILE_NAME, opened
from search_api.access.gate import Gate
from search_api.access.keys import Key
from search_api.access.sessions import LONGEST_TOKEN, csrf_of
from tests.search_api.access.clocks import CLIENT, START, Clock, gate_at, new_key, revoke


@pytest.fixture
def key(gate: Gate, tmp_path: Path) -> Key:
    found = gate.verify(new_key(tmp_path, days=1), CLIENT)
    assert isinstance(found, Key)
    return found


def count(folder: Path) -> int:
    with opened(folder / FILE_NAME) as connection:
        (number,) = connection.execute("SELECT count(*) FROM sessions").fetchone()
    return int(number)


def test_a_session_tells_whose_key_it_is(gate: Gate, key: Key) -> None:
    token = gate.sign_in(key)

    session = gate.session(token)

    assert session is not None
    assert (session.name, set(session.scopes), session.csrf) == ("Biuro", {"review"}, csrf_of(token))
    assert session.csrf not in repr(session)


def test_it_ends_after_half_an_hour_without_a_request(gate: Gate, key: Key, clock: Clock) -> None:
    token = gate.sign_in(key)

    for _ in range(4):
        clock.pass_by(minutes=29)
        assert gate.session(token)
    clock.pass_by(minutes=30)

    assert gate.session(token) is None


def test_it_ends_after_twelve_hours_in_any_case(gate: Gate, key: Key, clock: Clock) -> None:
    token = gate.sign_in(key)

    while clock.now < START.replace(hour=19, minute=50):
        clock.pass_by(minutes=10)
        assert gate.session(token)
    clock.pass_by(minutes=10)

    assert gate.session(token) is None


def test_it_ends_with_its_key(gate: Gate, key: Key, clock: Clock, tmp_path: Path) -> None:
    tokens = [gate.sign_in(key) for _ in range(3)]
    assert all(map(gate.session, tokens))

    revoke(tmp_path)

    assert not any(map(gate.session, tokens))
    assert count(tmp_path) == 0


def test_it_ends_when_the_key_expires(tmp_path: Path, clock: Clock) -> None:
    gate = gate_at(tmp_path, clock)
    text = new_key(tmp_path, days=1)
    clock.pass_by(hours=23, minutes=50)
    found = gate.verify(text, CLIENT)
    assert isinstance(found, Key)
    token = gate.sign_in(found)
    assert gate.session(token)

    clock.pass_by(minutes=10)

    assert gate.session(token) is None


def test_signing_out_ends_one_session_and_no_other(gate: Gate, key: Key) -> None:
    one, other = gate.sign_in(key), gate.sign_in(key)

    gate.sign_out(one)
    gate.sign_out(one)
    gate.sign_out("nie ma takiej")

    assert gate.session(one) is None
    assert gate.session(other)


def test_signing_in_again_gives_a_new_token_and_ends_the_old(gate: Gate, key: Key) -> None:
    old = gate.sign_in(key)

    new = gate.sign_in(key, instead_of=old)

    assert new != old
    assert gate.session(old) is None
    assert gate.session(new)


def test_ended_sessions_are_dropped_when_somebody_signs_in(gate: Gate, key: Key, clock: Clock, tmp_path: Path) -> None:
    for _ in range(3):
        gate.sign_in(key)
    clock.pass_by(minutes=31)

    gate.sign_in(key)

    assert count(tmp_path) == 1


def test_the_token_is_not_in_the_file_and_a_guess_is_none(gate: Gate, key: Key, tmp_path: Path) -> None:
    token = gate.sign_in(key)

    assert token.encode() not in (tmp_path / FILE_NAME).read_bytes()
    for guess in ("", token[:-1], token + "x", "x" * (LONGEST_TOKEN + 1), "\ud800", "' OR 1=1 --"):
        assert gate.session(guess) is None


def test_the_token_of_forms_belongs_to_one_session_and_does_not_give_it_away(gate: Gate, key: Key) -> None:
    one, other = gate.sign_in(key), gate.sign_in(key)

    assert csrf_of(one) != csrf_of(other)
    assert one not in csrf_of(one)
    assert gate.session(csrf_of(one)) is None
