"""The documentation is complete, and its examples are true."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from search_api.access.keys import Scope
from search_api.cli import parser
from search_api.contract.search import FilterParameters, HitOut, SearchAnswer, SearchFilters
from search_api.programmes.schemas import MOST_CHARACTERS
from search_api.routes.exports import MADE_AT_ONCE, MOST_WAITING
from search_api.settings import PREFIX, Settings

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(
    r"```http (?P<status>\d+)\n(?P<method>GET|POST) (?P<target>\S+)\n(?:\n(?P<body>.*?))?```", re.DOTALL
)


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("example", list(EXAMPLE.finditer(text_of("api.md"))), ids=lambda found: found["target"][:60])
def test_every_example_answers_as_it_says(client: TestClient, example: re.Match[str]) -> None:
    response = client.request(
        example["method"],
        example["target"],
        content=example["body"],
        headers={"Content-Type": "application/json"} if example["body"] else {},
    )

    assert response.status_code == int(example["status"]), response.text


def test_every_operation_and_field_of_the_search_is_described(client: TestClient) -> None:
    text = text_of("api.md")

    for path, methods in client.get("/openapi.json").json()["paths"].items():
        fixed = path.partition("{")[0]
        assert fixed in text
        for method in methods:
            assert re.search(rf"{method.upper()} {re.escape(fixed)}", text), (method, path)
    fields = {
        *SearchFilters.model_fields,
        *FilterParameters.model_fields,
        *SearchAnswer.model_fields,
        *HitOut.model_fields,
    }
    for field in fields - {"lang"}:
        assert f"`{field}`" in text, field


def test_every_setting_is_described_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(PRAKTYKI_\w+)` \| (.*?) \|", text_of("settings.md"), re.MULTILINE))

    assert sorted(rows) == sorted(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if name != "starter_dir":
            default = "not set" if field.default is None else f"`{field.default}`"
            assert rows[f"{PREFIX}{name.upper()}"] == default


def test_a_default_that_stands_beside_a_setting_on_another_page_is_its_own() -> None:
    beside = re.compile(rf"`{PREFIX}(\w+)` \((\d[\d,]*)\b")
    found = [
        (page.name, name, number.replace(",", ""))
        for page in DOCS.glob("*.md")
        for name, number in beside.findall(page.read_text(encoding="utf-8"))
    ]

    assert found
    for page, name, number in found:
        assert Settings.model_fields[name.lower()].default == float(number), (page, name)


def test_limits_without_a_setting_are_those_of_the_program() -> None:
    text = text_of("api.md")

    assert f"`text` (up to {MOST_CHARACTERS:,} characters" in text
    assert MADE_AT_ONCE == 2
    assert f"Two files are made at a time and {MOST_WAITING} wait" in text


def test_what_is_said_to_need_no_snapshot_needs_none(empty_client: TestClient) -> None:
    needs_none = {
        example["target"].removeprefix("/api/v1/").partition("?")[0].partition("/")[0]
        for example in EXAMPLE.finditer(text_of("api.md"))
        if empty_client.request(
            example["method"],
            example["target"],
            content=example["body"],
            headers={"Content-Type": "application/json"} if example["body"] else {},
        ).status_code
        != 503
    }

    assert needs_none == {"health", "drafts", "outcomes", "programmes"}
    assert "but for drafts, outcomes and the check of a pasted programme" in " ".join(text_of("api.md").split())


def test_every_scope_of_a_key_is_described() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", text_of("access.md"), re.MULTILINE)

    assert sorted(rows) == sorted(get_args(Scope))


def test_every_command_and_option_is_described() -> None:
    text = text_of("commands.md")

    (commands,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        assert f"`praktyki {name}" in text, name
        for action in command._actions:
            for option in set(action.option_strings) - {"-h", "--help"}:
                assert option in text, (name, option)
