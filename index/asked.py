"""What people ask when a practice is the answer, and what they ask that no starter practice answers.

A description says what was done; who needs it says what hurts, in words of their own. For each starter practice we wrote needs
that it answers and short names of its topics (`index/asked/needs.jsonl`); they are searched beside the description and are never
shown: nobody said them. Nogueira, Lin ("From doc2query to docTTTTTquery", 2019) have a model write such needs; ours are written
by hand, from the description alone, without sight of any judged need. Needs of others that a practice was judged to answer
(`index/judged/tuning_*` and `fitting_*`) stand beside them.

`index/asked/gaps.jsonl` names matters that no starter practice answers: a base knows only what it holds, and to a mean of words
a foster family lies near a day room for children.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.document import Document
from corpus.language import normalise
from corpus.practice import Practice
from index.judgements import FITTING_JUDGEMENTS, FITTING_NEEDS, TUNING_JUDGEMENTS, TUNING_NEEDS, read_needs
from index.measures import RELEVANT

FOLDER = Path(__file__).with_name("asked")
NEEDS, GAPS = FOLDER / "needs.jsonl", FOLDER / "gaps.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of one practice: `needs` that it answers, in other words each, and names of its `topics`, both written for it; needs of
    others for which it was `judged` clearly useful. `described` is the `description_digest` of what the authors read."""

    described: str
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A matter that no starter practice answers: its name, "" where nobody gave it one, and the ways in which people ask for it."""

    topic: str
    needs: tuple[str, ...]


def asked_of(record: Practice | Document) -> Asked | None:
    """What is known for this record: None for a document, for a practice of one's own, and for a starter practice whose title or
    need was changed since."""
    if isinstance(record, Document):
        return None
    asked = starter_asked().get(record.id)
    return asked if asked is not None and asked.described == description_digest(record) else None


def description_digest(practice: Practice) -> str:
    """16 hex digits over the title and the need: they say which practice it is; results and lessons may be added."""
    described = "\n".join(normalise(text or "") for text in (practice.title, practice.need))
    return hashlib.sha256(described.encode()).hexdigest()[:16]


@cache
def starter_asked() -> Mapping[str, Asked]:
    """By id of the practice."""
    judged = _judged()
    return {
        row["id"]: Asked(row["described"], tuple(row["needs"]), tuple(row["topics"]), judged.get(row["id"], ()))
        for row in _rows(NEEDS)
    }


def _judged() -> dict[str, tuple[str, ...]]:
    """The judged needs that measure nothing by the practices that are clearly useful for them."""
    found: dict[str, tuple[str, ...]] = {}
    for need in (*read_needs(TUNING_NEEDS, TUNING_JUDGEMENTS), *read_needs(FITTING_NEEDS, FITTING_JUDGEMENTS)):
        for practice, grade in need.judgements.items():
            if grade >= RELEVANT:
                found[practice] = (*found.get(practice, ()), need.text)
    return found


@cache
def starter_gaps() -> tuple[Gap, ...]:
    """In the order of their file."""
    return tuple(Gap(row["topic"], tuple(row["needs"])) for row in _rows(GAPS))


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]  # rows of our own files, read by name
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
