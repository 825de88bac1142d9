"""The process that reads files, one after another, until its input ends: `python -m ingest.child FOLDER LIMITS PARENT`.

It speaks the protocol on its standard input and output and is confined before the first file. One fault, one hang, one
kill costs one file: the parent starts another child.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.confinement import confine, grown, limit_processor_time
from ingest.protocol import GO, ChildLimits, Done, Frame, Order, Ready, line_of
from ingest.reading import read_file

# spaCy takes along what it finds installed: with torch a child is twice as large (410 MB, not 220) and starts late.
_NEEDLESS = ("torch", "tensorflow", "jax", "mxnet", "cupy")


Read = Callable[[Order, Callable[[], bool]], Iterator[Frame]]


def main(read: Read = read_file) -> None:
    """Reads orders until the input ends, each with `read`: the frames of one file, which asks whether to go on."""
    folder, limits, parent = Path(sys.argv[1]), ChildLimits.model_validate_json(sys.argv[2]), int(sys.argv[3])
    orders, answers = _channel()
    _warm_up()
    guards = confine(parent, folder, limits.memory, limits.written)
    _send(answers, Ready(guards=guards))
    while line := orders.readline():
        order = Order.model_validate_json(line)
        limit_processor_time(order.cpu_seconds)
        for frame in read(order, lambda: orders.readline() == GO):
            _send(answers, frame)
            # A file of many cards may take as long as it likes, one card may not.
            limit_processor_time(order.cpu_seconds)
        _send(answers, Done(heavy=grown(limits.memory_mark)))


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, taken away from libraries, which print."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return orders, answers


def _warm_up() -> None:
    """Loads what every file needs, so that it counts against no file."""
    for library in _NEEDLESS:
        sys.modules[library] = None  # type: ignore[assignment]
    from corpus.places import gazetteer
    from ingest import entities, privacy
    from ingest.documents import dictionary

    dictionary().known("gmina")
    gazetteer()
    entities.entities("Gmina")
    privacy.mask("Gmina")


def _send(answers: BinaryIO, frame: Frame) -> None:
    answers.write(line_of(frame))
    answers.flush()


if __name__ == "__main__":
    main()
