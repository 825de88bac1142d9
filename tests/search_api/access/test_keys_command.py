"""`praktyki keys`: a key is shown once, listed without its secret, and ends when it is revoked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from search_api.access.file import FILE_NAME
from search_api.access.hashing import Hasher
from search_api.access.keys import SCOPES, Key
from search_api.cli import main, parser
from search_api.commands import doctor
from tests.search_api.access.clocks import CHEAP, CLIENT, Clock, gate_at

KEY = re.compile(r"dp_[a-z2-7]{8}_[a-z2-7]{52}")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("search_api.commands.keys.Hasher", lambda: Hasher(CHEAP))
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path))
    return tmp_path


def create(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[str, str]:
    assert main(["keys", "create", *given]) == 0
    told = capsys.readouterr()
    return told.out, told.err


def test_a_new_key_is_printed_alone_and_once(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out, err = create(capsys, "--name", "Biuro Rady", "--scope", "review", "--scope", "ingest", "--days", "30")

    assert KEY.fullmatch(out.strip())
    assert "„Biuro Rady”" in err
    assert "ingest, review" in err
    assert not KEY.search(err)
    main(["keys", "list"])
    main(["keys", "log"])
    assert not KEY.search(capsys.readouterr().out)
    found = gate_at(folder, Clock()).verify(out.strip(), CLIENT)
    assert isinstance(found, Key)
    assert found.scopes == {"review", "ingest"}
    assert (found.expires - found.created).days == 30


def test_keys_are_listed_with_their_state(capsys: pytest.CaptureFixture[str]) -> None:
    create(capsys, "--name", "Biuro", "--scope", "review")
    create(capsys, "--name", "Strona", "--scope", "admin")

    assert main(["keys", "revoke", "Strona"]) == 0
    assert "Odwołano klucz „Strona”" in capsys.readouterr().out
    assert main(["keys", "list"]) == 0

    office, site, total = capsys.readouterr().out.splitlines()
    if "Strona" in office:  # made within the same second
        office, site = site, office
    assert re.fullmatch(r"[a-z2-7]{8}  ważny do \d{4}-\d\d-\d\d  Biuro  \(review\)", office)
    assert re.fullmatch(r"[a-z2-7]{8}  odwołany \d{4}-\d\d-\d\d  Strona  \(admin\)", site)
    assert total == "Ważnych kluczy: 1."


def test_a_key_is_revoked_by_its_id_too_and_its_name_is_free_again(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = create(capsys, "--name", "Biuro", "--scope", "review")

    assert main(["keys", "create", "--name", "Biuro", "--scope", "review"]) == 1
    assert "Jest już klucz o nazwie „Biuro”" in capsys.readouterr().err
    assert main(["keys", "revoke", out.split("_")[1]]) == 0
    create(capsys, "--name", "Biuro", "--scope", "review")

    assert main(["keys", "revoke", "nie ma"]) == 1
    assert "„praktyki keys list”" in capsys.readouterr().err


def test_the_log_tells_what_was_done_with_names_of_keys_only(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    out, _ = create(capsys, "--name", "Biuro", "--scope", "review")
    clock = Clock()
    gate = gate_at(folder, clock)
    key = gate.verify(out.strip(), CLIENT)
    assert isinstance(key, Key)
    gate.sign_out(gate.sign_in(key))
    gate.record("draft_accepted", "Biuro", "szkic-0123456789abcdef-1")
    gate.record("draft_rejected", None, "szkic-0123456789abcdef-2")
    for _ in range(5):
        gate.verify("x", CLIENT)
    gate.close()

    assert main(["keys", "log"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line[:16] for line in lines[:5]] == ["2026-03-02 08:00"] * 5
    assert [line[18:] for line in lines[:4]] == [
        "zalogowano  [Biuro]",
        "wylogowano  [Biuro]",
        "przyjęto szkic szkic-0123456789abcdef-1  [Biuro]",
        "odrzucono szkic szkic-0123456789abcdef-2  [bez klucza, na komputerze serwera]",
    ]
    assert lines[4] == "2026-03-02 08:00–08:59  odrzucone próby: 5"
    assert lines[5].endswith("utworzono klucz  [Biuro]")
    assert CLIENT.encode() not in (folder / FILE_NAME).read_bytes()

    assert main(["keys", "log", "--limit", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--name", " ", "--scope", "review"], "Podaj nazwę klucza"),
        (["--name", "x" * 81, "--scope", "review"], "najwyżej 80"),
        (["--name", "x", "--scope", "review", "--days", "0"], "od 1 do 3650"),
        (["--name", "x", "--scope", "review", "--days", "3651"], "od 1 do 3650"),
    ],
)
def test_what_makes_no_sense_is_refused_and_makes_no_file(
    capsys: pytest.CaptureFixture[str], folder: Path, given: list[str], told: str
) -> None:
    assert main(["keys", "create", *given]) == 1

    assert told in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("given", [["--scope", "wszystko", "--name", "x"], ["--name", "x"], ["--scope", "review"]])
def test_a_key_without_a_name_or_a_known_scope_is_wrong_usage(given: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["keys", "create", *given])

    assert ended.value.code == 2


def test_without_keys_the_commands_say_so(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["keys", "list"]) == 0
    assert main(["keys", "log"]) == 0
    told = capsys.readouterr().out
    assert "„praktyki keys create”" in told
    assert "Dziennik jest pusty." in told
    assert main(["keys", "revoke", "x"]) == 1
    assert main(["keys", "log", "--limit", "0"]) == 1
    assert list(folder.iterdir()) == []


def test_a_damaged_file_is_named_by_every_command(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"zepsuty" * 1000)
    (folder / FILE_NAME).chmod(0o600)

    for given in (["list"], ["log"], ["revoke", "x"], ["create", "--name", "x", "--scope", "review"]):
        assert main(["keys", *given]) == 1
        assert str(folder / FILE_NAME) in capsys.readouterr().err


def test_the_command_line_knows_every_scope() -> None:
    for scope in SCOPES:
        arguments = parser().parse_args(["keys", "create", "--name", "x", "--scope", scope])
        assert arguments.scope == [scope]
    with pytest.raises(SystemExit):
        parser().parse_args(["keys", "create", "--name", "x", "--scope", "other"])


def test_the_doctor_looks_at_the_file_of_keys(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    create(capsys, "--name", "Biuro", "--scope", "review")
    assert [(found.state, found.told) for found in doctor._keys(folder / FILE_NAME)] == [("ok", "ważnych 1")]
    assert list(doctor._keys(folder / "nie ma")) == []

    (folder / FILE_NAME).chmod(0o644)

    (wrong,) = doctor._keys(folder / FILE_NAME)
    assert wrong.state == "wrong"
    assert str(folder / FILE_NAME) in wrong.told
