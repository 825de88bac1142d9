"""„Ten sam opis także w”: from documents in the store through the snapshot to the API and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.document import Block
from corpus.store import Store
from search_api.app import create_app
from search_api.commands.building import build_index
from search_api.settings import Settings
from tests.corpus.descriptions import report

CLAUSE = "Gmina i organizacje wspólnie prowadzą klub, " + ", ".join(f"słowo{number}" for number in range(40))


def test_the_api_names_the_other_document_with_passages_and_skips_one_that_is_not_there(client: TestClient) -> None:
    document = client.get("/api/v1/documents/doc-0123456789abcdef").json()

    (other,) = document["also_in"]
    assert (other["id"], other["url"]) == ("doc-fedcba9876543210", "/dokumenty/doc-fedcba9876543210")
    assert (other["share"], other["near_duplicate"]) == (0.46, False)
    assert other["passages"][0]["words"] == 42
    assert document["family"] == []


def test_the_page_shows_where_the_same_description_stands(client: TestClient) -> None:
    page = client.get("/dokumenty/doc-0123456789abcdef", headers={"Accept": "text/html"}).text

    assert "Ten sam opis także w" in page
    assert 'href="/dokumenty/doc-fedcba9876543210"' in page
    assert "wspólne 46% słów dłuższego dokumentu" in page
    assert page.count("<blockquote") == 3
    assert "Dalszych wspólnych fragmentów: 2." in page
    assert "<script>" not in page
    copy = client.get("/dokumenty/doc-fedcba9876543210", headers={"Accept": "text/html"}).text
    assert "prawie cały tekst jest taki sam" in copy


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with two documents that share a clause, stored by a program that knew no lineage."""
    with Store.open(Settings(data_dir=tmp_path).store_path) as store, store.writer() as writer:
        for letter in "bc":
            own = Block(text=" ".join(f"{letter}{number}" for number in range(12)))
            writer.put_document(report(letter, title=f"Sprawozdanie {letter}", blocks=(own, Block(text=CLAUSE))))
    return tmp_path


def test_a_build_puts_lineage_into_the_snapshot_and_a_removed_document_leaves_it(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    with Store.open(settings.store_path) as store:
        build_index(settings, store)
        with TestClient(create_app(settings)) as client:
            (other,) = client.get(f"/api/v1/documents/{report('b').id}").json()["also_in"]
            assert other["id"] == report("c").id
            assert other["passages"][0]["text"].startswith("Gmina i organizacje wspólnie prowadzą klub")

        with store.writer() as writer:
            writer.remove(report("c").id)
        build_index(settings, store)
        with TestClient(create_app(settings)) as client:
            assert client.get(f"/api/v1/documents/{report('b').id}").json()["also_in"] == []
