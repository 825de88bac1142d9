"""Every change that a process asks the kernel to make to files, held until somebody answers it.

Linux hands the named system calls of a process to a supervisor (seccomp user notification, seccomp_unotify(2)), whoever makes
them: Python, SQLite, tantivy, faiss, the C library, in any thread. No privilege and no compiler is needed.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _NEW_LISTENER = 38, 1, 8
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06
_ALLOW, _NOTIFY = 0x7FFF0000, 0x7FC00000
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_NOTIFICATION, _RESPONSE = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")
_CONTINUE = 1
_AT_FDCWD = -100
_LONGEST_PATH = 4096
_CREATES, _TRUNCATES, _TEMPORARY = os.O_CREAT, os.O_TRUNC, getattr(os, "O_TMPFILE", 0) & ~getattr(os, "O_DIRECTORY", 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the arguments of a call name files: open ones, folders with a path in them, or paths alone."""

    descriptors: tuple[int, ...] = ()
    places: tuple[tuple[int | None, int], ...] = ()
    flags: int | None = None


_ON_FILE = Shape(descriptors=(0,))
_CALLS: dict[str, tuple[Shape, int | None, int]] = {
    # name: shape, its number on x86_64 (None: there is none), on aarch64 (-1: there is none)
    "write": (_ON_FILE, 1, 64),
    "pwrite64": (_ON_FILE, 18, 68),
    "writev": (_ON_FILE, 20, 66),
    "pwritev": (_ON_FILE, 296, 70),
    "pwritev2": (_ON_FILE, 328, 287),
    "sendfile": (_ON_FILE, 40, 71),
    "copy_file_range": (Shape(descriptors=(2,)), 326, 285),
    "fallocate": (_ON_FILE, 285, 47),
    "ftruncate": (_ON_FILE, 77, 46),
    "truncate": (Shape(places=((None, 0),)), 76, 45),
    "fsync": (_ON_FILE, 74, 82),
    "fdatasync": (_ON_FILE, 75, 83),
    "open": (Shape(places=((None, 0),), flags=1), 2, -1),
    "openat": (Shape(places=((0, 1),), flags=2), 257, 56),
    "creat": (Shape(places=((None, 0),)), 85, -1),
    "rename": (Shape(places=((None, 0), (None, 1))), 82, -1),
    "renameat": (Shape(places=((0, 1), (2, 3))), 264, 38),
    "renameat2": (Shape(places=((0, 1), (2, 3))), 316, 276),
    "link": (Shape(places=((None, 0), (None, 1))), 86, -1),
    "linkat": (Shape(places=((0, 1), (2, 3))), 265, 37),
    "unlink": (Shape(places=((None, 0),)), 87, -1),
    "unlinkat": (Shape(places=((0, 1),)), 263, 35),
    "rmdir": (Shape(places=((None, 0),)), 84, -1),
    "mkdir": (Shape(places=((None, 0),)), 83, -1),
    "mkdirat": (Shape(places=((0, 1),)), 258, 34),
}
_MACHINES = {"x86_64": (317, 1), "aarch64": (277, 2)}  # number of the call seccomp(), column of _CALLS


def _numbers() -> dict[int, str]:
    _, column = _MACHINES[platform.machine()]
    return {int(row[column]): name for name, row in _CALLS.items() if row[column] not in (None, -1)}  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Call:
    """One change that waits for an answer: its name, the files that it is about, and what the kernel knows it by."""

    name: str
    paths: tuple[Path, ...]
    flags: int
    thread: int
    cookie: int

    @property
    def truncates(self) -> bool:
        """Contents are lost by opening."""
        return self.name == "creat" or bool(self.flags & _TRUNCATES)


def is_supported() -> bool:
    """True on Linux on the machines that we know the numbers of."""
    return sys.platform == "linux" and platform.machine() in _MACHINES


def hold_calls() -> int:
    """From now on calls of this thread, and of all that it starts, wait for whoever holds the returned descriptor.

    Raises OSError where the kernel, or what stands in front of it, does not offer it.
    """
    numbers = sorted(_numbers())
    last = len(numbers)
    program = [struct.pack("HBBI", _LOAD, 0, 0, 0)]
    program += [struct.pack("HBBI", _EQUAL, last - place, 0, number) for place, number in enumerate(numbers)]
    program += [struct.pack("HBBI", _ANSWER, 0, 0, _ALLOW), struct.pack("HBBI", _ANSWER, 0, 0, _NOTIFY)]
    code = ctypes.create_string_buffer(b"".join(program))
    listed = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    seccomp, _ = _MACHINES[platform.machine()]
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    listener = int(libc.syscall(seccomp, _SET_MODE_FILTER, _NEW_LISTENER, listed))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return listener


def next_call(listener: int) -> Call | None:
    """The call that waits, None for one that changes nothing or whose process has died; answer every one that is returned."""
    buffer = bytearray(_NOTIFICATION.size)
    try:
        fcntl.ioctl(listener, _RECEIVE, buffer, True)
    except FileNotFoundError:  # killed while it waited
        return None
    cookie, thread, _, number, _, _, *arguments = _NOTIFICATION.unpack(bytes(buffer))
    name = _numbers()[number]
    shape = _CALLS[name][0]
    flags = arguments[shape.flags] if shape.flags is not None else 0
    if shape.flags is not None and not flags & (_CREATES | _TRUNCATES | _TEMPORARY):
        let_go(listener, cookie)
        return None
    try:
        paths = [Path(f"/proc/{thread}/fd/{_signed(arguments[place])}").readlink() for place in shape.descriptors]
        paths += [_path(thread, folder, place, arguments) for folder, place in shape.places]
    except OSError:  # no such descriptor, or the process has died: the kernel tells it so
        let_go(listener, cookie)
        return None
    return Call(name, tuple(paths), int(flags), thread, cookie)


def let_go(listener: int, cookie: int) -> None:
    """The call is made as if nobody had held it."""
    _answer(listener, _RESPONSE.pack(cookie, 0, 0, _CONTINUE))


def refuse(listener: int, cookie: int, error: int) -> None:
    """The call is not made; its caller gets this errno."""
    _answer(listener, _RESPONSE.pack(cookie, 0, -error, 0))


def _answer(listener: int, response: bytes) -> None:
    with suppress(FileNotFoundError):  # it has died meanwhile
        fcntl.ioctl(listener, _SEND, response)


def _path(thread: int, folder: int | None, place: int, arguments: list[int]) -> Path:
    with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
        memory.seek(arguments[place])
        text = b""
        # Not past the end of a page that may be the last one.
        while b"\0" not in text and len(text) < _LONGEST_PATH:
            text += memory.read(256 - (arguments[place] + len(text)) % 256)
    path = Path(os.fsdecode(text.partition(b"\0")[0]))
    at = _AT_FDCWD if folder is None else _signed(arguments[folder])
    return Path(f"/proc/{thread}/cwd" if at == _AT_FDCWD else f"/proc/{thread}/fd/{at}").readlink() / path


def _signed(word: int) -> int:
    return ctypes.c_int(word & 0xFFFFFFFF).value
