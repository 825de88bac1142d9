"""Lets every change of files fail in turn: `python -m tests.crash.sweep` does all of them and prints the figures.

python -m tests.crash.sweep --every 7 --scene build     every seventh change of one scene, each with the next fault in turn
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.crash.kernel import is_supported
from tests.crash.scenes import SCENES, Scene, State, fresh, look, warm_up
from tests.crash.supervising import FAULTS, Ended, Fault, supervised


@dataclass(frozen=True, slots=True)
class Point:
    """One change, counted from 1, and what befalls it."""

    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Lost:
    """A point after which something was not as it must be."""

    point: Point
    call: str
    found: str


@dataclass(frozen=True, slots=True)
class Figures:
    """`calls` is how many changes the undisturbed work makes, `kinds` the names of their system calls; `runs` how often the work
    was disturbed, `lost` after which of those runs something was not as it must be."""

    scene: str
    calls: int
    kinds: tuple[str, ...]
    runs: int
    lost: tuple[Lost, ...]
    seconds: float


def points(calls: int, faults: Sequence[Fault], every: int) -> Iterator[Point]:
    """Every change with every fault; with `every` above 1 every so many-th change, the first and the last among them, with one
    fault after another in turn. At last a loss of power right after the end: what was done must stay done."""
    if "power" in faults:
        yield Point(calls + 1, "power")
    if every == 1:
        yield from (Point(number, fault) for number in range(1, calls + 1) for fault in faults)
        return
    chosen = sorted({*range(1, calls + 1, every), calls})
    yield from (Point(number, faults[place % len(faults)]) for place, number in enumerate(chosen))


def swept(scene: Scene, folder: Path, faults: Sequence[Fault], every: int, say: Callable[[str], None]) -> Figures:
    """Disturbs one scene at all points that are asked for. `folder` is empty."""
    begin = time.perf_counter()
    template, place = folder / "wzor", folder / "var"
    apart(lambda: scene.prepare(template))
    old = looked(fresh(template, place))
    fresh(template, place)
    undisturbed = supervised(lambda: scene.work(place), place)
    if undisturbed.code:
        raise RuntimeError(undisturbed.told)
    new, calls = looked(place), undisturbed.calls
    if old == new:
        raise RuntimeError(f"{scene.name}: nothing to do")
    lost: list[Lost] = []
    runs = 0
    for point in points(len(calls), faults, every):
        fresh(template, place)
        ended = supervised(lambda: scene.work(place), place, at=point.number, fault=point.fault)
        runs += 1
        found = fault_of(scene, place, ended, point, old, new)
        if found:
            call = ended.calls[point.number - 1] if len(ended.calls) >= point.number else "-"
            lost.append(Lost(point, call, found))
            say(f"{scene.name}, {point}, {call}: {found}")
    kinds = sorted({call.partition(" ")[0] for call in calls})
    return Figures(scene.name, len(calls), tuple(kinds), runs, tuple(lost), time.perf_counter() - begin)


def fault_of(scene: Scene, place: Path, ended: Ended, point: Point, old: State, new: State) -> str:
    """What is not as it must be after a disturbed run, empty when all is well."""
    if point.fault in ("kill", "power") and ended.code not in (-9, 0):
        return f"ended with {ended.code}: {ended.told}"
    try:
        found = looked(place)
    except RuntimeError as error:
        return f"cannot be opened: {error}"
    if wrong := _differs(found, old, new):
        return wrong
    if ended.code == 0 and (found.records, found.answers, found.backup) != (new.records, new.answers, new.backup):
        return "said that it was done and it was not"
    try:
        apart(lambda: scene.work(place))
        again = looked(place)
    except RuntimeError as error:
        return f"a second run fails: {error}"
    if again != replace(new, snapshot=again.snapshot):
        return f"a second run does not complete: {again.damage or ''} {again.faults}"
    return ""


def _differs(found: State, old: State, new: State) -> str:
    if found.faults:
        return f"the store is damaged: {found.faults}"
    # Before the first index has its pointer there is none to fall back on: it answers, and the missing pointer is told.
    if found.damage and not (old.snapshot is None and "CURRENT" in found.damage):
        return f"the snapshot is damaged: {found.damage}"
    if found.records not in (old.records, new.records):
        return "the store holds neither the old records nor the new"
    if found.backup not in (old.backup, new.backup):
        return "the backup is neither the old one nor the new"
    if found.snapshot == old.snapshot:
        return "" if found.answers == old.answers else "the old snapshot answers otherwise"
    return "" if found.answers == new.answers else "what answers is neither the old snapshot nor the new"


def looked(place: Path) -> State:
    """`look` in a process of its own: what it opens starts threads, and this one must stay without."""
    told = apart(lambda: json.dumps(asdict(look(place))))
    state = json.loads(told)
    return State(**(state | {"faults": tuple(state["faults"])}))


def apart(work: Callable[[], str | None]) -> str:
    """What `work` returns in a forked process. Raises RuntimeError with the trace of what it raises."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(source)
            with os.fdopen(sink, "w", encoding="utf-8") as stream:
                try:
                    stream.write(work() or "")
                    code = 0
                except BaseException:  # noqa: BLE001 (whatever it is, the parent is told)
                    stream.write(traceback.format_exc())
        finally:
            os._exit(code)
    os.close(sink)
    with os.fdopen(source, encoding="utf-8") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(told)
    return told


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a line of figures for each scene. Returns 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--scene", action="append", choices=SCENES, help="only this one; repeatable")
    parser.add_argument("--fault", action="append", choices=FAULTS, help="only this one; repeatable")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th change, one fault each")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, one line a scene")
    arguments = parser.parse_args(argv)
    if not is_supported():
        print("needs Linux on x86_64 or aarch64", file=sys.stderr)
        return 2
    warm_up()
    lost = 0
    for name in arguments.scene or SCENES:
        with tempfile.TemporaryDirectory(prefix="praktyki-crash-") as folder:
            figures = swept(
                SCENES[name],
                Path(folder),
                arguments.fault or FAULTS,
                arguments.every,
                lambda line: print(line, flush=True),
            )
        lost += len(figures.lost)
        if arguments.json:
            print(json.dumps(asdict(figures)), flush=True)
        else:
            print(
                f"{figures.scene:20} changes {figures.calls:4}  disturbed runs {figures.runs:5}  "
                f"survived {figures.runs - len(figures.lost):5}  {figures.seconds:6.0f} s",
                flush=True,
            )
    return 1 if lost else 0


if __name__ == "__main__":
    # One thread: the process forks.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    sys.exit(main())
