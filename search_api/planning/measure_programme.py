"""How well programmes are checked: precision and recall of "missing" and "weak" against what a careful reader marked.

    python -m search_api.planning.measure_programme tests/search_api/planning/programme_cases/development

A case is a YAML file: `text`, `format` (txt or html), and `expected`: `kind`, `reason` of a document that is no programme, `years`,
`elements` (those that are not present, by code), `lacking` (codes of what a weak one lacks, where marked).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Document
from ingest.describe.measure import document_of
from search_api.planning.programme import check
from search_api.planning.programme_elements import elements
from search_api.planning.programme_result import ProgrammeCheck

MEASURED = ("missing", "weak")


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    document: Document
    expected: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one status of one element."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, found: bool, marked: bool) -> None:
        self.right += found and marked
        self.wrong += found and not marked
        self.missed += marked and not found


@dataclass(slots=True)
class Measured:
    """Tallies by (status, element), cases whose kind or years were right, and a line for each fault."""

    cases: int = 0
    kinds: int = 0
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def of(self, status: str) -> Tally:
        """One status over all elements."""
        whole = Tally()
        for (named, _), tally in self.tallies.items():
            if named == status:
                whole.right, whole.wrong, whole.missed = (
                    whole.right + tally.right,
                    whole.wrong + tally.wrong,
                    whole.missed + tally.missed,
                )
        return whole


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder and those below it, by name."""
    for path in sorted(folder.rglob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        document = document_of(content["text"], form=content.get("format", "txt"))
        yield Case(path.relative_to(folder).with_suffix("").as_posix(), document, content["expected"])


def measure(cases: Iterable[Case]) -> Measured:
    """Every element of every case: what was said against what was marked. A wrong kind makes all its elements wrong."""
    measured = Measured()
    for case in cases:
        found, expected = check(case.document), case.expected
        measured.cases += 1
        told = (found.kind, found.reason, list(found.years))
        marked = (expected["kind"], expected.get("reason"), list(expected.get("years", [])))
        if told == marked:
            measured.kinds += 1
        else:
            measured.faults.append(f"{case.name}: {told}, marked {marked}")
        _elements(case, found, measured)
    return measured


def _elements(case: Case, found: ProgrammeCheck, measured: Measured) -> None:
    marks = marked_statuses(case.expected)
    said = {one.code: one for one in found.elements}
    for code in dict.fromkeys([*marks, *said]):
        status = said[code].status if code in said else "none"
        for name in MEASURED:
            measured.tallies.setdefault((name, code), Tally()).add(status == name, marks.get(code) == name)
        if status != marks.get(code):
            measured.faults.append(f"{case.name}: {code}: {status}, marked {marks.get(code)}")
        lacking = case.expected.get("lacking", {}).get(code)
        if code in said and lacking is not None and [one.code for one in said[code].lacking] != lacking:
            measured.faults.append(
                f"{case.name}: {code} lacks {[one.code for one in said[code].lacking]}, marked {lacking}"
            )


def marked_statuses(expected: Mapping[str, Any]) -> dict[str, str]:
    """Status by element, "present" where nothing else is marked."""
    if expected["kind"] == "none":
        return {}
    codes = [one.code for one in elements() if one.multi_annual or expected["kind"] == "yearly"]
    return {code: expected.get("elements", {}).get(code, "present") for code in codes}


def table(measured: Measured) -> str:
    """The figures as a table for people."""
    rows = [f"kind, reason and years right: {measured.kinds} of {measured.cases}"]
    rows.append(f"{'':<24}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}")
    named = [(f"{status} {code}", tally) for (status, code), tally in sorted(measured.tallies.items())]
    named += [(f"{status}, all", measured.of(status)) for status in MEASURED]
    rows += [
        f"{name:<24}{tally.right:>7}{tally.wrong:>7}{tally.missed:>8}{tally.precision:>11.3f}{tally.recall:>8.3f}"
        for name, tally in named
    ]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints each fault, then the table."""
    parser = argparse.ArgumentParser(
        prog="python -m search_api.planning.measure_programme", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="folder of cases")
    measured = measure(read_cases(parser.parse_args(arguments).folder))
    for fault in measured.faults:
        print(fault)
    print(table(measured))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
