"""`praktyki forget`: what somebody asked to remove is nowhere on the disk afterwards, and does not come back by itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import review, submissions
from corpus.forgetting import MASK
from corpus.store import Store
from index.filters import Filters
from index.searcher import Searcher
from ingest.submitting import submit
from search_api.cli import main
from search_api.commands.preparing import prepare
from search_api.settings import Settings
from tests.search_api.conftest import WANTED

# In no card of the base: what is found on the disk is what these tests put there.
SENTENCE = "Gospodyni Wacława Brzęczyszczykiewska otworzyła w remizie wypożyczalnię sań dla sąsiadów"
NAME = "Brzęczyszczykiewska"
NOTE = f"""PROTOKÓŁ ZE SPOTKANIA

{SENTENCE}, a gmina Lyski dała na to 4 000 zł w 2021 roku.

Koło gospodyń i straż prowadzą wypożyczalnię razem. W pierwszym roku skorzystało z niej 60 rodzin.
"""
Forget = Callable[..., int]


@pytest.fixture(scope="module")
def prepared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with notes and a data folder: a few practices, one of them told anew twice, and a document, about one thing."""
    folder = tmp_path_factory.mktemp("prosba")
    data, notes = folder / "var", folder / "notatki"
    shutil.copytree(built, data)
    notes.mkdir()
    # The name of an officer stays as it is: personal data that no rule masks is what forgetting is for.
    (notes / "protokół.txt").write_text(NOTE.replace("Gospodyni", "Wójt"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(data))
        assert main(["ingest", str(notes)]) == 0
        with Store.open(data / "store.sqlite3") as store:
            practice = store.practice(WANTED)
            assert practice is not None
            with store.writer() as writer:
                writer.put_practice(practice.model_copy(update={"results": f"{SENTENCE}."}))
            with store.writer() as writer:
                writer.put_practice(practice.model_copy(update={"lessons": f"{SENTENCE.replace(' ', '  ', 1)}."}))
        assert main(["build"]) == 0
    return folder


@pytest.fixture
def notes(prepared: Path) -> Path:
    """The folder from which the document was read."""
    return prepared / "notatki"


@pytest.fixture
def data(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that data folder."""
    folder = tmp_path / "var"
    shutil.copytree(prepared / "var", folder)
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(folder))
    return folder


def everywhere(folder: Path, text: str) -> list[str]:
    """Files of the folder whose bytes hold the text, as it is or as JSON without Polish letters."""
    forms = (text.encode(), text.encode("unicode_escape").replace(b"\\x", b"\\u00"))
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


def document_of(data: Path) -> str:
    with Store.open(data / "store.sqlite3") as store:
        (document,) = store.documents()
    return document.id


def test_the_text_is_on_the_disk_before(data: Path) -> None:
    assert any("snapshots" in path for path in everywhere(data, NAME))
    assert "store.sqlite3" in everywhere(data, NAME)


def test_a_practice_leaves_store_index_and_earlier_snapshots_with_all_its_revisions(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = document_of(data)
    title = _title(data)

    assert main(["forget", WANTED, document]) == 0

    assert everywhere(data, NAME) == []
    assert everywhere(data, title) == []
    assert len([path for path in (data / "snapshots").iterdir() if path.is_dir()]) == 1
    with Searcher.open(data) as searcher:
        assert searcher.record(WANTED) is None
    told = capsys.readouterr().out
    assert "kopie zapasowe" in told
    assert "plik źródłowy: " in told
    assert "protokół.txt" in told


def test_what_was_removed_does_not_come_back_with_its_file_until_somebody_wants_it(
    data: Path, cards: Path, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = document_of(data)
    assert main(["forget", WANTED, document]) == 0

    assert main(["ingest", str(cards), str(notes)]) == 1

    told = _told(capsys)
    assert f"Rekord „{WANTED}” usunięto z bazy na prośbę" in told
    assert f"Rekord „{document}” usunięto z bazy na prośbę" in told
    assert everywhere(data, NAME) == []
    assert main(["ingest", str(cards), "--restore-removed"]) == 0
    with Store.open(data / "store.sqlite3") as store:
        assert store.practice(WANTED) is not None


def test_a_text_leaves_every_record_and_the_rest_of_them_stays(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "prosba.txt"
    wanted.write_text("wacława  brzęczyszczykiewska\n\nBrzęczyszczykiewska\n", encoding="utf-8")

    assert main(["forget", "--text-file", str(wanted)]) == 0

    assert everywhere(data, NAME) == []
    with Store.open(data / "store.sqlite3") as store:
        practice, document = store.practice(WANTED), store.document(document_of(data))
        revisions = store.revisions(WANTED)
        with store.reading() as connection:
            drafts = review.drafts(connection)
    assert practice is not None
    assert practice.lessons is not None
    assert MASK in practice.lessons
    assert "wypożyczalnię sań" in practice.lessons
    assert any(MASK in revision.body for revision in revisions)
    assert document is not None
    assert any(MASK in block.text for block in document.blocks)
    assert all(
        finding.quote in document.blocks[finding.block].text
        for draft in drafts
        for finding in draft.description.findings
    )
    with Searcher.open(data) as searcher:
        hits = searcher.search("wypożyczalnia sań w remizie", Filters(), 5, 0).hits
    assert document.id in {hit.record_id for hit in hits}
    assert NAME not in capsys.readouterr().out


def test_a_file_that_still_holds_the_text_does_not_replace_the_record(
    data: Path, notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "prosba.txt"
    wanted.write_text(NAME, encoding="utf-8")
    assert main(["forget", "--text-file", str(wanted)]) == 0

    assert main(["ingest", str(notes), "--again"]) == 1

    assert "usunięto tekst na prośbę" in _told(capsys)
    assert everywhere(data, NAME) == []


def test_a_proposal_is_removed_by_its_id(data: Path) -> None:
    card = {
        "title": "Wypożyczalnia sań",
        "place": {"gmina": "Lyski", "powiat": "rybnicki", "voivodeship": "śląskie"},
        "need": "Zimą nie ma czym wozić opału.",
        "actions": "Sołtys kupił sanie od stolarza z Raszczyc i pożycza je wszystkim po kolei.",
    }
    with Store.open(data / "store.sqlite3") as store:
        queued = submit(store, card, "r" * 22)
    assert everywhere(data, "sanie od stolarza z Raszczyc")

    assert main(["forget", queued.submission.id]) == 0

    assert everywhere(data, "sanie od stolarza z Raszczyc") == []
    with Store.open(data / "store.sqlite3") as store, store.reading() as connection:
        assert submissions.submission(connection, queued.submission.id) is None


def test_the_log_of_acts_tells_what_was_removed_and_not_the_text(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "prosba.txt"
    wanted.write_text(NAME, encoding="utf-8")
    assert main(["forget", "--text-file", str(wanted)]) == 0
    capsys.readouterr()

    assert main(["keys", "log"]) == 0

    told = capsys.readouterr().out
    assert f"usunięto na prośbę {WANTED}" in told
    assert NAME not in told


def test_a_copy_that_lies_in_the_data_folder_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dump", str(data / "kopia.jsonl")]) == 0

    assert main(["forget", WANTED]) == 1

    told = capsys.readouterr().out
    assert f"W tym pliku tekst nadal jest: {data / 'kopia.jsonl'}" in told


def test_a_trial_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", WANTED, "--dry-run"]) == 0

    assert "Niczego nie usunięto" in capsys.readouterr().out
    with Store.open(data / "store.sqlite3") as store:
        assert store.practice(WANTED) is not None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["nie-ma-takiej"], "Nie ma w bazie: nie-ma-takiej"),
        ([], "Podaj identyfikator"),
        (["--text-file", "krotki.txt"], "jest za krótki"),
        (["--text-file", "adres.txt"], "Usuń ten rekord w całości"),
        (["--text-file", "bajty.txt"], "w UTF-8"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_removed(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("krotki.txt").write_text("o\n", encoding="utf-8")
    Path("adres.txt").write_text("https\n", encoding="utf-8")
    Path("bajty.txt").write_bytes(b"\xff\xfe\x00")
    with Store.open(data / "store.sqlite3") as store:
        before = store.fingerprint()

    assert main(["forget", *given]) == 1

    assert told in " ".join(capsys.readouterr().err.split())
    with Store.open(data / "store.sqlite3") as store:
        assert store.fingerprint() == before


def test_a_reader_that_holds_the_store_open_is_told_about(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Given somebody in the middle of reading, as a backup of the disk or another program may be.
    reader = sqlite3.connect(data / "store.sqlite3", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM records").fetchone()
    try:
        assert main(["forget", WANTED]) == 1
    finally:
        reader.close()
    assert "Zatrzymaj go i powtórz" in capsys.readouterr().out

    # When the work is done again after that, nothing is left.
    assert main(["forget", WANTED]) == 0
    assert "usunięto go już wcześniej" in capsys.readouterr().out


def test_the_first_start_works_though_a_starter_practice_was_removed(data: Path, cards: Path) -> None:
    assert main(["forget", WANTED]) == 0
    settings = Settings(data_dir=data, starter_dir=cards)

    prepare(settings, lambda _: None)

    with Store.open(settings.store_path) as store:
        assert store.practice(WANTED) is None


def test_the_last_record_can_go(tmp_path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))
    assert main(["ingest", str(cards / f"{WANTED}.yaml")]) == 0
    assert main(["build"]) == 0

    assert main(["forget", WANTED]) == 0

    with Searcher.open(tmp_path / "var") as searcher:
        assert searcher.search("samotni seniorzy", Filters(), 5, 0).total == 0


def _told(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


def _title(data: Path) -> str:
    with Store.open(data / "store.sqlite3") as store:
        practice = store.practice(WANTED)
    assert practice is not None
    return practice.title
