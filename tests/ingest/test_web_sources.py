"""Web addresses as sources: read like files, known by their address, refused with the words of the fetcher."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from corpus.store import Store
from ingest.errors import Unreadable
from ingest.fetch import Fetched
from ingest.pipeline import ingest
from ingest.sources import Address, source_of
from ingest.web_sources import Fetch
from tests.ingest.conftest import DOCUMENTS

PAGE = "https://gmina.example/aktualnosci/relacja"
PAGE_BYTES = (DOCUMENTS / "relacja.html").read_bytes()


def serving(pages: dict[str, bytes]) -> Fetch:
    """A web of these pages."""

    def fetch(url: str) -> Fetched:
        if url not in pages:
            raise Unreadable("Pod tym adresem nic nie ma (404). Sprawdź adres.")
        return Fetched(pages[url], f"{url}?pelna", "text/html", "relacja.html")

    return fetch


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (PAGE, Address(PAGE)),
        (" HTTP://gmina.example ", Address("HTTP://gmina.example")),
        ("https", Path("https")),
        ("ftp://gmina.example", Path("ftp://gmina.example")),
        ("dokumenty/2024", Path("dokumenty/2024")),
    ],
)
def test_an_address_is_told_from_a_path(text: str, source: Address | Path) -> None:
    assert source_of(text) == source


def test_a_page_becomes_a_document_that_knows_where_it_came_from(store: Store) -> None:
    report = ingest([Address(PAGE)], store, fetch=serving({PAGE: PAGE_BYTES}))

    (outcome,) = report.outcomes
    assert (outcome.path, outcome.name, outcome.status) == (PAGE, "relacja.html", "added")
    (document,) = store.documents()
    assert document.source_url == f"{PAGE}?pelna"
    assert document.file_name == "relacja.html"


def test_the_same_page_is_not_read_on_and_a_changed_one_is_read(store: Store) -> None:
    pages = {PAGE: PAGE_BYTES}
    ingest([Address(PAGE)], store, fetch=serving(pages))

    assert ingest([Address(PAGE)], store, fetch=serving(pages)).counts() == {"unchanged": 1}

    pages[PAGE] = PAGE_BYTES.replace(b"</body>", b"<!-- 7 odwiedzin --></body>")
    (outcome,) = ingest([Address(PAGE)], store, fetch=serving(pages)).outcomes
    assert (outcome.status, outcome.reason) == ("unchanged", "Plik zapisano na nowo, jego tekst jest ten sam.")

    pages[PAGE] = PAGE_BYTES.replace(b"<p>", "<p>Klub działa też latem. ".encode(), 1)
    report = ingest([Address(PAGE)], store, fetch=serving(pages))
    assert report.counts() == {"added": 1}
    assert report.vanished == ()


def test_a_page_that_cannot_be_had_is_an_outcome_among_the_others(store: Store, documents: Path) -> None:
    report = ingest([Address(PAGE), documents / "ulotka.txt", Address(f"{PAGE}/dalej")], store, fetch=serving({}))

    assert [outcome.status for outcome in report.outcomes] == ["rejected", "added", "rejected"]
    assert report.outcomes[0].reason == "Pod tym adresem nic nie ma (404). Sprawdź adres."
    assert report.outcomes[2].path == f"{PAGE}/dalej"


def test_a_page_and_a_saved_copy_of_it_are_one_document(store: Store, documents: Path) -> None:
    report = ingest([documents / "relacja.html", Address(PAGE)], store, fetch=serving({PAGE: PAGE_BYTES}))

    assert [outcome.status for outcome in report.outcomes] == ["added", "duplicate"]


def test_nothing_that_was_fetched_stays_on_the_disk(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))

    ingest([Address(PAGE)], store, fetch=serving({PAGE: PAGE_BYTES}))

    assert list(place.iterdir()) == []
