"""One bad file costs one file: children are confined, watched, killed and replaced; nothing of them stays behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import limits
from ingest.errors import ChildBroken
from ingest.limits import Limit
from ingest.protocol import DocumentRead, Fault, Frame, Opened, Refused
from ingest.sandbox import Sandbox
from ingest.sources import SourceFile, files_of
from ingest.worker import CHILD, CRASHED, Bounds, Worker
from tests.ingest.faulty_child import FAULTY_CHILD

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this promise")

MIB = 2**20


def limited(limit: Limit, value: int) -> Limit:
    return replace(limit, value=value)


TIGHT = Bounds(
    seconds=limited(limits.READING_SECONDS, 120),
    cpu_seconds=limited(limits.READING_CPU_SECONDS, 60),
    memory=limited(limits.READING_MEMORY, 400 * MIB),
    written=limited(limits.READING_TEMPORARY_BYTES, 8 * MIB),
    output=limited(limits.READING_OUTPUT_BYTES, 8 * MIB),
)
# Short, for files that hang; long enough for a small file that does not.
IMPATIENT = replace(TIGHT, seconds=limited(limits.READING_SECONDS, 4))


def files(folder: Path, names: Sequence[str]) -> list[SourceFile]:
    """Text files of these names, each with its own content, in the order given."""
    for name in names:
        (folder / name).write_text(f"Gmina i koło gospodyń prowadzą świetlicę: {name}.", encoding="utf-8")
    found = {file.name: file for file in files_of(folder)}
    return [found[name] for name in names]


def read(
    sources: Sequence[SourceFile], *, workers: int = 2, bounds: Bounds = TIGHT, command: Sequence[str] = FAULTY_CHILD
) -> list[tuple[Opened | None, list[Frame]]]:
    with Sandbox(sources, lambda file, opened: True, workers=workers, bounds=bounds, command=command) as sandbox:
        found = []
        for _ in sources:
            taken = sandbox.take()
            found.append((taken.opened, [piece.frame for piece in taken.pieces]))
        return found


def only(found: tuple[Opened | None, list[Frame]]) -> Frame:
    (frame,) = found[1]
    return frame


def open_descriptors() -> int:
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


def children_of(pid: int) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        found.update(int(child) for child in (task / "children").read_text().split())
    return found


def is_running(pid: int) -> bool:
    """False for a process that has ended, also when nobody has asked for its exit code."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until_gone(pids: set[int]) -> bool:
    for _ in range(600):
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_results_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    # Given a slow file first, and many that other children finish meanwhile
    sources = files(tmp_path, ["dluga_praca.txt", *(f"plik{number:02}.txt" for number in range(30))])

    found = read(sources)

    titles = [frame.document.title for _, frames in found for frame in frames if isinstance(frame, DocumentRead)]
    assert titles == [Path(file.name).stem.replace("_", " ") for file in sources]


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("czeka.txt", IMPATIENT.seconds),
        ("petla.txt", IMPATIENT.seconds),
        pytest.param("pamiec.txt", TIGHT.memory, marks=linux),
        pytest.param("pamiec_powoli.txt", TIGHT.memory, marks=linux),
        pytest.param("potomek.txt", TIGHT.memory, marks=linux),
        pytest.param("duzy_plik.txt", TIGHT.written, marks=linux),
        ("zalewa.txt", TIGHT.output),
    ],
)
def test_a_file_that_goes_over_a_limit_is_refused_with_the_limit_and_the_next_one_is_read(
    tmp_path: Path, name: str, limit: Limit
) -> None:
    bounds = IMPATIENT if limit is IMPATIENT.seconds else TIGHT

    bad, good = read(files(tmp_path, [name, "zwykly.txt"]), workers=1, bounds=bounds)

    refused = only(bad)
    assert isinstance(refused, Refused)
    assert (refused.status, refused.lasting) == ("rejected", True)
    # Who notices first, parent or child, is a matter of chance; the child knows the limit of the docs only.
    assert refused.reason.startswith(f"Przekroczony limit: {limit.what} to najwyżej")
    assert isinstance(only(good), DocumentRead)


@linux
def test_processor_time_is_limited_for_each_file_not_for_the_child(tmp_path: Path) -> None:
    bounds = replace(
        TIGHT, seconds=limited(limits.READING_SECONDS, 600), cpu_seconds=limited(limits.READING_CPU_SECONDS, 2)
    )

    found = read(files(tmp_path, ["petla.txt", *(f"plik{n}.txt" for n in range(3))]), workers=1, bounds=bounds)

    assert only(found[0]) == Refused(status="rejected", reason=bounds.cpu_seconds.message, lasting=True)
    assert all(isinstance(only(one), DocumentRead) for one in found[1:])


@pytest.mark.parametrize("name", ["ginie.txt", "pada.txt", "konczy.txt", "smieci.txt"])
def test_a_child_that_dies_or_talks_nonsense_costs_one_file_which_may_be_tried_again(tmp_path: Path, name: str) -> None:
    bad, good = read(files(tmp_path, [name, "zwykly.txt"]), workers=1)

    assert only(bad) == Refused(status="rejected", reason=CRASHED, lasting=False)
    assert isinstance(only(good), DocumentRead)


def test_an_error_of_ours_costs_one_file_and_keeps_its_trace(tmp_path: Path) -> None:
    bad, good = read(files(tmp_path, ["blad.txt", "zwykly.txt"]), workers=1)

    fault = only(bad)
    assert isinstance(fault, Fault)
    assert fault.error == "ZeroDivisionError"
    assert "read_document" in fault.trace
    assert isinstance(only(good), DocumentRead)


def test_what_libraries_print_does_not_mix_with_the_answers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (found,) = read(files(tmp_path, ["pisze.txt"]))

    assert isinstance(only(found), DocumentRead)
    assert capfd.readouterr() == ("", "")


@linux
def test_no_connection_can_be_made_not_even_by_a_program_that_the_child_starts(tmp_path: Path) -> None:
    (found,) = read(files(tmp_path, ["siec.txt"]))

    assert only(found) == Refused(status="rejected", reason="['forbidden', 'forbidden', 1]")


@linux
def test_nothing_can_be_written_outside_the_own_folder_not_even_by_a_program_that_the_child_starts(
    tmp_path: Path,
) -> None:
    if "writing" not in guards(tmp_path):
        pytest.skip("this kernel has no Landlock")
    precious = tmp_path / "cenne.txt"
    precious.touch()
    (source,) = files(tmp_path, ["zapis.txt"])
    source.path.write_text(str(precious), encoding="utf-8")

    (found,) = read([source])

    assert only(found) == Refused(status="rejected", reason="['forbidden', 'forbidden', 'forbidden', 2]")
    assert precious.exists()
    assert not (Path(tempfile.gettempdir()) / "poza.txt").exists()


def guards(folder: Path) -> set[str]:
    worker = Worker(folder / "robocze", TIGHT)
    worker.close()
    return set(worker.guards)


@linux
def test_where_the_kernel_keeps_a_promise_it_is_told(tmp_path: Path) -> None:
    assert (
        {"memory", "parent", "processor"}
        <= guards(tmp_path)
        <= {*("memory", "network", "parent", "processor", "writing")}
    )


def test_the_child_sees_no_keys_and_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HASLO_DO_BAZY", "tajne")
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", "/srv/praktyki")

    (found,) = read(files(tmp_path, ["otoczenie.txt"]))

    refused = only(found)
    assert isinstance(refused, Refused)
    assert "TMPDIR" in refused.reason
    assert "HASLO" not in refused.reason
    assert "PRAKTYKI" not in refused.reason


def test_temporary_files_of_one_file_are_gone_before_the_next_and_all_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    (tmp_path / "dokumenty").mkdir()

    found = read(files(tmp_path / "dokumenty", ["tymczasowe1.txt", "tymczasowe2.txt"]), workers=1)

    assert [only(one) for one in found] == [Refused(status="rejected", reason="1")] * 2
    assert list(place.iterdir()) == []


@linux
def test_what_a_killed_run_left_in_the_temporary_folder_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
            "from ingest.scratch import Scratch\n"
            "(Scratch().folder / 'tekst.txt').write_text('x'); os.kill(os.getpid(), 9)",
            str(tmp_path),
        ],
        check=False,
        cwd=ROOT,
    )
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.glob("praktyki-*")
    (tmp_path / "dokumenty").mkdir()

    read(files(tmp_path / "dokumenty", ["plik.txt"]))

    assert not left.exists()


def test_a_child_is_replaced_after_its_number_of_files(tmp_path: Path) -> None:
    sources = files(tmp_path, [f"plik{number}.txt" for number in range(5)])
    seen: list[int] = []

    with Sandbox(
        sources, lambda file, opened: True, workers=1, bounds=replace(TIGHT, files=2), command=CHILD
    ) as sandbox:
        for _ in sources:
            taken = sandbox.take()
            seen.extend(worker.pid for worker in sandbox._workers.values())
            list(taken.pieces)

    assert len(set(seen)) <= 3
    assert len(set(seen)) >= 2


def test_a_child_that_does_not_start_is_told_at_once(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "raise SystemExit('brak biblioteki')")

    with pytest.raises(ChildBroken, match=r"Nie udało się uruchomić programu czytającego pliki\. brak biblioteki"):
        read(files(tmp_path, ["plik.txt"]), command=command)


@linux
def test_nothing_stays_open_and_no_process_stays_behind(tmp_path: Path) -> None:
    sources = files(tmp_path, ["ginie.txt", "zwykly.txt", "blad.txt", "czeka.txt", "zwykly2.txt"])
    bounds = replace(TIGHT, seconds=limited(limits.READING_SECONDS, 1))
    read(sources, bounds=bounds)
    descriptors, threads = open_descriptors(), threading.active_count()

    for _ in range(2):
        read(sources, bounds=bounds)

    assert open_descriptors() == descriptors
    assert threading.active_count() == threads
    assert not children_of(os.getpid())


@linux
def test_a_run_that_is_broken_off_takes_its_children_along(tmp_path: Path) -> None:
    sources = files(tmp_path, ["zwykly.txt", "czeka.txt", "czeka2.txt"])
    running: set[int] = set()

    def broken_off() -> None:
        with Sandbox(sources, lambda file, opened: True, workers=2, bounds=Bounds(), command=FAULTY_CHILD) as sandbox:
            list(sandbox.take().pieces)
            running.update(children_of(os.getpid()))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()

    assert running
    assert until_gone(running)


PARENT = """
import sys
from pathlib import Path
from ingest.sandbox import Sandbox
from ingest.sources import files_of
from ingest.worker import Bounds
from tests.ingest.faulty_child import FAULTY_CHILD

sources = list(files_of(Path(sys.argv[1])))
with Sandbox(sources, lambda file, opened: True, workers=2, bounds=Bounds(), command=FAULTY_CHILD) as sandbox:
    sandbox.take()
    print("czyta", flush=True)
    list(sandbox.take().pieces)
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process whose two children hang over two files."""
    (tmp_path / "pliki").mkdir()
    files(tmp_path / "pliki", ["czeka1.txt", "petla2.txt"])
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "pliki")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "czyta\n"
        yield process
        process.kill()


@linux
def test_children_do_not_outlive_a_killed_parent(parent: subprocess.Popen[str]) -> None:
    for _ in range(200):
        running = children_of(parent.pid)
        if len(running) == 2:
            break
        time.sleep(0.05)
    assert len(running) == 2

    parent.kill()

    assert until_gone(running)
