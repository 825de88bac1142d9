"""Done when: on the seeds and our own cases precision is at least 0.9 and recall at least 0.7 per field, each with a right quote.

The cases of `describe_cases` were used to mend the rules; those of `describe_held_out` were written afterwards and described
once before anything was mended after them (docs/describe.md has those first figures).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.description import Finding
from ingest.describe.describe import describe
from ingest.describe.measure import Answer, Case, Tally, measure, read_cases, stands, table

HERE = Path(__file__).parents[1]
CASES, HELD_OUT = HERE / "describe_cases", HERE / "describe_held_out"
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
PRECISION, RECALL = 0.9, 0.7
FIELDS = ("place", "event_place", "partner_seat", "area_of_action", "year", "partners", "amounts")


def cases(folder: Path) -> list[Case]:
    return list(read_cases(folder, SEEDS))


def test_there_are_thirty_cases_and_more_of_every_manner() -> None:
    kinds = {case.expected["kind"] for case in cases(CASES)}

    assert len(list(read_cases(CASES))) >= 30
    assert kinds >= {"praktyka", "ogłoszenie", "program", "sprawozdanie", "diagnoza", "poradnik", "relacja"}


def test_the_five_seeds_are_measured_too() -> None:
    if not SEEDS.is_dir():
        pytest.skip("folder shared/seeds is not beside the project")

    assert sum(case.name.startswith("seeds/") for case in cases(CASES)) == 5


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return measure(cases(CASES))


@pytest.fixture(scope="module")
def held_out() -> dict[str, Tally]:
    return measure(cases(HELD_OUT))


@pytest.mark.parametrize("field", FIELDS)
def test_fields_are_right_and_found(tallies: dict[str, Tally], field: str) -> None:
    assert tallies[field].precision >= PRECISION, tallies[field].faults
    assert tallies[field].recall >= RECALL, tallies[field].faults


@pytest.mark.parametrize("field", FIELDS)
def test_fields_are_right_and_found_in_documents_held_out(held_out: dict[str, Tally], field: str) -> None:
    assert held_out[field].precision >= PRECISION, held_out[field].faults
    assert held_out[field].recall >= RECALL, held_out[field].faults


@pytest.mark.parametrize("folder", [CASES, HELD_OUT], ids=["cases", "held out"])
def test_every_quote_stands_word_for_word_in_its_block(folder: Path) -> None:
    wrong = [
        (case.name, finding.field, finding.quote)
        for case in cases(folder)
        for description in describe(case.document)
        for finding in description.findings
        if not stands(finding, case.document)
        or not (description.first_block <= finding.block <= description.last_block or finding.field == "document_kind")
    ]

    assert wrong == []


def test_a_value_told_twice_or_wrong_lowers_precision_and_one_left_out_recall() -> None:
    tally = Tally()

    tally.add(
        "przypadek", ["Rybnik", "Rybnik", "Wisła"], [Answer(frozenset(("Rybnik",))), Answer(frozenset(("Żory",)))]
    )

    assert (tally.right, tally.wrong, tally.missed) == (1, 2, 1)
    assert tally.faults == ["przypadek: too much: Rybnik", "przypadek: too much: Wisła", "przypadek: missed: Żory"]


def test_an_optional_answer_is_neither_asked_for_nor_wrong() -> None:
    tally = Tally()

    tally.add(
        "przypadek",
        ["Wisła"],
        [Answer(frozenset(("Wisła",)), optional=True), Answer(frozenset(("Żory",)), optional=True)],
    )

    assert (tally.right, tally.wrong, tally.missed) == (0, 0, 0)
    assert (tally.precision, tally.recall) == (1.0, 1.0)


def test_a_quote_that_is_not_in_the_block_does_not_stand() -> None:
    case = cases(CASES)[0]
    finding = Finding(field="title", value="x", quote="czego tu nie ma", block=0, method="rule:x", confidence=0.5)

    assert not stands(finding, case.document)


def test_the_table_names_every_field(tallies: dict[str, Tally]) -> None:
    lines = table(tallies).splitlines()

    assert [line.split()[0] for line in lines[1:]] == list(tallies)
