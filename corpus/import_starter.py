"""Makes the starter base: `python -m corpus.import_starter SOURCE.jsonl [FOLDER]`.

Reads practice records, one JSON object a line, completes them (areas, evidence level) and writes a card for each. Run once
per gathered file; afterwards the cards are the truth and people edit them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError
from tqdm import tqdm

from corpus.cards import STARTER, write_card
from corpus.completing import complete
from corpus.messages import problems
from corpus.places import gazetteer
from corpus.practice import Area, Place, Practice


class ImportFault(ValueError):
    """A source that cannot be imported. The message is Polish and names every line at fault."""


def read_lines(source: Path) -> Iterator[Practice]:
    """The practices of a JSON Lines file, checked as a whole first. Raises ImportFault, OSError."""
    practices: dict[str, Practice] = {}
    faults: list[str] = []
    for number, line in enumerate(source.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            practice = Practice.model_validate_json(line)
        except ValidationError as error:
            faults += [f"Wiersz {number}, {fault.field}: {fault.message}" for fault in problems(error)]
            continue
        if practice.id in practices:
            faults.append(f"Wiersz {number}, id: praktyka „{practice.id}” stoi dwa razy. Zmień identyfikator.")
        practices[practice.id] = practice
    if faults:
        raise ImportFault("\n".join(faults))
    yield from practices.values()


def import_starter(source: Path, folder: Path, areas_of: Callable[[Place], tuple[Area, ...]]) -> Counter[str]:
    """Writes the cards and returns how many have each evidence level."""
    levels: Counter[str] = Counter()
    for practice in tqdm(list(read_lines(source)), desc="karty", unit="karta", disable=not sys.stderr.isatty()):
        completed = complete(practice, areas_of)
        write_card(completed, folder)
        levels[completed.evidence_level or ""] += 1
    return levels


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m corpus.import_starter", description="Karty praktyk z pliku JSON Lines."
    )
    parser.add_argument("source", type=Path, metavar="ŹRÓDŁO", help="plik JSON Lines z praktykami")
    parser.add_argument("folder", type=Path, nargs="?", default=STARTER, metavar="FOLDER", help="dokąd zapisać karty")
    options = parser.parse_args(arguments)
    try:
        levels = import_starter(options.source, options.folder, gazetteer().areas_of)
    except (ImportFault, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    told = ", ".join(f"{level}: {count}" for level, count in sorted(levels.items()))
    print(f"Zapisano {levels.total()} kart w {options.folder}. Poziomy dowodów: {told}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
