"""What one request, one client and the whole server may take: settings, each with its unit. Listed in docs/settings.md."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings

ENCODED_CHARACTER = 12  # bytes of the longest character in an address: four of UTF-8, three signs each
REST_OF_ADDRESS = 16_384  # bytes of an address for its path and its other parameters
HEADERS_BYTES = 49_152  # bytes of all headers together

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(text: str | None) -> tuple[Network, ...]:
    """ "10.0.0.0/8, ::1" as networks; an address alone is the network of itself. Raises ValueError."""
    return tuple(ipaddress.ip_network(part.strip()) for part in (text or "").split(",") if part.strip())


def _network_list(text: str | None) -> str | None:
    try:
        found = networks(text)
    except ValueError as error:
        raise ValueError(
            "Wpisz adresy albo sieci oddzielone przecinkami, na przykład 10.0.0.5,192.168.0.0/24,::1"
        ) from error
    return ",".join(map(str, found)) or None


def _line(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


Networks = Annotated[str | None, BeforeValidator(_line), AfterValidator(_network_list)]
Seconds = Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)]


class LimitSettings(BaseSettings):
    """Limits. The numbers of clients and requests are those of one server process."""

    max_query_chars: Annotated[int, Field(ge=100, le=1_000_000, description="Longest accepted query, characters.")] = (
        10_000
    )
    max_limit: Annotated[int, Field(ge=1, le=1000, description="Most results in one answer.")] = 100
    max_export_rows: Annotated[int, Field(ge=1, le=100_000, description="Most records in one exported file.")] = 1000
    max_needs: Annotated[int, Field(ge=1, le=500, description="Most needs in one request for matches or a plan.")] = 500
    plan_seconds: Annotated[
        float,
        Field(
            gt=0, le=600, allow_inf_nan=False, description="How long matches of one request are looked for, seconds."
        ),
    ] = 30.0
    max_body_bytes: Annotated[int, Field(ge=1000, description="Largest accepted request body, bytes.")] = 1_000_000
    max_upload_bytes: Annotated[
        int, Field(ge=1000, le=2**30, description="Largest file that a person may send for a plan, bytes.")
    ] = 20 * 2**20
    uploads_at_once: Annotated[
        int, Field(ge=1, le=64, description="How many sent files are read at a time; each may take 576 MiB.")
    ] = 2
    max_headers: Annotated[int, Field(ge=20, le=1000, description="Most headers of one request.")] = 100
    head_seconds: Annotated[Seconds, Field(description="How long the headers of a request may take to come.")] = 20.0
    body_seconds: Annotated[
        Seconds, Field(description="How long a body may take to come, besides what its size needs.")
    ] = 30.0
    body_bytes_per_second: Annotated[
        int, Field(ge=1, le=10**9, description="Slowest line on which a large body is waited for, bytes a second.")
    ] = 16_000
    keep_alive_seconds: Annotated[
        int, Field(ge=1, le=600, description="How long a connection stays open between two requests.")
    ] = 5
    request_seconds: Annotated[Seconds, Field(description="How long a request may take, its wait for a turn too.")] = (
        60.0
    )
    upload_seconds: Annotated[Seconds, Field(description="The same for a request that sends a file.")] = 180.0
    max_connections: Annotated[int, Field(ge=10, le=100_000, description="Most open connections.")] = 1000
    max_connections_per_client: Annotated[
        int, Field(ge=10, le=100_000, description="Most of them from one client; a trusted proxy may have all.")
    ] = 400
    max_at_work: Annotated[int, Field(ge=1, le=1000, description="Most requests that are worked on at a time.")] = 32
    max_waiting: Annotated[int, Field(ge=0, le=100_000, description="Most requests that wait for their turn.")] = 300
    max_per_client: Annotated[
        int, Field(ge=1, le=100_000, description="Most requests of one client at a time, waiting ones too.")
    ] = 100
    rate_per_minute: Annotated[
        int, Field(ge=0, le=1_000_000, description="Most requests of one client in a minute, in the long run; 0 any.")
    ] = 1200
    rate_burst: Annotated[
        int, Field(ge=1, le=1_000_000, description="How many of them may come at once after a quiet time.")
    ] = 600
    rate_exempt: Annotated[
        Networks, Field(description="Clients, addresses or networks, whose rate and number under way are not limited.")
    ] = "127.0.0.0/8,::1/128"
    trusted_proxies: Annotated[
        Networks, Field(description="Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.")
    ] = None
    submissions_per_hour: Annotated[
        int, Field(ge=1, le=100_000, description="Most practices that one client may propose in an hour.")
    ] = 20
    key_attempts: Annotated[
        int, Field(ge=1, le=1000, description="Wrong keys that one client may try within `key_attempts_seconds`.")
    ] = 10
    key_attempts_seconds: Annotated[int, Field(ge=1, le=24 * 3600, description="Length of that window, seconds.")] = 300

    @property
    def address_bytes(self) -> int:
        """The longest address of a request: room for the longest query in the widest letters, and for its filters."""
        return self.max_query_chars * ENCODED_CHARACTER + REST_OF_ADDRESS

    @property
    def head_bytes(self) -> int:
        """The request line and all headers together."""
        return self.address_bytes + HEADERS_BYTES
