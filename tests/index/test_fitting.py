"""Fitting the ranking on judged needs: what is found, and that figures come from needs held out."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from corpus.language import fold
from index.asked import starter_asked, starter_gaps
from index.cross_validation import validate
from index.filters import Filters
from index.fitted import (
    FITTED,
    Evidence,
    Expected,
    FittedDamaged,
    Unknown,
    evidence_expected,
    query_figures,
    read_fitted,
    with_expected,
)
from index.fitting import Example, examples, fit, fit_expected, fit_levels, fit_weights, reliability
from index.fusion import Parts, added
from index.judgements import (
    FITTING_JUDGEMENTS,
    FITTING_NEEDS,
    OWN_JUDGEMENTS,
    OWN_NEEDS,
    TUNING_JUDGEMENTS,
    TUNING_NEEDS,
    UNSEEN_JUDGEMENTS,
    UNSEEN_NEEDS,
    Need,
    read_needs,
)
from index.searcher import Searcher

PRACTICES = 40
KNOWN = np.ones(PRACTICES, dtype=bool)


def invented(seed: int, *, answerable: bool) -> Example:
    """A need for which the dense channel tells good practices from others, and the rest is noise."""
    draw = np.random.default_rng(seed)
    good = draw.permutation(PRACTICES) < (3 if answerable else 0)
    others = ("lexical", "words", "sentences", "openings", "concepts", "asked", "topics")
    noise = {name: draw.uniform(0, 0.1, PRACTICES) for name in others}
    dense = draw.uniform(0, 0.1, PRACTICES) + 0.5 * good
    ids = tuple(f"praktyka-{number}" for number in range(PRACTICES))
    judgements = {item: 3 for item, chosen in zip(ids, good, strict=True) if chosen}
    need = Need(str(seed), "potrzeba", "", Filters(), judgements)
    named = draw.uniform(0, 0.4, PRACTICES)
    evidence = Evidence(draw.uniform(0, 0.4), named, draw.uniform(0, 0.4), short=False)
    return Example(need, Parts(dense=dense, **noise), KNOWN, np.where(good, 3, 0), ids, evidence)


GIVEN = [invented(seed, answerable=seed % 4 != 0) for seed in range(48)]


def test_the_channel_that_tells_gets_most_of_the_weight() -> None:
    weights = fit_weights([example for example in GIVEN if example.answerable])

    assert weights.dense > 0.5
    shares = [getattr(weights, channel.name) for channel in fields(Parts)]
    assert sum(shares) == pytest.approx(1, abs=1e-3)
    assert min(shares) >= 0


def test_needs_without_an_answer_are_told_from_others() -> None:
    fitted = fit(GIVEN, {"made": "2026-01-01"})

    chances = [fitted.answered.chance(query_figures(example.parts, example.evidence)) for example in GIVEN]
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
    bins = reliability(GIVEN, fit(GIVEN, {}), width=0.2)

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
        shuffled.append(replace(example, need=need, grades=grades))

    [told], [untold] = validate([GIVEN]), validate([shuffled])
    assert told.ndcg.mean > 0.9
    assert untold.ndcg.mean < 0.5


def test_figures_are_told_set_by_set_and_further_needs_are_not_measured() -> None:
    even, odd = GIVEN[::2], GIVEN[1::2]
    hopeless = [replace(example, grades=example.grades[::-1]) for example in GIVEN]

    alone = validate([even, odd])
    with_others = validate([even, odd], hopeless)

    assert len(alone) == len(with_others) == 2
    # Half of the even ones have no answer, all of the odd ones have: nothing can be told empty there
    assert alone[0].told_empty.mean > 0.8
    assert alone[1].told_empty.mean == 0.0
    assert with_others[1].ndcg.mean > 0.9


def test_a_known_gap_tells_that_there_is_no_answer() -> None:
    # Given needs whose scores tell nothing, and a gap near to each that has no answer
    draw = np.random.default_rng(3)
    noise = {channel.name: draw.uniform(0, 0.4, PRACTICES) for channel in fields(Parts)}
    none = np.zeros(PRACTICES)
    near, far = Evidence(0.8, none, 0.0, short=False), Evidence(0.3, none, 0.0, short=False)
    given = [replace(one, parts=Parts(**noise), evidence=far if one.answerable else near) for one in GIVEN]

    answered = fit(given, {}).answered

    assert answered.holds(query_figures(given[0].parts, far))
    assert not answered.holds(query_figures(given[0].parts, near))


def test_a_matter_that_is_named_tells_whether_it_is_held() -> None:
    # Given needs whose scores tell nothing, each of which names a matter: one held, or one that is missing
    draw = np.random.default_rng(3)
    noise = {channel.name: draw.uniform(0, 0.4, PRACTICES) for channel in fields(Parts)}
    none, one_held = np.zeros(PRACTICES), np.eye(PRACTICES)[7]
    held, missing = Evidence(0.3, 0.7 * one_held, 0.2, short=False), Evidence(0.3, none, 0.7, short=False)
    given = [replace(one, parts=Parts(**noise), evidence=held if one.answerable else missing) for one in GIVEN]

    answered = fit(given, {}).answered

    assert answered.named > 0
    assert answered.holds(query_figures(given[0].parts, held))
    assert not answered.holds(query_figures(given[0].parts, missing))


def test_what_is_far_from_everything_is_no_question() -> None:
    answered = fit(GIVEN, {}).answered

    # Not near to a gap, and not near to anything else either
    assert not answered.holds(np.array([answered.floor / 2, 0.5, 0.5, 0.0, 0.5]))


def test_what_nobody_wrote_down_is_expected_from_the_other_channels() -> None:
    # Given practices of which it is known what people ask, and it goes with the meaning
    channels = {channel.name: np.zeros(PRACTICES) for channel in fields(Parts)}
    dense = np.linspace(0, 0.5, PRACTICES)
    parts = Parts(**{**channels, "dense": dense, "asked": 2 * dense})
    [example] = [replace(GIVEN[1], parts=parts)]

    expected = fit_expected([example], lambda one: one.parts.asked)
    known = np.arange(PRACTICES) % 2 == 0
    unknown = Unknown(asked=expected, topics=expected, named=expected)
    filled = with_expected(replace(parts, asked=np.where(known, parts.asked, 0.0)), known, unknown)

    assert filled.asked == pytest.approx(2 * dense, abs=1e-3)
    nobody = fit_expected([replace(example, known=~KNOWN)], lambda one: one.parts.asked)
    assert nobody == Expected(dense=0, words=0, sentences=0)
    heard = evidence_expected(example.evidence, parts, known, unknown)
    assert heard.named[known] == pytest.approx(example.evidence.named[known])
    assert heard.named[~known] == pytest.approx(2 * dense[~known], abs=1e-3)


def test_a_channel_that_is_silent_has_no_share() -> None:
    silent = [replace(one, parts=replace(one.parts, concepts=np.zeros(PRACTICES))) for one in GIVEN if one.answerable]

    assert fit_weights(silent).concepts == 0.0


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
    tuning, fitting = read_needs(TUNING_NEEDS, TUNING_JUDGEMENTS), read_needs(FITTING_NEEDS, FITTING_JUDGEMENTS)
    for others in (tuning, fitting):
        assert len(others) > 500
        assert 0.2 < sum(not need.answerable for need in others) / len(others) < 0.4
        assert {item for need in others for item in need.judgements} <= known
    unseen = read_needs(UNSEEN_NEEDS, UNSEEN_JUDGEMENTS)
    assert {item for need in unseen for item in need.judgements} <= known
    texts = [{fold(need.text) for need in group} for group in (needs, tuning, fitting, unseen)]
    assert sum(map(len, texts)) == len(set().union(*texts))


def test_unseen_needs_are_neither_searched_nor_gaps() -> None:
    unseen = {fold(need.text) for need in read_needs(UNSEEN_NEEDS, UNSEEN_JUDGEMENTS)}
    searched = {fold(text) for asked in starter_asked().values() for text in (*asked.needs, *asked.judged)}
    gaps = {fold(text) for gap in starter_gaps() for text in (gap.topic, *gap.needs)}

    assert len(unseen) > 50
    assert not unseen & (searched | gaps)
