"""The container file copies what the project has, runs what it offers, and keeps the rules of docs/hardening.md."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from search_api.cli import parser
from search_api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / "deploy" / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def instructions() -> list[tuple[str, str]]:
    """Instructions in order, lines that go on joined."""
    joined = TEXT.replace("\\\n", " ")
    return [(name, " ".join(rest.split())) for name, rest in re.findall(r"^([A-Z]+) (.+)$", joined, re.MULTILINE)]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    start = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    return found[start:]


def one(name: str, among: list[tuple[str, str]]) -> str:
    (value,) = [rest for found, rest in among if found == name]
    return value


def test_what_is_copied_is_there_and_is_all_that_the_package_needs() -> None:
    copied = {
        word for name, rest in instructions() if name == "COPY" and "--from" not in rest for word in rest.split()[:-1]
    }

    assert all((ROOT / word).exists() for word in copied)
    rooms = {package.partition(".")[0] for package in PROJECT["tool"]["setuptools"]["packages"]}
    assert rooms | {"pyproject.toml", PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]} == copied
    # What is copied must not be ignored.
    assert {f"!{word}" for word in copied} <= set(IGNORED)


def test_the_last_stage_runs_as_nobody_and_holds_no_tools_to_build_with() -> None:
    stage = last_stage()

    assert one("USER", stage) == "10001:10001"
    installed = [rest for name, rest in stage if name == "RUN"]
    assert not any(
        tool in rest for rest in installed for tool in ("pip", "gcc", "build-essential", "-dev", "venv", "curl")
    )
    assert "rm -rf /var/lib/apt/lists/*" in installed[0]
    assert "--chown=root:root" in one("COPY", stage)
    assert all(name != "ADD" for name, _ in instructions())
    assert all("debian:" in rest and ":latest" not in rest for name, rest in instructions() if name == "FROM")


def test_the_command_and_the_settings_are_those_of_the_program() -> None:
    stage = last_stage()

    (program,) = json.loads(one("ENTRYPOINT", stage))
    assert program in PROJECT["project"]["scripts"]
    assert parser().parse_args(json.loads(one("CMD", stage))).module == "search_api.commands.serving"
    given = dict(pair.split("=", 1) for pair in one("ENV", stage).split())
    settings = Settings(
        **{name.removeprefix(PREFIX).lower(): value for name, value in given.items() if name.startswith(PREFIX)}  # type: ignore[arg-type]
    )
    assert f"{settings.port}" == one("EXPOSE", stage)
    assert json.loads(one("VOLUME", stage)) == [str(settings.data_dir)]


def test_the_probe_is_a_program_that_asks_the_server() -> None:
    (_, command) = one("HEALTHCHECK", last_stage()).split("CMD ", 1)
    program, option, script = json.loads(command)

    assert (program, option) == ("python3", "-c")
    assert "/api/v1/health/live" in script
    compile(script, "HEALTHCHECK", "exec")


@pytest.mark.parametrize("place", ["practices", "vocabularies"])
def test_data_of_the_packages_is_named_for_the_installation(place: str) -> None:
    # The container installs the package as such, so what is not named in package-data would be missing there.
    assert any(pattern.startswith(place) for pattern in PROJECT["tool"]["setuptools"]["package-data"]["corpus"])


def test_the_audit_tells_what_it_could_not_do(tmp_path: Path) -> None:
    script = "import runpy, sys; audit = runpy.run_path('deploy/audit.py'); sys.exit(audit['verdict']({!r}))"
    sound = {"name": "numpy", "version": "2.1", "vulns": []}
    bad = {"name": "stary", "version": "1.0", "vulns": [{"id": "CVE-2020-1", "fix_versions": ["1.1"]}]}
    skipped = {"name": "wlasny", "skip_reason": "not found"}

    for report, code, told in (
        ({"dependencies": [sound, skipped]}, 0, "Audited 1 packages"),
        ({"dependencies": [sound, bad]}, 1, "VULNERABLE stary 1.0: CVE-2020-1, mended in 1.1"),
        ({"dependencies": [skipped]}, 3, "NOT AUDITED: none of 1 packages"),
        (None, 3, "NOT AUDITED: the service cannot be asked"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script.format(report)], capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done
