"""The file of keys: private, checked when it is opened, named when something is wrong with it, shared by processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import Store
from search_api.access import file, keys
from search_api.access.errors import (
    AccessBusy,
    AccessDamaged,
    AccessError,
    AccessExposed,
    AccessTooNew,
)
from search_api.access.file import FILE_NAME, check_whole, opened, opened_if_there, written
from tests.search_api.access.clocks import new_key, revoke


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one key."""
    new_key(tmp_path)
    return tmp_path / FILE_NAME


def names(path: Path) -> list[str]:
    with opened(path) as connection:
        check_whole(connection, path)
        return [key.name for key in keys.all_keys(connection)]


def test_it_is_for_its_owner_only_whatever_the_system_gives_to_new_files(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        new_key(tmp_path)
        with opened(tmp_path / FILE_NAME) as connection:
            with written(connection):
                connection.execute("UPDATE keys SET name = 'B'")
            modes = {found.name: found.stat().st_mode & 0o777 for found in tmp_path.iterdir()}
    finally:
        os.umask(old)

    assert modes == dict.fromkeys((FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"), 0o600)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o602])
def test_a_file_that_others_may_read_or_write_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)

    with pytest.raises(AccessExposed, match="chmod 600") as refused, opened(path):
        pass

    assert str(path) in str(refused.value)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with opened_if_there(tmp_path / FILE_NAME) as connection:
        assert connection is None

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"to nie jest plik kluczy" * 500, b"SQLite format 3\0" + b"\xff" * 8176])
def test_a_damaged_file_is_named(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(AccessDamaged, match="praktyki keys create") as refused, opened(path):
        pass

    assert str(path) in str(refused.value)


def test_a_file_with_a_broken_page_is_named(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    path.write_bytes(data)

    with pytest.raises(AccessDamaged) as refused:
        names(path)

    assert str(path) in str(refused.value)


def test_an_empty_file_becomes_a_file_of_keys(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.touch(0o600)

    assert names(path) == []


def test_the_file_of_another_program_is_left_as_it_was(tmp_path: Path) -> None:
    store, other = tmp_path / "store.sqlite3", tmp_path / "inny.sqlite3"
    Store.open(store).close()
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.execute(f"PRAGMA user_version = {file.SCHEMA_VERSION}")
    connection.close()
    for path in (store, other):
        path.chmod(0o600)
        before = path.read_bytes()

        with pytest.raises(AccessDamaged, match="nie jest plikiem kluczy"), opened(path):
            pass

        assert path.read_bytes() == before


def test_the_file_of_a_later_version_is_refused(path: Path) -> None:
    with opened(path) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA_VERSION + 1}")

    with pytest.raises(AccessTooNew, match="Zaktualizuj program"), opened(path):
        pass


def test_a_path_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir(0o700)

    with pytest.raises(AccessError) as refused, opened(tmp_path / FILE_NAME):
        pass

    assert str(tmp_path) in str(refused.value)


def test_a_writer_that_does_not_end_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "WAIT_S", 0.01)
    with opened(path) as one, opened(path) as other:
        one.execute("BEGIN IMMEDIATE")
        assert [key.name for key in keys.all_keys(other)] == ["Biuro"]
        one.rollback()

    with opened(path) as one:
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(AccessBusy, match="zajęty"):
            revoke(path.parent)


def test_what_fails_half_way_changes_nothing(path: Path) -> None:
    with opened(path) as connection, pytest.raises(sqlite3.IntegrityError):
        _empty_and_fail(connection)

    assert names(path) == ["Biuro"]


def _empty_and_fail(connection: sqlite3.Connection) -> None:
    with written(connection):
        connection.execute("DELETE FROM keys")
        connection.execute("INSERT INTO sessions VALUES ('x', 'nie ma takiego klucza', 0, 0)")


def test_two_processes_make_the_file_and_keys_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.search_api.access.clocks import new_key\n"
        "for number in range(15): new_key(Path(sys.argv[1]), f'{sys.argv[2]} {number}')"
    )
    root = Path(__file__).parents[3]

    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), name], cwd=root, stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]

    assert [process.communicate(timeout=60)[1] for process in running] == [b"", b""]
    assert len(names(tmp_path / FILE_NAME)) == 30
