"""`praktyki backup`: one file, made while others write, whole or not there; `praktyki verify` says what it is worth."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from corpus.store import Store
from index import snapshot
from search_api.access.file import FILE_NAME, opened
from search_api.backup import writing
from search_api.backup.manifest import ACCESS, MANIFEST, STORE, BackupError
from search_api.backup.reading import checked
from search_api.backup.writing import write_backup
from search_api.cli import main
from search_api.settings import Settings
from tests.corpus.records import practice
from tests.index.knowledge import stored


@pytest.fixture
def data_dir(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with records, an index and a key, set in the environment."""
    folder = Path(shutil.copytree(built, tmp_path / "var"))
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(folder))
    assert main(["keys", "create", "--name", "dyżur", "--scope", "review"]) == 0
    return folder


def names_in(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_it_holds_the_store_the_keys_the_index_and_a_manifest_and_is_the_owners(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kopia.zip"

    assert main(["backup", str(target)]) == 0

    manifest = checked(target)
    current = snapshot.current(data_dir)
    assert current is not None
    assert manifest.snapshot == current.name
    with Store.open(data_dir / STORE) as store:
        assert manifest.fingerprint == store.fingerprint()
        assert manifest.records == store.counts()
    assert {STORE, ACCESS, MANIFEST, f"snapshot/{snapshot.MANIFEST}"} <= names_in(target)
    assert set(manifest.files) | {MANIFEST} == names_in(target)
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "baza, klucze i dziennik, indeks" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kopia.zip", "var"]


def test_without_the_index_and_without_keys_it_says_so(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data_dir / FILE_NAME).unlink()

    assert main(["backup", str(tmp_path / "kopia.zip"), "--without-index"]) == 0
    assert main(["verify", str(tmp_path / "kopia.zip")]) == 0

    told = capsys.readouterr().out
    assert "(baza)" in told
    assert "bez kluczy; bez indeksu" in told
    assert not any(name.startswith("snapshot/") for name in names_in(tmp_path / "kopia.zip"))


def test_sessions_stay_behind(data_dir: Path, tmp_path: Path) -> None:
    with opened(data_dir / FILE_NAME) as connection:
        (key,) = connection.execute("SELECT id FROM keys").fetchone()
        connection.execute("INSERT INTO sessions VALUES ('tajny-skrot-sesji', ?, 1, 1)", (key,))

    assert main(["backup", str(tmp_path / "kopia.zip")]) == 0

    with zipfile.ZipFile(tmp_path / "kopia.zip") as archive:
        assert b"tajny-skrot-sesji" not in archive.read(ACCESS)
        (tmp_path / "klucze").write_bytes(archive.read(ACCESS))
    (tmp_path / "klucze").chmod(0o600)
    with opened(tmp_path / "klucze") as connection:
        assert connection.execute("SELECT count(*) FROM keys").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (0,)


def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(data_dir: Path, tmp_path: Path) -> None:
    # Given somebody who stores two records at a time, again and again
    stop = threading.Event()
    pairs = 0

    def write() -> None:
        nonlocal pairs
        while not stop.is_set():
            stored(data_dir / STORE, [practice(id=f"para-{pairs}-a"), practice(id=f"para-{pairs}-b")])
            pairs += 1

    writing_on = threading.Thread(target=write)
    writing_on.start()
    try:
        # When backups are made in between
        for number in range(3):
            write_backup(Settings(data_dir=data_dir), tmp_path / f"{number}.zip", with_index=False)
    finally:
        stop.set()
        writing_on.join()

    # Then each holds whole pairs only, and is sound
    assert pairs > 0
    for number in range(3):
        place = tmp_path / str(number)
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as archive:
            archive.extract(STORE, place)
        with Store.open(place / STORE) as store:
            ids = {one.id for one in store.practices() if one.id.startswith("para-")}
            assert {name[:-1] + "a" for name in ids} | {name[:-1] + "b" for name in ids} == ids
            assert store.faults() == ()


def test_a_backup_of_a_damaged_store_is_not_made(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(data_dir / STORE) as store, store.writer() as writer:
        writer.connection.execute("UPDATE records SET checksum = 'inna' WHERE id = (SELECT min(id) FROM records)")
    (tmp_path / "kopia.zip").write_bytes(b"wczorajsza")

    assert main(["backup", str(tmp_path / "kopia.zip")]) == 1

    assert "praktyki verify" in capsys.readouterr().err
    assert (tmp_path / "kopia.zip").read_bytes() == b"wczorajsza"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kopia.zip", "var"]


def test_a_backup_that_is_not_what_was_written_is_not_kept(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(path: Path) -> None:
        raise BackupError(f"nie da się odczytać {path}")

    monkeypatch.setattr(writing, "checked", unreadable)

    with pytest.raises(BackupError):
        write_backup(Settings(data_dir=data_dir), tmp_path / "kopia.zip")

    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_a_damaged_index_is_replaced_by_the_one_before_or_left_out_and_told(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def damaged(folder: Path | None) -> None:
        assert folder is not None
        (folder / snapshot.VECTORS).write_bytes(b"")

    before = snapshot.current(data_dir)
    assert before is not None
    assert main(["build"]) == 0
    damaged(snapshot.current(data_dir))
    assert main(["backup", str(tmp_path / "1.zip")]) == 0
    assert checked(tmp_path / "1.zip").snapshot == before.name
    assert "jest wcześniejszy" in capsys.readouterr().out

    damaged(before)
    assert main(["backup", str(tmp_path / "2.zip")]) == 0
    assert checked(tmp_path / "2.zip").snapshot is None
    assert "nie ma go w kopii" in capsys.readouterr().out


def test_a_folder_is_no_name_for_a_backup(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path)]) == 1
    assert "jest folderem" in capsys.readouterr().err
    assert main(["backup", str(data_dir / "nie" / "ma" / "kopia.zip")]) == 1
    assert "nie istnieje" in capsys.readouterr().err


# A backup that is killed when it has packed half of its files.
_KILLED = """
import os, signal, sys
from pathlib import Path
from search_api.backup import writing
from search_api.settings import Settings
packed = writing._packed
def half(folder, archive):
    packed(folder, archive)
    os.kill(os.getpid(), signal.SIGKILL)
writing._packed = half
writing.write_backup(Settings(data_dir=Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_a_backup_that_is_killed_leaves_the_earlier_one(data_dir: Path, tmp_path: Path) -> None:
    assert main(["backup", str(tmp_path / "kopia.zip")]) == 0
    before = (tmp_path / "kopia.zip").read_bytes()

    done = subprocess.run([sys.executable, "-c", _KILLED, str(data_dir), str(tmp_path / "kopia.zip")], check=False)

    assert done.returncode == -9
    assert (tmp_path / "kopia.zip").read_bytes() == before
    assert main(["backup", str(tmp_path / "kopia.zip")]) == 0


def test_the_whole_data_folder_is_told_to_be_whole(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0

    told = capsys.readouterr().out
    assert told.count("[dobrze]") == 3
    assert "Wszystko jest całe." in told
    assert str(data_dir / STORE) in told


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE records SET checksum = 'x' WHERE id = (SELECT min(id) FROM records)", "jest uszkodzony"),
        ("UPDATE outcomes SET status = 'dziwny' WHERE number = 1", "Wyniki wczytywania"),
        (
            "INSERT INTO revisions SELECT id, 1, kind, body, 'x', saved FROM records LIMIT 1",
            "Wcześniejsza wersja nr 1 rekordu",
        ),
    ],
)
def test_a_damaged_record_earlier_version_or_outcome_is_found(
    data_dir: Path, capsys: pytest.CaptureFixture[str], statement: str, told: str
) -> None:
    with Store.open(data_dir / STORE) as store, store.writer() as writer:
        writer.connection.execute(statement)

    assert main(["verify"]) == 1

    printed = capsys.readouterr().out
    assert told in printed
    assert "Uszkodzeń: 1." in printed


@pytest.mark.parametrize("name", [STORE, FILE_NAME])
def test_a_file_that_is_cut_is_found(data_dir: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    content = (data_dir / name).read_bytes()
    (data_dir / name).write_bytes(content[: len(content) // 2])

    assert main(["verify"]) == 1

    printed = capsys.readouterr().out
    assert str(data_dir / name) in printed
    assert "źle" in printed


def test_every_damaged_index_is_found_also_one_that_does_not_serve(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = snapshot.current(data_dir)
    assert earlier is not None
    assert main(["build"]) == 0
    (earlier / snapshot.FACETS).unlink()

    assert main(["verify"]) == 1

    printed = capsys.readouterr().out
    assert str(earlier / snapshot.FACETS) in printed
    assert "indeks działający" in printed


def test_verify_takes_no_dump_for_a_backup(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data_dir.is_dir()
    assert main(["dump", str(tmp_path / "baza.jsonl")]) == 0

    assert main(["verify", str(tmp_path / "baza.jsonl")]) == 1

    assert "nie jest kopią" in capsys.readouterr().err
    assert json.loads((tmp_path / "baza.jsonl").read_text(encoding="utf-8").splitlines()[0])["line"] == "header"
