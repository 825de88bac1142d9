"""`praktyki restore`: everything is checked before anything is touched, and what was there stays until the new is in place."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from corpus import forgetting
from corpus.store import Store
from index import snapshot
from index.filters import Filters
from index.searcher import Searcher
from search_api.access.file import FILE_NAME, opened
from search_api.backup.manifest import MANIFEST, STORE, BackupManifest
from search_api.cli import main
from tests.corpus.records import practice
from tests.index.knowledge import stored

NEED = "Osoby starsze nie umieją korzystać z internetu i komputera"


@pytest.fixture
def machine(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the machine that is backed up, with a key."""
    folder = Path(shutil.copytree(built, tmp_path / "tu"))
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(folder))
    assert main(["keys", "create", "--name", "dyżur", "--scope", "review"]) == 0
    return folder


@pytest.fixture
def backup(machine: Path, tmp_path: Path) -> Path:
    assert machine.is_dir()
    assert main(["backup", str(tmp_path / "kopia.zip")]) == 0
    return tmp_path / "kopia.zip"


@pytest.fixture
def empty(tmp_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an empty machine, set in the environment once the backup is made."""
    assert backup.is_file()
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "tam"))
    return tmp_path / "tam"


def everything(data_dir: Path) -> dict[str, bytes]:
    """All files, without what SQLite keeps beside its files while they are open."""
    return {
        path.relative_to(data_dir).as_posix(): path.read_bytes()
        for path in sorted(data_dir.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def fingerprint(data_dir: Path) -> str:
    with Store.open(data_dir / STORE) as store:
        assert store.faults() == ()
        return store.fingerprint()


def answer(data_dir: Path) -> list[tuple[str, float]]:
    with Searcher.open(data_dir) as searcher:
        assert searcher.damage is None
        return [(hit.record_id, hit.score) for hit in searcher.search(NEED, Filters(), 10, 0).hits]


def test_an_empty_machine_gets_the_records_the_keys_and_the_index(
    machine: Path, backup: Path, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(backup)]) == 0

    told = capsys.readouterr().out
    assert "gotowy do szukania" in told
    assert "Klucze z kopii znów działają (1)" in told
    assert fingerprint(empty) == fingerprint(machine)
    assert answer(empty) == answer(machine)
    with opened(empty / FILE_NAME) as here, opened(machine / FILE_NAME) as there:
        query = "SELECT * FROM keys"
        assert here.execute(query).fetchall() == there.execute(query).fetchall()
    assert main(["verify"]) == 0
    assert not list(empty.glob("odtwarzanie-*"))


def test_data_that_are_there_stay_unless_it_is_told(
    machine: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(machine))
    before = fingerprint(machine)
    stored(machine / STORE, [practice()])
    changed = fingerprint(machine)

    assert main(["restore", str(backup)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert fingerprint(machine) == changed

    assert main(["restore", str(backup), "--replace"]) == 0
    assert fingerprint(machine) == before
    assert answer(machine)


def test_a_reader_of_the_store_sees_the_old_records_or_the_new(machine: Path, backup: Path) -> None:
    with Store.open(machine / STORE) as reader:
        before = reader.fingerprint()
        stored(machine / STORE, [practice()])
        with reader.reading():
            seen = reader.fingerprint()
            assert main(["restore", str(backup), "--replace"]) == 0
            assert reader.fingerprint() == seen

        assert reader.fingerprint() == before
        assert reader.faults() == ()


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _flipped_in_the_store(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(STORE)
    content[entry.header_offset + 200] ^= 1
    path.write_bytes(bytes(content))


def _without(name: str, path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        held = {one: archive.read(one) for one in archive.namelist() if one != name}
    with zipfile.ZipFile(path, "w") as archive:
        for one, content in held.items():
            archive.writestr(one, content)


def _without_store(path: Path) -> None:
    _without(STORE, path)


def _without_manifest(path: Path) -> None:
    _without(MANIFEST, path)


def _with_a_file_outside(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../na-zewnatrz", "x")


def _with_another_seal(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        manifest = BackupManifest.model_validate_json(archive.read(MANIFEST))
    _without(MANIFEST, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(MANIFEST, manifest.model_copy(update={"records": {"practice": 1}}).model_dump_json())


def _of_a_bomb(path: Path) -> None:
    """A file that unpacks to more than the manifest promises."""
    _without(STORE, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(STORE, b"\0" * 50_000_000)


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _flipped_in_the_store,
        _without_store,
        _without_manifest,
        _with_a_file_outside,
        _with_another_seal,
        _of_a_bomb,
    ],
)
@pytest.mark.parametrize("into", ["empty", "full"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    request: pytest.FixtureRequest,
    machine: Path,
    backup: Path,
    capsys: pytest.CaptureFixture[str],
    damage: object,
    into: str,
) -> None:
    assert callable(damage)
    damage(backup)
    data_dir = request.getfixturevalue("empty") if into == "empty" else machine
    before = everything(data_dir) if into == "full" else {}

    assert main(["restore", str(backup), "--replace"]) == 1

    assert "Użyj innej kopii" in capsys.readouterr().err
    assert everything(data_dir) == before
    assert not (data_dir.parent / "na-zewnatrz").exists()


@pytest.mark.usefixtures("machine")
def test_a_file_of_another_kind_is_told_and_nothing_is_touched(
    empty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "obcy.zip").write_bytes(b"PK\x03\x04 obcy")
    (tmp_path / "tekst").write_text("to nie kopia\n", encoding="utf-8")

    assert main(["restore", str(tmp_path / "obcy.zip")]) == 1
    assert "niepełny albo uszkodzony" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "tekst")]) == 1
    assert "Wiersz 1" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "tekst"), "--replace"]) == 1
    assert not list(empty.glob("odtwarzanie-*"))


def test_a_dump_is_told_by_its_contents_and_may_replace_too(
    machine: Path, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given a dump of the machine, by an unlikely name
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(machine))
    assert main(["dump", str(tmp_path / "zrzut.zip")]) == 0
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(empty))

    assert main(["restore", str(tmp_path / "zrzut.zip")]) == 0
    assert fingerprint(empty) == fingerprint(machine)

    stored(empty / STORE, [practice()])
    assert main(["restore", str(tmp_path / "zrzut.zip")]) == 1
    assert main(["restore", str(tmp_path / "zrzut.zip"), "--replace"]) == 0
    assert fingerprint(empty) == fingerprint(machine)
    assert "praktyki build" in capsys.readouterr().out


@pytest.fixture
def later(machine: Path, backup: Path) -> Path:
    """The machine after its backup: a record was removed on request, a key revoked."""
    assert backup.is_file()
    with Store.open(machine / STORE) as store, store.writer() as writer:
        forgetting.remove(writer, min(one.id for one in store.practices()))
    assert main(["keys", "revoke", "dyżur"]) == 0
    return machine


def test_what_was_removed_on_request_and_revoked_since_does_not_come_back(
    later: Path, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(later / STORE) as store:
        (removed,) = (one.record_id for one in store.removals())

    assert main(["restore", str(backup), "--replace"]) == 0

    told = capsys.readouterr().out
    assert f"więc nie wróciły: {removed}" in told
    assert "praktyki build" in told
    with Store.open(later / STORE) as store:
        assert store.practice(removed) is None
        assert [one.record_id for one in store.removals()] == [removed]
    with opened(later / FILE_NAME) as connection:
        assert connection.execute("SELECT count(*) FROM keys WHERE revoked IS NULL").fetchone() == (0,)
        acts = [act for (act,) in connection.execute("SELECT act FROM log ORDER BY number")]
    assert acts == ["key_created", "key_revoked", "restored"]


@pytest.mark.parametrize("name", [STORE, FILE_NAME])
def test_a_file_damaged_beyond_opening_is_moved_aside_and_replaced(
    machine: Path, backup: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    expected = fingerprint(machine)
    (machine / name).write_bytes(b"to juz nie jest baza danych, " * 400)

    assert main(["restore", str(backup), "--replace"]) == 0

    assert "Przeniesiono go" in capsys.readouterr().out
    assert fingerprint(machine) == expected
    assert len(list(machine.glob(f"{name}.uszkodzony-*"))) == 1
    assert main(["verify"]) == 0


def test_a_damaged_index_is_replaced_by_that_of_the_backup(machine: Path, backup: Path) -> None:
    current = snapshot.current(machine)
    assert current is not None
    expected = answer(machine)
    (current / snapshot.VECTORS).write_bytes(b"")

    assert main(["restore", str(backup), "--replace"]) == 0

    assert answer(machine) == expected
