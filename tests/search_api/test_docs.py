"""The documentation is complete, and its examples are true."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.cli import parser
from search_api.contract.search import FilterParameters, HitOut, SearchAnswer, SearchFilters
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


def test_every_command_and_option_is_described() -> None:
    text = text_of("commands.md")

    (commands,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        assert f"`praktyki {name}" in text, name
        for action in command._actions:
            for option in set(action.option_strings) - {"-h", "--help"}:
                assert option in text, (name, option)
