"""What search engines are told: which pages and records there are, and what to leave alone."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from search_api.web.routes import discovery
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine, practice
from tests.search_api.web.test_pages import BROWSER

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: TestClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/xml")
    return [str(found.text) for found in ElementTree.fromstring(answer.content).iter(f"{NAMESPACE}loc")]


def test_the_map_of_the_site_leads_to_every_record_and_every_page_of_it_answers(client: TestClient) -> None:
    (part,) = locations(client, "/sitemap.xml")

    addresses = [address.removeprefix("http://testserver") for address in locations(client, part)]

    assert "/praktyki/lucien-klub-seniora" in addresses
    assert "/dokumenty/doc-0123456789abcdef" in addresses
    assert "/deklaracja-dostepnosci" in addresses
    assert len(addresses) == len(set(addresses))
    for address in addresses:
        assert client.get(address, headers=BROWSER).status_code == 200, address


def test_a_large_base_is_told_in_parts_of_which_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "SITEMAP_SIZE", 10)
    records = [practice(f"praktyka-{number:02d}", f"Praktyka {number}", "Potrzeba") for number in range(25)]
    with TestClient(app_with(FakeEngine(records), tmp_path)) as client:
        parts = locations(client, "/sitemap.xml")
        found = [address for part in parts for address in locations(client, part)]
        beyond = client.get(f"/sitemap-{len(parts) + 1}.xml")

    assert sum("/praktyki/" in address for address in found) == 25
    assert len(found) == len(set(found)) == 25 + len(discovery.PAGES)
    assert beyond.status_code == 404


def test_robots_are_asked_to_leave_searches_and_lists_alone(client: TestClient) -> None:
    answer = client.get("/robots.txt")

    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert "Disallow: /szukaj?" in lines
    assert "Disallow: /lista" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize("host", ["zły host", "a" * 300, 'x"><script>', "x\ty"])
def test_a_host_that_is_none_is_not_repeated(client: TestClient, host: str) -> None:
    answer = client.get("/robots.txt", headers={b"Host": host.encode()})

    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in answer.text
