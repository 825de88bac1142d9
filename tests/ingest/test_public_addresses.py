"""Only machines with a public address are asked, however their address is written."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.public_addresses import is_public, public_addresses


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "212.77.98.9", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8 192.0.2.1 198.18.0.1
    192.88.99.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 2001:db8::1 2002:7f00:1::
    2001:0:1::1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 3fff::1 ::127.0.0.1""".split(),
)
def test_addresses_for_special_purposes_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_like_itself(address: ipaddress.IPv4Address) -> None:
    assert is_public(ipaddress.ip_address(f"::ffff:{address}")) == is_public(address)
    assert is_public(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | int(address))) == is_public(
        address
    )


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(Unreadable, match="sieci wewnętrznej"):
        public_addresses("dziwny.example", 80, 1, lambda *_: ("8.8.8.8", "127.0.0.1"))
    assert public_addresses("gmina.example", 80, 1, lambda *_: ("8.8.8.8", "1.1.1.1")) == ("8.8.8.8", "1.1.1.1")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "::1"])
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    with pytest.raises(Unreadable):
        public_addresses(host, 80, 5)


def test_a_host_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(Unreadable, match=r"Nie znaleziono serwera „gmina\.example”"):
        public_addresses("gmina.example", 80, 5)


def test_an_answer_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(30) and [])

    with pytest.raises(Unreadable, match="Nie znaleziono serwera"):
        public_addresses("gmina.example", 80, 0.1)
    released.set()
