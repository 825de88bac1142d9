"""Training of the model of needs: a small one learns, judges fairly, and comes out the same twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from search_api.planning.measure_needs import Case, measure, read_cases
from search_api.planning.need_model import read_model
from search_api.planning.need_training import Examples, Recipe, examples_of, folds_of, left_out, mode
from search_api.planning.train_needs import Point, Source, best, by_author, main

CASES = Path(__file__).parent / "needs_cases"
TROUBLES = ("Młodzież nie ma gdzie się spotkać", "Do lekarza trzeba jechać godzinę", "Brakuje miejsca na zajęcia")
FACTS = ("Gmina liczy sześć tysięcy mieszkańców", "Biblioteka działa od dawna", "Spotkanie prowadziła pani sekretarz")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six small documents: in each two troubles stand among two facts."""
    made = tmp_path_factory.mktemp("cases")
    for number in range(6):
        troubles = [f"{TROUBLES[(number + step) % 3]}." for step in range(2)]
        facts = [f"{FACTS[(number + step) % 3]}." for step in range(2)]
        text = f"Diagnoza\n\n{' '.join([facts[0], troubles[0], facts[1], troubles[1]])}\n"
        content = {"title": "Diagnoza", "kind": "diagnoza", "text": text, "marks": troubles}
        (made / f"{number}.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    return list(read_cases(folder))


@pytest.fixture(scope="module")
def examples(cases: list[Case]) -> Examples:
    return examples_of(cases, Recipe())


def test_every_unit_is_an_example_with_what_its_reader_marked(examples: Examples) -> None:
    assert examples.targets.tolist().count(1.0) == 12
    assert examples.owners.tolist() == [number for number in range(6) for _ in range(4)]


def test_newtons_steps_end_at_the_mode(examples: Examples) -> None:
    """There the gradient of likelihood and prior is zero: each weight is the target less the probability."""
    kernel = examples.kernel()
    weights = mode(kernel, examples.targets)
    likely = 1 / (1 + np.exp(-kernel @ weights))

    assert np.allclose(weights, examples.targets - likely, atol=1e-3)


def test_each_document_is_judged_by_a_model_that_has_not_seen_it(cases: list[Case], examples: Examples) -> None:
    parts = list(left_out(examples, folds_of(6, 6), 0.5, 0.5))

    assert [numbers for numbers, _ in parts] == [{number} for number in range(6)]
    assert len({round(model.bias, 6) for _, model in parts}) > 1
    for numbers, model in parts:
        for number in numbers:
            assert measure(cases[number], model).recall == 1.0
            assert measure(cases[number], model).precision == 1.0


def test_the_command_writes_the_same_model_twice(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        assert main([f"one={folder}", "--folds", "2", "--out", str(tmp_path / name)]) == 0

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert read_model(tmp_path / "a").provenance["documents"] == 6
    assert "found 1.000  right 1.000" in capsys.readouterr().out


def test_the_lowest_threshold_with_little_noise_is_chosen() -> None:
    points = [Point(0.3, 0.95, 0.7), Point(0.4, 0.88, 0.86), Point(0.5, 0.86, 0.9), Point(0.6, 0.7, 0.97)]

    assert best(points).threshold == 0.5
    assert best(points[:2]).threshold == 0.4


def test_documents_of_one_author_are_left_out_together() -> None:
    sources = [Source(author, Path(folder)) for author, folder in (("a", "x"), ("b", "y"), ("a", "z"))]

    assert by_author(sources) == [{0, 2}, {1}]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["one={}"], "one author alone"),
        (["one={}", "two={}", "--choose", "three"], "no documents of three"),
        (["{}"], "AUTHOR=FOLDER"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    given: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([one.format(folder) for one in given])

    assert message in capsys.readouterr().err


def test_what_a_reader_may_list_or_leave_teaches_nothing(cases: list[Case]) -> None:
    first = cases[0]
    optional = [mark.__class__(mark.words, mark.quote, optional=True) for mark in first.marks]
    spared = examples_of([Case(first.name, first.kind, first.document, tuple(optional))], Recipe(seen=1))

    assert len(spared.targets) == 2
    assert not spared.targets.any()
