"""How well needs are found in documents: recall and precision over cases in which people marked them first.

    python -m search_api.planning.measure_needs tests/search_api/planning/needs_cases/development [--all]

A case is a YAML file with `title`, `kind`, `marks`, and the document as `text` (lines as in a file), `pages` (texts of pages) or
`blocks` (texts, or mappings of corpus.document.Block). A mark is the words marked, or a mapping with `quote` (or `text`) and
`optional: true` for one that may be left out;
`either` lists more of these. A proposed need meets a mark when both lie in the same sentence or item: one
holds the other, or they share most of the shorter one's words in a row. Two marks in one sentence are both found by it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Block, Document, document_id
from corpus.language import fold, raw_words
from ingest.clean import clean
from ingest.documents import dictionary
from ingest.loader import Draft
from search_api.planning.need import Need
from search_api.planning.need_documents import read_document
from search_api.planning.need_model import NeedModel

SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Mark:
    words: tuple[str, ...]
    quote: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    kind: str
    document: Document
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one case: marks that were found or missed (optional ones left out), needs that meet a mark, and noise."""

    case: Case
    found: tuple[Mark, ...]
    missed: tuple[Mark, ...]
    right: tuple[Need, ...]
    noise: tuple[Need, ...]

    @property
    def recall(self) -> float:
        return share(len(self.found), len(self.missed))

    @property
    def precision(self) -> float:
        return share(len(self.right), len(self.noise))


def share(right: int, wrong: int) -> float:
    """Right ones of all, 1 when there are none."""
    return right / (right + wrong) if right + wrong else 1.0


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, by name."""
    for path in sorted(folder.glob("*.yaml")):
        yield case_of(path.stem, yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def case_of(name: str, content: Mapping[str, Any]) -> Case:
    """A case as its file holds it. Raises KeyError and ValueError for one that is not as it should be."""
    document = _document(name, content)
    everything = _letters(" ".join(block.text for block in document.blocks))
    either = (
        {"quote": one if isinstance(one, str) else one["quote"], "optional": True} for one in content.get("either", ())
    )
    marks = tuple(_mark(entry) for entry in (*content["marks"], *either))
    for mark in marks:
        if _letters(mark.quote) not in everything:
            raise ValueError(f"{name}: not in the document: {mark.quote}")
    return Case(name, str(content.get("kind", "")), document, marks)


def _mark(entry: str | Mapping[str, Any]) -> Mark:
    quote = entry if isinstance(entry, str) else str(entry.get("quote") or entry["text"])
    optional = not isinstance(entry, str) and bool(entry.get("optional", False))
    return Mark(tuple(raw_words(fold(quote))), quote, optional)


def _letters(text: str) -> str:
    """Letters and digits only: lines may be wrapped and words divided."""
    return "".join(character for character in fold(text) if character.isalnum())


def _document(name: str, content: Mapping[str, Any]) -> Document:
    if "blocks" in content:
        given = (Block(**one) if isinstance(one, dict) else Block(text=one) for one in content["blocks"])
        draft = Draft(layout="blocks", blocks=tuple(given))
    elif "pages" in content:
        pages = enumerate(content["pages"], start=1)
        draft = Draft(layout="lines", blocks=tuple(Block(text=text, page=number) for number, text in pages))
    else:
        draft = Draft(layout="lines", blocks=(Block(text=content["text"]),))
    cleaned = clean(draft, dictionary())
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Document(
        id=document_id(digest),
        title=cleaned.title or str(content.get("title", name)),
        file_name=f"{name}.txt",
        media_type="text/plain",
        sha256=digest,
        blocks=cleaned.blocks,
    )


def measure(case: Case, model: NeedModel | None = None) -> Measured:
    """What is proposed of the case (by the shipped model unless another is given), against its marks."""
    return against_marks(case, read_document(case.document, model).needs)


def against_marks(case: Case, needs: Sequence[Need]) -> Measured:
    """The needs of the case against its marks."""
    met = [[mark for mark in case.marks if meets(need, mark)] for need in needs]
    found = {id(mark) for marks in met for mark in marks}
    asked = [mark for mark in case.marks if not mark.optional]
    asked_met = [any(not mark.optional for mark in marks) for marks in met]
    return Measured(
        case,
        tuple(mark for mark in asked if id(mark) in found),
        tuple(mark for mark in asked if id(mark) not in found),
        tuple(need for need, is_right in zip(needs, asked_met, strict=True) if is_right),
        tuple(need for need, marks in zip(needs, met, strict=True) if not marks),
    )


def meets(need: Need, mark: Mark) -> bool:
    """True when need and mark lie in the same sentence or item."""
    text = need.text.rpartition(": ")[2] if need.source is None or need.text not in need.source.quote else need.text
    return states(text, mark)


def states(text: str, mark: Mark) -> bool:
    """True when a sentence or item and a mark hold each other, or share most words of the shorter one in a row."""
    words = raw_words(fold(text))
    marked = list(mark.words)
    if not words or not marked:
        return False
    joined, marked_joined = "".join(words), "".join(marked)
    if joined in marked_joined or marked_joined in joined:
        return True
    # Divided words of a wrapped line join differently: runs of words are compared.
    run = SequenceMatcher(None, words, marked, autojunk=False).find_longest_match().size
    return run >= SHARED * min(len(words), len(marked))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what was missed and what is noise, then the figures of each case and of all."""
    parser = argparse.ArgumentParser(
        prog="python -m search_api.planning.measure_needs", description="Quality of needs."
    )
    parser.add_argument("folder", type=Path, help="folder of cases")
    parser.add_argument("--all", action="store_true", help="print the right ones too")
    parser.add_argument("--figures", action="store_true", help="print figures only")
    given = parser.parse_args(arguments)
    results = [measure(case) for case in read_cases(given.folder)]
    if not given.figures:
        for result in results:
            for mark in result.missed:
                print(f"{result.case.name}: MISSED: {mark.quote}")
            for need in result.noise:
                print(f"{result.case.name}: NOISE: [{need.kind}] {need.text}")
            for need in result.right if given.all else ():
                print(f"{result.case.name}: ok: [{need.kind}] {need.text}")
    print(f"{'case':<44}{'marks':>6}{'found':>6}{'proposed':>10}{'noise':>6}{'recall':>8}{'precision':>11}")
    for result in results:
        marks, proposed = len(result.found) + len(result.missed), len(result.right) + len(result.noise)
        print(
            f"{result.case.name:<44}{marks:>6}{len(result.found):>6}{proposed:>10}{len(result.noise):>6}"
            f"{result.recall:>8.3f}{result.precision:>11.3f}"
        )
    found, missed = (sum(len(getattr(one, name)) for one in results) for name in ("found", "missed"))
    right, noise = (sum(len(getattr(one, name)) for one in results) for name in ("right", "noise"))
    print(
        f"{'all':<44}{found + missed:>6}{found:>6}{right + noise:>10}{noise:>6}"
        f"{share(found, missed):>8.3f}{share(right, noise):>11.3f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
