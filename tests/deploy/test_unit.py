"""The unit of systemd starts what the project has, and the program works under what the unit takes away."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search_api.cli import parser
from search_api.settings import PREFIX, Settings
from tests.deploy import under_filter

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "praktyki.service"
TEXT = UNIT.read_text(encoding="utf-8")

confines = pytest.mark.skipif(
    platform.machine() != "x86_64" or not under_filter.NUMBERS.is_file() or shutil.which("systemd-analyze") is None,
    reason="needs systemd-analyze and the kernel's list of system calls on x86_64",
)


def values(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", TEXT, re.MULTILINE)


def test_the_command_is_one_of_the_program() -> None:
    (command,) = values("ExecStart")
    program, *arguments = command.split()

    assert program == "/opt/praktyki/.venv/bin/praktyki"
    assert parser().parse_args(arguments).module == "search_api.commands.serving"


def test_the_settings_are_settings_of_the_program() -> None:
    given = dict(one.split("=", 1) for one in values("Environment"))
    ours = {name.removeprefix(PREFIX).lower(): value for name, value in given.items() if name.startswith(PREFIX)}

    settings = Settings(**ours)  # type: ignore[arg-type]

    assert str(settings.data_dir) == "/var/lib/praktyki"
    assert values("StateDirectory") == ["praktyki"]
    # The manager must not lose patience before the server does.
    assert int(values("TimeoutStopSec")[0]) > settings.stop_delay_seconds + settings.stop_seconds


def test_nothing_of_the_confinement_was_lost() -> None:
    for name, value in {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "CapabilityBoundingSet": "",
        "MemoryDenyWriteExecute": "yes",
        "RestrictNamespaces": "yes",
        "IPAddressDeny": "any",
        "StateDirectoryMode": "0700",
    }.items():
        assert values(name) == [value], name
    assert values("MemoryMax")
    assert values("User")[0] != "root"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    # The program is not where the unit says on the machine of the tests.
    copy.write_text(TEXT.replace("/opt/praktyki/.venv/bin/praktyki", sys.executable), encoding="utf-8")

    done = subprocess.run(["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False)

    about_us = [line for line in (done.stdout + done.stderr).splitlines() if UNIT.name in line]
    assert about_us == []


def confined(*command: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRAKTYKI_DATA_DIR": str(data)}
    start = [sys.executable, "-m", "tests.deploy.under_filter", str(UNIT), *command]
    return subprocess.run(start, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)


@confines
def test_a_reading_child_confines_itself_under_the_filter_of_the_unit(tmp_path: Path) -> None:
    script = "from ingest.sandbox import held_guards; print(*sorted(held_guards()))"

    outside = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    inside = confined(sys.executable, "-c", script, data=tmp_path)

    assert inside.returncode == 0, inside.stderr
    assert inside.stdout == outside.stdout
    assert "network" in inside.stdout


@confines
def test_ingest_build_and_search_work_under_the_filter_of_the_unit(tmp_path: Path, cards: Path) -> None:
    praktyki = (sys.executable, "-m", "search_api.cli")
    for command in (("ingest", str(cards)), ("build",), ("search", "seniorzy na wsi"), ("doctor",)):
        done = confined(*praktyki, *command, data=tmp_path / "var")

        assert done.returncode == 0, (command, done.stdout, done.stderr)


@confines
def test_the_filter_holds(tmp_path: Path) -> None:
    script = "import os; os.chroot('/')"

    done = confined(sys.executable, "-c", script, data=tmp_path)

    assert "PermissionError" in done.stderr
    assert {"chroot", "mount", "ptrace", "reboot", "keyctl"}.isdisjoint(under_filter.allowed(TEXT))
