"""Runs a command as the unit would: under its list of system calls and without memory that is writable and executable.

`python -m tests.deploy.under_filter UNIT COMMAND...`. The groups ("@system-service") are those of the systemd that is installed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

NUMBERS = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
_ARCHITECTURE = 0xC000003E  # x86_64
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _PR_SET_MDWE = 22, 38, 65
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000


def listed(unit: str) -> list[str]:
    """The values of SystemCallFilter in the order of the unit."""
    return re.findall(r"^SystemCallFilter=(.+)$", unit, re.MULTILINE)


def allowed(unit: str) -> set[str]:
    """Names of the calls that the unit allows."""
    found: set[str] = set()
    for line in listed(unit):
        names = {name for word in line.removeprefix("~").split() for name in _expanded(word)}
        found = found - names if line.startswith("~") else found | names
    return found


def _expanded(word: str) -> set[str]:
    if not word.startswith("@"):
        return {word}
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", word], capture_output=True, text=True, check=True
    ).stdout
    words = {line.strip() for line in told.splitlines()[1:] if line.strip() and not line.strip().startswith("#")}
    return {name for one in words for name in _expanded(one)}


def numbers(names: set[str]) -> set[int]:
    """The numbers of those calls that this kernel's headers know."""
    known = dict(re.findall(r"#define __NR_(\w+) (\d+)", NUMBERS.read_text(encoding="ascii")))
    return {int(known[name]) for name in names if name in known}


def hold(calls: set[int]) -> None:
    """From now on, and for all that is started, other calls than these give EPERM; so does memory to write and execute."""
    steps = [struct.pack("HBBI", _LOAD, 0, 0, 4), struct.pack("HBBI", _EQUAL, 1, 0, _ARCHITECTURE)]
    refuse = struct.pack("HBBI", _ANSWER, 0, 0, _ERRNO | errno.EPERM)
    steps += [refuse, struct.pack("HBBI", _LOAD, 0, 0, 0)]
    for call in sorted(calls):
        steps += [struct.pack("HBBI", _EQUAL, 0, 1, call), struct.pack("HBBI", _ANSWER, 0, 0, _ALLOW)]
    steps.append(refuse)
    code = ctypes.create_string_buffer(b"".join(steps))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    # Kernels before 6.3 do not know the second promise; the unit asks systemd for it in another way.
    if libc.prctl(_PR_SET_MDWE, 1, 0, 0, 0) != 0:
        print("no PR_SET_MDWE here", file=sys.stderr)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 or libc.prctl(_PR_SET_SECCOMP, 2, program, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the filter was not taken")


if __name__ == "__main__":
    hold(numbers(allowed(Path(sys.argv[1]).read_text(encoding="utf-8"))))
    os.execvp(sys.argv[2], sys.argv[2:])
