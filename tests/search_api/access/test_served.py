"""The server as it is started, beside the commands that make and revoke keys: two processes, one file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from search_api.cli import main

ATTEMPTS = 3


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[str]:
    """A server over an empty data folder; its host and port."""
    environment = os.environ | {"PRAKTYKI_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"} | settings
    command = [sys.executable, "-m", "search_api.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield urlsplit(process.stdout.readline().split()[2]).netloc
        finally:
            process.terminate()


def ask(address: str, key: str, **headers: str) -> tuple[int, str | None]:
    """The status of the queue for a key, and Retry-After."""
    connection = HTTPConnection(address, timeout=30)
    try:
        connection.request("GET", "/api/v1/drafts", headers={"Authorization": f"Bearer {key}"} | headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Retry-After"]
    finally:
        connection.close()


def test_a_key_opens_and_closes_while_the_server_runs_and_guessing_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path))
    with served(tmp_path, PRAKTYKI_KEY_ATTEMPTS=str(ATTEMPTS), FORWARDED_ALLOW_IPS="*") as address:
        assert main(["keys", "create", "--name", "Biuro", "--scope", "review"]) == 0
        key = capsys.readouterr().out.strip()
        assert ask(address, key)[0] == 200

        assert main(["keys", "revoke", "Biuro"]) == 0
        assert ask(address, key)[0] == 401

        for number in range(ATTEMPTS - 1):
            assert ask(address, key, **{"X-Forwarded-For": f"198.51.100.{number}"})[0] == 401
        status, wait = ask(address, key, **{"X-Forwarded-For": "198.51.100.99"})
        assert status == 429
        assert 1 <= int(wait or 0) <= 300

    capsys.readouterr()
    main(["keys", "log"])
    log = capsys.readouterr().out
    assert "odwołano klucz  [Biuro]" in log
    # The one that was turned away is counted when the server stops.
    assert f"odrzucone próby: {ATTEMPTS + 1}" in log
    assert "198.51" not in log
