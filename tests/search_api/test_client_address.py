"""Who asks is decided by the connection, and by forwarding headers only as far as trusted proxies wrote them."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import HTTPConnection
from starlette.types import Message, Receive, Scope, Send

from search_api.client_address import ClientAddress, address_of, client_of, limited_as
from search_api.limit_settings import networks

PROXIES = networks("127.0.0.1, 10.0.0.0/8, 2001:db8:aaaa::/48")
PROXY, OUTER, VISITOR = "127.0.0.1", "10.1.2.3", "203.0.113.7"
MADE_UP = "198.51.100.99"


def told(peer: str, *forwarded: str) -> str:
    address = address_of(peer)
    assert address is not None
    return str(client_of(address, forwarded, PROXIES))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (VISITOR, (), VISITOR),
        (VISITOR, (MADE_UP,), VISITOR),
        (PROXY, (VISITOR,), VISITOR),
        (PROXY, (f"{MADE_UP}, {VISITOR}",), VISITOR),
        (PROXY, (MADE_UP, VISITOR), VISITOR),
        (PROXY, (f"{MADE_UP}, {VISITOR}, {OUTER}",), VISITOR),
        # A visitor who names trusted proxies on the left gains nothing
        (PROXY, (f"{MADE_UP}, {OUTER}, {VISITOR}",), VISITOR),
        (PROXY, (f"{VISITOR}:51234",), VISITOR),
        (PROXY, ("[2001:db8::7]:443",), "2001:db8::7"),
        (PROXY, ("2001:db8:aaaa::1",), "2001:db8:aaaa::1"),
        ("2001:db8:aaaa::1", (f"::ffff:{VISITOR}",), VISITOR),
        ("::ffff:127.0.0.1", (VISITOR,), VISITOR),
        (PROXY, (), PROXY),
        (PROXY, (OUTER,), OUTER),
        # What is no address ends the walk: the last proxy believed is the client
        (PROXY, (f"{MADE_UP}, unknown",), PROXY),
        (PROXY, (f"{MADE_UP}, unknown, {OUTER}",), OUTER),
        (PROXY, (f"{VISITOR},",), PROXY),
        (PROXY, ("",), PROXY),
        (PROXY, ("<script>", "::::"), PROXY),
    ],
)
def test_the_first_stranger_from_the_right_is_the_client(peer: str, forwarded: tuple[str, ...], client: str) -> None:
    assert told(peer, *forwarded) == client


@given(st.lists(st.sampled_from([MADE_UP, OUTER, PROXY, "unknown", "", "::1", "-", "1.2.3.4.5"]), max_size=6))
def test_nothing_that_a_visitor_sends_changes_who_they_are(sent: list[str]) -> None:
    # The proxy appends the address that it sees to whatever the visitor sent.
    assert told(PROXY, ",".join([*sent, VISITOR])) == VISITOR
    assert told(PROXY, *sent, VISITOR) == VISITOR
    assert told(VISITOR, *sent) == VISITOR


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = address_of(text)

    assert found is None or isinstance(found, ipaddress.IPv4Address | ipaddress.IPv6Address)


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        (VISITOR, VISITOR),
        (f"::ffff:{VISITOR}", VISITOR),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_limits_count_a_subscriber_not_each_of_their_addresses(peer: str, counted: str) -> None:
    headers = [(b"x-forwarded-for", b"198.51.100.1"), (b"x-real-ip", b"198.51.100.1")]

    assert limited_as(HTTPConnection({"type": "http", "client": (peer, 5), "headers": headers})) == counted


def test_without_an_address_everybody_is_one_client() -> None:
    assert limited_as(HTTPConnection({"type": "http", "client": None, "headers": []})) == ""


@pytest.mark.parametrize(
    ("peer", "proto", "scheme"),
    [
        (PROXY, [b"https"], "https"),
        (PROXY, [b"http, HTTPS"], "https"),
        (PROXY, [b"https", b"http"], "http"),
        (PROXY, [b"gopher"], "http"),
        (PROXY, [], "http"),
        (VISITOR, [b"https"], "http"),
    ],
)
@pytest.mark.anyio
async def test_the_scheme_is_what_a_trusted_proxy_says(peer: str, proto: list[bytes], scheme: str) -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["scheme"])

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        pass

    headers = [(b"x-forwarded-proto", value) for value in proto]
    scope = {"type": "http", "client": (peer, 5), "scheme": "http", "headers": headers}
    await ClientAddress(app, PROXIES)(scope, receive, send)

    assert seen == [scheme]
