"""What the reading child may not do, as far as the system allows. docs/ingest.md says what holds where."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from ingest import linux_guards
from ingest.libreoffice import SOCKET_PLACES
from ingest.protocol import Guard

try:
    import resource
except ImportError:  # Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

# Over the memory limit by this much a request for memory fails at once; the parent looks only now and then.
_MEMORY_SLACK = 256 * 2**20
_DEVICES = (Path("/dev/null"), Path("/dev/zero"), Path("/dev/full"))
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (semaphores of programs that the child starts)
_NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
)
_CHANGING_EVENTS = frozenset({"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"})


def confine(parent: int, folder: Path, memory: int, written: int) -> tuple[Guard, ...]:
    """Takes away network, writing outside `folder`, memory over `memory` bytes and files over `written` bytes.

    Returns the guards that the system keeps by itself, whatever code runs. Where it does not keep network and writing
    out, Python does: that stops libraries, not an attacker who runs machine code.
    """
    held: list[Guard] = []
    if linux_guards.die_with_parent(parent):
        held.append("parent")
    if resource is not None:
        held.extend(_resources(memory, written))
    network = linux_guards.forbid_network()
    writing = linux_guards.allow_writing_only([folder, _SHARED_MEMORY], _DEVICES, SOCKET_PLACES)
    if network:
        held.append("network")
    if writing:
        held.append("writing")
    if not (network and writing):
        sys.addaudithook(_watch(folder.resolve(), network=not network, writing=not writing))
    return tuple(sorted(held))


def limit_processor_time(seconds: int) -> None:
    """From now on the process may use so many more seconds of processor time; then the system kills it."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def grown(mark: int) -> bool:
    """True when the process has ever held more than `mark` bytes.

    Linux counts into ru_maxrss what the parent held when it started the child; its own figure in /proc begins anew.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        peak = next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        if resource is None:
            return False
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return peak > mark


def _resources(memory: int, written: int) -> tuple[Guard, ...]:
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, written)
    if sys.platform != "linux":
        return ("processor",)
    # Private writable memory. The address space (RLIMIT_AS) would count files that are only mapped, and break libraries.
    _lower(resource.RLIMIT_DATA, memory + _MEMORY_SLACK)
    return ("memory", "processor")


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _watch(folder: Path, *, network: bool, writing: bool) -> Any:
    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if network and event in _NETWORK_EVENTS:
            raise PermissionError("network")
        if writing and (event in _CHANGING_EVENTS or (event == "open" and _writes(arguments[1], arguments[2]))):
            path = arguments[0]
            if isinstance(path, str | bytes | os.PathLike) and not _within(Path(os.fsdecode(path)), folder):
                raise PermissionError("writing")

    return hook


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder) or path in _DEVICES or path == Path(os.devnull)
