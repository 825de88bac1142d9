"""Web addresses taken apart and checked before anybody is asked."""

from __future__ import annotations

import pytest

from ingest.errors import Unreadable
from ingest.web_address import read_address, redirected

PORTS = frozenset({80, 443})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://gmina.example", "https://gmina.example/"),
        ("HTTP://GMINA.example:80/Strona?a=1#x", "http://gmina.example/Strona?a=1"),
        ("https://gmina.example./a", "https://gmina.example/a"),
        ("https://łęg.example/Świetlica?q=gęś", "https://xn--g-0ia6j.example/%C5%9Awietlica?q=g%C4%99%C5%9B"),
        ("https://gmina.example/a%20b;c=1,2", "https://gmina.example/a%20b;c=1,2"),
        ("https://[2001:4860::1]/", "https://[2001:4860::1]/"),
    ],
)
def test_an_address_is_read_into_what_is_asked_for(text: str, read: str) -> None:
    assert str(read_address(text, PORTS)) == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ftp://gmina.example/", "http://"),
        ("javascript:alert(1)", "http://"),
        ("https://", "nazwy serwera"),
        ("https:///sciezka", "nazwy serwera"),
        ("https://jan@gmina.example/", "hasło"),
        ("https://:x@gmina.example/", "hasło"),
        ("https://gmina.example:8443/", "port 8443"),
        ("https://gmina.example:0/", "port 0"),
        ("https://gmina.example:99999/", "błędnie"),
        ("https://gmina.example\\@zla.example/", "niedozwolone znaki"),
        ("https://gmina.example/a b", "niedozwolone znaki"),
        ("https://gmina.example/\r\nHost: x", "niedozwolone znaki"),
        ("https://gmina.example/" + "a" * 2000, "za długi"),
        ("https://[::1%25eth0]/", "nazwy serwera"),
        ("https://[gmina]/", "błędnie"),
    ],
)
def test_an_address_that_is_none_is_told(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_address(text, PORTS)


def test_a_port_counts_when_it_is_allowed_and_stands_in_the_address() -> None:
    assert read_address("http://gmina.example:8080/x", frozenset({8080})).origin == "http://gmina.example:8080"


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://gmina.example/b"),
        ("c?x=1", "https://gmina.example/a/c?x=1"),
        ("//inna.example/", "https://inna.example/"),
        ("http://inna.example", "http://inna.example/"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(location: str, leads_to: str) -> None:
    assert str(redirected(read_address("https://gmina.example/a/b", PORTS), location, PORTS)) == leads_to
