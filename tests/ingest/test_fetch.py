"""One page from the web: asked politely, checked at every step, under limits of size and time."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from ingest import limits
from ingest.errors import Unreadable
from ingest.fetch import Fetcher
from tests.ingest.web_server import HOST, Site, only_here, serving

PAGE = "<html><body><p>Świetlica w Łękach</p></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(pages={"/strona": (200, HTML, PAGE)})) as running:
        yield running


@pytest.fixture
def fetcher(site: Site) -> Fetcher:
    return Fetcher(ports=frozenset({site.port}), addresses=only_here, seconds=20)


def test_a_page_comes_with_its_address_type_and_a_name_to_read_it_by(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.url("/strona#czesc"))

    assert found.data == PAGE
    assert found.final_url == site.url("/strona")
    assert found.media_type == "text/html"
    assert found.name == "strona.html"


def test_the_site_is_told_who_asks_and_nothing_else(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(site.url("/strona"))

    headers = dict(site.asked)["/strona"]
    assert headers["user-agent"].startswith("DobrePraktyki/")
    assert headers["host"] == f"{HOST}:{site.port}"
    assert not {"cookie", "authorization", "referer"} & set(headers)


def test_rules_of_a_site_are_asked_once_and_kept(site: Site, fetcher: Fetcher) -> None:
    rules = b"User-agent: *\nDisallow: /tajne\nAllow: /tajne/jawne\nDisallow: /*.pdf$\n"
    site.pages |= {"/robots.txt": (200, {}, rules), "/tajne/jawne": (200, HTML, PAGE)}

    assert fetcher.fetch(site.url("/tajne/jawne")).data == PAGE
    for path in ("/tajne/x", "/raport.pdf"):
        with pytest.raises(Unreadable, match=r"robots\.txt"):
            fetcher.fetch(site.url(path))

    assert site.paths() == ["/tajne/jawne"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_rules_for_this_program_by_name_count(site: Site, fetcher: Fetcher) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: DobrePraktyki\nDisallow: /\n\nUser-agent: *\nAllow: /\n")

    with pytest.raises(Unreadable, match=r"robots\.txt"):
        fetcher.fetch(site.url("/strona"))


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_without_rules_allows_and_one_that_cannot_say_does_not(
    site: Site, fetcher: Fetcher, status: int, allowed: bool
) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")

    if allowed:
        assert fetcher.fetch(site.url("/strona")).data == PAGE
    else:
        with pytest.raises(Unreadable, match=r"robots\.txt"):
            fetcher.fetch(site.url("/strona"))


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": (302, {"Location": "b?x=1"}, b""), "/b?x=1": (301, {"Location": site.url("/strona")}, b"")}

    assert fetcher.fetch(site.url("/a")).final_url == site.url("/strona")


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://127.0.0.1:{port}/strona", "sieci wewnętrznej"),
        ("http://[::1]:{port}/strona", "sieci wewnętrznej"),
        ("http://[::ffff:127.0.0.1]:{port}/strona", "sieci wewnętrznej"),
        ("http://wewnetrzny.example:{port}/", "sieci wewnętrznej"),
        ("http://chmura.example:{port}/latest/meta-data", "sieci wewnętrznej"),
        ("//wewnetrzny.example:{port}/", "sieci wewnętrznej"),
        ("file:///etc/passwd", "http://"),
        ("gopher://gmina.example:{port}/", "http://"),
        ("http://gmina.example:22/", "port 22"),
        ("http://jan:haslo@gmina.example:{port}/", "hasło"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(site: Site, fetcher: Fetcher, location: str, told: str) -> None:
    site.pages["/a"] = (302, {"Location": location.format(port=site.port)}, b"")

    with pytest.raises(Unreadable, match=told):
        fetcher.fetch(site.url("/a"))

    assert site.paths() == ["/a"]


def test_a_circle_of_redirects_ends(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = (302, {"Location": "/a"}, b"")

    with pytest.raises(Unreadable, match="liczba przekierowań"):
        fetcher.fetch(site.url("/a"))

    assert len(site.paths()) == limits.REDIRECTS.value + 1


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://localhost:{port}/strona", "sieci wewnętrznej"),
        ("http://127.0.0.1:{port}/strona", "sieci wewnętrznej"),
        ("ftp://gmina.example/", "http://"),
        ("http://gmina.example:81/", "port 81"),
    ],
)
def test_an_address_that_must_not_be_asked_is_not(site: Site, fetcher: Fetcher, address: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        fetcher.fetch(address.format(port=site.port))

    assert site.asked == []


def test_without_the_way_of_the_tests_this_machine_cannot_be_asked(site: Site) -> None:
    strict = Fetcher(ports=frozenset({site.port}))

    with pytest.raises(Unreadable, match="sieci wewnętrznej"):
        strict.fetch(f"http://127.0.0.1:{site.port}/strona")

    assert site.asked == []


def test_packed_content_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.pages["/strona"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE))

    assert fetcher.fetch(site.url("/strona")).data == PAGE


def test_a_bomb_is_stopped_while_it_unpacks(site: Site, fetcher: Fetcher) -> None:
    site.pages["/strona"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(bytes(50 * 2**20)))
    small = replace(fetcher, largest=2**20)

    with pytest.raises(Unreadable, match="rozmiar pliku spod adresu"):
        small.fetch(site.url("/strona"))


def test_a_large_file_is_refused_at_the_limit(site: Site, fetcher: Fetcher) -> None:
    site.pages["/strona"] = (200, HTML, bytes(1001))

    assert len(replace(fetcher, largest=1001).fetch(site.url("/strona")).data) == 1001
    with pytest.raises(Unreadable, match="rozmiar pliku spod adresu"):
        replace(fetcher, largest=1000).fetch(site.url("/strona"))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_packing_that_was_not_asked_for_is_refused(site: Site, fetcher: Fetcher, encoding: str) -> None:
    site.pages["/strona"] = (200, HTML | {"Content-Encoding": encoding}, b"x")

    with pytest.raises(Unreadable, match="spakowaną"):
        fetcher.fetch(site.url("/strona"))


def test_content_that_ends_too_early_is_not_taken_for_whole(site: Site, fetcher: Fetcher) -> None:
    site.pages["/spakowana"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-10])

    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(PAGE)
        handler.close_connection = True

    site.pages["/urwana"] = cut
    for path in ("/spakowana", "/urwana"):
        with pytest.raises(Unreadable, match="przerwał wysyłanie"):
            fetcher.fetch(site.url(path))


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_left_when_the_time_is_over(site: Site, fetcher: Fetcher, where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"Content-Type: text/html\r\n\r\n" if where == "body" else b""))
        try:
            for _ in range(600):
                handler.wfile.write(b"X")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass
        handler.close_connection = True

    site.pages["/kapie"] = drip

    with pytest.raises(Unreadable, match="czas pobierania"):
        replace(fetcher, seconds=1).fetch(site.url("/kapie"))


@pytest.mark.parametrize(
    ("status", "told"),
    [(401, "logowania"), (403, "odmawia"), (404, "nic nie ma"), (429, "rzadziej"), (500, "błędem 500")],
)
def test_an_answer_that_is_no_page_is_told(site: Site, fetcher: Fetcher, status: int, told: str) -> None:
    site.pages["/strona"] = (status, HTML, PAGE)

    with pytest.raises(Unreadable, match=told):
        fetcher.fetch(site.url("/strona"))


def test_an_empty_page_is_empty(site: Site, fetcher: Fetcher) -> None:
    site.pages["/strona"] = (200, HTML, b"")

    with pytest.raises(Unreadable) as caught:
        fetcher.fetch(site.url("/strona"))

    assert caught.value.status == "empty"


def test_a_server_that_is_not_there_is_told(fetcher: Fetcher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreadable, match="Nie udało się połączyć"):
        replace(fetcher, ports=frozenset({port})).fetch(f"http://{HOST}:{port}/")


def test_a_server_that_talks_nonsense_is_told(site: Site, fetcher: Fetcher) -> None:
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01 to nie jest HTTP\r\n\r\n")
        handler.close_connection = True

    site.pages["/strona"] = nonsense

    with pytest.raises(Unreadable, match="przerwał wysyłanie"):
        fetcher.fetch(site.url("/strona"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_the_certificate_is_that_of_the_name_though_the_connection_goes_to_a_checked_address(tmp_path: Path) -> None:
    for host in (HOST, "inna.example"):
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={host}"),
                *("-addext", f"subjectAltName=DNS:{host}", "-keyout", str(tmp_path / f"{host}.key")),
                *("-out", str(tmp_path / f"{host}.pem")),
            ],
            check=True,
            capture_output=True,
        )

    def fetched(host_of_certificate: str) -> bytes:
        names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / f"{host_of_certificate}.pem", tmp_path / f"{host_of_certificate}.key")
        context.sni_callback = lambda _socket, name, _context: names.append(name)
        with serving(Site(pages={"/strona": (200, HTML, PAGE)}), context) as site:
            trusting = ssl.create_default_context(cafile=str(tmp_path / f"{host_of_certificate}.pem"))
            fetcher = Fetcher(ports=frozenset({site.port}), addresses=only_here, tls=trusting, seconds=20)
            try:
                return fetcher.fetch(f"https://{HOST}:{site.port}/strona").data
            finally:
                assert set(names) == {HOST}

    assert fetched(HOST) == PAGE
    with pytest.raises(Unreadable, match="Certyfikat"):
        fetched("inna.example")
