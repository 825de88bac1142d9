"""Matters that the base is known not to hold, until a record fills them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.lemmas import lemmas
from index.asked import Gap
from index.gaps import GapNearness, open_gaps, write_gaps
from index.static_encoder import own_encoder

FOSTER = Gap(
    "rodziny zastępcze",
    ("brakuje kandydatów na rodziny zastępcze", "Jak znaleźć opiekunów dla dzieci z domu dziecka?"),
)
WETLANDS = Gap("mała retencja", ("oczka wodne i ogrody deszczowe na wsi",))


def opened(folder: Path, *others: str) -> tuple[int, GapNearness]:
    passages = [lemmas(text) for text in others]
    gaps = open_gaps([FOSTER, WETLANDS], passages, own_encoder())
    write_gaps(folder / "gaps.npz", gaps, own_encoder())
    return len(gaps), GapNearness(folder / "gaps.npz", own_encoder())


def test_a_need_is_near_to_a_gap_asked_in_other_words(tmp_path: Path) -> None:
    count, gaps = opened(tmp_path)

    assert count == 2
    assert gaps.nearest(lemmas("kto zostanie rodziną zastępczą")) > 0.6
    assert gaps.nearest(lemmas("remont dachu remizy")) < 0.4
    assert gaps.nearest([]) == 0.0


def test_a_record_of_ones_own_fills_a_gap_and_leaves_the_others(tmp_path: Path) -> None:
    # Given a practice about foster families that came into the base
    record = "Powiat i stowarzyszenie szukały kandydatów na rodziny zastępcze dla dzieci z domu dziecka."
    count, gaps = opened(tmp_path, record, "Remont dachu remizy.")

    assert count == 1
    assert gaps.nearest(lemmas("rodziny zastępcze")) < 0.5
    assert gaps.nearest(lemmas("mała retencja")) == pytest.approx(1.0, abs=1e-3)


def test_a_need_that_is_itself_a_gap_is_held_against_the_others_alone(tmp_path: Path) -> None:
    _, gaps = opened(tmp_path)
    words = lemmas("mała retencja")

    assert gaps.nearest(words) == pytest.approx(1.0, abs=1e-3)
    assert 0 < gaps.nearest(words, but=gaps.asked_by(words)) < 0.99


def test_a_base_of_which_all_gaps_are_filled_has_none(tmp_path: Path) -> None:
    count, gaps = opened(tmp_path, "rodziny zastępcze", "mała retencja")

    assert count == 0
    assert gaps.nearest(lemmas("rodziny zastępcze")) == 0.0


def test_a_passage_that_names_the_matter_in_passing_fills_the_gap(tmp_path: Path) -> None:
    passage = (
        "W programie są remonty dróg, obiady dla seniorów, mała retencja, sport, kultura i opieka nad zwierzętami."
    )

    count, _ = opened(tmp_path, passage)

    assert count == 1
