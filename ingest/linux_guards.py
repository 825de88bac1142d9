"""Three promises that the Linux kernel keeps for a process and all that it starts, without any privilege.

Each function returns False where the kernel (or what stands in front of it) does not offer the promise. None can be taken
back. They hold for the calling thread and for threads and processes that it starts later.

Sources: prctl(2), seccomp(2), landlock(7), linux/bpf_common.h, linux/seccomp.h, linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2

# Operations of a filter program: load a word of the system call, compare it, answer.
_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # 13 is EACCES
_AF_UNIX = 1
# Machine -> (number of the architecture, number of the call socket()). io_uring, numbered alike on both, could open
# sockets past the filter.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425
# On x86_64 the calls of the x32 face have this bit and could slip past a comparison.
_X32 = 0x40000000

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
# linux/landlock.h: write to a file, remove folder or file, make nine kinds of entries; link or rename elsewhere from
# version 2, truncate from version 3.
_WRITE_FILE, _MAKE_SOCKET = 1 << 1, 1 << 9
_WRITES = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14


def die_with_parent(parent: int) -> bool:
    """The process is killed when the thread that started it ends. `parent` is the process id it must still have."""
    if not _is_linux() or _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        return False
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)  # it died before the promise was given
    return True


def forbid_network() -> bool:
    """No socket but those of the machine itself (AF_UNIX) can be opened."""
    machine = _MACHINES.get(platform.machine())
    if not _is_linux() or machine is None:
        return False
    architecture, socket_call = machine
    program = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 0, 7),  # another machine's face: refuse
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32, 5, 0),
        _step(_EQUAL, _IO_URING_SETUP, 4, 0),
        _step(_EQUAL, socket_call, 0, 2),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_EQUAL, _AF_UNIX, 0, 1),
        _step(_ANSWER, _ALLOW),
        _step(_ANSWER, _REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(program))
    # struct sock_fprog: the number of steps and where they lie
    listed = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    return _no_new_privileges() and bool(_libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, listed, 0, 0) == 0)


def allow_writing_only(folders: Sequence[Path], devices: Sequence[Path], for_sockets: Sequence[Path]) -> bool:
    """Nothing outside `folders` can be made, changed or removed. Reading stays free.

    `devices` can be written to, and sockets of the machine itself can be made in the folders `for_sockets`.
    """
    if not _is_linux() or platform.machine() not in _MACHINES:
        return False
    libc = _libc()
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    handled = _WRITES | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    rules = libc.syscall(_CREATE_RULESET, struct.pack("Q", handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        return False
    try:
        allowed = [(folder, handled) for folder in folders]
        allowed += [(folder, _MAKE_SOCKET) for folder in for_sockets]
        allowed += [(device, handled & (_WRITE_FILE | _TRUNCATE)) for device in devices]
        return (
            all(_allow(rules, path, rights) for path, rights in allowed if path.exists())
            and _no_new_privileges()
            and libc.syscall(_RESTRICT_SELF, rules, 0) == 0
        )
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> bool:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        # struct landlock_path_beneath_attr, packed
        return bool(_libc().syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0) == 0)
    finally:
        os.close(place)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One struct sock_filter: what to do, how many steps to pass over in either case, the operand."""
    return struct.pack("HBBI", operation, if_true, if_false, value)


def _no_new_privileges() -> bool:
    return bool(_libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _is_linux() -> bool:
    return sys.platform == "linux"
