"""Helpers for the tests of the study visit: what its form holds, what a person types, where it leads."""

from __future__ import annotations

import html
import re

from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.web import packing
from search_api.web.visit_state import VisitState
from tests.search_api.web.filling import Filled, filled


def fields_of(response: Response) -> Filled:
    return filled(response.text, ("id", "wizyta"))


def typed(client: TestClient, **given: str | list[str]) -> Filled:
    fields = fields_of(client.get("/wizyta"))
    fields["temat"][0] = "samotni seniorzy na wsi"
    fields["start"] = ["Lyski"]
    for name, value in given.items():
        fields[name] = value if isinstance(value, list) else [value]
    return fields


def sent(client: TestClient, fields: Filled, step: str = "plan") -> Response:
    return client.post("/wizyta", data=fields | {"step": [step]}, follow_redirects=False)


def state_of(response: Response) -> VisitState:
    """The state of the address to which a form that is right leads."""
    assert response.status_code == 303, words(response)
    found = re.search(r"/wizyta/wynik\?w=([^&]+)", response.headers["location"])
    assert found
    return packing.unpack(found[1], VisitState)


def words(response: Response) -> str:
    """The page as text."""
    bare = re.sub(r"<(script|head)\b.*?</\1>|<[^>]*>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def told_at(response: Response, field: str) -> str:
    """What the page says at a field that is wrong; it has to be tied to it."""
    assert response.status_code == 422
    message = re.search(rf'id="{field}-wrong">([^<]+)<', response.text)
    assert message, field
    assert re.search(rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-wrong"[^>]*aria-invalid="true"', response.text)
    return html.unescape(message[1])
