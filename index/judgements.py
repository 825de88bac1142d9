"""Needs and graded judgements from JSON Lines files (the format of shared/eval)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.filters import Filters
from index.measures import RELEVANT

# What judgements speak of.
PRACTICES = Filters(kinds=("practice",))

# The needs that the project holds: written without sight of the practices, then judged against all of the starter base.
OWN_NEEDS = Path(__file__).parent / "judged" / "needs.jsonl"
OWN_JUDGEMENTS = Path(__file__).parent / "judged" / "qrels.jsonl"
# Further ones, judged in the same way, measure nothing. The encoder learns from the first; the ranking is fitted on the second,
# which the encoder has not seen. Both are searched (`index.asked`).
TUNING_NEEDS = Path(__file__).parent / "judged" / "tuning_needs.jsonl"
TUNING_JUDGEMENTS = Path(__file__).parent / "judged" / "tuning_qrels.jsonl"
FITTING_NEEDS = Path(__file__).parent / "judged" / "fitting_needs.jsonl"
FITTING_JUDGEMENTS = Path(__file__).parent / "judged" / "fitting_qrels.jsonl"
# Judged after all was trained and fitted: they measure the program on needs that are new to it. Nothing learns from them or
# searches them.
UNSEEN_NEEDS = Path(__file__).parent / "judged" / "unseen_needs.jsonl"
UNSEEN_JUDGEMENTS = Path(__file__).parent / "judged" / "unseen_qrels.jsonl"


class JudgementsDamaged(Exception):
    """A file of needs or judgements cannot be read; the message names file and line in Polish."""


@dataclass(frozen=True, slots=True)
class Need:
    """A judged need. `filters` is what its text says of the place; `judgements` maps practice ids to grades 1 to 3."""

    id: str
    text: str
    style: str
    filters: Filters
    judgements: dict[str, int]

    @property
    def answerable(self) -> bool:
        """True when some practice is clearly useful."""
        return any(grade >= RELEVANT for grade in self.judgements.values())


def read_needs(queries: Path, qrels: Path) -> tuple[Need, ...]:
    """Needs in the order of the file, each with its judgements. Raises JudgementsDamaged or OSError."""
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(_rows(qrels), start=1):
        try:
            grades[row["query_id"]][row["practice_id"]] = int(row["grade"])
        except (KeyError, TypeError, ValueError) as error:
            raise JudgementsDamaged(
                f"{qrels}, wiersz {number}: potrzebne są pola query_id, practice_id i grade."
            ) from error
    needs: list[Need] = []
    for number, row in enumerate(_rows(queries), start=1):
        try:
            need_id, text = row["id"], row["text"]
        except (KeyError, TypeError) as error:
            raise JudgementsDamaged(f"{queries}, wiersz {number}: potrzebne są pola id i text.") from error
        try:
            filters = _place_filter(row.get("place_filter"))
        except TypeError as error:
            raise JudgementsDamaged(
                f'{queries}, wiersz {number}: place_filter to lista województw, {{"not": [lista]}} albo null.'
            ) from error
        needs.append(Need(need_id, text, row.get("style", ""), filters, dict(grades[need_id])))
    return tuple(needs)


def _rows(path: Path) -> list[Any]:
    rows: list[Any] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise JudgementsDamaged(f"{path}, wiersz {number}: to nie jest poprawny JSON.") from error
    return rows


def _place_filter(value: Any) -> Filters:
    if isinstance(value, dict) and set(value) == {"not"}:
        return Filters(not_voivodeships=_names(value["not"]))
    return Filters(voivodeships=() if value is None else _names(value))


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError(value)
    return tuple(value)
