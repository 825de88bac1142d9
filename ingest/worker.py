"""One reading child as its parent sees it: started, asked for a file, watched, killed when it goes over a limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import ingest
from ingest import limits
from ingest.errors import ChildBroken
from ingest.fingerprint import READING_SETTINGS
from ingest.limits import Limit
from ingest.memory import tree_bytes
from ingest.programs import passed_on
from ingest.protocol import GO, SKIP, ChildLimits, Done, Garbled, Opened, Order, Ready, frame_of, kind_of

CHILD = (sys.executable, "-P", "-m", "ingest.child")
CRASHED = (
    "Program czytający ten plik przerwał pracę: plik jest uszkodzony albo nietypowy. Otwórz go, zapisz ponownie i dodaj "
    "nową kopię."
)
_STARTING_SECONDS = 180
_ENDING_SECONDS = 5
_TOLD_BYTES = 4000
# What a child gets to know of the environment: no keys, no other settings, no home folder.
_PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "TESSDATA_PREFIX",
    *READING_SETTINGS,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use for one file, and after how many files it is replaced all the same."""

    seconds: Limit = limits.READING_SECONDS
    cpu_seconds: Limit = limits.READING_CPU_SECONDS
    memory: Limit = limits.READING_MEMORY
    written: Limit = limits.READING_TEMPORARY_BYTES
    output: Limit = limits.READING_OUTPUT_BYTES
    files: int = 500


class WorkerLost(Exception):
    """The child is gone and so is the file that it read. `lasting`: reading the same file again would end the same way."""

    def __init__(self, reason: str, *, lasting: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class Worker:
    """A running child. `folder` is the only place where it may write; one thread at a time may read.

    The child ends when the thread that started it does.
    """

    def __init__(self, folder: Path, bounds: Bounds, command: Sequence[str] = CHILD) -> None:
        """Starts the child. Raises ChildBroken when it does not get ready."""
        self.bounds = bounds
        self.folder = folder
        self.files = 0
        self.worn = False
        self._exceeded: Limit | None = None
        self._deadline: float | None = None
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._noise = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the child)
        may_use = ChildLimits(
            memory=bounds.memory.value, written=bounds.written.value, memory_mark=bounds.memory.value // 4 * 3
        )
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own program; no shell)
                [*command, str(folder), may_use.model_dump_json(), str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._noise,
                env=_environment(folder),
                cwd=folder,
                start_new_session=True,
            )
        except OSError as error:
            self._noise.close()
            raise ChildBroken("Nie udało się uruchomić programu czytającego pliki.") from error
        # Nobody watches a child before it is ready.
        patience = threading.Timer(_STARTING_SECONDS, self.kill)
        patience.daemon = True
        patience.start()
        try:
            ready = frame_of(self._line(_STARTING_SECONDS))
        except (WorkerLost, Garbled):
            ready = None
        finally:
            patience.cancel()
        if not isinstance(ready, Ready):
            told = self._told()
            self.close()
            raise ChildBroken(f"Nie udało się uruchomić programu czytającego pliki. {told}".strip())
        self.guards = ready.guards

    @property
    def pid(self) -> int:
        return self._process.pid

    def read(self, order: Order, wanted: Callable[[Opened], bool]) -> Iterator[bytes]:
        """The lines of one file between the first and the last, not yet checked. `wanted` decides whether to go on.

        Raises WorkerLost when the child dies, is killed for going over a limit, or sends what it should not; then it is
        of no more use.
        """
        self.files += 1
        try:
            self._send(f"{order.model_dump_json()}\n".encode())
            opened = frame_of(self._line(self.bounds.seconds.value))
            if not isinstance(opened, Opened):
                raise Garbled
            self._send(GO if wanted(opened) else SKIP)
            while kind_of(line := self._line(self.bounds.seconds.value)) is not Done:
                yield line
            done = frame_of(line)
        except Garbled as error:
            raise self._lost() from error
        self.worn = self.files >= self.bounds.files or (isinstance(done, Done) and done.heavy)
        self._tidy()

    def check(self) -> None:
        """Kills the child when it is over its time or memory. Called now and then from another thread."""
        with self._lock:
            if self._deadline is None or self._exceeded is not None:
                return
            if time.monotonic() > self._deadline:
                self._exceeded = self.bounds.seconds
            elif tree_bytes(self.pid) > self.bounds.memory.value:
                self._exceeded = self.bounds.memory
            else:
                return
        self.kill()

    def kill(self) -> None:
        """Ends the child and every program that it started, at once."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Ends the child and removes its folder. A second call does nothing."""
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        # A process that waits for a dead network drive ends only when the drive does.
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING_SECONDS)
        self._noise.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _send(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError as error:
            raise self._lost() from error

    def _line(self, seconds: int) -> bytes:
        """The next line. Raises WorkerLost when none comes in time, or a longer one than is allowed."""
        assert self._process.stdout is not None
        with self._lock:
            self._deadline = time.monotonic() + seconds
        try:
            line = self._process.stdout.readline(self.bounds.output.value + 1)
        finally:
            with self._lock:
                self._deadline = None
        if not line.endswith(b"\n"):
            if len(line) > self.bounds.output.value:
                self._exceeded = self._exceeded or self.bounds.output
            raise self._lost()
        return line

    def _lost(self) -> WorkerLost:
        """Why the child is gone, once it is."""
        self.kill()
        try:
            code = self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            code = 0
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            self._exceeded = self.bounds.cpu_seconds
        if self._exceeded is not None:
            return WorkerLost(self._exceeded.message, lasting=True)
        return WorkerLost(CRASHED, lasting=False)

    def _tidy(self) -> None:
        for left in self.folder.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
        if self._noise.tell():
            # The child shares the position of this file.
            self._noise.seek(0)
            self._noise.truncate()

    def _told(self) -> str:
        """The end of what the child printed, for someone who mends the installation."""
        self._noise.seek(max(0, self._noise.seek(0, os.SEEK_END) - _TOLD_BYTES))
        lines = self._noise.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def _environment(folder: Path) -> dict[str, str]:
    own = dict.fromkeys(("TMPDIR", "TMP", "TEMP", "HOME"), str(folder))
    # One thread for each child: the cores are shared out among the children. Hashes do not vary: the same bytes give the
    # same record.
    fixed = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    return passed_on(_PASSED_ON) | own | fixed | {"PYTHONPATH": str(Path(ingest.__file__).parents[1])}
