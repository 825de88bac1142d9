"""What is costly to make and the same for everybody: made once, also when many threads ask for it at the same moment.

`functools.cache` alone lets every thread that comes while the first is at work make one of its own: fifty first visitors of a
server would load fifty gazetteers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """A function that makes the thing at its first call and gives the same one ever after.

    After an error the next call tries again.
    """
    made: list[T] = []
    lock = threading.Lock()

    @wraps(make)
    def get() -> T:
        if not made:
            with lock:
                if not made:
                    made.append(make())
        return made[0]

    return get
