"""Fitting the ranking on judged needs: what is found, and that figures come from needs held out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.filters import Filters
from index.fitted import FITTED, FittedDamaged, query_figures, read_fitted
from index.fitting import Example, examples, fit, fit_levels, fit_weights, reliability, validate
from index.fusion import Parts, added
from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS, Need, read_needs
from index.searcher import Searcher

PRACTICES = 40


def invented(seed: int, *, answerable: bool) -> Example:
    """A need for which the words channel tells good practices from others, and the rest is noise."""
    draw = np.random.default_rng(seed)
    good = draw.permutation(PRACTICES) < (3 if answerable else 0)
    noise = {
        name: draw.uniform(0, 0.4, PRACTICES) for name in ("lexical", "dense", "sentences", "openings", "concepts")
    }
    words = draw.uniform(0, 0.3, PRACTICES) + 0.4 * good
    ids = tuple(f"praktyka-{number}" for number in range(PRACTICES))
    judgements = {item: 3 for item, chosen in zip(ids, good, strict=True) if chosen}
    need = Need(str(seed), "potrzeba", "", Filters(), judgements)
    return Example(need, Parts(words=words, **noise), np.where(good, 3, 0), ids)


GIVEN = [invented(seed, answerable=seed % 4 != 0) for seed in range(48)]


def test_the_channel_that_tells_gets_most_of_the_weight() -> None:
    weights = fit_weights([example for example in GIVEN if example.answerable])

    assert weights.words > 0.5
    shares = (weights.lexical, weights.dense, weights.words, weights.sentences, weights.openings, weights.concepts)
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert min(shares) >= 0


def test_needs_without_an_answer_are_told_from_others() -> None:
    fitted = fit(GIVEN, {"made": "2026-01-01"})

    chances = [
        fitted.answered.chance(query_figures(example.parts, added(example.parts, fitted.weights))) for example in GIVEN
    ]
    told = [
        chance < fitted.answered.least for chance, example in zip(chances, GIVEN, strict=True) if not example.answerable
    ]
    wrongly = [
        chance < fitted.answered.least for chance, example in zip(chances, GIVEN, strict=True) if example.answerable
    ]
    assert np.mean(told) > 0.8
    assert np.mean(wrongly) <= 0.05
    assert fitted.levels.high > fitted.levels.medium


def test_more_score_is_more_often_useful() -> None:
    weights = fit_weights([example for example in GIVEN if example.answerable])
    bins = reliability(GIVEN, weights, width=0.2)

    assert bins[-1].useful > bins[0].useful
    assert all(one.practices >= 10 for one in bins)


def test_validation_measures_needs_that_the_fit_has_not_seen() -> None:
    # Given grades that have nothing to do with any score, a fit may learn them by heart but not foretell them
    draw = np.random.default_rng(5)
    shuffled = []
    for example in GIVEN:
        order = draw.permutation(PRACTICES)
        grades = example.grades[order]
        judged = {item: int(grade) for item, grade in zip(example.ids, grades, strict=True) if grade}
        need = Need(example.need.id, "potrzeba", "", Filters(), judged)
        shuffled.append(Example(need, example.parts, grades, example.ids))

    assert validate(GIVEN, GIVEN).ndcg.mean > 0.9
    assert validate(shuffled, shuffled).ndcg.mean < 0.5


def test_both_kinds_of_needs_are_wanted() -> None:
    with pytest.raises(ValueError, match="without one"):
        fit([example for example in GIVEN if example.answerable], {})
    with pytest.raises(ValueError, match="no answerable"):
        fit([example for example in GIVEN if not example.answerable], {})


def test_levels_follow_the_scale_of_served_scores() -> None:
    weights = fit_weights([example for example in GIVEN if example.answerable])
    levels = fit_levels(GIVEN, weights)

    useful = np.concatenate([example.grades >= 2 for example in GIVEN])
    scores = np.concatenate([(1 - weights.exact) * added(example.parts, weights) for example in GIVEN])
    assert useful[scores >= levels.high].mean() > 0.5


def test_examples_speak_of_practices_alone(searcher: Searcher) -> None:
    [example] = examples(searcher, [Need("n", "obiady dla seniorów", "", Filters(), {})])

    assert len(example.ids) == len(example.grades) == len(example.parts.dense)
    assert not any(item.startswith("doc-") for item in example.ids)


def test_the_shipped_file_is_read_and_a_broken_one_is_named(tmp_path: Path) -> None:
    fitted = read_fitted()
    assert fitted.provenance["encoder"]
    broken = tmp_path / "wagi.json"
    broken.write_text('{"weights": {}}', encoding="utf-8")

    with pytest.raises(FittedDamaged, match=r"wagi\.json"):
        read_fitted(broken)
    with pytest.raises(FittedDamaged, match="praktyki fit"):
        read_fitted(tmp_path / "nie-ma.json")
    assert FITTED.is_file()


def test_the_needs_that_the_project_holds_are_judged_against_its_practices() -> None:
    from corpus.cards import STARTER, load_folder

    needs = read_needs(OWN_NEEDS, OWN_JUDGEMENTS)
    known = {practice.id for practice in load_folder(STARTER)}

    assert len(needs) == 150
    assert sum(need.answerable for need in needs) >= 100
    assert {item for need in needs for item in need.judgements} <= known
