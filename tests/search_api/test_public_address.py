"""The address of the site in files: the setting, else what the request was sent to, never what a header makes up."""

from __future__ import annotations

import pytest
from fastapi import Request

from search_api import public_address
from search_api.settings import Settings, SettingsError, read_settings


def asked(host: str, scheme: str = "http") -> Request:
    return Request(
        {
            "type": "http",
            "scheme": scheme,
            "path": "/",
            "query_string": b"",
            "server": ("127.0.0.1", 8000),
            "headers": [(b"host", host.encode("latin-1"))],
        }
    )


@pytest.mark.parametrize(
    ("host", "scheme", "address"),
    [
        ("praktyki.gmina.pl", "https", "https://praktyki.gmina.pl"),
        ("localhost:8000", "http", "http://localhost:8000"),
        ("[::1]:8000", "http", "http://[::1]:8000"),
        ("zly.pl/../", "http", "http://127.0.0.1:8000"),
        ("a@b", "http", "http://127.0.0.1:8000"),
        ("", "http", "http://127.0.0.1:8000"),
    ],
)
def test_without_a_setting_it_is_where_the_request_went(host: str, scheme: str, address: str) -> None:
    assert public_address.of_request(asked(host, scheme), Settings()) == address


def test_the_setting_wins() -> None:
    settings = Settings(public_address="https://praktyki.example.org/")

    assert public_address.of_request(asked("zly.example"), settings) == "https://praktyki.example.org"


@pytest.mark.parametrize("address", ["praktyki.pl", "https://praktyki.pl/pod", "javascript:alert(1)", ""])
def test_a_setting_that_is_no_address_of_a_site_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="public-address"):
        read_settings({"public_address": address})
