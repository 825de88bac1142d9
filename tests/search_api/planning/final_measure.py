"""Measures what is read out of documents of independent authors, as real files, against the marks of their readers.

    python -m tests.search_api.planning.final_measure [FOLDER...]

Without folders those of the project are measured: final_cases and authored_cases. The rules of the measure stand in
final_cases/README.md: a need told at several places is found at one of them, what a careful reader may list or not counts neither
way, anything else proposed is noise.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.language import fold, raw_words
from search_api.planning.measure_needs import Mark, meets
from search_api.planning.need import Need
from search_api.planning.needs import of_document, of_table
from search_api.uploads import read_upload

HERE = Path(__file__).parent
FOLDERS = (HERE / "final_cases", HERE / "authored_cases")


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


def figures(folder: Path) -> Iterator[Figures]:
    """The figures of each case of a folder, by name."""
    for path in sorted(folder.glob("*.yaml")):
        yield _of_case(folder, path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))


def _of_case(folder: Path, name: str, case: dict[str, Any]) -> Figures:
    needs = [need for path in sorted(folder.glob(f"{name}.*")) if path.suffix != ".yaml" for need in _read(path)]
    marks: dict[str, list[Mark]] = {}
    for number, mark in enumerate(case["marks"]):
        # A mark that others refer to is named by its `id`, or by nothing where all of them carry the name.
        key = mark.get("same_as") or mark.get("id") or f"#{number}"
        marks.setdefault(str(key), []).append(_mark(mark["quote"]))
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints for each folder what was missed and what is noise, then its figures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.search_api.planning.final_measure", description="Needs of files."
    )
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders of cases with their files")
    for folder in parser.parse_args(arguments).folders:
        _tell(folder.name, list(figures(folder)))
    return 0


def _tell(folder: str, every: Sequence[Figures]) -> None:
    for one in every:
        print(f"{one.name}: found {one.found} of {one.asked}, noise {one.noise} of {one.proposed}")
        for text in one.missed:
            print(f"  missed: {' '.join(text.split())[:150]}")
        for text in one.wrong:
            print(f"  noise:  {text[:150]}")
    found, asked = sum(one.found for one in every), sum(one.asked for one in every)
    noise, proposed = sum(one.noise for one in every), sum(one.proposed for one in every)
    print(f"{folder} together: found {found / asked:.1%} of {asked}, noise {noise / proposed:.1%} of {proposed}")


if __name__ == "__main__":
    raise SystemExit(main())
