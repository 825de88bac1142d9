"""Backup on one machine, restore on an empty one, evaluate: the same figures to the last digit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.cards import STARTER
from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS
from search_api.cli import main

EVAL = Path(__file__).parents[2].parent / "shared" / "eval"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole starter base, which the judgements are about."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(folder))
        assert main(["ingest", str(STARTER)]) == 0
        assert main(["build"]) == 0
    return folder


def evaluated(
    data_dir: Path, per_need: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[str, bytes]:
    """What `praktyki evaluate` prints, and its figures for every need with all their digits."""
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(data_dir))
    capsys.readouterr()
    assert main(["evaluate", *options, "--per-need", str(per_need)]) == 0
    return capsys.readouterr().out, per_need.read_bytes()


EVERY = 5  # of the project's own needs; the shared ones are asked all


def own_judgements(folder: Path) -> tuple[str, ...]:
    """Options for every so many-th of the project's judged needs, with their judgements."""
    needs = OWN_NEEDS.read_text(encoding="utf-8").splitlines()[::EVERY]
    ids = {json.loads(line)["id"] for line in needs}
    judged = OWN_JUDGEMENTS.read_text(encoding="utf-8").splitlines()
    (folder / "needs.jsonl").write_text("\n".join(needs) + "\n", encoding="utf-8")
    (folder / "qrels.jsonl").write_text(
        "".join(f"{line}\n" for line in judged if json.loads(line)["query_id"] in ids), encoding="utf-8"
    )
    return "--queries", str(folder / "needs.jsonl"), "--qrels", str(folder / "qrels.jsonl")


# Judgements (None: our own), and how the backup is made: with the index, or with an index built anew after the restore.
WAYS = [
    pytest.param(None, (), id="own judgements, index restored"),
    pytest.param(
        ("--queries", str(EVAL / "queries.jsonl"), "--qrels", str(EVAL / "qrels.jsonl")),
        ("--without-index",),
        id="shared judgements, index built anew",
        marks=pytest.mark.skipif(not EVAL.is_dir(), reason="the shared judgements are not here"),
    ),
]


@pytest.mark.parametrize(("judgements", "options"), WAYS)
def test_the_figures_are_the_same_to_the_last_digit(
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    judgements: tuple[str, ...] | None,
    options: tuple[str, ...],
) -> None:
    # Given a backup of one machine
    judged = own_judgements(tmp_path) if judgements is None else judgements
    here = evaluated(whole, tmp_path / "tu", monkeypatch, capsys, *judged)
    assert main(["backup", str(tmp_path / "kopia.zip"), *options]) == 0

    # When it is restored on an empty machine
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path / "var"))
    assert main(["restore", str(tmp_path / "kopia.zip")]) == 0
    if options:
        assert main(["build"]) == 0

    # Then every figure of every need is the same
    there = evaluated(tmp_path / "var", tmp_path / "tam", monkeypatch, capsys, *judged)
    assert there == here
    assert here[1].count(b"\n") > 25
