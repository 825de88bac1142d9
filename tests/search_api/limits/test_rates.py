"""A client may ask so many times a minute and so many times at once; then it is told when to come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search_api.limits import rates
from search_api.limits.rates import Rates
from search_api.settings import Settings
from tests.search_api.access.clocks import Clock
from tests.search_api.limits.asking import BROWSER, OFFICE, STRANGER, app_under, client_at


def test_a_burst_is_taken_and_then_one_after_another() -> None:
    clock = Clock()
    held = Rates(per_minute=60, burst=5, clock=clock.seconds)

    assert [held.wait("a") for _ in range(6)] == [None] * 5 + [1]
    assert held.wait("b") is None
    clock.pass_by(seconds=1)
    assert [held.wait("a"), held.wait("a")] == [None, 1]
    clock.pass_by(minutes=10)
    assert [held.wait("a") for _ in range(6)] == [None] * 5 + [1]


@given(st.lists(st.integers(0, 5), max_size=80), st.integers(1, 60), st.integers(1, 8))
def test_whoever_waits_as_told_is_taken_and_nobody_gets_more_than_the_rate(
    pauses: list[int], per_minute: int, burst: int
) -> None:
    clock = Clock()
    start = clock.seconds()
    held = Rates(per_minute, burst, clock.seconds)
    for taken, pause in enumerate(pauses, start=1):
        clock.pass_by(seconds=pause)
        wait = held.wait("a")
        if wait is not None:
            clock.pass_by(seconds=wait)
            assert held.wait("a") is None
        assert taken <= burst + (clock.seconds() - start) * per_minute / 60 + 1e-6


def test_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_CLIENTS", 100)
    held = Rates(per_minute=60, burst=1, clock=Clock().seconds)

    for number in range(1000):
        held.wait(str(number))

    assert len(held) == 100
    assert held.wait("999") is not None


def test_fifty_people_of_one_office_are_not_held_up_by_the_defaults() -> None:
    """Each opens a page with its three questions to the API every ten seconds, all of them at the same moment."""
    clock = Clock()
    settings = Settings()
    held = Rates(settings.rate_per_minute, settings.rate_burst, clock.seconds)

    for _ in range(6 * 60):
        assert {held.wait(OFFICE) for _ in range(50 * 4)} == {None}
        clock.pass_by(seconds=10)


def test_a_client_that_asks_too_often_is_told_in_polish_when_to_come_back(tmp_path: Path) -> None:
    app = app_under(tmp_path, rate_per_minute=1, rate_burst=2)
    with client_at(app, STRANGER) as client:
        assert [client.get("/api/v1/facets").status_code for _ in range(2)] == [200, 200]

        program, browser = client.get("/api/v1/facets"), client.get("/szukaj", headers=BROWSER)

        assert (program.status_code, browser.status_code) == (429, 429)
        assert program.headers["content-type"] == "application/problem+json"
        assert program.json()["detail"].startswith("Z tego adresu przyszło za dużo żądań naraz.")
        assert "Za dużo żądań naraz" in browser.text
        assert 1 <= int(program.headers["retry-after"]) <= 60
        assert 1 <= int(browser.headers["retry-after"]) <= 60
    # Somebody else is not held up
    with client_at(app, OFFICE) as other:
        assert other.get("/api/v1/facets").status_code == 200


def test_files_of_the_pages_and_probes_are_not_counted(tmp_path: Path) -> None:
    with client_at(app_under(tmp_path, rate_per_minute=1, rate_burst=1), STRANGER) as client:
        assert client.get("/api/v1/facets").status_code == 200
        for path in ("/static/style.css", "/api/v1/health", "/api/v1/health/live", "/api/v1/health/ready"):
            assert client.get(path).status_code == 200
        assert client.get("/api/v1/facets").status_code == 429


@pytest.mark.parametrize(
    ("peer", "forwarded", "held"),
    [
        ("127.0.0.1", {}, False),
        ("::1", {}, False),
        # A proxy of this computer that is not trusted may stand for anybody
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, True),
        ("127.0.0.1", {"Via": "1.1 proxy"}, True),
        (STRANGER, {"X-Forwarded-For": "127.0.0.1"}, True),
    ],
)
def test_programs_of_this_computer_are_exempt(tmp_path: Path, peer: str, forwarded: dict[str, str], held: bool) -> None:
    with client_at(app_under(tmp_path, rate_per_minute=1, rate_burst=1), peer) as client:
        found = {client.get("/api/v1/facets", headers=forwarded).status_code for _ in range(3)}

    assert found == ({200, 429} if held else {200})


def test_behind_a_trusted_proxy_each_visitor_is_counted_by_their_own_address(tmp_path: Path) -> None:
    app = app_under(tmp_path, rate_per_minute=1, rate_burst=1, trusted_proxies="10.0.0.1")

    def ask(client: TestClient, forwarded: str) -> int:
        return client.get("/api/v1/facets", headers={"X-Forwarded-For": forwarded}).status_code

    with client_at(app, "10.0.0.1") as proxy:
        assert [ask(proxy, STRANGER), ask(proxy, OFFICE)] == [200, 200]
        assert [ask(proxy, f"198.51.100.{number}, {STRANGER}") for number in range(3)] == [429] * 3
    # Whoever comes past the proxy is believed nothing
    with client_at(app, "203.0.113.200") as direct:
        assert [ask(direct, f"198.51.100.{number}") for number in range(3)] == [200, 429, 429]
