"""The whole API is asked what its own description allows and forbids, over a real index, with a key and without.

In the normal run each operation gets a few dozen requests, the same ones each time. A longer run, with new ones, is

    PRAKTYKI_FUZZ_EXAMPLES=300 pytest tests/search_api/test_every_input.py

and `schemathesis run http://127.0.0.1:8000/openapi.json` asks a running server. What such runs found is kept as cases in
test_hostile_input.py.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, StopReason, events, from_schema
from schemathesis.schemas import BaseSchema

from search_api.access.keys import SCOPES
from search_api.app import create_app
from search_api.cli import main
from search_api.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "tests" / "ingest" / "documents" / "relacja.html"
LONG_RUN = os.environ.get("PRAKTYKI_FUZZ_EXAMPLES")
EXAMPLES = 3
SEED = 20261122


@dataclass
class Report:
    """`asked` counts requests by operation, `checked` all checks; `failures` says what was wrong and how to ask it again."""

    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    checked: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: StopReason | None = None


@pytest.fixture(scope="module")
def data_dir(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Practices as `built` has them, and a document with what the program read in it, which waits for a decision."""
    folder = tmp_path_factory.mktemp("opis") / "var"
    shutil.copytree(built, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(folder))
        assert main(["ingest", str(DOCUMENT)]) == 0
        assert main(["build"]) == 0
    return folder


def key_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A key with every scope."""
    capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(folder))
        assert (
            main(["keys", "create", "--name", "Próba", *(part for scope in SCOPES for part in ("--scope", scope))]) == 0
        )
    return capsys.readouterr().out.strip()


def asked(app: FastAPI, headers: dict[str, str], only: Collection[str] | None = None) -> Report:
    """Everything that schemathesis asks: examples of the description, its edges, drawn values, chains of operations.

    `only` are the operations to ask, "GET /api/v1/search"; all when not given.
    """
    config = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
    config.update(seed=None if LONG_RUN else SEED, max_failures=None)
    project = config.projects.default
    project.update(headers=headers, continue_on_failure=True, request_timeout=600)
    project.generation.update(
        max_examples=int(LONG_RUN or EXAMPLES), deterministic=not LONG_RUN, database="none", no_shrink=not LONG_RUN
    )
    schema: BaseSchema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    if only is not None:
        # Not `include`: the operations that the file of settings names would stay in.
        schema = schema.exclude(lambda context: context.operation.label not in only)
    report = Report()
    for event in from_schema(schema).execute():
        _note(event, report)
    return report


def _note(event: events.EngineEvent, report: Report) -> None:
    if isinstance(event, events.ScenarioFinished):
        for case_id, interaction in event.recorder.interactions.items():
            report.asked[event.recorder.cases[case_id].value.operation.label] += 1
            if interaction.response is not None:
                report.statuses[interaction.response.status_code] += 1
        for checks in event.recorder.checks.values():
            report.checked += len(checks)
            for check in checks:
                if check.status is Status.FAILURE and check.failure_info is not None:
                    told = check.failure_info
                    report.failures.append(
                        f"{event.label}: {told.failure.title}\n{told.failure.message}\n{told.code_sample}"
                    )
    elif isinstance(event, events.NonFatalError):
        report.failures.append(f"{event.label}: {event.value!r}")
    elif isinstance(event, events.FatalError):
        report.failures.append(repr(event.exception))
    elif isinstance(event, events.EngineFinished):
        report.stopped = event.stop_reason
        report.failures.extend(map(repr, event.failures))


@pytest.mark.parametrize("held", ["no key", "key"])
def test_every_answer_keeps_to_the_description(data_dir: Path, held: str, capsys: pytest.CaptureFixture[str]) -> None:
    headers = {"Authorization": f"Bearer {key_for(data_dir, capsys)}"} if held == "key" else {}
    app = create_app(Settings(data_dir=data_dir, rate_per_minute=0, key_attempts=1000))
    with TestClient(app) as client:
        operations = {
            f"{method.upper()} {path}": operation
            for path, methods in client.get("/openapi.json").json()["paths"].items()
            for method, operation in methods.items()
        }
        behind_keys = {name for name, operation in operations.items() if operation.get("security")}
        # A key changes nothing elsewhere; the long run makes sure of it.
        wanted = behind_keys if headers and not LONG_RUN else set(operations)
        report = asked(app, headers, wanted)

    print(f"{held}: {report.asked.total()} requests, {report.checked} checks, statuses {dict(report.statuses)}")
    assert report.failures == []
    assert report.stopped is StopReason.COMPLETED
    assert set(report.asked) == wanted
    assert behind_keys
    assert not [status for status in report.statuses if status >= 500]


def test_what_breaks_the_description_is_found() -> None:
    # Given an application with an operation that fails, and one that answers what its description does not know
    app = FastAPI()

    @app.get("/api/v1/zepsute")
    def broken(number: int) -> dict[str, int]:
        return {"share": 100 // number}

    @app.get("/api/v1/nieopisane", responses={200: {"model": list[int]}})
    def undescribed() -> JSONResponse:
        return JSONResponse({"czego": "nikt nie opisał"}, 418)

    report = asked(app, {})

    told = "\n".join(report.failures)
    assert "zepsute: ZeroDivisionError" in told
    assert "nieopisane: Undocumented status code" in told
