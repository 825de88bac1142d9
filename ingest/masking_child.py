"""The child that masks texts which people typed: `python -m ingest.masking_child FOLDER LIMITS PARENT`.

It is the reading child (ingest/child.py) with another way to read: the file of an order holds the texts as JSON.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest import privacy
from ingest.child import main
from ingest.personal.record import Record
from ingest.protocol import Frame, MaskedText, Opened, Order, TextsMasked


def mask_texts(order: Order, goes_on: Callable[[], bool]) -> Iterator[Frame]:
    """The texts of the order without personal data, read together."""
    yield Opened(name=order.name, sha256=None)
    if goes_on():
        asked = json.loads(Path(os.fsdecode(bytes.fromhex(order.path))).read_text(encoding="utf-8"))
        record = Record(**{name: tuple(value) for name, value in asked["record"].items()})
        found = privacy.mask_all(asked["texts"], record)
        yield TextsMasked(texts=tuple(MaskedText(text=one.text, counts=dict(one.counts)) for one in found))


if __name__ == "__main__":
    main(mask_texts)
