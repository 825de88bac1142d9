"""Measures what is read out of the five final documents, as real files, against the marks of their reader.

    python -m tests.search_api.planning.final_measure

The rules of the measure stand in final_cases/README.md: a need told at several places is found at one of them, what a careful
reader may list or not counts neither way, anything else proposed is noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.language import fold, raw_words
from search_api.planning.measure_needs import Mark, meets
from search_api.planning.need import Need
from search_api.planning.needs import of_document, of_table
from search_api.uploads import read_upload

FOLDER = Path(__file__).parent / "final_cases"


@dataclass(frozen=True, slots=True)
class Figures:
    """`asked` distinct needs of the marks, `found` of them, `proposed` needs less those that may stand or not, `noise` of them."""

    name: str
    asked: int
    found: int
    proposed: int
    noise: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def figures() -> Iterator[Figures]:
    """The figures of each case, by name."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield _of_case(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


def _of_case(name: str, case: dict[str, Any]) -> Figures:
    needs = [need for path in sorted(FOLDER.glob(f"{name}.*")) if path.suffix != ".yaml" for need in _read(path)]
    marks: dict[str, list[Mark]] = {}
    for number, mark in enumerate(case["marks"]):
        marks.setdefault(str(mark.get("same_as", f"#{number}")), []).append(_mark(mark["quote"]))
    either = [_mark(one if isinstance(one, str) else one["quote"]) for one in case.get("either", ())]
    found = {key for key, group in marks.items() if any(meets(need, mark) for need in needs for mark in group)}
    every = [mark for group in marks.values() for mark in group]
    right = [need for need in needs if any(meets(need, mark) for mark in every)]
    neutral = [need for need in needs if need not in right and any(meets(need, mark) for mark in either)]
    wrong = [need for need in needs if need not in right and need not in neutral]
    return Figures(
        name,
        len(marks),
        len(found),
        len(right) + len(wrong),
        len(wrong),
        tuple(group[0].quote for key, group in marks.items() if key not in found),
        tuple(need.text for need in wrong),
    )


def _read(path: Path) -> tuple[Need, ...]:
    upload = read_upload(path.read_bytes(), path.name)
    if upload.document is not None:
        return of_document(upload.document)
    return of_table(upload.rows or ())


def _mark(quote: str) -> Mark:
    return Mark(tuple(raw_words(fold(quote))), quote)


def main() -> int:
    every = list(figures())
    for one in every:
        print(f"{one.name}: found {one.found} of {one.asked}, noise {one.noise} of {one.proposed}")
        for text in one.missed:
            print(f"  missed: {' '.join(text.split())[:150]}")
        for text in one.wrong:
            print(f"  noise:  {text[:150]}")
    found, asked = sum(one.found for one in every), sum(one.asked for one in every)
    noise, proposed = sum(one.noise for one in every), sum(one.proposed for one in every)
    print(f"together: found {found / asked:.1%} of {asked}, noise {noise / proposed:.1%} of {proposed}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
