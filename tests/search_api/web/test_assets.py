"""Static files are kept by browsers for good under an address that names their content, and only under that."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.web import assets


def test_a_file_asked_for_by_its_content_may_be_kept_for_good(client: TestClient) -> None:
    address = assets.asset("style.css")

    assert client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("query", ["", "?v=", "?v=0000000000", "?v=0000000000&v=1", "?x=1"])
def test_under_any_other_address_it_is_asked_for_again(client: TestClient, query: str) -> None:
    answer = client.get(f"/static/style.css{query}")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get(f"/static/style.css{query}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_another_content_has_another_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    file = tmp_path / "kolor.css"
    file.write_text("a { color: red }", encoding="utf-8")
    before = assets.asset("kolor.css")

    file.write_text("a { color: green }", encoding="utf-8")

    assert assets.asset("kolor.css") != before


def test_a_file_that_is_not_there_is_an_error_and_not_a_dead_link() -> None:
    with pytest.raises(FileNotFoundError):
        assets.asset("js/nie-ma.js")


@pytest.mark.parametrize("path", ["../pages.py", "%2e%2e/pages.py", "..%2fpages.py", "js/../../pages.py"])
def test_nothing_outside_the_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404
