"""How well documents are described: precision and recall per field over cases whose right answers people wrote.

    python -m ingest.describe.measure tests/ingest/describe_cases [--seeds FOLDER]

A case is a YAML file: `text` (or `seed`, the name of a file in the folder of seeds), `format` (txt or html), and `expected`. An
answer marked `optional` is neither asked for nor counted as wrong; `or` lists other right spellings. A right value whose quote
does not stand in its block is counted as wrong, and so is the same answer told twice.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus import vocabulary
from corpus.description import Finding
from corpus.document import Document, document_id
from corpus.language import fold
from ingest.clean import clean
from ingest.describe.describe import describe
from ingest.documents import dictionary
from ingest.loaders.html import HtmlLoader
from ingest.loaders.text import TextLoader

ROLES = {"event": "event_place", "seat": "partner_seat", "area": "area_of_action"}
FIELDS = (
    "place",
    "event_place",
    "partner_seat",
    "area_of_action",
    "year",
    "partners",
    "sector",
    "amounts",
    "document_kind",
    "parts",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One right answer: every spelling of it that is right, and whether it must be found."""

    keys: frozenset[object]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    document: Document
    expected: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one field, and the lines that tell what went wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, case: str, found: Iterable[object], answers: Sequence[Answer]) -> None:
        """Matches each found value with at most one answer. A second value for the same answer is wrong."""
        open_answers = sorted(answers, key=lambda answer: answer.optional)
        for value in found:
            hit = next((answer for answer in open_answers if value in answer.keys), None)
            if hit is None:
                self.wrong += 1
                self.faults.append(f"{case}: too much: {value}")
                continue
            open_answers.remove(hit)
            self.right += not hit.optional
        for answer in open_answers:
            if not answer.optional:
                self.missed += 1
                self.faults.append(f"{case}: missed: {min(answer.keys, key=str)}")


def read_cases(folder: Path, seeds: Path | None = None) -> Iterator[Case]:
    """The cases of a folder and those below it, by name. A case on a seed that is not in the folder `seeds` is left out."""
    for path in sorted(folder.rglob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if "seed" in content:
            if seeds is None or not (seeds / content["seed"]).is_file():
                continue
            content["text"] = (seeds / content["seed"]).read_text(encoding="utf-8")
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield Case(name, document_of(content["text"], content.get("format", "txt")), content["expected"])


def document_of(text: str, form: str = "txt") -> Document:
    """The cleaned document of a text. `form`: "txt" or "html"."""
    data = text.encode()
    loader = HtmlLoader() if form == "html" else TextLoader()
    cleaned = clean(loader.load(data, f"dokument.{form}"), dictionary())
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=document_id(digest),
        title=cleaned.title or "dokument",
        file_name=f"dokument.{form}",
        media_type=loader.media_type,
        sha256=digest,
        blocks=cleaned.blocks,
    )


def measure(cases: Iterable[Case]) -> dict[str, Tally]:
    """Tallies by field."""
    tallies = {name: Tally() for name in FIELDS}
    for case in cases:
        descriptions = describe(case.document)
        findings = [finding for item in descriptions for finding in item.findings]
        _places(case, findings, tallies)
        expected = case.expected
        years = [
            Answer(frozenset(((item["start"], item["end"]),)), item.get("optional", False))
            for item in expected["years"]
        ]
        _add(tallies["year"], case, "years", findings, _year_key, years)
        _partners(case, findings, tallies)
        amounts = [Answer(frozenset((float(item),))) for item in expected["amounts"]]
        amounts += [Answer(frozenset((float(item),)), optional=True) for item in expected.get("amounts_optional", ())]
        _add(tallies["amounts"], case, "funding", findings, _amount_key, amounts)
        kinds = [Answer(frozenset((expected["kind"], *expected.get("kind_or", ()))))]
        _add(tallies["document_kind"], case, "document_kind", findings, lambda value: value, kinds)
        tallies["parts"].add(case.name, [len(descriptions)], [Answer(frozenset((expected.get("parts", 1),)))])
    return tallies


def _add(
    tally: Tally,
    case: Case,
    name: str,
    findings: Sequence[Finding],
    key: Callable[[Any], object],
    answers: Sequence[Answer],
) -> None:
    keys = {
        key(finding.value) if stands(finding, case.document) else f"{key(finding.value)} with a wrong quote"
        for finding in findings
        if finding.field == name
    }
    tally.add(case.name, sorted((item for item in keys if item is not None), key=str), answers)


def stands(finding: Finding, document: Document) -> bool:
    """Whether the quote stands word for word in the block that the finding names, on the page of that block."""
    block = document.blocks[finding.block]
    return finding.quote in block.text and finding.page == block.page


def _places(case: Case, findings: Sequence[Finding], tallies: dict[str, Tally]) -> None:
    every: list[Answer] = []
    for role, name in ROLES.items():
        answers = [
            Answer(frozenset(_place_keys(item)), item.get("optional", False))
            for item in case.expected["places"]
            if item["role"] == role
        ]
        _add(tallies[name], case, name, findings, _place_key, answers)
        every += answers
    # Whatever the role: each place once.
    merged: dict[object, Answer] = {}
    for answer in every:
        first = min(answer.keys, key=str)
        known = merged.get(first)
        merged[first] = answer if known is None or known.optional else known
    found = {_place_key(finding.value) for finding in findings if finding.field in ROLES.values()}
    tallies["place"].add(case.name, sorted(found, key=str), list(merged.values()))


def bare(name: str) -> str:
    """A name to compare: lower case, without diacritics, quotation marks, dashes and the word for the unit."""
    words = "".join(character if character.isalnum() else " " for character in fold(name)).split()
    return " ".join(words[1:] if words and words[0] in ("gmina", "miasto", "wies") and len(words) > 1 else words)


def _place_keys(item: Mapping[str, Any]) -> Iterator[str]:
    name = bare(item["name"])
    if item.get("status"):
        yield f"{name} ({item['status']})"
    elif item.get("voivodeship"):
        yield f"{name} ({item['voivodeship']})"
    else:
        # The gazetteer may not hold it: only the name is asked for.
        yield name
        yield from (f"{name} ({voivodeship})" for voivodeship in vocabulary.load("voivodeships").codes)
        yield f"{name} (ambiguous)"


def _place_key(value: Any) -> str:
    areas = value["areas"]
    level = areas[0]["level"] if areas else None
    if level == "subregion":
        name = areas[0]["name"]
    elif value["locality"] or value["gmina"]:
        name = value["locality"] or value["gmina"]
    elif value["powiat"]:
        name = f"powiat {value['powiat']}"
    else:
        name = f"województwo {value['voivodeship']}"
    if any(area["status"] == "ambiguous" for area in areas):
        return f"{bare(name)} (ambiguous)"
    return f"{bare(name)} ({value['voivodeship']})" if value["voivodeship"] else bare(name)


def _year_key(value: Any) -> object:
    return value["start"], value["end"]


def _amount_key(value: Any) -> float | None:
    return None if value["amount_pln"] is None else float(value["amount_pln"])


def _partners(case: Case, findings: Sequence[Finding], tallies: dict[str, Tally]) -> None:
    answers = [
        Answer(frozenset(bare(name) for name in (item["name"], *item.get("or", ()))), item.get("optional", False))
        for item in case.expected["partners"]
    ]
    _add(tallies["partners"], case, "partners", findings, lambda value: bare(value["name"]), answers)
    sectors = {
        bare(name): {item["sector"], item.get("or_sector")}
        for item in case.expected["partners"]
        for name in (item["name"], *item.get("or", ()))
    }
    for finding in findings:
        if finding.field == "partners" and isinstance(finding.value, dict):
            known = sectors.get(bare(str(finding.value["name"])))
            if known is not None:
                told = str(finding.value["sector"])
                tallies["sector"].add(
                    f"{case.name}: {finding.value['name']}",
                    [told],
                    [Answer(frozenset((told if told in known else str(known),)))],
                )


def table(tallies: Mapping[str, Tally]) -> str:
    """The figures as a table for people."""
    rows = [f"{'field':<16}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"]
    rows += [
        f"{name:<16}{tally.right:>7}{tally.wrong:>7}{tally.missed:>8}{tally.precision:>11.3f}{tally.recall:>8.3f}"
        for name, tally in tallies.items()
    ]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table, and before it each fault."""
    parser = argparse.ArgumentParser(prog="python -m ingest.describe.measure", description="Quality of descriptions.")
    parser.add_argument("folder", type=Path, help="folder of cases")
    parser.add_argument("--seeds", type=Path, help="folder of the documents that cases name as their seed")
    given = parser.parse_args(arguments)
    tallies = measure(read_cases(given.folder, given.seeds))
    for name, tally in tallies.items():
        for fault in tally.faults:
            print(f"{name}: {fault}")
    print(table(tallies))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
