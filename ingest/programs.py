"""A program of another maker, run for one file: what it is told of the environment, how long it may take, that it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from ingest import linux_guards


def passed_on(names: Sequence[str]) -> dict[str, str]:
    """Those of the environment variables `names` that are set."""
    return {name: os.environ[name] for name in names if name in os.environ}


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float) -> int:
    """The exit code of a program started in `folder` with this environment alone, silent. It ends with the process that
    asked, and all that it started ends with it. Raises TimeoutExpired."""
    linux = sys.platform == "linux"
    process = subprocess.Popen(  # noqa: S603 (a list of our own making, no shell)
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0 if linux else None,
        preexec_fn=partial(linux_guards.die_with_parent, os.getpid()) if linux else None,
    )
    try:
        return process.wait(seconds)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "linux":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
        process.wait()
