"""Runs a piece of work in a process of its own, counts the changes that it makes below a folder, and lets one of them fail."""

from __future__ import annotations

import errno
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.crash import kernel
from tests.crash.kernel import Call

# Once: this call alone is refused. Full: no space for this call and all after it that take some. Kill: the process dies before
# the call. Power: it dies, and what was written but not flushed (fsync) is lost; names stay, as on a journaling file system.
Fault = Literal["enospc", "eio", "full", "kill", "power"]
FAULTS: tuple[Fault, ...] = ("enospc", "eio", "full", "kill", "power")

_WRITES = frozenset({"write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"})
_SIZES = frozenset({"fallocate", "ftruncate", "truncate"})
_FLUSHES = frozenset({"fsync", "fdatasync"})
_MOVES = frozenset({"rename", "renameat", "renameat2"})
_TAKES_SPACE = _WRITES | _SIZES | {"open", "openat", "creat", "mkdir", "mkdirat", "link", "linkat"}
_STUCK_AFTER_S = 120.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work ended: 0 done, 1 it raised, -9 killed; `calls` are the changes it asked for, `told` what it raised."""

    code: int
    calls: tuple[str, ...]
    told: str


@dataclass
class Disk:
    """What the files below a folder hold on the platters: contents as they were when they were last flushed.

    Contents are kept only of files that have been changed since.
    """

    folder: Path
    _flushed: dict[Path, bytes | None] = field(default_factory=dict)

    def before(self, call: Call) -> None:
        """Takes note of a call that is about to be made."""
        path = call.paths[0]
        if call.name in _FLUSHES:
            self._flushed.pop(path, None)
        elif call.name in _MOVES:
            self._move(path, call.paths[1])
        elif call.name in ("unlink", "unlinkat"):
            self._flushed.pop(path, None)
        elif call.name in _WRITES | _SIZES or call.name in ("open", "openat", "creat"):
            target = call.paths[-1]
            if target.name.endswith("-shm") or target.is_dir():
                return  # the index of SQLite's log lives in memory and is made anew after a crash
            if target not in self._flushed:
                self._flushed[target] = target.read_bytes() if target.is_file() else None

    def lose_unflushed(self) -> None:
        """What a loss of power leaves: every name, and the contents that were flushed."""
        for path, content in self._flushed.items():
            if path.is_file():
                path.write_bytes(content or b"")
        for path in self.folder.rglob("*-shm"):
            path.unlink()

    def _move(self, source: Path, target: Path) -> None:
        moved = {path: path for path in self._flushed if path == source or source in path.parents}
        for path in moved:
            content = self._flushed.pop(path)
            self._flushed[target / path.relative_to(source) if path != source else target] = content
        if source not in moved:
            self._flushed.pop(target, None)


def supervised(work: Callable[[], None], folder: Path, *, at: int = 0, fault: Fault = "kill") -> Ended:
    """Does `work` in a forked process. The `at`-th change below `folder`, counted from 1, meets with the fault; 0: none does.
    A loss of power at a change that is never asked for comes after the work has ended.

    Call it in a process with one thread only.
    """
    ours, theirs = socket.socketpair()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, theirs, tell)
    theirs.close()
    os.close(tell)
    _, (listener, *_), _, _ = socket.recv_fds(ours, 1, 1)
    ours.close()
    try:
        calls, lost = _answered(listener, child, folder.resolve(), at, fault)
    finally:
        os.close(listener)
    with os.fdopen(told, encoding="utf-8", errors="replace") as stream:
        words = stream.read()
    _, status = os.waitpid(child, 0)
    if lost is not None:
        lost.lose_unflushed()
    return Ended(os.waitstatus_to_exitcode(status), tuple(calls), words)


def _work(work: Callable[[], None], to_parent: socket.socket, tell: int) -> None:
    """The child: never returns."""
    code = 1
    try:
        listener = kernel.hold_calls()
        socket.send_fds(to_parent, [b"."], [listener])
        os.close(listener)
        work()
        code = 0
    except BaseException as error:  # noqa: BLE001 (whatever it is, the parent is told)
        with suppress(OSError):
            os.write(tell, "".join(traceback.format_exception(error)).encode())
    finally:
        with suppress(Exception):
            sys.stdout.flush()
        os._exit(code)


def _answered(listener: int, child: int, folder: Path, at: int, fault: Fault) -> tuple[list[str], Disk | None]:
    calls: list[str] = []
    disk = Disk(folder)
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    while True:
        events = waiting.poll(_STUCK_AFTER_S * 1000)
        if not events:
            os.kill(child, signal.SIGKILL)
            raise TimeoutError(f"nothing happened for {_STUCK_AFTER_S} s after {calls[-3:]}")
        if not events[0][1] & select.POLLIN:
            # The last process that the filter holds for has ended, as told; power may fail after that too.
            return calls, disk if fault == "power" and at > len(calls) else None
        call = kernel.next_call(listener)
        if call is None:
            continue
        if not any(path.is_relative_to(folder) for path in call.paths):
            kernel.let_go(listener, call.cookie)
            continue
        calls.append(f"{call.name} {' '.join(os.path.relpath(path, folder) for path in call.paths)}")
        if at and len(calls) == at and fault in ("kill", "power"):
            os.kill(child, signal.SIGKILL)
            return calls, disk if fault == "power" else None
        if _refused(call, len(calls), at, fault):
            kernel.refuse(listener, call.cookie, errno.EIO if fault == "eio" else errno.ENOSPC)
            continue
        disk.before(call)
        kernel.let_go(listener, call.cookie)


def _refused(call: Call, number: int, at: int, fault: Fault) -> bool:
    if not at:
        return False
    return number == at or (fault == "full" and number > at and call.name in _TAKES_SPACE)
